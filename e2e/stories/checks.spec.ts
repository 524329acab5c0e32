import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import type { CheckAnswer } from '@ruam/shared/api/checks.ts';
import { expectAccessible } from '../support/accessible.ts';
import { type Caller, sampleCycle, signIn } from '../support/api.ts';
import { type Ruam, startRuam } from '../support/ruam.ts';
import { test } from '../support/story.ts';
import { evidencePath, expectSaved, typeAtEnd } from '../support/writing.ts';

let ruam: Ruam;
let member: Caller;
let cycle: string;
test.beforeAll(async () => {
  ruam = await startRuam();
  member = await signIn(ruam.url, 'cat3-member-1');
  cycle = await sampleCycle(member);
});
test.afterAll(() => ruam.dispose());

test('a passage proves a check, the chair sees it at once, claims with it, and ticks', async ({ openWindow }) => {
  const { page: chair } = await openWindow(ruam.url, 'cat3-chair', evidencePath(cycle, '3.3', 'basic'));
  const { page: writer } = await openWindow(ruam.url, 'cat3-member-1', evidencePath(cycle, '3.3', 'basic'));
  const guidance = chair.getByRole('region', { name: 'ข้อตรวจของหัวข้อ 3.3' });
  await expect(guidance).toContainText('ยังไม่มีหลักฐาน 3 ข้อตรวจ');

  await typeAtEnd(writer, 'มีช่องทางรับฟังผู้รับบริการห้าช่องทาง');
  await writer.keyboard.press('ControlOrMeta+Alt+k');
  const choices = writer.getByRole('dialog', { name: 'ข้อความที่เลือกพิสูจน์ข้อตรวจใด' });
  await expectAccessible(writer);
  await choices.getByRole('checkbox').first().press('Space');
  await expect(choices.getByRole('checkbox').first()).toBeChecked();
  await choices.getByRole('button', { name: 'เสร็จแล้ว' }).press('Enter');
  await expectSaved(writer);

  // Committed, read by the server, and told to everybody, without a reload.
  await expect(guidance).toContainText('ยังไม่มีหลักฐาน 2 ข้อตรวจ');
  await expect(chair.getByRole('list', { name: 'บันไดสามระดับ' })).toContainText('มีหลักฐานแล้ว 1 จาก 2 ข้อตรวจ');
  await guidance.getByText('มีหลักฐาน 1').click();
  await expect(guidance.getByRole('link', { name: /^ข้อความ ¶/ })).toBeVisible();

  await chair.getByRole('button', { name: 'เสนอระดับนี้' }).first().click();
  const dialog = chair.getByRole('dialog');
  await expect(dialog).toContainText('ยังไม่มีหลักฐานผูกไว้ 2 ข้อตรวจ');
  await expect(dialog).toContainText('มีหลักฐานแล้ว 1 ข้อตรวจ');
  await chair.keyboard.press('Escape');

  await guidance
    .getByRole('button', { name: /^รับรองว่าทำได้จริง/ })
    .first()
    .click();
  await expect(guidance).toContainText('รับรองแล้วโดย');
  await expectAccessible(chair);
  const checks = await member.get<CheckAnswer[]>(`/api/cycles/${cycle}/checks`);
  const [proven] = checks.filter(({ passageCount }) => passageCount > 0);
  expect(proven).toMatchObject({ item: '3.3', tick: { personName: expect.any(String) } });
});

test('the register of recommendations: by unit, to the text, and a unit that is renamed keeps its list', async ({
  openWindow,
}) => {
  const { page } = await openWindow(ruam.url, 'secretariat', `/cycles/${cycle}/recommendations`);
  await expect(page.getByRole('row').first()).toContainText('ข้อเสนอแนะ');
  await page.getByRole('button', { name: 'รายหน่วยงาน' }).click();
  await page.getByRole('combobox', { name: 'หน่วยงาน' }).selectOption('สำนักวิชาการ');
  const group = page.getByRole('rowheader').filter({ hasText: 'สำนักวิชาการ' });
  await expect(group).toBeVisible();
  await expectAccessible(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'ส่งออก CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('ทะเบียนข้อเสนอแนะ-2562.csv');

  await page.getByRole('button', { name: 'ทะเบียนหน่วยงาน' }).click();
  const dialog = page.getByRole('dialog', { name: 'ทะเบียนหน่วยงาน' });
  await dialog.getByRole('button', { name: 'แก้ไข สำนักวิชาการ' }).click();
  await dialog.getByRole('textbox', { name: 'ชื่อ', exact: true }).fill('สำนักวิชาการและวิจัย');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'บันทึกทะเบียน' }).click();
  await expect(dialog).toHaveCount(0);
  await page.getByRole('combobox', { name: 'หน่วยงาน' }).selectOption('สำนักวิชาการและวิจัย');
  await expect(page.getByRole('rowheader').filter({ hasText: 'สำนักวิชาการและวิจัย' })).toBeVisible();

  await page
    .getByRole('link', { name: /^ไปที่ข้อความ/ })
    .first()
    .click();
  await expect(page).toHaveURL(/part=recommendations/);
  // The text still has the old name, which means the renamed unit.
  await expect(page.getByText('ไม่อยู่ในทะเบียน')).toHaveCount(0);
});

test('open recommendations are carried over into the next cycle: chosen, written once, seen at once by who has the text open', async ({
  openWindow,
}) => {
  const secretariat = await signIn(ruam.url, 'secretariat');
  const report = new FormData();
  const fixture = new URL('../../shared/src/import/fixtures/port-hospital-2567.txt', import.meta.url);
  report.set('file', new File([readFileSync(fixture)], 'รายงาน.txt', { type: 'text/plain' }));
  const draft = (await (await secretariat.send('POST', '/api/imports', report)).json()) as { id: string };
  const made = await secretariat.send('POST', `/api/imports/${draft.id}/commit`, '{}');
  const { cycle: next } = (await made.json()) as { cycle: { id: string } };
  const path = `/cycles/${next.id}/categories/3/items/3.3?part=recommendations`;
  const { page: writer } = await openWindow(ruam.url, 'secretariat', path);
  await expectSaved(writer);

  const { page } = await openWindow(ruam.url, 'secretariat', `/cycles/${next.id}/recommendations`);
  await page.getByRole('button', { name: 'ยกมาจากรอบก่อน' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'ยกข้อเสนอแนะมาจากรอบก่อน' });
  const item = dialog.locator('.carry-list section').filter({ has: page.getByRole('heading', { name: /^3\.3 / }) });
  await item.getByRole('checkbox').first().check();
  const count = await item.getByRole('checkbox', { checked: true }).count();
  await expect(dialog.getByText(`เลือกไว้ ${count} ข้อ`)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: `ยกมา ${count} ข้อ` }).dblclick();
  await expect(dialog.getByText(`ยกมาแล้ว ${count} ข้อ`)).toBeVisible();
  await expect(item.getByRole('checkbox').first()).toBeDisabled();
  await expect(writer.getByRole('textbox', { name: /^3\.3 / }).locator('.recommendation-meta')).toHaveCount(count);
  await page.keyboard.press('Escape');
  await expect(page.getByText('ยกมาจากปี 2562')).toHaveCount(count);
});
