import { expect, type Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { documentOf, sampleCycle, signIn } from '../support/api.ts';
import { type Ruam, samplePassword, startRuam } from '../support/ruam.ts';
import { cutConnection, test } from '../support/story.ts';
import { editorOf, evidencePath, expectSaved, readerOf, typeAtEnd } from '../support/writing.ts';

let ruam: Ruam;
let cycle: string;
test.beforeAll(async () => {
  ruam = await startRuam();
  cycle = await sampleCycle(await signIn(ruam.url, 'cat3-member-1'));
});
test.afterAll(() => ruam.dispose());

const evidence = (code: string, level: string): string => evidencePath(cycle, code, level);
const committed = async (code: string, level: string): Promise<string> => {
  const reader = await signIn(ruam.url, 'observer');
  const id = await documentOf(reader, cycle, code, 'evidence', level);
  return reader.text(`/api/documents/${id}/content?format=text`);
};
const offline = (page: Page) => page.getByRole('status').filter({ hasText: /กำลังเชื่อมต่อใหม่เอง/ });

/** The service worker has kept the page: from now on it is there without a network. */
async function kept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.reload();
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');
}

/** The names of what this browser has kept of the answers, as one text. */
function keptQueries(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const answer = <Result>(request: IDBRequest<Result>): Promise<Result> =>
      new Promise((done, failed) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error);
      });
    if (!(await indexedDB.databases()).some(({ name }) => name === 'ruam-kept')) return '';
    const database = await answer(indexedDB.open('ruam-kept'));
    const rows: unknown[] = await answer(database.transaction('kept').objectStore('kept').getAll());
    database.close();
    return JSON.stringify(rows);
  });
}

test('S15 a network that lets no WebSocket through: both write, both see it, saved means saved, and a crash loses nothing', async ({
  openWindow,
  expectedErrors,
}) => {
  expectedErrors.push(...cutConnection);
  const blocked = await openWindow(ruam.url, 'cat3-member-1', '/profile');
  await blocked.context.addInitScript(() => {
    // As a proxy does that knows no upgrades.
    const Real = window.WebSocket;
    window.WebSocket = new Proxy(Real, {
      construct: (_target, [url]) => new Real(String(url).replace(/\/(sync|live)\//, '/healthz/')),
    });
  });
  const free = await openWindow(ruam.url, 'cat3-chair', evidence('3.1', 'significance'));
  await blocked.page.goto(ruam.url + evidence('3.1', 'significance'));
  // Read at once, before anything is connected.
  await expect(blocked.page.getByText('ระดับ Significance').first()).toBeVisible();
  await expect(blocked.page.getByText('เครือข่ายนี้ปิดกั้นการเชื่อมต่อแบบ WebSocket')).toBeVisible();
  for (const { page } of [blocked, free]) await expectSaved(page);
  await typeAtEnd(blocked.page, ' เขียนผ่านเครือข่ายที่ปิดกั้น');
  await expect(editorOf(free.page)).toContainText('เขียนผ่านเครือข่ายที่ปิดกั้น');
  await typeAtEnd(free.page, ' เขียนตอบจากอีกเครื่อง');
  await expect(editorOf(blocked.page)).toContainText('เขียนตอบจากอีกเครื่อง');
  for (const { page } of [blocked, free]) await expectSaved(page);
  await expect(blocked.page.getByRole('button', { name: 'ตามดู ประธาน หมวด 3' })).toBeVisible();
  await expectAccessible(blocked.page);

  await ruam.kill();
  await expect(offline(blocked.page).first()).toBeVisible();
  await typeAtEnd(blocked.page, ' พิมพ์ขณะเซิร์ฟเวอร์ล่ม');
  await ruam.restart();
  await expectSaved(blocked.page);
  expect(await committed('3.1', 'significance')).toContain('เขียนผ่านเครือข่ายที่ปิดกั้น เขียนตอบจากอีกเครื่อง พิมพ์ขณะเซิร์ฟเวอร์ล่ม');
});

test('S17 reloaded without a network, twice, and the session expired meanwhile: what was typed is there, and is saved in the end', async ({
  openWindow,
  expectedErrors,
}) => {
  expectedErrors.push(...cutConnection);
  const options = { serviceWorkers: 'allow' } as const;
  const { page, context } = await openWindow(ruam.url, 'cat3-member-2', `/cycles/${cycle}`, options);
  await expect(page.getByRole('link', { name: /^3\.2/ }).first()).toBeVisible();
  // What was read is kept a moment later.
  await expect.poll(() => keptQueries(page)).toContain('scoreboard');
  await page.goto(ruam.url + evidence('3.2', 'basic'));
  await kept(page);
  await expectSaved(page);
  await expect.poll(() => keptQueries(page)).toContain('content');
  await context.setOffline(true);
  await expect(offline(page).first()).toBeVisible();
  await typeAtEnd(page, ' พิมพ์ก่อนโหลดใหม่');
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(page.getByText('ติดต่อเซิร์ฟเวอร์ไม่ได้ กำลังแสดงข้อมูลที่เก็บไว้ในเครื่องนี้')).toBeVisible();
  await expect(editorOf(page)).toContainText('พิมพ์ก่อนโหลดใหม่');
  await expect(page.getByRole('status').filter({ hasText: /^บันทึกแล้ว/ })).toHaveCount(0);
  await typeAtEnd(page, ' พิมพ์หลังโหลดใหม่');
  await expectAccessible(page);
  await page.goto(`${ruam.url}/cycles/${cycle}`);
  await expect(page.getByRole('link', { name: /^3\.2/ }).first()).toBeVisible();
  await page.goto(ruam.url + evidence('3.2', 'basic'));
  await expect(editorOf(page)).toContainText('พิมพ์ก่อนโหลดใหม่ พิมพ์หลังโหลดใหม่');

  await context.clearCookies();
  await context.setOffline(false);
  await page.getByRole('textbox', { name: 'รหัสผ่าน' }).fill(samplePassword);
  await page.getByRole('button', { name: 'เข้าสู่ระบบอีกครั้ง' }).click();
  await expectSaved(page);
  await expect(page.getByText('กำลังแสดงข้อมูลที่เก็บไว้ในเครื่องนี้')).toHaveCount(0);
  expect(await committed('3.2', 'basic')).toContain('พิมพ์ก่อนโหลดใหม่ พิมพ์หลังโหลดใหม่');

  // Signing out leaves nothing of it: without a network nobody is here.
  await page.getByRole('button', { name: /เมนูของฉัน/ }).click();
  await page.getByRole('button', { name: 'ออกจากระบบ' }).click();
  await expect(page.getByRole('button', { name: 'เข้าสู่ระบบ' })).toBeVisible();
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByText('3.2')).toHaveCount(0);
  await expect(page.getByRole('main')).toBeVisible();
});

test('a newer version is told, and loaded only when nothing typed can be lost', async ({
  openWindow,
  expectedErrors,
}) => {
  expectedErrors.push(...cutConnection);
  const { page, context } = await openWindow(ruam.url, 'cat3-member-1', '/profile');
  await page.route('**/api/version', (route) => route.fulfill({ json: { build: 'newer' } }));
  await page.goto(ruam.url + evidence('3.4', 'basic'));
  await expectSaved(page);
  const banner = page.getByRole('status').filter({ hasText: 'มีรุ่นใหม่ของระบบ' });
  await expect(banner).toBeVisible();
  await typeAtEnd(page, ' ก่อนรุ่นใหม่');
  await banner.getByRole('button', { name: 'โหลดใหม่' }).click();
  await expect(editorOf(page)).toContainText('ก่อนรุ่นใหม่');
  await expectSaved(page);
  expect(await committed('3.4', 'basic')).toContain('ก่อนรุ่นใหม่');

  // A socket that is slow to say anything: the committed text is there at once, and nothing is called saved.
  const slow = await context.newPage();
  await slow.routeWebSocket(/\/sync\//, () => {});
  await slow.goto(ruam.url + evidence('3.1', 'significance'));
  await expect(readerOf(slow)).toContainText('ระดับ Significance');
  await expect(slow.getByRole('status').filter({ hasText: /^บันทึกแล้ว/ })).toHaveCount(0);
});
