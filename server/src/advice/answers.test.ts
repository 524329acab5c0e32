import { noteSchema } from '@ruam/shared/api/advice.ts';
import { readContent } from '@ruam/shared/document/yjs.ts';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { RawPeer } from '../sync/testBed.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { refusal, visitAs } from '../testing/server.ts';
import { type AdviceBed, openAdviceBed } from './testBed.ts';

describe.each(testStores)('answers to advice on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let bed: AdviceBed;
  beforeAll(async () => {
    bed = await openAdviceBed(await locate(atEnd), atEnd);
  });

  const recommendations = async (item: string) => {
    const path = `/api/documents/${await bed.documentId(item, 'recommendations')}/content`;
    const { content } = (await bed.ask('observer', 'GET', path)).body as { content: { attrs: unknown }[] };
    return content;
  };

  it('what is accepted becomes a recommendation with the advisor as its origin', async () => {
    const { document } = await bed.submitted('3.1', 'ควรใช้ข้อมูลจริง\nทุกเดือน');
    const json = { answer: 'accepted', targetLevel: 'advance', targetFiscalYear: 2563, units: ['สำนักนโยบายและแผน'] };
    const answer = await bed.answer(document, json);
    const by = { id: bed.world.personIds['cat3-chair'], name: 'ชื่อ cat3-chair' };
    expect(noteSchema.parse(answer.body).answer).toMatchObject({ kind: 'accepted', reason: null, by });
    expect((await recommendations('3.1')).slice(1)).toEqual([
      {
        type: 'recommendation',
        attrs: {
          targetLevel: 'advance',
          targetFiscalYear: 2563,
          units: ['สำนักนโยบายและแผน'],
          responsibleText: 'สำนักนโยบายและแผน',
          origin: 'ที่ปรึกษา ชื่อ advisor ๒๒ สิงหาคม ๒๕๖๒',
        },
        content: [{ type: 'text', text: 'ควรใช้ข้อมูลจริง' }, { type: 'hardBreak' }, { type: 'text', text: 'ทุกเดือน' }],
      },
    ]);
  });

  it('who has the recommendations open sees it at once, and writes on', async () => {
    const id = await bed.documentId('3.2', 'recommendations');
    const { cookie } = await visitAs(bed.server, 'cat3-member');
    const peer = new RawPeer(
      new WebSocket(`${bed.server.url.replace('http:', 'ws:')}/sync/${id}`, { headers: { cookie } }),
    );
    peer.answers = true;
    onTestFinished(() => peer.ws.terminate());
    await peer.joined();
    const { document } = await bed.submitted('3.2', 'เห็นทันที');
    expect((await bed.answer(document, { answer: 'accepted' })).status).toBe(200);
    await expect.poll(() => JSON.stringify(readContent(peer.doc))).toContain('เห็นทันที');
    expect(peer.closed).toBeNull();
  });

  it.each([
    ['a double click', ['cat3-chair', 'cat3-chair']],
    ['two people', ['cat3-chair', 'secretariat']],
    ['five at once', ['cat3-chair', 'cat3-secretary', 'secretariat', 'cat3-chair', 'secretariat']],
  ])('%s: one answer, one recommendation', async (_what, logins) => {
    const { document } = await bed.submitted('3.3', `ครั้งเดียว ${_what}`);
    const answers = await Promise.all(logins.map((login) => bed.answer(document, { answer: 'accepted' }, login)));
    expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
    const others = answers.filter(({ status }) => status !== 200);
    expect(others.map(refusal)).toEqual(others.map(() => '409 alreadyAnswered'));
    const text = await bed.text(await bed.documentId('3.3', 'recommendations'));
    expect(text.split(`ครั้งเดียว ${_what}`)).toHaveLength(2);
    const told = (await bed.chain()).filter(({ subject }) => subject.document === document).map(({ type }) => type);
    expect(told.filter((type) => type === 'advice.answered')).toHaveLength(1);
  });

  it('accepted and declined at once: the answer and the recommendations agree', async () => {
    const { document } = await bed.submitted('3.4', 'รับหรือไม่รับ');
    await Promise.all([
      bed.answer(document, { answer: 'accepted' }, 'cat3-chair'),
      bed.answer(document, { answer: 'declined', reason: 'ทำแล้ว' }, 'secretariat'),
    ]);
    const { answer } = await bed.note(document);
    const isThere = (await bed.text(await bed.documentId('3.4', 'recommendations'))).includes('รับหรือไม่รับ');
    expect(isThere).toBe(answer?.kind === 'accepted');
  });

  it('nothing is declined without a reason, and what is declined recommends nothing', async () => {
    const { document } = await bed.submitted('3.4', 'ไม่รับข้อนี้');
    for (const reason of [undefined, null, '', ' \n'])
      expect(refusal(await bed.answer(document, { answer: 'declined', reason }))).toBe('422 invalid');
    expect((await bed.answer(document, { answer: 'declined', reason: ' ทำแล้ว ' })).status).toBe(200);
    expect((await bed.note(document)).answer).toMatchObject({ kind: 'declined', reason: 'ทำแล้ว' });
    expect(await bed.text(await bed.documentId('3.4', 'recommendations'))).not.toContain('ไม่รับข้อนี้');
  });

  it('a question is answered by words and recommends nothing', async () => {
    const { document } = await bed.submitted('3.4', 'ทำปีละกี่ครั้ง', { type: 'question' });
    expect(refusal(await bed.answer(document, { answer: 'accepted' }))).toBe('422 invalid');
    expect((await bed.answer(document, { answer: 'accepted', reason: 'สองครั้ง' })).status).toBe(200);
    expect(await bed.text(await bed.documentId('3.4', 'recommendations'))).not.toContain('ทำปีละกี่ครั้ง');
  });

  it('the imported note of 5.2 is answered too', async () => {
    const [imported] = (await bed.notes()).filter(({ item }) => item === '5.2');
    const document = imported?.document ?? '';
    expect((await bed.answer(document, { answer: 'accepted' }, 'secretariat')).status).toBe(200);
    expect((await recommendations('5.2')).at(-1)?.attrs).toEqual({ origin: 'ที่ปรึกษา' });
    expect((await bed.note(document)).answer?.kind).toBe('accepted');
  });

  it('locked recommendations: 409 locked, and there is no answer', async () => {
    const { document } = await bed.submitted('3.1', 'ล็อกแล้ว');
    const id = await bed.documentId('3.1', 'recommendations');
    const { database } = bed.server;
    await database.updateTable('document').set({ state: 'locked', lockEpoch: 1 }).where('id', '=', id).execute();
    expect(refusal(await bed.answer(document, { answer: 'accepted' }))).toBe('409 locked');
    expect((await bed.note(document)).answer).toBeNull();
    await database.updateTable('document').set({ state: 'open', lockEpoch: 2 }).where('id', '=', id).execute();
    expect((await bed.answer(document, { answer: 'accepted' })).status).toBe(200);
    expect(await bed.text(id)).toContain('ล็อกแล้ว');
  });

  it('a draft, and a note with a newer version, are not answered', async () => {
    const { document } = await bed.draft('3.1');
    expect(refusal(await bed.answer(document, { answer: 'accepted' }))).toBe('409 notSubmitted');
    const first = await bed.submitted('3.1', 'ฉบับแรก');
    const second = noteSchema.parse((await bed.ask('advisor', 'POST', `/api/advice/${first.document}/version`)).body);
    await bed.ask('advisor', 'POST', `/api/advice/${second.document}/submission`);
    expect(refusal(await bed.answer(first.document, { answer: 'accepted' }))).toBe('409 replaced');
    expect((await bed.answer(second.document, { answer: 'accepted' })).status).toBe(200);
  });

  it.each([
    ['an unknown answer', { answer: 'maybe' }],
    ['an unknown level', { answer: 'accepted', targetLevel: 'top' }],
    ['a year of the Christian era', { answer: 'accepted', targetFiscalYear: 2020 }],
    ['a unit without a name', { answer: 'accepted', units: [' '] }],
    ['too many units', { answer: 'accepted', units: Array.from({ length: 21 }, () => 'สำนักนโยบายและแผน') }],
    ['a reason that is too long', { answer: 'declined', reason: 'ก'.repeat(4_001) }],
  ])('%s: 422 invalid, and there is no answer', async (_what, json) => {
    const { document } = await bed.submitted('3.1');
    expect(refusal(await bed.answer(document, json))).toBe('422 invalid');
    expect((await bed.note(document)).answer).toBeNull();
  });

  it('a dimension has no target level', async () => {
    const { document } = await bed.submitted('7.1');
    const refused = await bed.answer(document, { answer: 'accepted', targetLevel: 'basic' }, 'cat7-chair');
    expect(refusal(refused)).toBe('422 invalid');
    expect((await bed.answer(document, { answer: 'accepted' }, 'cat7-chair')).status).toBe(200);
  });
});
