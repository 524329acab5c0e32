import { type ContentElement, paragraph } from '@ruam/shared/document/content.ts';
import { expect, it, onTestFinished } from 'vitest';
import { memoryDatabase } from '../testing/databases.ts';
import { makeWorld } from '../testing/world.ts';
import { writePassagesInSteps } from './passageSteps.ts';
import { passagesOf, type SearchedPassage } from './passages.ts';

it('J1 in steps, the passages are those of the text, whatever moved, went or came; of a text that was restored none are written', async () => {
  const database = await memoryDatabase(onTestFinished);
  await makeWorld(database);
  const document = await database.selectFrom('document').select(['id', 'generation']).executeTakeFirstOrThrow();
  const read = (content: readonly ContentElement[]) => passagesOf({ type: 'doc', content });
  const stored = () =>
    database
      .selectFrom('passage')
      .select(['number', 'block', 'text', 'folded', 'ownLength'])
      .where('documentId', '=', document.id)
      .orderBy('number')
      .execute();
  const texts = Array.from({ length: 700 }, (_, at) => paragraph(at % 5 === 0 ? 'เหมือนกัน' : `ย่อหน้า ${at}`));
  const versions: readonly (readonly SearchedPassage[])[] = [
    read(texts),
    read([paragraph('ข้างบน'), ...texts]),
    read(texts.toReversed()),
    read(texts.filter((_, at) => at % 3 > 0)),
    read([]),
  ];
  for (const passages of versions) {
    await writePassagesInSteps(database, document, passages);
    expect(await stored()).toEqual(passages);
  }
  await writePassagesInSteps(database, { ...document, generation: document.generation + 1 }, read(texts));
  expect(await stored()).toEqual([]);
});
