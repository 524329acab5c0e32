import { createHash, randomUUID } from 'node:crypto';
import { approvalSchema, documentSchema, hashedSchema } from '@ruam/shared/api/api.ts';
import { paragraph } from '@ruam/shared/document/content.ts';
import { contentAsUpdate } from '@ruam/shared/document/yjs.ts';
import canonicalize from 'canonicalize';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { encodeUpdateList } from '../sync/updateList.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { refusal } from '../testing/server.ts';
import { type DecidingBed, openDecidingBed } from './testBed.ts';

describe.each(testStores)('what an approval hashes, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let bed: DecidingBed;
  beforeAll(async () => {
    bed = await openDecidingBed(await locate(atEnd), atEnd);
  });

  const hashed = async (code: string, query: string) => hashedSchema.parse((await bed.hashed(code, query)).body);

  /** Made from what everybody may read, without the code that is tested. */
  async function expectedText(code: string, names: readonly string[]): Promise<string> {
    const observer = await bed.visit('observer');
    const all = z
      .array(documentSchema)
      .parse((await observer.get(`/api/cycles/${bed.world.cycle}/documents`)).body)
      .filter(({ item, kind, level }) => item === code && names.includes(level ?? kind))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    const documents = [];
    for (const { id, kind, level } of all) {
      const { body: content } = await observer.get(`/api/documents/${id}/content?format=json`);
      documents.push({ id, kind, level, content });
    }
    return String(canonicalize({ schemaVersion: 1, documents }));
  }

  it.each([
    ['3.3', 'basic', ['basic', 'recommendations']],
    ['3.3', 'advance', ['basic', 'advance', 'recommendations']],
    ['5.2', 'significance', ['basic', 'advance', 'significance', 'recommendations', 'advice']],
    ['7.1', null, ['results', 'recommendations']],
  ])('%s at %s can be recomputed from the contents: %j', async (code, level, names) => {
    const answer = await hashed(code, level === null ? '' : `?level=${level}`);
    expect(answer.hashed).toBe(await expectedText(code, names));
    expect(JSON.parse(answer.hashed).documents).toHaveLength(names.length);
    expect(answer.contentHash).toBe(createHash('sha256').update(answer.hashed).digest('hex'));
  });

  it.each([
    ['5.2', 'basic', '?level=basic'],
    ['7.1', null, ''],
    ['7.2', null, '?level=null'],
  ])('%s: an approval made right after has the same hash and keeps the same text', async (code, level, query) => {
    const before = await hashed(code, query);
    const { approval } = approvalSchema.parse((await bed.approve(code, { level })).body);
    expect(approval.contentHash).toBe(before.contentHash);
    const snapshot = await bed.server.database
      .selectFrom('snapshot')
      .select(['contentHash', 'hashed'])
      .where('id', '=', approval.snapshotId)
      .executeTakeFirst();
    expect(snapshot).toEqual(before);
    expect(await hashed(code, query)).toEqual(before);
  });

  it('a note counts from its submission on', async () => {
    const { database } = bed.server;
    const before = await hashed('3.2', '?level=basic');
    const id = randomUUID();
    const template = await database
      .selectFrom('document')
      .selectAll()
      .where('id', '=', await bed.documentId('5.2', 'advice'))
      .executeTakeFirstOrThrow();
    const update = contentAsUpdate({ type: 'doc', content: [paragraph('ความเห็น "ใหม่"')] }, 1);
    const draft = { id, item: '3.2', state: 'open', lastSequence: 1, blobSequence: 0, submittedAt: null } as const;
    await database
      .insertInto('document')
      .values({ ...template, ...draft })
      .execute();
    await database
      .insertInto('documentUpdate')
      .values({ documentId: id, sequence: 1, personId: null, at: 1, content: encodeUpdateList([update]) })
      .execute();
    expect(await hashed('3.2', '?level=basic')).toEqual(before);
    await database.updateTable('document').set({ submittedAt: 2, state: 'locked' }).where('id', '=', id).execute();
    const after = await hashed('3.2', '?level=basic');
    expect(after.hashed).toBe(await expectedText('3.2', ['basic', 'recommendations', 'advice']));
    expect(after.contentHash).not.toBe(before.contentHash);
  });

  it('everybody in the cycle reads it, others learn of nothing', async () => {
    for (const login of ['admin', 'advisor', 'cat4-chair', 'steering-member'])
      expect((await bed.hashed('3.1', '?level=basic', login)).status).toBe(200);
    for (const login of ['foreigner', 'seatless'])
      expect(refusal(await bed.hashed('3.1', '?level=basic', login))).toBe('404 notFound');
    expect(refusal(await bed.hashed('9.9', '?level=basic'))).toBe('404 notFound');
  });

  it.each([
    ['3.1', ''],
    ['3.1', '?level='],
    ['3.1', '?level=null'],
    ['3.1', '?level=Basic'],
    ['3.1', '?level=basic&level=advance'],
    ['7.1', '?level=basic'],
  ])('%s%s: 422 invalid', async (code, query) => {
    expect(refusal(await bed.hashed(code, query))).toBe('422 invalid');
  });

  it('stands in the description of the interface, as approval and reopening do', async () => {
    const answer = await (await bed.visit('observer')).get('/api/openapi.json');
    const { paths } = z.object({ paths: z.record(z.string(), z.unknown()) }).parse(answer.body);
    const item = '/api/cycles/{cycle}/items/{code}';
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining([`${item}/approval`, `${item}/reopening`, `${item}/hashed`]),
    );
  });
});
