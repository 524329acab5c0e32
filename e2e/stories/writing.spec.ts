import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { Content, ContentNode } from '@ruam/shared/document/content.ts';
import { type Caller, documentOf, sampleCycle, signIn } from '../support/api.ts';
import { type Ruam, startRuam } from '../support/ruam.ts';
import { test } from '../support/story.ts';

const word = readFileSync(join(import.meta.dirname, '../fixtures/word-paste.html'), 'utf8');

let ruam: Ruam;
let member: Caller;
let cycle: string;
test.beforeAll(async () => {
  ruam = await startRuam();
  member = await signIn(ruam.url, 'cat3-member-1');
  cycle = await sampleCycle(member);
});
test.afterAll(() => ruam.dispose());

const editorOf = (page: Page) => page.getByRole('textbox', { name: /^\d\.\d / });
const evidence = (code: string): string =>
  `/cycles/${cycle}/categories/${code[0]}/items/${code}?part=evidence&level=basic`;

/** The server's content of an item's text, as one line a block: its type and words. */
async function stored(code: string): Promise<string[]> {
  const id = await documentOf(member, cycle, code, 'evidence', 'basic');
  const { content } = await member.get<Content>(`/api/documents/${id}/content?format=json`);
  const words = (node: ContentNode): string =>
    'text' in node ? node.text : 'content' in node ? (node.content ?? []).map(words).join(' ') : '';
  return content.map((node) => `${node.type} ${words(node)}`);
}

/** Pastes as the browser does when it is given a clipboard. */
async function paste(page: Page, kinds: Readonly<Record<string, string>>): Promise<void> {
  await editorOf(page).evaluate((text, given) => {
    const clipboardData = new DataTransfer();
    for (const [kind, value] of Object.entries(given)) clipboardData.setData(kind, value);
    text.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, kinds);
}

/** The caret into an empty block at the end. */
async function toNewLine(page: Page): Promise<void> {
  await editorOf(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`)).toEqual([]);
}

test('a piece of a Word document arrives clean, with its lists and its table, and says what it left out', async ({
  openWindow,
}) => {
  const { page } = await openWindow(ruam.url, 'cat3-member-1', evidence('3.2'));
  await expect(editorOf(page)).toBeVisible();
  await editorOf(page).click();
  await paste(page, { 'text/html': word, 'text/plain': 'การรับฟัง' });
  await expect(page.getByText('ยกเว้นรูปภาพ 1 รูป')).toBeVisible();
  await expect(editorOf(page).locator('th[colspan="2"]')).toContainText('ความพึงพอใจ (ร้อยละ)');
  await expect(editorOf(page).locator('ol ul li')).toHaveCount(2);
  const dirt = '[style*="mso"], [class*="Mso"], [src^="file:"], [href^="file:"], font';
  await expect(editorOf(page).locator(dirt)).toHaveCount(0);
  await expect
    .poll(async () => (await stored('3.2')).slice(-6))
    .toEqual([
      'heading การรับฟังผู้รับบริการและผู้มีส่วนได้ส่วนเสีย',
      expect.stringMatching(/^paragraph ผลการดำเนินงาน .*๒๕๖๒/),
      'heading ช่องทางการรับฟัง',
      expect.stringMatching(/^orderedList ศูนย์บริการร่วม เคาน์เตอร์ชั้น ๑ สายด่วน {2}1111 แบบสำรวจ/),
      expect.stringMatching(/^table กลุ่ม ความพึงพอใจ \(ร้อยละ\) ๒๕๖๑ ๒๕๖๒ ผู้รับบริการ 88\.10/),
      expect.stringMatching(/^paragraph รายละเอียดอยู่ในรายงานฉบับเต็ม/),
    ]);
  await expectAccessible(page);
});

test('the slash menu opens where one begins, is chosen from by keyboard, and Escape leaves the slash', async ({
  openWindow,
}) => {
  const { page } = await openWindow(ruam.url, 'cat3-member-1', evidence('3.4'));
  const menu = page.getByRole('listbox', { name: 'แทรกในข้อความ' });
  await expect(editorOf(page)).toBeVisible();
  await toNewLine(page);
  await page.keyboard.insertText('และ');
  await page.keyboard.type('/');
  await expect(editorOf(page)).toContainText('และ/');
  await expect(menu).toHaveCount(0);
  await page.keyboard.press('Enter');
  await page.keyboard.type('/');
  await expect(menu).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(menu).toHaveCount(0);
  await page.keyboard.type(' /');
  await page.keyboard.insertText('หัวเรื่อง');
  await expect(menu.getByRole('option')).toHaveCount(2);
  await page.keyboard.press('ArrowDown');
  const chosen = menu.getByRole('option', { name: 'หัวเรื่องย่อย' });
  await expect(chosen).toHaveAttribute('aria-selected', 'true');
  await expect(editorOf(page)).toHaveAttribute('aria-activedescendant', (await chosen.getAttribute('id')) ?? '');
  await page.keyboard.press('Enter');
  await expect(editorOf(page).locator('h3').last()).toHaveText('/');
  await page.keyboard.press('Home');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('finding counts over formats and digits, replaces all in one step to undo, and a reader finds too', async ({
  openWindow,
}) => {
  const { page } = await openWindow(ruam.url, 'cat3-member-1', evidence('3.3'));
  await expect(editorOf(page)).toBeVisible();
  await toNewLine(page);
  await paste(page, { 'text/html': '<p>ปี ๒๕๖๒ ผู้<b>รับบริการ</b> และ<i>ผู้รับ</i>บริการ ปี 2562</p>', 'text/plain': 'ปี' });
  await page.keyboard.press('Control+f');
  const panel = page.getByRole('search', { name: 'ค้นหาและแทนที่' });
  await panel.getByRole('textbox', { name: 'ค้นหาในข้อความ' }).fill('2562');
  await expect(panel.getByRole('status')).toHaveText('1 จาก 2');
  await panel.getByRole('textbox', { name: 'ค้นหาในข้อความ' }).fill('ผู้รับบริการ');
  await expect(panel.getByRole('status')).toHaveText('1 จาก 2');
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('status')).toHaveText('2 จาก 2');
  await page.keyboard.press('Control+h');
  await panel.getByRole('textbox', { name: 'แทนที่ด้วย' }).fill('ประชาชน');
  await expectAccessible(page);
  await panel.getByRole('button', { name: 'แทนที่ทั้งหมด' }).click();
  await expect(panel.getByRole('status')).toHaveText('แทนที่แล้ว 2 แห่ง');
  await expect(editorOf(page)).toContainText('ประชาชน และประชาชน');
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(editorOf(page)).toContainText('ผู้รับบริการ และผู้รับบริการ');

  const reader = (await openWindow(ruam.url, 'observer', evidence('3.3'))).page;
  await expect(reader.getByRole('article', { name: /^3\.3 / })).toContainText('ผู้รับบริการ');
  await reader.keyboard.press('Control+f');
  await reader.getByRole('textbox', { name: 'ค้นหาในข้อความ' }).fill('ผู้รับบริการ');
  await expect(reader.locator('.ruam-found').first()).toBeVisible();
  await expect(reader.getByRole('button', { name: 'แทนที่', exact: true })).toHaveCount(0);
});

test('damaged PDF text is pasted at once, shown with its repair, repaired in one step to undo', async ({
  openWindow,
}) => {
  const { page } = await openWindow(ruam.url, 'cat3-member-1', evidence('3.1'));
  await expect(editorOf(page)).toBeVisible();
  await toNewLine(page);
  await paste(page, { 'text/plain': 'กรมได้ส ารวจความพึงพอใจ\nผลการด าเนินงานประจ าปี' });
  await expect(editorOf(page)).toContainText('กรมได้ส ารวจ');
  const offer = page.getByRole('region', { name: 'ซ่อมข้อความจาก PDF' });
  await expect(offer.locator('ins').first()).toContainText('สำรวจ');
  await expectAccessible(page);
  await offer.getByRole('button', { name: 'ใช้ฉบับที่ซ่อม' }).click();
  await expect(offer).toHaveCount(0);
  await expect(editorOf(page)).toContainText('กรมได้สำรวจความพึงพอใจ');
  await expect(editorOf(page)).toContainText('ผลการดำเนินงานประจำปี');
  await page.keyboard.press('Control+z');
  await expect(editorOf(page)).toContainText('ผลการด าเนินงานประจ าปี');
});

test('a block is moved while another writes in it: the caret stays, and no word is lost', async ({ openWindow }) => {
  const one = (await openWindow(ruam.url, 'cat2-member-1', evidence('2.1'))).page;
  const two = (await openWindow(ruam.url, 'cat2-chair', evidence('2.1'))).page;
  await expect(editorOf(one)).toBeVisible();
  await expect(editorOf(two)).toBeVisible();
  await toNewLine(one);
  await one.keyboard.insertText('วรรคของอีกคน');
  await one.keyboard.press('Enter');
  await one.keyboard.insertText('วรรคสุดท้าย');
  await editorOf(two).getByText('วรรคของอีกคน').click();
  await two.keyboard.press('End');
  await expect(editorOf(one).locator('.ruam-remote-caret')).toHaveCount(1);
  await editorOf(one).getByText('วรรคของอีกคน').click();
  await one.keyboard.press('Alt+ArrowDown');
  await two.keyboard.insertText(' เขียนต่อ');
  const last = editorOf(one).locator('p').last();
  await expect(last).toHaveText('วรรคของอีกคน เขียนต่อ');
  await expect(editorOf(two).locator('p').last()).toHaveText('วรรคของอีกคน เขียนต่อ');
  await one.keyboard.press('Control+z');
  await expect(last).toHaveText('วรรคสุดท้าย');
});
