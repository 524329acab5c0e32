import { randomUUID } from 'node:crypto';
import type { ImportedText } from '@ruam/shared/api/imports.ts';
import { paragraph, textOf } from '@ruam/shared/document/content.ts';
import { expect, it } from 'vitest';
import { createCommands } from '../commands/commands.ts';
import { cycleChain } from '../events/audit.ts';
import { readContentAt } from '../history/logReader.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { memoryDatabase } from '../testing/databases.ts';
import { smallReport } from '../testing/report.ts';
import { makeWorld } from '../testing/world.ts';
import { createCycle } from './createCycle.ts';
import { loadShippedFramework } from './shippedFramework.ts';

const atEnd = atEndOfSuite();

it('the texts that were read of an item stand at their levels, whatever level it has', async () => {
  const database = await memoryDatabase(atEnd);
  const { agency: agencyId } = await makeWorld(database);
  const item = smallReport.categories[0]?.items[0]?.code ?? '';
  const texts = (['basic', 'significance'] as const).map((level): ImportedText => {
    return { item, kind: 'evidence', level, content: { type: 'doc', content: [paragraph(level)] } };
  });
  const id = randomUUID();
  const framework = await loadShippedFramework();
  await createCommands(database, Date.now, () => undefined).run(null, async ({ transaction, at, audit }) => {
    const textsOf = async () => texts;
    const made = { id, agencyId, framework, report: smallReport, personId: null, at, newId: randomUUID, textsOf };
    await createCycle(transaction, made);
    await audit(cycleChain(id), 'cycle.imported', { cycle: id });
  });
  const documents = await database
    .selectFrom('document')
    .select(['id', 'level'])
    .where('cycleId', '=', id)
    .where('kind', '=', 'evidence')
    .where('item', '=', item)
    .execute();
  const told = documents.map(async ({ id: document, level }) => {
    const content = await readContentAt(database, document, { sequence: 1 });
    return [level, content === null ? '' : textOf({ type: 'doc', content: content.content })];
  });
  expect(Object.fromEntries(await Promise.all(told))).toEqual({
    ...{ basic: 'basic', advance: '', significance: 'significance' },
  });
});
