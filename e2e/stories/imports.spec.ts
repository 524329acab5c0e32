import { expect, type Page } from '@playwright/test';
import type { CycleAnswer, ItemAnswer } from '@ruam/shared/api/api.ts';
import type { ImportDraftAnswer } from '@ruam/shared/api/imports.ts';
import { expectAccessible } from '../support/accessible.ts';
import { type Caller, documentOf, sampleCycle, signIn } from '../support/api.ts';
import { keepPicture } from '../support/keepPicture.ts';
import { type Ruam, startRuam } from '../support/ruam.ts';
import { cutConnection, test } from '../support/story.ts';

let ruam: Ruam;
let secretary: Caller;
let cycle: string;
let docx: Buffer;
test.beforeAll(async () => {
  ruam = await startRuam();
  secretary = await signIn(ruam.url, 'secretariat');
  cycle = await sampleCycle(secretary);
  const report = await secretary.send('GET', `/api/cycles/${cycle}/report?format=docx`);
  docx = Buffer.from(await report.arrayBuffer());
});
test.afterAll(() => ruam.dispose());

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const lines = (page: Page) => page.getByRole('listbox', { name: /^ต้นฉบับ/ });

/** Chooses a file by keyboard. */
async function choose(page: Page, name: string, buffer: Buffer): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'เลือกไฟล์' }).press('Enter');
  await (await chooser).setFiles({ name, mimeType: wordType, buffer });
}

test('by keyboard: a Word report of the product is read, set right by hand, left and found again, and made a cycle', async ({
  openWindow,
}) => {
  const { page } = await openWindow(ruam.url, 'secretariat', '/imports');
  await expect(page.getByText('ยังไม่มีเอกสารที่ค้างอยู่')).toBeVisible();
  await choose(page, 'รายงาน 2562.docx', docx);
  await expect(page.getByRole('heading', { level: 1, name: 'รายงาน 2562.docx' })).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(24);

  // From an item to its lines; the line after them goes along and is an observation now.
  await page.getByRole('button', { name: /ดูต้นฉบับของ 3\.3 ผลการดำเนินงาน/ }).press('Enter');
  const result = lines(page).getByRole('option', { selected: true });
  await expect(result.last()).toContainText('ดำเนินการได้ในระดับ Basic');
  await expect(result.last()).toBeInViewport();
  await keepPicture(page, 'import');
  await lines(page).press('End');
  await expect(result).toHaveCount(1);
  await lines(page).press('Shift+ArrowUp');
  await expect(result).toHaveCount(2);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('เป็น', { exact: true })).toBeFocused();
  await page.getByLabel('เป็น', { exact: true }).selectOption('ข้อสังเกตและข้อเสนอแนะ');
  await page.getByLabel('ของ', { exact: true }).selectOption('หัวข้อ 3.1');
  await page.getByRole('button', { name: 'กำหนด', exact: true }).press('Enter');
  await expect(page.getByText('บันทึกการแก้ไขแล้ว')).toBeVisible();
  const moved = page.getByRole('article', { name: /^3\.1 / }).locator('[data-place="observations/3.1"]');
  await expect(moved).toBeInViewport();
  await page.getByRole('button', { name: 'เปลี่ยนระดับของ 3.1' }).press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Basic' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByText('แก้ด้วยมือแล้ว 2 รายการ')).toBeVisible();
  await expect(page.getByText('บันทึกการแก้ไขแล้ว')).toBeVisible();

  await page.getByRole('link', { name: 'เอกสารทั้งหมด' }).press('Enter');
  await page.getByRole('link', { name: 'ตรวจต่อ รายงาน 2562.docx' }).press('Enter');
  await expect(page.getByText('แก้ด้วยมือแล้ว 2 รายการ')).toBeVisible();
  await expect(moved).toBeAttached();
  await page.getByRole('button', { name: 'สร้างรอบการประเมิน' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'สร้างรอบการประเมินใหม่' });
  await expect(dialog).toContainText(/ปีงบประมาณ\s2562 รอบ 12\sเดือน 24\sหัวข้อ/);
  await dialog.getByRole('button', { name: 'สร้างรอบการประเมิน' }).press('Enter');
  await page.waitForURL(/\/cycles\/[^/]+$/);
  await expect(page.getByRole('table').first()).toBeVisible();

  const cycles = await secretary.get<CycleAnswer[]>('/api/cycles');
  expect(cycles).toHaveLength(2);
  const made = cycles.find(({ id }) => id !== cycle)?.id ?? '';
  expect(page.url()).toContain(made);
  const items = await secretary.get<ItemAnswer[]>(`/api/cycles/${made}/items`);
  expect(items.filter(({ code }) => code === '3.1' || code === '3.3').map(({ claimed }) => claimed)).toEqual([
    'advance',
    'basic',
  ]);
});

test('what a colleague has set right meanwhile stands, also when one comes back; own changes wait to be chosen', async ({
  openWindow,
  expectedErrors,
}) => {
  expectedErrors.push(/status of 409/, ...cutConnection);
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(docx)]), 'ร่วมกัน.docx');
  const { id } = (await (await secretary.send('POST', '/api/imports', form)).json()) as { id: string };
  const colleague = async (fixes: object): Promise<void> => {
    expect((await secretary.send('PUT', `/api/imports/${id}`, JSON.stringify(fixes))).status).toBe(200);
  };
  const known = async () => (await secretary.get<ImportDraftAnswer>(`/api/imports/${id}`)).fixes;
  const { page, context } = await openWindow(ruam.url, 'secretariat', `/imports/${id}`);
  const level = (code: string) => page.getByRole('button', { name: `เปลี่ยนระดับของ ${code}` });
  const setLevel = async (code: string, name: string): Promise<void> => {
    await level(code).click();
    await page.getByRole('menuitem', { name }).click();
  };
  const own = page.getByRole('list', { name: 'การแก้ไขของท่านที่ยังไม่ได้บันทึก' });
  await expect(level('3.1')).toContainText('Significance');
  await colleague({ levels: { 3.1: 'basic', 3.2: 'advance' } });
  await setLevel('3.1', 'Advance');
  await expect(page.getByText('มีผู้อื่นแก้ไขเอกสารนี้ไปก่อนแล้ว')).toBeVisible();
  await expect(level('3.1')).toContainText('Basic');
  await expect(own.getByRole('listitem')).toHaveText([/ระดับของ 3\.1 เป็น Advance/]);
  await expect(page.getByRole('button', { name: 'สร้างรอบการประเมิน' })).toBeDisabled();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'ใช้การแก้ไขของท่านแทน' }).click();
  await expect(page.getByText('บันทึกการแก้ไขแล้ว')).toBeVisible();
  await expect(own).toHaveCount(0);
  expect((await known()).levels).toEqual({ 3.1: 'advance', 3.2: 'advance' });

  await context.setOffline(true);
  await setLevel('3.3', 'Advance');
  await expect(page.getByText('ยังบันทึกการแก้ไขไม่ได้ เก็บไว้ในเครื่องนี้แล้ว')).toBeVisible();
  await colleague({ levels: { 3.3: 'significance' } });
  await context.setOffline(false);
  await page.reload();
  await expect(own.getByRole('listitem')).toHaveText([/ระดับของ 3\.3 เป็น Advance/]);
  await expect(level('3.3')).toContainText('Significance');
  await page.getByRole('button', { name: 'ใช้ตามที่ผู้อื่นแก้ไข' }).click();
  await expect(own).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'สร้างรอบการประเมิน' })).toBeEnabled();
  expect((await known()).levels).toEqual({ 3.3: 'significance' });
});

test('one item comes into a cycle that exists, behind what stands there, with the version before; locked ones are not offered', async ({
  openWindow,
}) => {
  const chair = await signIn(ruam.url, 'steering-chair');
  const approval = JSON.stringify({ level: 'significance', resolution: 'อนุมัติตามที่เสนอ' });
  expect((await chair.send('POST', `/api/cycles/${cycle}/items/1.1/approval`, approval)).status).toBe(201);
  const { page } = await openWindow(ruam.url, 'secretariat', '/imports');
  await choose(page, 'ฉบับเดิม.docx', docx);
  await page.getByRole('button', { name: 'นำเข้าสู่หัวข้อของรอบที่มีอยู่' }).click();
  const dialog = page.getByRole('dialog', { name: 'นำเข้าสู่หัวข้อของรอบที่มีอยู่' });
  await dialog.getByLabel('รอบการประเมิน').selectOption(cycle);
  const locked = dialog.getByRole('listitem').filter({ hasText: '1.1 หลักฐาน Significance' });
  await expect(locked.first()).toContainText('ล็อกแล้ว');
  const row = dialog.getByRole('listitem').filter({ hasText: /^3\.3 ข้อเสนอแนะ/ });
  await row.getByRole('checkbox').check();
  await row.getByRole('button', { name: 'ดูข้อความ' }).click();
  await expect(row.getByRole('region', { name: 'ข้อความที่มีอยู่' })).toContainText('Stakeholders profile');
  await expect(row.getByRole('region', { name: 'ข้อความที่จะนำเข้า' })).toContainText('Stakeholders profile');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: /^นำเข้า 1\sรายการ/ }).click();
  await dialog.getByRole('link', { name: 'ดูฉบับก่อนและหลังนำเข้าของ 3.3 ข้อเสนอแนะ' }).click();
  await expect(page.getByRole('button', { name: /^ก่อนนำเข้า/ })).toBeVisible();
  await expect(page.locator('ins').filter({ hasText: 'Stakeholders profile' }).first()).toBeVisible();
  const id = await documentOf(secretary, cycle, '3.3', 'recommendations');
  const text = await secretary.text(`/api/documents/${id}/content?format=text`);
  expect(text.split('Stakeholders profile')).toHaveLength(3);
});

test('a broken file is refused in words and nothing is kept; who is not of the secretariat is told whom to ask; a phone shows one side at a time', async ({
  openWindow,
  expectedErrors,
}) => {
  // What the browser says itself of a refused upload.
  expectedErrors.push(/status of 4\d\d/);
  const { page } = await openWindow(ruam.url, 'secretariat', '/imports', { viewport: { width: 390, height: 844 } });
  await choose(page, 'ขาด.docx', docx.subarray(0, docx.length / 2));
  await expect(page.getByText('นำเข้า ขาด.docx ไม่ได้')).toBeVisible();
  await expect(page.getByText('ไฟล์ชำรุดหรือไม่ครบ')).toBeVisible();
  await expect(page.getByText('ไม่มีอะไรถูกเก็บไว้')).toBeVisible();
  await expect(page.getByRole('button', { name: 'ส่งอีกครั้ง' })).toHaveCount(0);
  await expectAccessible(page);

  await choose(page, 'ครบ.docx', docx);
  await page.getByRole('button', { name: /ดูต้นฉบับของ เป้าหมาย หมวด\s3/ }).click();
  await expect(page.getByRole('tab', { name: 'ต้นฉบับ' })).toHaveAttribute('aria-selected', 'true');
  await expect(lines(page).getByRole('option', { selected: true }).first()).toBeInViewport();
  await keepPicture(page, 'import-390');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'ดูปลายทางของข้อความนี้' }).click();
  await expect(page.locator('[data-place="goal/3"]')).toBeInViewport();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);

  const { page: other } = await openWindow(ruam.url, 'cat3-chair', '/imports');
  await expect(other.getByText('การนำเข้าเอกสารเป็นงานของฝ่ายเลขานุการ')).toBeVisible();
  await expectAccessible(other);
});
