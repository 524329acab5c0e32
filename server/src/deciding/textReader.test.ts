import { paragraph } from '@ruam/shared/document/content.ts';
import { contentAsUpdate } from '@ruam/shared/document/yjs.ts';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { holdDocuments } from '../sync/gate.ts';
import { encodeUpdateList } from '../sync/updateList.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { type CoveredDocument, coveredDocuments, hashContents, readDocuments } from './contentHash.ts';
import { type DecidingBed, openDecidingBed } from './testBed.ts';
import { createTextReader } from './textReader.ts';

describe.each(testStores)('the text of a decision, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let bed: DecidingBed;
  beforeAll(async () => {
    bed = await openDecidingBed(await locate(atEnd), atEnd);
  });

  function openTexts() {
    const texts = createTextReader();
    onTestFinished(texts.close);
    return texts;
  }
  const covered = (code: string) => coveredDocuments(bed.server.database, { cycle: bed.world.cycle, code }, 'advance');
  const readHere = (documents: readonly CoveredDocument[]) =>
    bed.server.database.transaction().execute(async (it) => hashContents(await readDocuments(it, documents)));

  it('is beside the loop what it is on it, also after something was written', async () => {
    const texts = openTexts();
    const documents = await covered('3.3');
    for (const word of ['ก่อน', 'หลัง \u{1f600} \ud800']) {
      await bed.type(documents[0]?.id ?? '', word);
      expect(await texts.textOf(bed.server.database, documents)).toEqual(await readHere(documents));
      for (const document of documents)
        expect(await texts.hashOf(bed.server.database, document)).toBe((await readHere([document])).contentHash);
    }
    const { hashed } = await readHere(documents);
    const hashes = await texts.hashesIn(hashed);
    for (const document of documents) expect(hashes.get(document.id)).toBe((await readHere([document])).contentHash);
  });

  it('behind the gate is what is committed there, whatever was read before; without the thread too', async () => {
    const texts = openTexts();
    const documents = await covered('3.2');
    const before = await texts.textOf(bed.server.database, documents);
    await bed.type(documents[0]?.id ?? '', 'ในระหว่างนั้น');
    const held = () =>
      bed.server.database.transaction().execute(async (transaction) => {
        await holdDocuments(
          transaction,
          documents.map(({ id }) => id),
        );
        return texts.textOf(transaction, documents);
      });
    const after = await held();
    expect(after).toEqual(await readHere(documents));
    expect(after.contentHash).not.toBe(before.contentHash);
    await bed.type(documents[0]?.id ?? '', 'และอีก');
    texts.close();
    await expect(texts.textOf(bed.server.database, documents)).rejects.toMatchObject({ code: 'unavailable' });
    expect(await held()).toEqual(await readHere(documents));
  });

  it('of four megabytes is the same beside the loop', async () => {
    const { database } = bed.server;
    const texts = openTexts();
    const documents = await covered('4.1');
    const id = documents[0]?.id ?? '';
    const content = Array.from({ length: 14_000 }, (_, n) => paragraph(`ข้อความที่ ${n} ${'บริการ '.repeat(14)}`));
    const update = contentAsUpdate({ type: 'doc', content }, 7);
    expect(update.length).toBeGreaterThan(4_000_000);
    await database.transaction().execute(async (transaction) => {
      const { lastSequence: sequence } = await transaction
        .updateTable('document')
        .set((expression) => ({ lastSequence: expression('lastSequence', '+', 1) }))
        .where('id', '=', id)
        .returning('lastSequence')
        .executeTakeFirstOrThrow();
      const row = { documentId: id, sequence, personId: null, at: 1, content: encodeUpdateList([update]) };
      await transaction.insertInto('documentUpdate').values(row).execute();
    });
    expect(await texts.textOf(database, documents)).toEqual(await readHere(documents));
  });
});
