import { expect } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { sampleCycle, signIn } from '../support/api.ts';
import { type Ruam, samplePassword, startRuam } from '../support/ruam.ts';
import { cutConnection, test, watchConsole } from '../support/story.ts';
import { timeCode } from '../support/timeCode.ts';
import { editorOf } from '../support/writing.ts';

let ruam: Ruam;
let cycle: string;
test.beforeAll(async () => {
  ruam = await startRuam();
  cycle = await sampleCycle(await signIn(ruam.url, 'admin'));
});
test.afterAll(() => ruam.dispose());

const newPassword = 'รหัสผ่านที่ยาวพอ';

test('who is invited takes the link in a fresh browser, writes in the category, and is signed out at once when shut out', async ({
  openWindow,
  browser,
  expectedErrors,
}) => {
  expectedErrors.push(...cutConnection);
  const { page: admin } = await openWindow(ruam.url, 'admin', '/');
  await admin.getByRole('button', { name: /ผู้ดูแลระบบ/ }).click();
  await admin.getByRole('link', { name: 'คณะกรรมการและสิทธิ' }).click();
  await expect(admin.getByRole('heading', { name: 'บัญชีผู้ใช้ของหน่วยงาน' })).toBeVisible();
  await expectAccessible(admin);
  await admin.getByRole('button', { name: 'เชิญผู้ใช้ใหม่' }).click();
  const dialog = admin.getByRole('dialog', { name: 'เชิญเข้าร่วมรอบการประเมิน' });
  await dialog.getByLabel('บทบาท').selectOption({ label: 'กรรมการ · คณะอนุกรรมการหมวด 3' });
  await dialog.getByLabel('ชื่อผู้รับเชิญ').fill('สมหญิง ตั้งใจดี');
  await dialog.getByLabel('อีเมลราชการ').fill('somying@example.go.th');
  await expectAccessible(admin);
  await dialog.getByRole('button', { name: 'สร้างลิงก์เชิญ' }).click();
  await expect(dialog.getByText('ยังไม่ได้ตั้งค่าการส่งอีเมล')).toBeVisible();
  const link = await dialog.getByLabel('ลิงก์เชิญ').inputValue();
  await dialog.getByRole('button', { name: 'ปิด' }).last().click();

  const problems: string[] = [];
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const guest = await context.newPage();
  watchConsole(guest, 'guest', problems);
  await guest.goto(link);
  await expect(guest.getByText('กรรมการ · หมวด 3')).toBeVisible();
  await expectAccessible(guest);
  await expect(guest.getByLabel('ชื่อ-นามสกุล')).toHaveValue('สมหญิง ตั้งใจดี');
  await guest.getByLabel('ชื่อผู้ใช้', { exact: true }).fill('somying');
  await guest.getByLabel('รหัสผ่าน', { exact: true }).fill(newPassword);
  await guest.getByRole('button', { name: 'ตอบรับและเข้าสู่ระบบ' }).click();
  await expect(guest.getByRole('button', { name: /สมหญิง/ })).toBeVisible();

  await guest.goto(`${ruam.url}/cycles/${cycle}/categories/3/items/3.3?part=evidence&level=basic`);
  await editorOf(guest).click();
  await guest.keyboard.press('Control+End');
  await guest.keyboard.insertText(' ข้อความของผู้มาใหม่');
  await expect(guest.getByRole('status').filter({ hasText: /^บันทึกแล้ว/ })).toBeVisible({ timeout: 30_000 });

  await guest.goto(link);
  await expect(guest.getByText('ลิงก์นี้ใช้ไม่ได้แล้ว')).toBeVisible();
  await guest.goto(`${ruam.url}/cycles/${cycle}/categories/3/items/3.3?part=evidence&level=basic`);
  await expect(editorOf(guest)).toBeVisible();

  await admin.getByRole('button', { name: 'จัดการบัญชีของ สมหญิง ตั้งใจดี' }).click();
  await admin.getByRole('menuitem', { name: 'ระงับการใช้งาน' }).click();
  await admin.getByRole('dialog').getByRole('button', { name: 'ระงับการใช้งาน' }).click();
  await expect(guest.getByRole('button', { name: 'เข้าสู่ระบบอีกครั้ง' })).toBeVisible();
  // One cause, one banner: the one that keeps the text in place.
  await expect(guest.getByText('การเข้าสู่ระบบสิ้นสุดแล้ว').filter({ visible: true })).toHaveCount(1);
  await expect(admin.getByRole('row', { name: /สมหญิง/ }).getByText('ระงับการใช้งาน')).toBeVisible();
  await context.close();
  expect(problems.filter((problem) => !cutConnection.some((expected) => expected.test(problem)))).toEqual([]);
});

test('roles that change reach the window that is open, without a reload', async ({ openWindow }) => {
  const item = `/cycles/${cycle}/categories/4/items/4.1?part=evidence&level=basic`;
  const { page: member } = await openWindow(ruam.url, 'cat1-member-2', item);
  await expect(member.getByText('อ่านอย่างเดียว').first()).toBeVisible();
  await expect(editorOf(member)).toBeHidden();
  const { page: bureau } = await openWindow(ruam.url, 'secretariat', `/cycles/${cycle}/people`);
  await bureau.getByRole('button', { name: 'จัดการบัญชีของ กรรมการ หมวด 1 คนที่ 2' }).click();
  await bureau.getByRole('menuitem', { name: 'แก้ไขบทบาท' }).click();
  const dialog = bureau.getByRole('dialog');
  await expect(dialog.getByRole('checkbox', { name: 'ผู้ดูแลระบบ' })).toBeDisabled();
  await dialog.getByRole('group', { name: 'คณะอนุกรรมการหมวด 4' }).getByRole('checkbox', { name: 'กรรมการ' }).check();
  await expectAccessible(bureau);
  await dialog.getByRole('button', { name: 'บันทึกบทบาท' }).click();
  await expect(dialog).toBeHidden();
  await expect(editorOf(member)).toBeVisible();
});

test('a second factor is set up with a code of the app, and asked for at the next sign-in', async ({
  openWindow,
  browser,
  expectedErrors,
}) => {
  // The wrong password.
  expectedErrors.push(/status of 401/);
  const { page: own } = await openWindow(ruam.url, 'observer', '/profile');
  await expect(own.getByText('เครื่องนี้')).toBeVisible();
  await expectAccessible(own);
  await own.getByRole('button', { name: 'เริ่มตั้งค่า' }).click();
  await expect(own.getByLabel('รหัสผ่านของคุณ')).toBeFocused();
  await expectAccessible(own);
  await own.getByLabel('รหัสผ่านของคุณ').fill('ไม่ใช่รหัสผ่านนี้');
  await own.getByRole('button', { name: 'ถัดไป' }).click();
  await expect(own.getByText('รหัสผ่านไม่ถูกต้อง')).toBeVisible();
  await own.getByLabel('รหัสผ่านของคุณ').fill(samplePassword);
  await own.getByRole('button', { name: 'ถัดไป' }).click();
  await expect(own.getByRole('img', { name: /รหัสคิวอาร์/ })).toBeVisible();
  const secret = ((await own.locator('code').first().textContent()) ?? '').replaceAll(' ', '');
  await own.getByLabel('รหัส 6 หลักที่แอปแสดง').fill(timeCode(secret, Date.now()));
  await own.getByRole('button', { name: 'ยืนยันและเปิดใช้' }).click();
  await expect(own.getByRole('heading', { name: /รหัสสำรอง/ })).toBeVisible();
  const recoveryCode = (await own.getByRole('listitem').getByRole('code').first().textContent()) ?? '';
  await expectAccessible(own);
  await own.getByRole('button', { name: 'เก็บรหัสสำรองแล้ว' }).click();
  await expect(own.getByText('เหลือรหัสสำรอง 10 รหัส')).toBeVisible();

  const context = await browser.newContext();
  const elsewhere = await context.newPage();
  await elsewhere.goto(ruam.url);
  await elsewhere.getByLabel('ชื่อผู้ใช้').fill('observer');
  await elsewhere.getByLabel('รหัสผ่าน', { exact: true }).fill(samplePassword);
  await elsewhere.getByRole('button', { name: 'เข้าสู่ระบบ' }).click();
  await elsewhere.getByLabel('รหัสยืนยันตัวตน').fill('000000');
  await expectAccessible(elsewhere);
  await elsewhere.getByRole('button', { name: 'เข้าสู่ระบบ' }).click();
  await expect(elsewhere.getByText('รหัสยืนยันไม่ถูกต้อง')).toBeVisible();
  await elsewhere.getByLabel('รหัสยืนยันตัวตน').fill(recoveryCode);
  await elsewhere.getByRole('button', { name: 'เข้าสู่ระบบ' }).click();
  await expect(elsewhere.getByText('445.83').first()).toBeVisible();
  await context.close();
});

test('a role that needs a second factor leads to setting it up, and nowhere else', async ({ openWindow }) => {
  const { page: admin } = await openWindow(ruam.url, 'admin', `/cycles/${cycle}/people`);
  await admin.getByRole('region', { name: 'นโยบายการเข้าสู่ระบบ' }).getByLabel('ที่ปรึกษา').check();
  await admin.getByRole('button', { name: 'บันทึกนโยบาย' }).click();
  await expect(admin.getByText('บันทึกนโยบายแล้ว')).toBeVisible();
  const { page: advisor } = await openWindow(ruam.url, 'advisor', `/cycles/${cycle}`);
  await expect(advisor.getByRole('heading', { name: 'ตั้งค่าการยืนยันตัวตนสองชั้นก่อนใช้งาน' })).toBeVisible();
  await expectAccessible(advisor);
  await advisor.getByLabel('รหัสผ่านของคุณ').fill(samplePassword);
  await advisor.getByRole('button', { name: 'ถัดไป' }).click();
  const secret = ((await advisor.locator('code').first().textContent()) ?? '').replaceAll(' ', '');
  await advisor.getByLabel('รหัส 6 หลักที่แอปแสดง').fill(timeCode(secret, Date.now()));
  await advisor.getByRole('button', { name: 'ยืนยันและเปิดใช้' }).click();
  await advisor.getByRole('button', { name: 'เก็บรหัสสำรองแล้ว' }).click();
  await expect(advisor.getByText('445.83').first()).toBeVisible();
});
