import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { sampleCycle, signIn } from '../support/api.ts';
import { type Ruam, startRuam } from '../support/ruam.ts';
import { test } from '../support/story.ts';

let ruam: Ruam;
let cycle: string;
test.beforeAll(async () => {
  ruam = await startRuam();
  cycle = await sampleCycle(await signIn(ruam.url, 'cat3-chair'));
});
test.afterAll(() => ruam.dispose());

const editorOf = (page: Page) => page.getByRole('textbox', { name: /^3\.3 / });

async function type(page: Page, text: string): Promise<void> {
  await editorOf(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await page.keyboard.insertText(text);
  await expect(editorOf(page)).toContainText(text);
}

test('a version is named, compared change by change, and brought back while another goes on typing', async ({
  openWindow,
}) => {
  const text = `/cycles/${cycle}/categories/3/items/3.3?part=evidence&level=basic`;
  const { page: member } = await openWindow(ruam.url, 'cat3-member-1', text);
  await type(member, 'ย่อหน้าที่ตกลงกันแล้ว');
  await expect(member.getByRole('status').filter({ hasText: /^บันทึกแล้ว/ })).toBeVisible();

  const { page: chair } = await openWindow(ruam.url, 'cat3-chair', text);
  await expect(editorOf(chair)).toContainText('ย่อหน้าที่ตกลงกันแล้ว');
  await chair.getByRole('link', { name: 'ประวัติและฉบับต่าง ๆ ของหัวข้อ 3.3' }).click();
  await chair.getByRole('button', { name: 'ตั้งชื่อฉบับปัจจุบัน' }).click();
  await chair.getByRole('textbox', { name: 'ชื่อฉบับ' }).fill('หลังประชุมคณะอนุกรรมการ');
  await chair.keyboard.press('Enter');
  const named = chair.getByRole('button', { name: /หลังประชุมคณะอนุกรรมการ/ });
  await expect(named).toBeVisible();

  await type(member, 'ย่อหน้าที่เขียนผิด');
  await named.click();
  await expect(chair.locator('ins').filter({ hasText: 'ย่อหน้าที่เขียนผิด' })).toBeVisible();
  await chair.keyboard.press('Alt+ArrowDown');
  await expect(chair.getByText('จุดที่ 1 จาก 1')).toBeVisible();
  const { violations } = await new AxeBuilder({ page: chair }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`)).toEqual([]);

  await chair.getByRole('button', { name: 'กู้คืนฉบับนี้' }).click();
  await chair.getByRole('dialog').getByRole('button', { name: 'กู้คืน', exact: true }).click();
  await expect(chair.getByRole('status').filter({ hasText: 'กู้คืนแล้ว' })).toBeVisible();
  await expect(editorOf(member)).not.toContainText('ย่อหน้าที่เขียนผิด');
  await expect(editorOf(member)).toContainText('ย่อหน้าที่ตกลงกันแล้ว');
  await type(member, 'เขียนต่อหลังกู้คืน');
  await expect(member.getByRole('status').filter({ hasText: /^บันทึกแล้ว/ })).toBeVisible();
  await expect(chair.getByRole('button', { name: /^ก่อนกู้คืน/ })).toBeVisible();
  await expect(chair.getByRole('button', { name: /^กู้คืนแล้ว/ })).toBeVisible();
});
