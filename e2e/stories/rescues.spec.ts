import { type BrowserContext, expect, type Page } from '@playwright/test';
import type { RescueAnswer } from '@ruam/shared/api/api.ts';
import * as Y from 'yjs';
import { expectAccessible } from '../support/accessible.ts';
import { type Caller, documentOf, sampleCycle, signIn } from '../support/api.ts';
import { type Ruam, samplePassword, startRuam } from '../support/ruam.ts';
import { cutConnection, test, watchConsole } from '../support/story.ts';
import { editorOf, evidencePath, expectSaved, readerOf, typeAtEnd } from '../support/writing.ts';

let ruam: Ruam;
let member: Caller;
let cycle: string;
test.beforeAll(async () => {
  ruam = await startRuam();
  member = await signIn(ruam.url, 'cat3-member-1');
  cycle = await sampleCycle(member);
});
test.afterAll(() => ruam.dispose());

const evidence = (code: string, level: string): string => evidencePath(cycle, code, level);
const refused = (page: Page) => page.getByRole('alert').filter({ hasText: 'ข้อความนี้ไม่ได้ลงในเอกสาร' });

/** The tab's way to the sync server: `hold` keeps what it says, `release` lets it go; `accept` ends a cut; `tell` says an update. */
interface Line {
  hold(): void;
  release(): void;
  accept(): void;
  tell(update: Uint8Array): void;
}

/** Opens another tab of a person's browser, with a hand on its sync connection. */
async function openTab(
  context: BrowserContext,
  path: string,
  problems: string[],
  { isCut = false } = {},
): Promise<{ page: Page; line: Line }> {
  const page = await context.newPage();
  watchConsole(page, 'tab', problems);
  let isRefusing = isCut;
  let held: (() => void)[] | null = null;
  let say = (_frame: Buffer): void => {};
  await page.routeWebSocket(/\/sync\//, (socket) => {
    if (isRefusing) {
      void socket.close();
      return;
    }
    const server = socket.connectToServer();
    say = (frame) => socket.send(frame);
    socket.onMessage((message) => {
      if (held === null) server.send(message);
      else held.push(() => server.send(message));
    });
  });
  await page.goto(ruam.url + path);
  const line: Line = {
    hold() {
      held = [];
    },
    release() {
      const waiting = held ?? [];
      held = null;
      for (const send of waiting) send();
    },
    accept() {
      isRefusing = false;
    },
    tell(update) {
      if (update.length > 127) throw new Error('one byte of length');
      say(Buffer.from([0, 2, update.length, ...update]));
    },
  };
  return { page, line };
}

/** Every replica that this browser keeps, as the text of its rows: Yjs writes strings in UTF-8. */
function keptReplicas(page: Page): Promise<{ name: string; text: string; unsent: number }[]> {
  return page.evaluate(async () => {
    const answer = <Result>(request: IDBRequest<Result>): Promise<Result> =>
      new Promise((done, failed) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error);
      });
    const replicas: { name: string; text: string; unsent: number }[] = [];
    for (const { name } of await indexedDB.databases()) {
      if (name === undefined || !name.startsWith('ruam-replica/')) continue;
      const database = await answer(indexedDB.open(name));
      const transaction = database.transaction(['updates', 'unsent']);
      const rows: Uint8Array[] = await answer(transaction.objectStore('updates').getAll());
      const unsent = await answer(transaction.objectStore('unsent').count());
      database.close();
      replicas.push({ name, unsent, text: rows.map((row) => new TextDecoder().decode(row)).join('\n') });
    }
    return replicas;
  });
}

test('S5 S13 a lock while one types: everyone reads only, the words are a rescue, and after the reopening all write on', async ({
  openWindow,
}) => {
  const problems: string[] = [];
  const first = await openWindow(ruam.url, 'cat3-member-1', evidence('3.3', 'basic'));
  const { page: typing, line } = await openTab(first.context, evidence('3.3', 'basic'), problems);
  const colleague = await openWindow(ruam.url, 'cat3-chair', evidence('3.3', 'basic'));
  const pages = [first.page, typing, colleague.page];
  for (const page of pages) await expectSaved(page);

  line.hold();
  await typeAtEnd(typing, ' ไม่ทันการล็อก');
  const chair = await signIn(ruam.url, 'steering-chair');
  const approval = JSON.stringify({ level: 'basic', resolution: 'อนุมัติตามที่เสนอ' });
  expect((await chair.send('POST', `/api/cycles/${cycle}/items/3.3/approval`, approval)).status).toBe(201);
  for (const page of pages) {
    await expect(editorOf(page)).toHaveCount(0);
    await expect(readerOf(page)).toContainText('ดำเนินการได้ในระดับ Basic');
  }
  await expect(readerOf(typing)).toContainText('ไม่ทันการล็อก');
  await expect(readerOf(typing)).toBeFocused();
  await expect(typing.getByText('ส่วนที่คุณพิมพ์หลังล็อกยังไม่ได้อยู่ในฉบับที่อนุมัติ')).toBeVisible();
  await expect(typing.getByText('ข้อความนี้อนุมัติแล้ว อ่านได้อย่างเดียว')).toHaveCount(0);

  line.release();
  await expect(refused(typing)).toContainText('เก็บไว้ให้ครบแล้ว');
  await expect(refused(typing)).toContainText('ไม่ทันการล็อก');
  await expect(readerOf(typing)).not.toContainText('ไม่ทันการล็อก');
  // Nobody else's page has written anything by becoming read-only.
  const secretariat = await signIn(ruam.url, 'secretariat');
  const rescues = await secretariat.get<RescueAnswer[]>('/api/rescues');
  await expect(refused(colleague.page)).toHaveCount(0);
  expect(rescues.map(({ added, reason, item }) => ({ added: added.join(''), reason, item }))).toEqual([
    { added: expect.stringContaining('ไม่ทันการล็อก'), reason: 'locked', item: '3.3' },
  ]);
  await expectAccessible(typing);

  // Told until it is dismissed, also after a reload and in the person's other tab; the focus stays in the text.
  await expect(refused(first.page)).toContainText('ไม่ทันการล็อก');
  await first.page.reload();
  await refused(first.page).getByRole('button', { name: 'รับทราบ' }).click();
  await expect(readerOf(first.page)).toBeFocused();
  await expect(refused(first.page)).toHaveCount(0);
  await expect(refused(typing)).toHaveCount(0);
  await first.page.reload();
  await expect(readerOf(first.page)).toBeVisible();
  await expect(refused(first.page)).toHaveCount(0);

  await typing.getByRole('button', { name: /มีข้อความที่เก็บไว้ 1 รายการ/ }).click();
  await typing.getByRole('link', { name: 'ข้อความที่เก็บไว้ 1 รายการ' }).click();
  const entry = typing.getByRole('article', { name: /3\.3 หลักฐาน Basic/ });
  await expect(entry).toContainText('ไม่ทันการล็อก');
  await expect(entry).toContainText('เอกสารถูกล็อกก่อนข้อความมาถึง');
  await expect(entry).toContainText('ของคุณ');
  await expectAccessible(typing);
  await entry.getByRole('link', { name: 'ไปยังเอกสาร' }).click();
  await expect(readerOf(typing)).toContainText('ดำเนินการได้ในระดับ Basic');

  const reopening = JSON.stringify({ reason: 'แก้ถ้อยคำ' });
  expect((await chair.send('POST', `/api/cycles/${cycle}/items/3.3/reopening`, reopening)).status).toBe(201);
  for (const [index, page] of pages.entries()) {
    await typeAtEnd(page, ` เขียนต่อ${index}`);
    await expectSaved(page);
  }
  for (const page of pages) {
    for (const index of pages.keys()) await expect(editorOf(page)).toContainText(`เขียนต่อ${index}`);
    await expect(editorOf(page)).not.toContainText('ไม่ทันการล็อก');
  }
  await expect
    .poll(async () => (await keptReplicas(typing)).map(({ text, unsent }) => [text.includes('ไม่ทันการล็อก'), unsent]))
    .toEqual([[false, 0]]);
  expect(problems).toEqual([]);
});

test('4401 S13 the session ends while offline: after signing in again the typed words arrive', async ({
  openWindow,
  expectedErrors,
}) => {
  expectedErrors.push(...cutConnection);
  const { page, context } = await openWindow(ruam.url, 'cat3-member-2', evidence('3.4', 'basic'));
  await expectSaved(page);
  await ruam.kill();
  await expect(
    page
      .getByRole('status')
      .filter({ hasText: /ขาดการเชื่อมต่อ/ })
      .first(),
  ).toBeVisible();
  await typeAtEnd(page, ' พิมพ์ขณะไม่มีเครือข่าย');
  await context.clearCookies();
  await ruam.restart();

  await page.getByRole('textbox', { name: 'รหัสผ่าน' }).fill(samplePassword);
  await page.getByRole('button', { name: 'เข้าสู่ระบบอีกครั้ง' }).click();
  await expectSaved(page);
  member = await signIn(ruam.url, 'cat3-member-1');
  const id = await documentOf(member, cycle, '3.4', 'evidence', 'basic');
  expect(await member.text(`/api/documents/${id}/content?format=text`)).toContain('พิมพ์ขณะไม่มีเครือข่าย');
  expect(await member.get('/api/rescues')).toHaveLength(1);
});

test('S13 S4 a page closed offline: its words are there again without the server, and are acknowledged when it is back', async ({
  openWindow,
  expectedErrors,
}) => {
  expectedErrors.push(...cutConnection);
  const problems: string[] = [];
  const { context, page: before } = await openWindow(ruam.url, 'cat3-member-1', evidence('3.1', 'basic'));
  await expectSaved(before);
  await ruam.kill();
  await typeAtEnd(before, ' ค้างไว้ในเครื่อง');
  await expect.poll(async () => (await keptReplicas(before)).some(({ unsent }) => unsent > 0)).toBe(true);
  await before.close();
  await ruam.restart();

  const { page, line } = await openTab(context, evidence('3.1', 'basic'), problems, { isCut: true });
  await expect(page.getByRole('status').filter({ hasText: /กำลังเชื่อมต่อใหม่เอง/ })).toBeVisible();
  await expect(editorOf(page)).toContainText('ค้างไว้ในเครื่อง');
  await expect(page.getByRole('status').filter({ hasText: /^บันทึกแล้ว/ })).toHaveCount(0);
  await typeAtEnd(page, ' เขียนต่อ');
  line.accept();
  await page.getByRole('button', { name: 'ลองเดี๋ยวนี้' }).click();
  await expectSaved(page);
  member = await signIn(ruam.url, 'cat3-member-1');
  const id = await documentOf(member, cycle, '3.1', 'evidence', 'basic');
  expect(await member.text(`/api/documents/${id}/content?format=text`)).toContain('ค้างไว้ในเครื่อง เขียนต่อ');
  await expect.poll(async () => (await keptReplicas(page)).map(({ unsent }) => unsent)).not.toContain(1);
});

test('S5 S13 a page closed without a network and a lock meanwhile: its author is told, also on coming back from the board', async ({
  openWindow,
  expectedErrors,
}) => {
  expectedErrors.push(...cutConnection);
  const { context, page: before } = await openWindow(ruam.url, 'cat3-member-1', evidence('3.2', 'basic'));
  await expectSaved(before);
  await context.setOffline(true);
  await expect(before.getByRole('status').filter({ hasText: /กำลังเชื่อมต่อใหม่เอง/ })).toBeVisible();
  await typeAtEnd(before, 'พิมพ์ขณะเอกสารถูกล็อก');
  await expect.poll(async () => (await keptReplicas(before)).some(({ unsent }) => unsent > 0)).toBe(true);
  await before.close();
  const chair = await signIn(ruam.url, 'steering-chair');
  const approval = JSON.stringify({ level: 'basic', resolution: 'อนุมัติตามที่เสนอ' });
  expect((await chair.send('POST', `/api/cycles/${cycle}/items/3.2/approval`, approval)).status).toBe(201);

  await context.setOffline(false);
  const page = await context.newPage();
  await page.goto(ruam.url + evidence('3.2', 'basic'));
  await expect(refused(page)).toContainText('พิมพ์ขณะเอกสารถูกล็อก');
  await expect(refused(page)).toContainText('แต่เก็บไว้ให้ครบแล้ว');
  await expect(readerOf(page)).not.toContainText('พิมพ์ขณะเอกสารถูกล็อก');
  await page.getByRole('link', { name: 'ร่วม ไปหน้าภาพรวม' }).click();
  await page.goBack();
  await expect(refused(page)).toContainText('พิมพ์ขณะเอกสารถูกล็อก');
});

test('S10 a block of a newer schema that arrives while one writes: the page reads only and deletes nothing', async ({
  openWindow,
}) => {
  const problems: string[] = [];
  const { context } = await openWindow(ruam.url, 'cat3-secretary', `/cycles/${cycle}`);
  const { page, line } = await openTab(context, evidence('3.2', 'advance'), problems);
  await expectSaved(page);
  await expect(editorOf(page)).toContainText('ระดับ advance');
  const newer = new Y.Doc();
  const table = new Y.XmlElement('table');
  table.insert(0, [new Y.XmlText('ตารางใหม่')]);
  newer.getXmlFragment('default').insert(0, [table]);
  line.tell(Y.encodeStateAsUpdate(newer));
  await expect(page.getByText('เปิดแก้ไขไม่ได้')).toBeVisible();
  await expect(editorOf(page)).toHaveCount(0);
  await expect(readerOf(page)).toContainText('ตารางใหม่');
  await expect(readerOf(page)).toContainText('ระดับ advance');
  await expect.poll(async () => (await keptReplicas(page)).map(({ unsent }) => unsent)).toEqual([0]);
  expect(problems).toEqual([]);
});
