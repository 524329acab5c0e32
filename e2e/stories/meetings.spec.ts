import { expect, type Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { sampleCycle, signIn } from '../support/api.ts';
import { type Ruam, samplePassword, startRuam } from '../support/ruam.ts';
import { test, watchConsole } from '../support/story.ts';

let ruam: Ruam;
let cycle: string;
test.beforeAll(async () => {
  ruam = await startRuam();
  cycle = await sampleCycle(await signIn(ruam.url, 'secretariat'));
});
test.afterAll(() => ruam.dispose());

/** Names of the entries in a section, in their order. */
const entriesIn = (page: Page, section: RegExp) =>
  page.getByRole('region', { name: section }).getByRole('listitem').locator('.agenda-words');

test('the secretary prepares a meeting by keyboard and publishes it; a member on a phone raises a hand, and the secretary sees it at once', async ({
  openWindow,
  browser,
  expectedErrors,
}) => {
  const { page } = await openWindow(ruam.url, 'secretariat', `/cycles/${cycle}/meetings`);
  // A move is shown before it is stored.
  let stored = 0;
  page.on('response', (response) => {
    if (response.request().method() === 'PUT' && response.url().endsWith('/place') && response.ok()) stored += 1;
  });
  await page.getByRole('button', { name: 'กำหนดการประชุม' }).press('Enter');
  const form = page.getByRole('dialog', { name: 'กำหนดการประชุม' });
  await expect(form.getByLabel('ครั้งที่')).toBeFocused();
  await form.getByLabel('ครั้งที่').fill('๗/๒๕๖๒');
  await form.getByLabel('วันที่ประชุม วันที่').fill('๒๕');
  await form.getByLabel('วันที่ประชุม เดือน').selectOption('ตุลาคม');
  await form.getByLabel('วันที่ประชุม ปี พ.ศ.').fill('2562');
  await form.getByLabel('เวลา').fill('9.30');
  await form.getByLabel('สถานที่').fill('ห้องประชุม 402');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'ประชุมครั้งที่\u00a07/2562' })).toBeVisible();
  await expect(page.getByText('25 ตุลาคม 2562 9.30 น.')).toBeVisible();

  await page.getByRole('button', { name: 'เพิ่มทุกหัวข้อที่รอมติ' }).press('Enter');
  await expect(page.getByText('เพิ่มแล้ว 24 หัวข้อ')).toBeVisible();
  await page.getByRole('button', { name: /เพิ่มเรื่อง ระเบียบวาระที่ 2/ }).press('Enter');
  const adding = page.getByRole('dialog', { name: /ระเบียบวาระที่ 2/ });
  await adding.getByLabel('เอกสาร').selectOption('รายงานการประชุมครั้งที่\u00a06/2562');
  await adding.getByRole('button', { name: 'เพิ่มเรื่อง' }).press('Enter');
  await expect(entriesIn(page, /ระเบียบวาระที่ 2/)).toHaveText(['รายงานการประชุมครั้งที่\u00a06/2562']);

  const consideration = entriesIn(page, /ระเบียบวาระที่ 4/);
  const handle = page.getByRole('button', { name: /^จัดลำดับ \S*ข้อ\s1\.3 / });
  await handle.press('Alt+ArrowUp');
  await handle.press('Alt+ArrowUp');
  await expect(consideration.nth(0)).toContainText('1.3');
  await expect(handle).toBeFocused();
  await handle.press('Alt+ArrowUp');
  await expect(entriesIn(page, /ระเบียบวาระที่ 3/)).toContainText(['1.3']);
  await expect(handle).toBeFocused();
  await handle.press('Alt+ArrowDown');
  await expect(consideration.nth(0)).toContainText('1.3');
  await expect(consideration).toHaveCount(24);
  await consideration.nth(4).dragTo(consideration.nth(1), { targetPosition: { x: 40, y: 2 } });
  await expect(consideration.nth(1)).toContainText('2.1');
  await expect.poll(() => stored).toBe(5);
  await page.reload();
  await expect(consideration.nth(0)).toContainText('1.3');
  await expect(consideration.nth(1)).toContainText('2.1');

  await page.getByRole('button', { name: 'เผยแพร่ระเบียบวาระ' }).press('Enter');
  await expect(page.getByText('กรรมการ 3 คนจะเห็นระเบียบวาระ')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('เผยแพร่แล้ว', { exact: true })).toBeVisible();

  // The QR code holds an address, which asks for the sign-in.
  expectedErrors.push(/401/);
  const path = `${new URL(page.url()).pathname}/join`;
  const phone = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
  const member = await phone.newPage();
  const problems: string[] = [];
  watchConsole(member, 'phone', problems);
  await member.goto(ruam.url + path);
  await member.getByRole('textbox', { name: 'ชื่อผู้ใช้' }).fill('steering-member-1');
  await member.getByRole('textbox', { name: 'รหัสผ่าน' }).fill(samplePassword);
  await member.getByRole('button', { name: 'เข้าสู่ระบบ' }).click();
  await expect(member.getByRole('heading', { level: 1, name: 'ประชุมครั้งที่\u00a07/2562' })).toBeVisible();
  await expect(member.getByText('ยกมือได้เมื่อเปิดประชุม')).toBeVisible();
  await expect(member.getByRole('button', { name: /^การแจ้งเตือน ยังไม่ได้อ่าน 1/ })).toBeVisible();

  await page.getByRole('button', { name: 'มาทุกคน' }).press('Enter');
  await expect(page.getByText('ครบองค์ประชุม', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'เปิดประชุม', exact: true }).press('Enter');
  await member.getByRole('button', { name: 'ยกมือ' }).click();
  await expect(member.getByText('คุณยกมืออยู่')).toBeVisible();
  await expect(page.getByText('ยกมือ 1 คน')).toBeVisible();
  await expect(page.getByRole('button', { name: 'เอามือของ กรรมการ Steering Committee 1 ลง' })).toBeVisible();
  await member.getByLabel('ข้อความถึงเลขานุการ').fill('ขอให้อ่านข้อ 3.3 อีกครั้ง');
  await member.getByRole('button', { name: 'ส่ง', exact: true }).click();
  await expect(page.getByText('ขอให้อ่านข้อ\u00a03.3 อีกครั้ง')).toBeVisible();
  await member.getByText('อ่านข้อความ').nth(1).click();
  await expect(member.locator('.pack-document').first()).toBeVisible();
  await expectAccessible(member);
  await expectAccessible(page);
  await page.getByRole('button', { name: /^เอามือของ/ }).press('Enter');
  await expect(member.getByRole('button', { name: 'ยกมือ' })).toBeVisible();

  await page.getByRole('link', { name: 'ชุดเอกสารประชุม' }).press('Enter');
  await expect(page.locator('.pack-hash code')).toHaveCount(25);
  await expectAccessible(page);
  await phone.close();
  expect(problems.filter((problem) => !problem.includes('401'))).toEqual([]);
});
