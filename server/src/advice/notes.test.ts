import { noteSchema } from '@ruam/shared/api/advice.ts';
import { documentRoot } from '@ruam/shared/document/schema.ts';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { RawPeer } from '../sync/testBed.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { addPerson, addSeat } from '../testing/people.ts';
import { refusal, visitAs } from '../testing/server.ts';
import { type AdviceBed, openAdviceBed } from './testBed.ts';

const submission = (document: string) => `/api/advice/${document}/submission`;
const version = (document: string) => `/api/advice/${document}/version`;

describe.each(testStores)('advice notes on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let bed: AdviceBed;
  beforeAll(async () => {
    bed = await openAdviceBed(await locate(atEnd), atEnd);
    const other = await addPerson(bed.server.database, bed.world.agency, 'advisor-2');
    await addSeat(bed.server.database, bed.world.cycle, other, 'advisors', 'advisor');
  });

  async function join(login: string, id: string): Promise<RawPeer> {
    const { cookie } = await visitAs(bed.server, login);
    const peer = new RawPeer(
      new WebSocket(`${bed.server.url.replace('http:', 'ws:')}/sync/${id}`, { headers: { cookie } }),
    );
    peer.answers = true;
    onTestFinished(() => peer.ws.terminate());
    return peer.joined();
  }

  function paragraph(text: string, doc: Y.Doc): Uint8Array<ArrayBuffer> {
    const before = Y.encodeStateVector(doc);
    const element = new Y.XmlElement('paragraph');
    element.insert(0, [new Y.XmlText(text)]);
    doc.getXmlFragment(documentRoot).push([element]);
    return new Uint8Array(Y.encodeStateAsUpdate(doc, before));
  }

  it('an advisor begins a note: a document that the advisor alone writes', async () => {
    const quoted = await bed.documentId('3.1', 'recommendations');
    const passage = { document: quoted, quote: 'ควรทบทวน' };
    const note = await bed.draft('3.1', '', { passage });
    const author = { id: bed.world.personIds.advisor, name: 'ชื่อ advisor' };
    const expected = { item: '3.1', type: 'recommendation', severity: 'major', visitDate: '2019-08-22' };
    expect(note).toEqual({
      ...{ ...expected, document: note.document, passage, author, submittedAt: null },
      ...{ previousId: null, replacedBy: null, comments: 0, answer: null },
    });
    const mayWrite = async (login: string) =>
      ((await bed.ask(login, 'GET', `/api/documents/${note.document}`)).body as { mayWrite: boolean }).mayWrite;
    const logins = ['advisor', 'advisor-2', 'cat3-chair', 'secretariat'];
    expect(await Promise.all(logins.map(mayWrite))).toEqual([true, false, false, false]);
  });

  it('the imported note of 5.2 stands among them, without an author, submitted', async () => {
    const [imported] = (await bed.notes()).filter(({ item }) => item === '5.2');
    expect(imported).toMatchObject({ author: null, type: null, severity: null, answer: null });
    expect(imported?.submittedAt).not.toBeNull();
  });

  it('what stands beside the text of a draft is changed; of a submitted note: 409 locked', async () => {
    const { document } = await bed.draft('3.1');
    const change = { type: 'question', severity: 'critical' };
    const changed = await bed.ask('advisor', 'PUT', `/api/advice/${document}`, change);
    expect(changed.body).toMatchObject({ ...change, visitDate: null, passage: null });
    await bed.ask('advisor', 'POST', submission(document));
    expect(refusal(await bed.ask('advisor', 'PUT', `/api/advice/${document}`, change))).toBe('409 locked');
  });

  it.each([
    ['an unknown type', { type: 'order' }],
    ['an unknown severity', { severity: 'huge' }],
    ['no day', { visitDate: '2019-02-30' }],
    ['a passage of nothing', { passage: { document: 'x', quote: 'ก' } }],
    ['an empty passage', { passage: { document: 'x', quote: ' ' } }],
    ['a passage that is too long', { passage: { document: 'x', quote: 'ก'.repeat(2_001) } }],
  ])('%s: 422 invalid', async (_what, wrong) => {
    const json = { item: '3.1', type: 'observation', severity: 'minor', ...wrong };
    expect(refusal(await bed.ask('advisor', 'POST', `/api/cycles/${bed.world.cycle}/advice`, json))).toBe(
      '422 invalid',
    );
  });

  it('a passage of another item is none of this one; an unknown item: 404', async () => {
    const foreign = { document: await bed.documentId('4.1', 'recommendations'), quote: 'ก' };
    const json = { item: '3.1', type: 'observation', severity: 'minor', passage: foreign };
    const path = `/api/cycles/${bed.world.cycle}/advice`;
    expect(refusal(await bed.ask('advisor', 'POST', path, json))).toBe('422 invalid');
    expect(refusal(await bed.ask('advisor', 'POST', path, { ...json, passage: null, item: '9.9' }))).toBe(
      '404 notFound',
    );
  });

  it('words that do not stand in the text are no quote of it: 409 textChanged; those of a draft stay as they were read', async () => {
    const document = await bed.documentId('3.1', 'recommendations');
    const path = `/api/cycles/${bed.world.cycle}/advice`;
    const facts = { type: 'observation', severity: 'minor' };
    const forged = { ...facts, item: '3.1', passage: { document, quote: 'ไม่เคยมีใครเขียน' } };
    expect(refusal(await bed.ask('advisor', 'POST', path, forged))).toBe('409 textChanged');
    const draft = await bed.draft('3.1', '', { passage: { document, quote: 'ควรทบทวน' } });
    const change = (quote: string) =>
      bed.ask('advisor', 'PUT', `/api/advice/${draft.document}`, { ...facts, passage: { document, quote } });
    expect((await change('ควรทบทวน')).status).toBe(200);
    expect(refusal(await change('ควรเลิก'))).toBe('409 textChanged');
  });

  it('an empty note is not submitted: 422 noText', async () => {
    const { document } = await bed.draft('3.1', '');
    expect(refusal(await bed.ask('advisor', 'POST', submission(document)))).toBe('422 noText');
    const blank = await bed.draft('3.1', ' \n ');
    expect(refusal(await bed.ask('advisor', 'POST', submission(blank.document)))).toBe('422 noText');
  });

  it('a double click submits once', async () => {
    const { document } = await bed.draft('3.1');
    const answers = await Promise.all([1, 2, 3].map(() => bed.ask('advisor', 'POST', submission(document))));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map(({ body }) => noteSchema.parse(body).submittedAt)).size).toBe(1);
    const told = (await bed.chain()).filter(({ subject }) => subject.document === document).map(({ type }) => type);
    expect(told).toEqual(['advice.created', 'advice.submitted']);
  });

  it('S5 what is typed after the submission is refused and kept, not in the note', async () => {
    const { document } = await bed.draft('3.2', '');
    const peer = await join('advisor', document);
    peer.sendUpdate(paragraph('ก่อนส่ง', peer.doc));
    await expect.poll(() => bed.text(document)).toBe('ก่อนส่ง');
    expect((await bed.ask('advisor', 'POST', submission(document))).status).toBe(200);
    peer.sendUpdate(paragraph('หลังส่ง', peer.doc));
    expect(await peer.closedWith()).toBe(4423);
    expect(await bed.text(document)).toBe('ก่อนส่ง');
    const rescues = (await bed.ask('advisor', 'GET', `/api/documents/${document}/rescues`)).body;
    expect(rescues).toMatchObject([{ reason: 'locked', added: ['หลังส่ง'] }]);
  });

  it('a new version begins with the text of the old one, and both stay', async () => {
    const first = await bed.submitted('3.3', 'ฉบับแรก');
    const made = noteSchema.parse((await bed.ask('advisor', 'POST', version(first.document))).body);
    expect(made).toMatchObject({ previousId: first.document, submittedAt: null, type: 'recommendation' });
    expect(await bed.text(made.document)).toBe('ฉบับแรก');
    expect(refusal(await bed.ask('advisor', 'POST', version(first.document)))).toBe('409 replaced');
    expect((await bed.note(first.document)).replacedBy).toBeNull();
    const peer = await join('advisor', made.document);
    peer.sendUpdate(paragraph('ฉบับสอง', peer.doc));
    await expect.poll(() => bed.text(made.document)).toBe('ฉบับแรก\nฉบับสอง');
    await bed.ask('advisor', 'POST', submission(made.document));
    expect((await bed.note(first.document)).replacedBy).toBe(made.document);
    expect(await bed.text(first.document)).toBe('ฉบับแรก');
  });

  it('clicked twice there is one version; of a draft there is none', async () => {
    const { document } = await bed.submitted('3.3');
    const answers = await Promise.all([1, 2].map(() => bed.ask('advisor', 'POST', version(document))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const draft = await bed.draft('3.3');
    expect(refusal(await bed.ask('advisor', 'POST', version(draft.document)))).toBe('409 notSubmitted');
  });

  it('the annex has every submitted note with whose opinion it is, and no draft', async () => {
    await bed.submitted('1.1', 'ส่งแล้ว');
    await bed.draft('1.1', 'ยังเป็นร่าง');
    const annex = async (format: string) =>
      bed.ask('observer', 'GET', `/api/cycles/${bed.world.cycle}/advice/annex${format}`);
    for (const format of ['', '?format=markdown', '?format=html']) {
      const { text } = await annex(format);
      expect(text).toContain('ส่งแล้ว');
      expect(text).toContain('ความเห็นของชื่อ advisor ๒๒ สิงหาคม ๒๕๖๒');
      expect(text).toContain('(ความเห็นของที่ปรึกษา)');
      expect(text).not.toContain('ยังเป็นร่าง');
    }
    expect((await annex('')).headers.get('content-security-policy')).toMatch(/^sandbox/);
    const { notes } = (await annex('?format=json')).body as { notes: unknown[] };
    expect(notes[0]).toMatchObject({ item: '1.1', author: 'ชื่อ advisor', type: 'recommendation', isReplaced: false });
    expect(refusal(await annex('?format=docx'))).toBe('422 invalid');
  });
});
