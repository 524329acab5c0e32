import { randomInt } from 'node:crypto';
import { type CheckAnswer, checkSchema } from '@ruam/shared/api/checks.ts';
import type { ContentElement } from '@ruam/shared/document/content.ts';
import { contentAsUpdate } from '@ruam/shared/document/yjs.ts';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { type DecidingBed, openDecidingBed } from '../deciding/testBed.ts';
import { encodeUpdateList } from '../sync/updateList.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { refusal } from '../testing/server.ts';

describe.each(testStores)('checks on $name', { timeout: 60_000 }, ({ locate }) => {
  const atEnd = atEndOfSuite();
  let bed: DecidingBed;
  beforeAll(async () => {
    bed = await openDecidingBed(await locate(atEnd), atEnd);
  });

  const path = (check = '') => `/api/cycles/${bed.world.cycle}/checks${check === '' ? '' : `/${check}`}`;
  const read = async (): Promise<readonly CheckAnswer[]> =>
    z.array(checkSchema).parse((await (await bed.visit('observer')).get(path())).body);
  const one = async (id: string) => (await read()).find((check) => check.id === id);
  const tick = async (login: string, check: string, json: object = { ticked: true }) =>
    (await bed.visit(login)).ask('PUT', path(check), { json });
  const ticks = async () => (await bed.chain()).filter(({ type }) => type.startsWith('check.'));

  const proof = (text: string, check: string): ContentElement => ({
    type: 'paragraph',
    content: [{ type: 'text', text, marks: [{ type: 'proves', attrs: { check } }] }],
  });

  /** A committed edit; nobody has the document open, and the next command lets the server look. */
  async function write(documentId: string, ...content: ContentElement[]): Promise<void> {
    const { database } = bed.server;
    const update = contentAsUpdate({ type: 'doc', content }, randomInt(1, 2 ** 32 - 1));
    await database.transaction().execute(async (transaction) => {
      const { lastSequence: sequence } = await transaction
        .updateTable('document')
        .set((expression) => ({ lastSequence: expression('lastSequence', '+', 1) }))
        .where('id', '=', documentId)
        .returning('lastSequence')
        .executeTakeFirstOrThrow();
      await transaction
        .insertInto('documentUpdate')
        .values({ documentId, sequence, personId: null, at: 1, content: encodeUpdateList([update]) })
        .execute();
    });
  }

  it('J7 every check of the framework is told; a passage proves one of its own item, and no other', async () => {
    const before = await read();
    expect(before.length).toBe(96);
    expect(before.every(({ passageCount, fileCount, tick: ticked }) => passageCount + fileCount === 0 && !ticked)).toBe(
      true,
    );
    const document = await bed.documentId('3.3', 'basic');
    await write(document, proof('มีคำสั่งแต่งตั้งคณะทำงาน', '3.3.b1'), proof('ของข้ออื่น', '1.1.b1'), proof('ไม่มี', '9.9.x'));
    await tick('cat4-chair', '4.1.s1');
    await vi.waitFor(async () => expect((await one('3.3.b1'))?.passageCount).toBe(1), {
      interval: 50,
      timeout: 50_000,
    });
    expect(await one('3.3.b1')).toMatchObject({
      passages: [{ document, level: 'basic', quote: 'มีคำสั่งแต่งตั้งคณะทำงาน' }],
      fileCount: 0,
      tick: null,
    });
    expect((await one('1.1.b1'))?.passageCount).toBe(0);
  });

  it.each(['cat3-chair', 'cat3-secretary'])('%s ticks, with a note, and takes it back', async (login) => {
    const answer = await tick(login, '3.3.a1', { ticked: true, note: 'ทำแล้วทั้งหน่วยงาน' });
    expect(answer.status).toBe(200);
    expect(checkSchema.parse(answer.body).tick).toMatchObject({
      person: bed.world.personIds[login],
      note: 'ทำแล้วทั้งหน่วยงาน',
    });
    expect((await ticks()).at(-1)).toMatchObject({ type: 'check.ticked', subject: { item: '3.3', check: '3.3.a1' } });
    expect((await tick(login, '3.3.a1', { ticked: false })).status).toBe(200);
    expect((await one('3.3.a1'))?.tick).toBeNull();
    expect((await ticks()).at(-1)?.type).toBe('check.unticked');
  });

  it.each(['cat3-member', 'cat4-chair', 'secretariat', 'steering-chair', 'advisor', 'observer', 'admin'])(
    '%s ticks nothing in category 3',
    async (login) => {
      expect(refusal(await tick(login, '3.3.a1'))).toBe('403 forbidden');
      expect((await one('3.3.a1'))?.tick).toBeNull();
    },
  );

  it.each(['foreigner', 'seatless'])('%s does not learn that there are checks', async (login) => {
    expect(refusal(await (await bed.visit(login)).get(path()))).toBe('404 notFound');
    expect(refusal(await tick(login, '3.3.a1'))).toBe('404 notFound');
  });

  it('a double click ticks once', async () => {
    const before = (await ticks()).length;
    const answers = await Promise.all([tick('cat3-chair', '3.3.b2'), tick('cat3-secretary', '3.3.b2')]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await ticks()).length).toBe(before + 1);
    const gone = { ticked: false };
    await Promise.all([tick('cat3-chair', '3.3.b2', gone), tick('cat3-chair', '3.3.b2', gone)]);
    expect((await ticks()).length).toBe(before + 2);
  });

  it('an unknown check is not found, a note that is too long invalid', async () => {
    expect(refusal(await tick('cat3-chair', '9.9.x'))).toBe('404 notFound');
    expect(refusal(await tick('cat3-chair', '3.3.b1', { ticked: true, note: 'ก'.repeat(1_001) }))).toBe('422 invalid');
  });

  it('J8 a claim records the checks that nothing in what is claimed proves, read from the texts themselves', async () => {
    const chair = await bed.visit('cat3-chair');
    const claim = async (level: string) => {
      const json = { level, statement: 'เหตุผล' };
      const answer = await chair.ask('PUT', `/api/cycles/${bed.world.cycle}/items/3.2/claim`, { json });
      expect(answer.status).toBe(200);
      return (await bed.chain()).findLast(({ type }) => type === 'item.claimed')?.subject.unprovenChecks;
    };
    await write(await bed.documentId('3.2', 'basic'), proof('พิสูจน์ได้', '3.2.b1'));
    await write(await bed.documentId('3.2', 'advance'), proof('ก้าวหน้า', '3.2.a1'));
    // The same moment: no register has read it yet.
    expect(await claim('basic')).not.toContain('3.2.b1');
    expect(await claim('advance')).not.toContain('3.2.a1');
    const all = (await read()).filter(({ item }) => item === '3.2').map(({ id }) => id);
    expect(await claim('significance')).toEqual(all.filter((id) => id !== '3.2.b1' && id !== '3.2.a1'));
    // The proof of a lower level that stands in a text that is not claimed does not count.
    await write(await bed.documentId('3.1', 'advance'), proof('อยู่ระดับสูงกว่า', '3.1.b1'));
    const json = { level: 'basic', statement: 'เหตุผล' };
    await chair.ask('PUT', `/api/cycles/${bed.world.cycle}/items/3.1/claim`, { json });
    const entry = (await bed.chain()).findLast(({ type }) => type === 'item.claimed');
    expect(entry?.subject.unprovenChecks).toContain('3.1.b1');
  });

  it('the checks of an approved level stay as they were decided', async () => {
    await bed.claim('3.3', 'basic');
    expect((await bed.approve('3.3', { level: 'basic' })).status).toBe(201);
    expect(refusal(await tick('cat3-chair', '3.3.b1'))).toBe('409 locked');
    expect((await tick('cat3-chair', '3.3.a1')).status).toBe(200);
  });
});
