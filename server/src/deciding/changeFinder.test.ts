import type { KyselyPlugin } from 'kysely';
import { expect, it } from 'vitest';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { createChangeFinder } from './changeFinder.ts';
import { openDecidingBed } from './testBed.ts';
import { createTextReader } from './textReader.ts';

const atEnd = atEndOfSuite();

it.each(testStores)('a document is read again only when something was written in it, on $name', async ({ locate }) => {
  const bed = await openDecidingBed(await locate(atEnd), atEnd);
  let texts = 0;
  const counting: KyselyPlugin = {
    transformQuery({ node }) {
      if (JSON.stringify(node).includes('"name":"documentUpdate"')) texts += 1;
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  const key = { cycle: bed.world.cycle, code: '3.3' };
  const chair = await bed.visit('cat3-chair');
  await chair.ask('PUT', `/api/cycles/${key.cycle}/items/3.3/claim`, { json: { level: 'basic' } });
  const { id } = await bed.server.database.selectFrom('snapshot').select('id').executeTakeFirstOrThrow();
  const reader = createTextReader();
  atEnd(reader.close);
  const changes = createChangeFinder(bed.server.database.withPlugin(counting), reader);
  const changed = async () => {
    texts = 0;
    return { changed: await changes.changedSince(id, key, 'basic'), texts };
  };
  const first = await changed();
  expect([first.changed, first.texts > 0]).toEqual([[], true]);
  expect(await changed()).toEqual({ changed: [], texts: 0 });
  const document = await bed.documentId('3.3', 'recommendations');
  await bed.type(document, 'เพิ่มภายหลัง');
  const after = await changed();
  expect([after.changed, after.texts > 0, after.texts < first.texts]).toEqual([[document], true, true]);
  expect(await changed()).toEqual({ changed: [document], texts: 0 });
});
