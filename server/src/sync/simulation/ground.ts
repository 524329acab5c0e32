import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openDatabase } from '../../database/database.ts';
import type { CleanUp } from '../../testing/cleanUp.ts';
import { temporaryDirectory } from '../../testing/temporaryDirectory.ts';
import { readCommitted } from './committed.ts';
import { simulateUpgrades } from './network.ts';
import { SimulatedStore } from './store.ts';
import type { Ground } from './world.ts';

/** Makes what rounds share; gone at the end. */
export async function openGround(cleanUp: CleanUp): Promise<Ground> {
  const path = join(temporaryDirectory(cleanUp), 'log.db');
  await (await openDatabase({ kind: 'sqlite', path })).destroy();
  const store = await SimulatedStore.open(path);
  cleanUp(() => store.close());
  const reader = new DatabaseSync(path, { readOnly: true });
  cleanUp(() => reader.close());
  cleanUp(simulateUpgrades());
  return { store, reader: readCommitted(reader, () => store.version) };
}
