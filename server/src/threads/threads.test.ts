import { randomUUID } from 'node:crypto';
import { type ThreadAnswer, threadSchema } from '@ruam/shared/api/threads.ts';
import { flatten, plainText } from '@ruam/shared/threads/flatDocument.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { type RawPeer, until, updateOf } from '../sync/testBed.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { type Answer, refusal } from '../testing/server.ts';
import { addParagraph, anchorAt, openThreadBed, type ThreadBed } from './testBed.ts';

const words = 'กระบวนการรับฟังผู้รับบริการ😀 มีการดื่มน้ำ และทบทวนทุกไตรมาส';

describe.each(testStores)('threads on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let bed: ThreadBed;
  let documentId: string;
  let peer: RawPeer;
  beforeAll(async () => {
    bed = await openThreadBed(await locate(atEnd), atEnd);
    documentId = await bed.documentId('basic');
    peer = await bed.join('cat3-member', documentId);
    await write(peer, documentId, () => addParagraph(peer.doc, words));
  });

  const threadOf = ({ body }: Answer): ThreadAnswer => threadSchema.parse(body);

  /** Writes and waits until it is committed. */
  async function write(writer: RawPeer, id: string, change: () => void): Promise<void> {
    const before = (await stored(id)).lastSequence;
    writer.sendUpdate(updateOf(writer.doc, change));
    await until(async () => (await stored(id)).lastSequence > before, 'it is committed');
  }

  function runWith(part: string): Y.XmlText {
    const run = flatten(peer.doc).runs.find(({ text }) => plainText(text).includes(part));
    if (run === undefined) throw new Error(`"${part}" is not in the text`);
    return run.text;
  }

  const stored = (id: string) =>
    bed.server.database.selectFrom('document').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

  const opened = async (login = 'cat3-member', request: Readonly<Record<string, unknown>> = {}) =>
    threadOf(await bed.open(login, documentId, { text: 'ขอให้ระบุที่มา', ...request }));

  it('the server reads the quote, the author and the time; what a caller claims of them does not count', async () => {
    const before = Date.now();
    const forged = { quote: 'ปลอม', author: { id: 'x', name: 'ปลอม' }, at: 1, state: 'resolved', id: 'mine' };
    const answer = await bed.open('advisor', documentId, {
      anchor: anchorAt(peer.doc, 'ผู้รับบริการ😀'),
      text: '  ขอให้ระบุที่มา\n',
      ...forged,
    });
    expect(answer.status).toBe(201);
    const thread = threadOf(answer);
    expect(thread).toMatchObject({
      cycle: bed.world.cycle,
      document: documentId,
      item: '3.3',
      category: '3',
      kind: 'evidence',
      level: 'basic',
      quote: 'ผู้รับบริการ😀',
      isOrphaned: false,
      state: 'open',
      author: { id: bed.world.personIds.advisor, name: 'ชื่อ advisor' },
      following: true,
      comments: [{ text: 'ขอให้ระบุที่มา', mentions: [], editedAt: null }],
    });
    expect(thread.at).toBeGreaterThanOrEqual(before);
    expect(thread.comments[0]?.at).toBe(thread.at);
    expect(await bed.list('observer', documentId)).toContainEqual({
      ...thread,
      following: false,
      mayResolve: false,
      isMine: false,
    });
  });

  it('a passage that ends within a letter is quoted with the whole of it', async () => {
    const text = runWith('น้ำ');
    const at = plainText(text).indexOf('น้ำ');
    const raw = (index: number, side: number) =>
      Buffer.from(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, index, side))).toString(
        'base64',
      );
    expect((await opened('cat3-chair', { anchor: { start: raw(at, 0), end: raw(at + 1, -1) } })).quote).toBe('น้ำ');
  });

  it('a wrong anchor is refused: 422; letters that are not committed: 409 notCommitted; deleted ones: 409 textChanged', async () => {
    const { start, end } = anchorAt(peer.doc, 'ทบทวน');
    const count = (await bed.list('observer', documentId)).length;
    const ask = async (anchor: unknown) => refusal(await bed.open('cat3-member', documentId, { anchor, text: 'ก' }));
    expect(await ask({ start: '????', end })).toBe('422 invalid');
    expect(await ask({ start: end, end: start })).toBe('422 invalid');
    expect(await ask({ start, end: start })).toBe('422 invalid');
    expect(await ask({ start })).toBe('422 invalid');
    expect(await ask({ start, end: 'A'.repeat(500) })).toBe('422 invalid');
    const other = new Y.Doc();
    addParagraph(other, 'ที่อื่น');
    expect(await ask(anchorAt(other, 'ที่อื่น'))).toBe('409 notCommitted');
    const mine = new Y.Doc();
    Y.applyUpdate(mine, Y.encodeStateAsUpdate(peer.doc));
    addParagraph(mine, 'จะถูกลบ');
    const anchor = anchorAt(mine, 'จะถูกลบ');
    const update = Y.encodeStateAsUpdate(mine, Y.encodeStateVector(peer.doc));
    await write(peer, documentId, () => Y.applyUpdate(peer.doc, update));
    peer.sendUpdate(update);
    await write(peer, documentId, () => addParagraph(peer.doc, 'ตามหลัง'));
    const root = peer.doc.getXmlFragment('default');
    await write(peer, documentId, () => root.delete(root.length - 2, 1));
    expect(await ask(anchor)).toBe('409 textChanged');
    expect(await bed.list('observer', documentId)).toHaveLength(count);
  });

  it('bad texts are refused: empty, too long, not storable; 10,000 letters are kept exactly', async () => {
    for (const text of ['', ' \n ', 'ก'.repeat(10_001), 'a\u0000b', 'x\ud800', 5])
      expect(refusal(await bed.open('cat3-member', documentId, { text })), String(text).slice(0, 5)).toBe(
        '422 invalid',
      );
    const long = `${'😀'.repeat(9_998)}น้`;
    const thread = await opened('cat3-member', { text: long });
    expect(thread.comments[0]?.text).toBe(long);
    expect(thread).toMatchObject({ anchor: null, quote: null, isOrphaned: false });
  });

  it('a double click opens one thread and adds one reply: same key, 200; another person has keys of the own', async () => {
    const key = randomUUID();
    const request = { text: 'ครั้งเดียว', key };
    const answers = await Promise.all([1, 2, 3].map(() => bed.open('cat3-member', documentId, request)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect(new Set(answers.map((answer) => threadOf(answer).id)).size).toBe(1);
    const [first] = answers;
    if (first === undefined) throw new Error('no answer');
    const path = `/api/threads/${threadOf(first).id}/comments`;
    const replies = await Promise.all([1, 2].map(() => bed.ask('cat3-member', 'POST', path, request)));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 201]);
    expect((await bed.open('advisor', documentId, request)).status).toBe(201);
    const other = await bed.documentId('advance');
    expect(refusal(await bed.open('cat3-member', other, request))).toBe('422 invalid');
  });

  it('the same key with other words: 409 keyUsed, and nothing is lost or changed', async () => {
    const [key, replyKey] = [randomUUID(), randomUUID()];
    const mentions = [{ kind: 'body', id: 'category-3' }];
    const open = (request: Readonly<Record<string, unknown>>) =>
      bed.open('cat3-member', documentId, { text: 'แรก', mentions, key, ...request });
    const thread = threadOf(await open({}));
    const path = `/api/threads/${thread.id}/comments`;
    const reply = (text: string) => bed.ask('cat3-member', 'POST', path, { text, key: replyKey });
    expect((await reply('ตอบ')).status).toBe(201);
    expect(refusal(await open({ text: 'แก้ก่อนส่งซ้ำ' }))).toBe('409 keyUsed');
    expect(refusal(await open({ mentions: [] }))).toBe('409 keyUsed');
    expect(refusal(await open({ anchor: anchorAt(peer.doc, 'ผู้รับบริการ') }))).toBe('409 keyUsed');
    expect(refusal(await reply('ตอบอีกอย่าง'))).toBe('409 keyUsed');
    expect([(await open({})).status, (await reply('ตอบ')).status]).toEqual([200, 200]);
    const now = threadOf(await bed.ask('observer', 'GET', `/api/threads/${thread.id}`));
    expect(now.comments.map(({ text }) => text)).toEqual(['แรก', 'ตอบ']);
    await bed.ask('cat3-member', 'PUT', `/api/comments/${thread.comments[0]?.id}`, { text: 'แก้แล้ว', mentions });
    expect((await open({})).status).toBe(200);
  });

  it('a long thread is listed with its first and last 20 comments, and read whole by itself', async () => {
    const other = await bed.documentId('recommendations');
    const { id } = threadOf(await bed.open('cat3-member', other, { text: '0' }));
    for (let n = 1; n <= 30; n++)
      await bed.ask(n === 3 ? 'cat3-chair' : 'cat3-member', 'POST', `/api/threads/${id}/comments`, { text: `${n}` });
    const [listed] = await bed.list('cat3-chair', other);
    const texts = ({ comments }: ThreadAnswer) => comments.map(({ text }) => text);
    const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => `${from + n}`);
    if (listed === undefined) throw new Error('it is not listed');
    expect(texts(listed)).toEqual(['0', ...numbers(11, 30)]);
    expect(listed).toMatchObject({ commentCount: 31, isMine: true });
    const ofCycle = await bed.ask('observer', 'GET', `/api/cycles/${bed.world.cycle}/threads?document=${other}`);
    expect(ofCycle.body).toMatchObject([{ commentCount: 31, isMine: false, comments: { length: 21 } }]);
    const whole = threadOf(await bed.ask('cat3-chair', 'GET', `/api/threads/${id}`));
    expect(texts(whole)).toEqual(numbers(0, 30));
    expect(whole).toEqual({ ...listed, comments: whole.comments });
    for (const login of ['foreigner', 'seatless'])
      expect(refusal(await bed.ask(login, 'GET', `/api/threads/${id}`))).toBe('404 notFound');
    expect(refusal(await bed.ask('observer', 'GET', '/api/threads/none'))).toBe('404 notFound');
  });

  it('replies at the same time are all kept, in order', async () => {
    const { id } = await opened();
    const answers = await Promise.all(
      ['cat3-chair', 'advisor', 'steering-member', 'secretariat'].map((login) =>
        bed.ask(login, 'POST', `/api/threads/${id}/comments`, { text: login }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const thread = (await bed.list('observer', documentId)).find((one) => one.id === id);
    expect(thread?.comments.map(({ text }) => text).sort()).toEqual(
      ['advisor', 'cat3-chair', 'secretariat', 'steering-member', 'ขอให้ระบุที่มา'].sort(),
    );
    const times = thread?.comments.map(({ at }) => at) ?? [];
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it('who is named must belong to the cycle; who writes or is named follows, unless it was stopped', async () => {
    const { personIds } = bed.world;
    const mentions = [
      { kind: 'person', id: personIds['cat3-chair'] },
      { kind: 'person', id: personIds['cat3-chair'] },
      { kind: 'body', id: 'category-3' },
      { kind: 'unit', id: 'สำนักนโยบายและแผน' },
    ];
    const thread = await opened('cat3-member', { text: '@ชื่อ cat3-chair ดูด้วย', mentions });
    expect(thread.comments[0]?.mentions).toEqual([
      { kind: 'person', id: personIds['cat3-chair'], name: 'ชื่อ cat3-chair' },
      { kind: 'body', id: 'category-3', name: 'category-3' },
      { kind: 'unit', id: 'สำนักนโยบายและแผน', name: 'สำนักนโยบายและแผน' },
    ]);
    const follows = async (login: string) =>
      (await bed.list(login, documentId)).find(({ id }) => id === thread.id)?.following;
    expect([await follows('cat3-member'), await follows('cat3-chair'), await follows('advisor')]).toEqual([
      true,
      true,
      false,
    ]);
    const stop = await bed.ask('cat3-chair', 'PUT', `/api/threads/${thread.id}/follow`, { follows: false });
    expect(threadOf(stop).following).toBe(false);
    await bed.ask('cat3-chair', 'POST', `/api/threads/${thread.id}/comments`, { text: 'ทราบ' });
    expect(await follows('cat3-chair')).toBe(false);
    for (const id of [personIds.foreigner, personIds.seatless, 'nobody'])
      expect(
        refusal(await bed.open('cat3-member', documentId, { text: 'ก', mentions: [{ kind: 'person', id }] })),
      ).toBe('422 invalid');
    for (const mention of [
      { kind: 'body', id: 'category-9' },
      { kind: 'unit', id: 'ไม่มี' },
      { kind: 'role', id: 'x' },
    ])
      expect(refusal(await bed.open('cat3-member', documentId, { text: 'ก', mentions: [mention] }))).toBe(
        '422 invalid',
      );
  });

  it('only the own comment is edited; the chain names who is newly named, never the text', async () => {
    const chair = { kind: 'person', id: bed.world.personIds['cat3-chair'] };
    const advisor = { kind: 'person', id: bed.world.personIds.advisor };
    const thread = await opened('cat3-member', { text: 'ข้อความลับ', mentions: [chair] });
    const [comment] = thread.comments;
    const path = `/api/comments/${comment?.id}`;
    expect(refusal(await bed.ask('cat3-chair', 'PUT', path, { text: 'แก้แทน' }))).toBe('403 forbidden');
    expect(refusal(await bed.ask('foreigner', 'PUT', path, { text: 'แก้แทน' }))).toBe('404 notFound');
    expect(refusal(await bed.ask('cat3-member', 'PUT', path, { text: ' ' }))).toBe('422 invalid');
    const json = { text: 'ข้อความใหม่', mentions: [chair, advisor] };
    const edited = threadOf(await bed.ask('cat3-member', 'PUT', path, json));
    expect(edited.comments[0]).toMatchObject({ text: 'ข้อความใหม่', at: comment?.at });
    expect(edited.comments[0]?.editedAt).toBeGreaterThanOrEqual(thread.at);
    await bed.ask('cat3-member', 'PUT', path, json);
    const chain = await bed.chain();
    const about = chain.filter(({ subject }) => subject.thread === thread.id);
    expect(about.map(({ type }) => type)).toEqual(['thread.opened', 'comment.edited']);
    expect(about[0]?.subject).toMatchObject({ document: documentId, item: '3.3', mentions: [chair] });
    expect(about[1]?.subject.mentions).toEqual([advisor]);
    expect(JSON.stringify(chain)).not.toContain('ข้อความ');
  });

  it('what was named stays when the comment is edited, also when the register no longer has it', async () => {
    const { database } = bed.server;
    const unit = { cycleId: bed.world.cycle, name: 'หน่วยที่จะยุบ', kind: 'bureau', writtenAs: '[]', position: 9 };
    await database.insertInto('unit').values(unit).execute();
    const named = { kind: 'unit', id: 'หน่วยที่จะยุบ' };
    const thread = await opened('cat3-member', { text: '@หน่วยที่จะยุบ', mentions: [named] });
    const other = await opened('cat3-member', { text: 'อื่น' });
    await database.deleteFrom('unit').where('name', '=', 'หน่วยที่จะยุบ').execute();
    const edit = (comment: string | undefined) =>
      bed.ask('cat3-member', 'PUT', `/api/comments/${comment}`, { text: 'แก้แล้ว @หน่วยที่จะยุบ', mentions: [named] });
    const edited = threadOf(await edit(thread.comments[0]?.id));
    expect(edited.comments[0]?.mentions).toEqual([{ ...named, name: 'หน่วยที่จะยุบ' }]);
    expect(refusal(await edit(other.comments[0]?.id))).toBe('422 invalid');
  });

  it('a resolved thread is reopened; doing it twice is done once', async () => {
    const { id } = await opened('advisor');
    const set = (login: string, state: string) => bed.ask(login, 'PUT', `/api/threads/${id}/state`, { state });
    expect(refusal(await set('cat4-chair', 'resolved'))).toBe('403 forbidden');
    expect(refusal(await set('cat3-chair', 'closed'))).toBe('422 invalid');
    const chair = { id: bed.world.personIds['cat3-chair'], name: 'ชื่อ cat3-chair' };
    const twice = await Promise.all([set('cat3-chair', 'resolved'), set('cat3-chair', 'resolved')]);
    for (const answer of twice) expect(threadOf(answer)).toMatchObject({ state: 'resolved', stateBy: chair });
    expect((await bed.ask('cat4-chair', 'POST', `/api/threads/${id}/comments`, { text: 'ยังสงสัย' })).status).toBe(201);
    expect(threadOf(await set('advisor', 'open')).state).toBe('open');
    const types = (await bed.chain()).filter(({ subject }) => subject.thread === id).map(({ type }) => type);
    expect(types).toEqual(['thread.opened', 'thread.resolved', 'comment.added', 'thread.reopened']);
  });

  it('the passage moves with the text, and its thread is orphaned with its quote when it is deleted', async () => {
    const anchor = anchorAt(peer.doc, 'ทุกไตรมาส');
    const { id } = await opened('cat3-member', { anchor });
    const isOrphaned = async () => (await bed.list('observer', documentId)).find((one) => one.id === id)?.isOrphaned;
    const text = runWith('ทุกไตรมาส');
    await write(peer, documentId, () => text.insert(0, 'นำหน้า '));
    expect(await isOrphaned()).toBe(false);
    await write(peer, documentId, () => text.delete(plainText(text).indexOf('ทุกไตรมาส'), 'ทุกไตรมาส'.length));
    await until(async () => (await isOrphaned()) === true, 'it is orphaned');
    expect((await bed.list('observer', documentId)).find((one) => one.id === id)?.quote).toBe('ทุกไตรมาส');
    await write(peer, documentId, () => text.insert(text.length, ' ทุกไตรมาส'));
    await until(async () => (await isOrphaned()) === false, 'the words stand again');
  });

  it('the list of a cycle: by state, document, item, and mine', async () => {
    const { personIds, cycle } = bed.world;
    const other = await bed.documentId('significance');
    const mine = threadOf(
      await bed.open('secretariat', other, { text: 'ก', mentions: [{ kind: 'body', id: 'category-4' }] }),
    );
    await bed.ask('secretariat', 'PUT', `/api/threads/${mine.id}/state`, { state: 'resolved' });
    const list = async (login: string, query: string) => {
      const answer = await bed.ask(login, 'GET', `/api/cycles/${cycle}/threads${query}`);
      return threadSchema.array().parse(answer.body);
    };
    expect((await list('cat4-chair', '?mine=true')).map(({ id }) => id)).toContain(mine.id);
    expect((await list('steering-chair', '?mine=true')).map(({ id }) => id)).not.toContain(mine.id);
    expect((await list('observer', `?document=${other}`)).map(({ id }) => id)).toEqual([mine.id]);
    expect((await list('observer', '?state=resolved&item=3.3')).every(({ state }) => state === 'resolved')).toBe(true);
    expect(await list('observer', '?item=1.1')).toEqual([]);
    for (const thread of await list('advisor', '?mine=true')) {
      const isNamed = thread.comments.some(
        ({ author, mentions }) =>
          author.id === personIds.advisor || mentions.some(({ id }) => id === personIds.advisor),
      );
      expect(isNamed).toBe(true);
    }
    expect(refusal(await bed.ask('observer', 'GET', `/api/cycles/${cycle}/threads?state=gone`))).toBe('422 invalid');
  });

  describe('rights of every role', () => {
    const roles = {
      admin: '403 forbidden',
      observer: '403 forbidden',
      secretariat: 'resolves',
      advisor: 'comments',
      'steering-chair': 'comments',
      'steering-member': 'comments',
      'cat3-chair': 'resolves',
      'cat3-secretary': 'resolves',
      'cat3-member': 'resolves',
      'cat4-chair': 'comments',
      'cat7-chair': 'comments',
      foreigner: '404 notFound',
      seatless: '404 notFound',
    };
    it.each(Object.entries(roles))('%s: %s', async (login, may) => {
      const thread = await opened('cat3-member', { text: 'เปิดไว้' });
      const open = await bed.open(login, documentId, { text: 'ก' });
      const reply = await bed.ask(login, 'POST', `/api/threads/${thread.id}/comments`, { text: 'ก' });
      const resolve = await bed.ask(login, 'PUT', `/api/threads/${thread.id}/state`, { state: 'resolved' });
      const read = await bed.ask(login, 'GET', `/api/documents/${documentId}/threads`);
      const all = await bed.ask(login, 'GET', `/api/cycles/${bed.world.cycle}/threads`);
      const follow = await bed.ask(login, 'PUT', `/api/threads/${thread.id}/follow`, { follows: true });
      const isRefused = may.startsWith('40');
      expect(isRefused ? refusal(open) : open.status).toBe(isRefused ? may : 201);
      expect(isRefused ? refusal(reply) : reply.status).toBe(isRefused ? may : 201);
      expect(may === 'resolves' ? resolve.status : refusal(resolve)).toBe(
        { resolves: 200, comments: '403 forbidden' }[may] ?? may,
      );
      const reads = may.startsWith('404') ? 404 : 200;
      expect([read.status, all.status, follow.status]).toEqual([reads, reads, reads]);
      if (reads === 200) {
        const listed = threadSchema
          .array()
          .parse(read.body)
          .find(({ id }) => id === thread.id);
        expect(listed?.mayResolve).toBe(may === 'resolves');
      }
    });
  });

  it('comments never change a document, open or locked: not its text, state vector, deletions, sequence, time, hash', async () => {
    const { database } = bed.server;
    const id = await bed.documentId('advance');
    const writer = await bed.join('cat3-chair', id);
    await write(writer, id, () => addParagraph(writer.doc, 'หลักฐานที่จะอนุมัติ'));
    await write(writer, id, () => addParagraph(writer.doc, 'จะถูกลบ'));
    await write(writer, id, () => writer.doc.getXmlFragment('default').delete(1, 1));
    const everything = async () => {
      const probe = await bed.join('observer', id);
      const snapshot = Y.encodeSnapshot(Y.snapshot(probe.doc));
      probe.ws.terminate();
      const hashed = await bed.ask('observer', 'GET', `/api/cycles/${bed.world.cycle}/items/3.3/hashed?level=advance`);
      const content = await bed.ask('observer', 'GET', `/api/documents/${id}/content?format=json`);
      const rows = await database
        .selectFrom('documentUpdate')
        .select('sequence')
        .where('documentId', '=', id)
        .execute();
      const document = await stored(id);
      return { snapshot, hashed: hashed.body, content: content.body, rows: rows.length, document };
    };
    const comment = async () => {
      const anchor = anchorAt(writer.doc, 'หลักฐาน');
      const answer = await bed.open('advisor', id, { anchor, text: 'ความเห็น' });
      expect(answer.status).toBe(201);
      const thread = threadOf(answer);
      expect(thread.quote).toBe('หลักฐาน');
      const at = `/api/threads/${thread.id}`;
      expect((await bed.ask('cat3-chair', 'POST', `${at}/comments`, { text: 'ตอบ' })).status).toBe(201);
      const own = thread.comments[0]?.id;
      expect((await bed.ask('advisor', 'PUT', `/api/comments/${own}`, { text: 'แก้' })).status).toBe(200);
      for (const state of ['resolved', 'open', 'resolved'])
        expect((await bed.ask('cat3-chair', 'PUT', `${at}/state`, { state })).status).toBe(200);
      return thread.id;
    };
    const open = await everything();
    await comment();
    expect(await everything()).toEqual(open);
    await bed.ask('cat3-chair', 'PUT', `/api/cycles/${bed.world.cycle}/items/3.3/claim`, { level: 'significance' });
    const json = { level: 'advance', resolution: 'เห็นชอบ' };
    const approved = await bed.ask('steering-chair', 'POST', `/api/cycles/${bed.world.cycle}/items/3.3/approval`, json);
    expect(approved.status).toBe(201);
    const locked = await everything();
    expect(locked.document.state).toBe('locked');
    const id_ = await comment();
    expect(await everything()).toEqual(locked);
    expect((await bed.list('observer', id)).find((thread) => thread.id === id_)?.isOrphaned).toBe(false);
  });
});
