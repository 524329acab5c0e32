import { expect, type Page } from '@playwright/test';
import { paragraph } from '@ruam/shared/document/content.ts';
import { writeNodes } from '@ruam/shared/document/yjs.ts';
import * as Y from 'yjs';
import { documentOf, sampleCycle, signIn } from '../support/api.ts';
import { type Ruam, startRuam } from '../support/ruam.ts';
import { acknowledged, stockProvider, synced } from '../support/stockProvider.ts';
import { test } from '../support/story.ts';
import { caretBehind } from '../support/typing.ts';
import { editorOf, evidencePath, expectSaved, readerOf } from '../support/writing.ts';

let ruam: Ruam;
test.beforeAll(async () => {
  ruam = await startRuam();
});
test.afterAll(() => ruam.dispose());

const rowsOf = (page: Page) => editorOf(page).locator('table tr');
const inTable = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: 'จัดการตาราง' }).click();
  await page.getByRole('menuitem', { name, exact: true }).click();
};
/** What stands in the table, cell by cell, with how far each reaches. */
const cellsOf = (page: Page) =>
  rowsOf(page).evaluateAll((rows) =>
    rows.map((row) =>
      [...row.children].map((cell) => {
        const { colSpan, rowSpan } = cell as HTMLTableCellElement;
        return `${cell.textContent} ${colSpan}×${rowSpan}`;
      }),
    ),
  );

test('two people change one table with merged cells at once: all words stay, both see the same', async ({
  openWindow,
}) => {
  const caller = await signIn(ruam.url, 'cat3-member-1');
  const cycle = await sampleCycle(caller);
  const path = evidencePath(cycle, '3.4', 'basic');
  const { page: one } = await openWindow(ruam.url, 'cat3-member-1', path);
  const { page: other } = await openWindow(ruam.url, 'cat3-member-2', path);
  await expect(editorOf(other)).toBeVisible();

  // By keyboard: a table, its head, and Tab from cell to cell.
  await editorOf(one).click();
  await one.keyboard.press('Control+End');
  await one.keyboard.press('Enter');
  await one.keyboard.press('Control+Alt+t');
  for (const words of ['ช่องทาง', 'จำนวน', 'ร้อยละ', 'โทรศัพท์', '๑๒๘', '๖๔', 'เว็บไซต์', '๕๙', '๒๘']) {
    await one.keyboard.insertText(words);
    if (words !== '๒๘') await one.keyboard.press('Tab');
  }
  await caretBehind(one, 'จำนวน');
  await one.keyboard.press('Shift+ArrowRight');
  await inTable(one, 'ผสานเซลล์');
  await expectSaved(one);
  await expect(rowsOf(other).first().locator('th').nth(1)).toHaveAttribute('colspan', '2');

  // At once: one adds a row, the other a column, and both write.
  await caretBehind(one, 'เว็บไซต์');
  await caretBehind(other, 'โทรศัพท์');
  await Promise.all([inTable(one, 'แทรกแถวด้านล่าง'), inTable(other, 'แทรกคอลัมน์ด้านซ้าย')]);
  await caretBehind(one, '๕๙');
  await caretBehind(other, '๑๒๘');
  await Promise.all([one.keyboard.insertText(' เรื่อง'), other.keyboard.insertText(' ครั้ง')]);
  await Promise.all([expectSaved(one), expectSaved(other)]);
  await expect.poll(async () => JSON.stringify(await cellsOf(one)) === JSON.stringify(await cellsOf(other))).toBe(true);
  const cells = (await cellsOf(one)).flat().join('\n');
  for (const words of ['ช่องทาง', 'จำนวน', 'โทรศัพท์', '๑๒๘ ครั้ง', '๖๔', 'เว็บไซต์', '๕๙ เรื่อง', '๒๘']) {
    expect(cells).toContain(words);
  }
  expect(await rowsOf(one).count()).toBe(4);

  // Undoing takes back one's own part alone, and who only reads sees the table, too.
  await one.keyboard.press('Control+z');
  await expect(rowsOf(other).filter({ hasText: '๕๙' })).not.toContainText('เรื่อง');
  await expect(editorOf(one)).toContainText('๑๒๘ ครั้ง');
  const { page: reader } = await openWindow(ruam.url, 'observer', path);
  await expect(readerOf(reader).locator('table')).toContainText('๑๒๘ ครั้ง');
  const id = await documentOf(caller, cycle, '3.4', 'evidence', 'basic');
  await expect.poll(() => caller.text(`/api/documents/${id}/content?format=markdown`)).toContain('| --- |');
});

test('a table that ends the text: its head is taken away while another types into it, and one gets out of it by arrow and by click', async ({
  openWindow,
}) => {
  const caller = await signIn(ruam.url, 'cat3-chair');
  const cycle = await sampleCycle(caller);
  const doc = new Y.Doc();
  const provider = stockProvider(caller, await documentOf(caller, cycle, '3.2', 'evidence', 'significance'), doc);
  provider.messageHandlers[101] = () => {};
  await synced(provider);
  const cell = (type: string, words: string) => ({ type, content: [paragraph(words)] });
  const row = (type: string, ...words: string[]) => ({
    type: 'tableRow',
    content: words.map((each) => cell(type, each)),
  });
  const table = { type: 'table', content: [row('tableHeader', 'ช่องทาง', 'จำนวน'), row('tableCell', 'สายด่วน', '๑๒')] };
  doc.getXmlFragment('default').push(writeNodes([table]));
  await acknowledged(provider, 1);
  provider.destroy();

  const path = evidencePath(cycle, '3.2', 'significance');
  const { page: one } = await openWindow(ruam.url, 'cat3-member-1', path);
  const { page: other } = await openWindow(ruam.url, 'cat3-member-2', path);
  await expect(editorOf(other).locator('th')).toHaveCount(2);
  await caretBehind(one, 'สายด่วน');
  await caretBehind(other, 'ช่องทาง');
  await Promise.all([inTable(one, 'แถวหัวตาราง'), other.keyboard.insertText('รับฟัง')]);
  await expect(editorOf(one).locator('th')).toHaveCount(0);
  await expect(editorOf(one).locator('td').first()).toHaveText('ช่องทางรับฟัง');

  // Opening and reading made no paragraph behind it; the arrow of this person does.
  await expect(editorOf(one).locator('> p')).toHaveCount(0);
  await caretBehind(one, '๑๒');
  await one.keyboard.press('ArrowDown');
  await one.keyboard.insertText('ใต้ตาราง');
  await expect(editorOf(other).locator('> p')).toHaveText(['ใต้ตาราง']);
  await one.keyboard.press('Control+z');
  await expect(editorOf(other).locator('> p')).toHaveCount(0);
  const box = await editorOf(one).boundingBox();
  const end = await editorOf(one).locator('table').boundingBox();
  if (box === null || end === null) throw new Error('nothing is drawn');
  await one.mouse.click(box.x + box.width / 2, end.y + end.height + 40);
  await one.keyboard.insertText('คลิกใต้ตาราง');
  await expect(editorOf(other).locator('> p')).toHaveText(['คลิกใต้ตาราง']);
});
