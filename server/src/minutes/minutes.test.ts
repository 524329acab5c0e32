import { randomUUID } from 'node:crypto';
import { type Content, type ContentElement, isText } from '@ruam/shared/document/content.ts';
import { documentRoot } from '@ruam/shared/document/schema.ts';
import { readContent } from '@ruam/shared/document/yjs.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { openResolutionBed, type ResolutionBed } from '../resolutions/testBed.ts';
import { RawPeer, until, updateOf } from '../sync/testBed.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { refusal, visitAs } from '../testing/server.ts';

describe.each(testStores)('minutes, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let bed: ResolutionBed;
  beforeAll(async () => {
    bed = await openResolutionBed(await locate(atEnd), atEnd);
  });
  const seed = (path: string, login = 'secretariat') => bed.ask(login, 'POST', `${path}/minutes/seed`);
  const circulate = (path: string, login = 'secretariat') =>
    bed.ask(login, 'PUT', `${path}/minutes/state`, { state: 'circulated' });
  const content = async (path: string): Promise<Content> => JSON.parse(await bed.text(path, 'json'));
  const words = (path: string, title: string, section = 'forConsideration') =>
    bed.done('secretariat', 'POST', `${path}/agenda`, { kind: 'text', section, title });
  const resolutions = ({ content: nodes }: Content): ContentElement[] =>
    nodes.flatMap((node) => (isText(node) || node.type !== 'resolution' ? [] : [node]));

  async function join(path: string, login = 'secretariat') {
    const { minutes } = await bed.read(path);
    const { cookie } = await visitAs(bed.server, login);
    const url = `${bed.server.url.replace('http:', 'ws:')}/sync/${minutes}`;
    const peer = new RawPeer(new WebSocket(url, { headers: { cookie } }));
    peer.answers = true;
    atEnd(() => peer.ws.terminate());
    return peer.joined();
  }

  /** A meeting that has ended, with something resolved, its minutes circulated. */
  async function circulated(): Promise<string> {
    const path = await bed.run();
    await bed.resolved(path, { kind: 'resolved', text: 'มอบหมายฝ่ายเลขานุการ' });
    await bed.step(path, 'end');
    expect((await circulate(path)).status).toBe(200);
    return path;
  }

  it('N2 the official form comes in when the meeting begins, from its agenda', async () => {
    const path = await bed.plan({ number: '9/2562', date: '2019-09-30', place: 'ห้องประชุม 1' });
    await words(path, 'การนำเสนอผลงาน', 'chairInforms');
    await bed.done('secretariat', 'POST', `${path}/agenda`, { kind: 'item', section: 'forConsideration', item: '3.3' });
    await bed.server.database.updateTable('meeting').set({ status: 'ended' }).where('status', '=', 'running').execute();
    await bed.step(path, 'publish');
    expect(await bed.text(path)).toBe('');
    const member = bed.world.personIds['steering-member'] ?? '';
    await bed.done('secretariat', 'PUT', `${path}/members/${member}/presence`, { presence: 'present' });
    await bed.step(path, 'begin');
    const lines = (await bed.text(path)).split('\n').filter((line) => line !== '');
    expect(lines).toEqual([
      'รายงานการประชุมคณะกรรมการอำนวยการ (Steering Committee)',
      'ครั้งที่ ๙/๒๕๖๒',
      'เมื่อวันจันทร์ที่ ๓๐ กันยายน ๒๕๖๒',
      'ณ ห้องประชุม ๑',
      'ผู้มาประชุม',
      '1. ชื่อ steering-member กรรมการ',
      'ผู้ไม่มาประชุม (ถ้ามี)',
      'ไม่มี',
      'ผู้เข้าร่วมประชุม (ถ้ามี)',
      '1. ชื่อ secretariat ฝ่ายเลขานุการ',
      expect.stringMatching(/^เริ่มประชุมเวลา [๐-๙]{2}\.[๐-๙]{2} น\.$/),
      'ระเบียบวาระที่ ๑ เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ',
      '๑.๑ การนำเสนอผลงาน',
      'ระเบียบวาระที่ ๒ เรื่องรับรองรายงานการประชุม',
      'ระเบียบวาระที่ ๓ เรื่องสืบเนื่อง',
      'ระเบียบวาระที่ ๔ เรื่องเสนอให้ที่ประชุมพิจารณา',
      expect.stringMatching(/^๔\.๑ หัวข้อ ๓\.๓ /),
      'ระเบียบวาระที่ ๕ เรื่องอื่น ๆ',
      expect.stringMatching(/^เลิกประชุมเวลา \.+$/),
      expect.stringMatching(/^ผู้จดรายงานการประชุม/),
      expect.stringMatching(/^ผู้ตรวจรายงานการประชุม/),
    ]);
    await bed.step(path, 'end');
    expect(await bed.text(path)).toMatch(/เลิกประชุมเวลา [๐-๙]{2}\.[๐-๙]{2} น\./);
  });

  it('N2 seeded twice, also at once, it is there once; what people wrote stays, new entries are added', async () => {
    const path = await bed.plan();
    await words(path, 'เรื่องแรก');
    await seed(path);
    // Nobody but the secretariat knows of it yet, and every seat of the cycle reads its minutes.
    expect(await bed.text(path)).toBe('');
    await bed.done('secretariat', 'PUT', `${path}/state`, { event: 'publish' });
    const answers = await Promise.all([seed(path), seed(path), seed(path)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const once = await bed.text(path);
    expect(once.match(/ผู้มาประชุม$/gm)).toHaveLength(1);
    const peer = await join(path);
    const first = peer.doc.getXmlFragment(documentRoot).toArray();
    const at = first.findIndex(
      (node) => node instanceof Y.XmlElement && node.getAttribute('part')?.startsWith('entry:'),
    );
    const typed = new Y.XmlElement('paragraph');
    typed.insert(0, [new Y.XmlText('ประธานแจ้งว่า')]);
    peer.sendUpdate(updateOf(peer.doc, () => peer.doc.getXmlFragment(documentRoot).insert(at + 1, [typed])));
    await peer.acked(1);
    await words(path, 'เรื่องที่สอง');
    await seed(path);
    const after = (await bed.text(path)).split('\n').filter((line) => line !== '');
    const place = after.findIndex((line) => line.endsWith('เรื่องแรก'));
    expect(after.slice(place, place + 3)).toEqual(['๔.๑ เรื่องแรก', 'ประธานแจ้งว่า', '๔.๒ เรื่องที่สอง']);
    const chain = await bed.chain();
    expect(
      chain.filter(({ type, subject }) => type === 'minutes.seeded' && subject.meeting === path.slice(1)),
    ).toHaveLength(2);
    for (const login of ['steering-chair', 'observer', 'cat3-chair'])
      expect(refusal(await seed(path, login))).toBe('403 forbidden');
    expect(refusal(await seed(path, 'foreigner'))).toBe('404 notFound');
  });

  it('R7 a decision stands behind its entry at once, also for who has the minutes open and types', async () => {
    const path = await bed.run();
    await bed.claim('1.1');
    await bed.done('secretariat', 'POST', `${path}/agenda`, { kind: 'item', section: 'forConsideration', item: '1.1' });
    await seed(path);
    const peer = await join(path);
    await bed.decide('1.1', 'approval', { level: 'basic', resolution: 'ที่ประชุมเห็นชอบ' });
    await until(() => resolutions(readContent(peer.doc)).length === 1, 'the resolution');
    const nodes = readContent(peer.doc).content;
    const at = nodes.findIndex((node) => node.type === 'resolution');
    const before = nodes.slice(0, at).findLast((node) => !isText(node) && typeof node.attrs?.part === 'string');
    expect(before).toMatchObject({ type: 'heading', attrs: { part: expect.stringMatching(/^entry:/) } });
    const text = await bed.text(path);
    expect(text).toContain('มติที่ ๑ ที่ประชุมเห็นชอบ\nระดับที่อนุมัติ: Basic (พื้นฐาน)\nใบรับรองเลขที่ ');
    for (const format of ['html', 'markdown', 'json']) expect(await bed.text(path, format)).toContain('ที่ประชุมเห็นชอบ');
  });

  it('R7 who takes a resolution away, changes or forges one, finds it put right at the next writing', async () => {
    const path = await bed.run();
    const { id } = await bed.resolved(path, { kind: 'resolved', text: 'มติแท้' });
    const peer = await join(path);
    const root = peer.doc.getXmlFragment(documentRoot);
    const at = root.toArray().findIndex((node) => node instanceof Y.XmlElement && node.nodeName === 'resolution');
    const forged = new Y.XmlElement<Record<string, string | string[]>>('resolution');
    forged.setAttribute('resolution', randomUUID());
    forged.setAttribute('words', ['มติปลอม']);
    peer.sendUpdate(
      updateOf(peer.doc, () => {
        root.delete(at, 1);
        root.insert(0, [forged as unknown as Y.XmlElement]);
      }),
    );
    await peer.acked(1);
    expect(await bed.text(path)).toContain('มติปลอม');
    await bed.resolved(path, { kind: 'resolved', text: 'มติถัดไป' });
    const [first, second] = resolutions(await content(path));
    expect(first?.attrs).toMatchObject({ resolution: id, words: ['มติที่ ๑ มติแท้'] });
    expect(second?.attrs?.words).toEqual(['มติที่ ๒ มติถัดไป']);
    expect(await bed.text(path)).not.toContain('มติปลอม');
    await until(() => resolutions(readContent(peer.doc)).length === 2, 'both resolutions');
    const copy = resolutions(readContent(peer.doc))[0];
    expect(copy?.attrs?.resolution).toBe(id);
  });

  it('R7 an older version that is brought back has what was resolved since', async () => {
    const path = await bed.run();
    const { document } = await bed.minutes(path);
    const secretariat = await visitAs(bed.server, 'secretariat');
    await bed.resolved(path, { kind: 'resolved', text: 'มติหลังฉบับเก่า' });
    const json = { version: 's0' };
    const answer = await secretariat.ask('POST', `/api/documents/${document}/restoration`, { json });
    expect(answer.status).toBeLessThan(300);
    expect(await bed.text(path)).toContain('มติหลังฉบับเก่า');
  });

  it('N4 circulated once, after the meeting, by the secretariat; its members are told', async () => {
    const path = await bed.run();
    expect(refusal(await circulate(path))).toBe('409 meetingState');
    await bed.step(path, 'end');
    expect((await bed.minutes(path)).state).toBe('draft');
    for (const login of ['steering-chair', 'observer'])
      expect(refusal(await circulate(path, login))).toBe('403 forbidden');
    await Promise.all([circulate(path), circulate(path)]);
    const entries = (await bed.chain()).filter(
      (one) => one.type === 'minutes.circulated' && one.subject.meeting === path.slice(1),
    );
    expect(entries).toHaveLength(1);
    expect(await bed.minutes(path)).toMatchObject({ state: 'circulated', confirmedAt: null, confirmedIn: null });
    const told = bed.server.database.selectFrom('notification').select(['personId', 'subject']);
    const people = (await told.where('subject', 'like', '%minutes.circulated%').execute()).map(
      ({ personId }) => personId,
    );
    const { personIds } = bed.world;
    expect(people.toSorted()).toEqual([personIds['steering-chair'], personIds['steering-member']].toSorted());
  });

  it('N5 confirmed in a later meeting they are locked as they were shown, with a version that is kept', async () => {
    const earlier = await circulated();
    const path = await bed.run();
    const shown = await bed.minutes(earlier);
    const confirm = (json: object) =>
      bed.resolve(path, { kind: 'confirmed', text: 'รับรองโดยไม่มีแก้ไข', minutes: earlier.slice(1), ...json });
    expect(refusal(await confirm({ expectedContentHash: 'another' }))).toBe('409 textChanged');
    expect((await bed.minutes(earlier)).state).toBe('circulated');
    const answers = await Promise.all([1, 2].map(() => confirm({ expectedContentHash: shown.contentHash })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.map(refusal)).toContain('409 locked');
    const number = (await bed.read(path)).number;
    const after = await bed.minutes(earlier);
    expect(after).toMatchObject({ state: 'confirmed', confirmedIn: number, contentHash: shown.contentHash });
    const snapshot = await bed.server.database
      .selectFrom('snapshot')
      .select(['contentHash', 'kind'])
      .where('id', '=', after.snapshotId ?? '')
      .executeTakeFirst();
    expect(snapshot).toEqual({ contentHash: shown.contentHash, kind: 'named' });
    const { agenda } = await bed.read(path);
    const entry = agenda.find(({ document }) => document?.id === shown.document);
    expect(entry?.section).toBe('confirmMinutes');
    expect(await bed.list(path)).toMatchObject([
      { kind: 'confirmed', entry: entry?.id, contentHash: shown.contentHash, confirms: { meeting: earlier.slice(1) } },
    ]);
    expect(await bed.text(path)).toContain(`ค่าแฮช (SHA-256) ของรายงานการประชุมที่รับรอง: ${shown.contentHash}`);
    const document = await (await visitAs(bed.server, 'secretariat')).get(`/api/documents/${shown.document}`);
    expect(document.body).toMatchObject({ state: 'locked', mayWrite: false });
  });

  it('N5 afterwards nothing of them changes; a later meeting corrects by a resolution of its own', async () => {
    const earlier = await circulated();
    const path = await bed.run();
    const [old] = await bed.list(earlier);
    const { document } = await bed.minutes(earlier);
    await bed.done('secretariat', 'POST', `${path}/agenda`, { kind: 'document', section: 'confirmMinutes', document });
    const confirmation = { kind: 'confirmed', text: 'รับรอง', key: randomUUID() };
    const confirmed = await bed.resolved(path, confirmation);
    expect((await bed.resolved(path, confirmation)).id).toBe(confirmed.id);
    const before = await bed.minutes(earlier);
    const amend = { observations: [{ text: 'ช้าไป', units: [], due: null }] };
    expect(refusal(await bed.ask('secretariat', 'PUT', `${earlier}/resolutions/${old?.id}`, amend))).toBe('409 locked');
    expect(
      refusal(
        await bed.ask('secretariat', 'POST', `${earlier}/minutes/scenario`, { levels: { '3.3': 'significance' } }),
      ),
    ).toBe('409 meetingState');
    const correction = await bed.resolved(path, { kind: 'resolved', text: 'แก้ไข', corrects: old?.id });
    expect(await bed.minutes(earlier)).toEqual(before);
    expect((await bed.list(earlier))[0]).toMatchObject({ correctedBy: correction.id });
    expect(await bed.text(path)).toContain('มตินี้แก้ไขมติที่ ๑ ในการประชุมครั้งที่ ');
  });

  it.each([
    ['its own minutes', '422 invalid', async (path: string) => ({ minutes: path.slice(1) })],
    ['no minutes named', '422 invalid', async () => ({})],
    ['a meeting that is none', '404 notFound', async () => ({ minutes: 'none' })],
    [
      'those of another body',
      '404 notFound',
      async () => ({ minutes: (await bed.plan({ body: 'category-3' })).slice(1) }),
    ],
    ['those that were not circulated', '409 meetingState', async () => ({ minutes: (await bed.plan()).slice(1) })],
  ])('N5 %s: %s', async (_what, refused, request) => {
    const path = await bed.run();
    const answer = await bed.resolve(path, { kind: 'confirmed', text: 'รับรอง', ...(await request(path)) });
    expect(refusal(answer)).toBe(refused);
  });

  it('N6 a scenario is written in words that say that it is none of the resolutions, once', async () => {
    const path = await bed.run();
    const scenario = { levels: { '3.3': 'significance' }, key: randomUUID() };
    const post = (json: object, login = 'secretariat') => bed.ask(login, 'POST', `${path}/minutes/scenario`, json);
    await Promise.all([post(scenario), post(scenario)]);
    const text = await bed.text(path);
    expect(text.match(/^สมมติ \(ไม่ใช่มติ\): หากหัวข้อ ๓\.๓ อยู่ในระดับ Significance/gm)).toHaveLength(1);
    expect(await bed.list(path)).toEqual([]);
    expect(refusal(await post({ levels: {} }))).toBe('422 invalid');
    expect(refusal(await post({ levels: { '9.9': 'basic' } }))).toBe('422 invalid');
    expect(refusal(await post(scenario, 'observer'))).toBe('403 forbidden');
  });

  it('N7 the Word file holds the words, for who may see the meeting', async () => {
    const path = await circulated();
    const member = await visitAs(bed.server, 'steering-member');
    const at = `${bed.server.url}/api/cycles/${bed.world.cycle}/meetings${path}/minutes.docx`;
    const answer = await fetch(at, { headers: { cookie: member.cookie } });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ]);
    expect(answer.headers.get('content-disposition')).toContain('attachment');
    expect(new Uint8Array(await answer.arrayBuffer()).slice(0, 2)).toEqual(new Uint8Array([0x50, 0x4b]));
    for (const login of ['cat3-chair', 'foreigner'])
      expect(refusal(await bed.ask(login, 'GET', `${path}/minutes.docx`))).toBe('404 notFound');
  });
});
