import { expect, type Page } from '@playwright/test';
import * as Y from 'yjs';
import { expectAccessible } from '../support/accessible.ts';
import { documentOf, sampleCycle, signIn } from '../support/api.ts';
import { type Ruam, startRuam } from '../support/ruam.ts';
import { acknowledged, stockProvider, synced } from '../support/stockProvider.ts';
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

/** Puts paragraphs at the beginning of a document, as somebody else's browser does. */
async function writeAbove(login: string, code: string, level: string, texts: readonly string[]): Promise<void> {
  const caller = await signIn(ruam.url, login);
  const doc = new Y.Doc();
  const provider = stockProvider(caller, await documentOf(caller, cycle, code, 'evidence', level), doc);
  provider.messageHandlers[101] = () => {};
  await synced(provider);
  const paragraphs = texts.map((text) => {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(text)]);
    return paragraph;
  });
  doc.getXmlFragment('default').insert(0, paragraphs);
  await acknowledged(provider, 1);
  provider.destroy();
}

const lines = (count: number, what: string): string[] => Array.from({ length: count }, (_, n) => `${what} ${n + 1}`);
/** How far below the window's top a line stands, in px. */
const topOf = async (page: Page, text: string): Promise<number> =>
  (await editorOf(page).getByText(text, { exact: true }).boundingBox())?.y ?? Number.NaN;

test('while another inserts 30 paragraphs above, the line one writes in stays where it is, and so does the caret', async ({
  openWindow,
}) => {
  await writeAbove('cat3-chair', '3.1', 'basic', lines(60, 'บรรทัดที่'));
  const { page } = await openWindow(ruam.url, 'cat3-member-1', evidence('3.1', 'basic'));
  await expectSaved(page);
  await editorOf(page).getByText('บรรทัดที่ 40', { exact: true }).click();
  await page.keyboard.press('End');
  await page.keyboard.insertText(' ก');
  const before = await topOf(page, 'บรรทัดที่ 40 ก');
  await writeAbove('cat3-member-2', '3.1', 'basic', lines(30, 'แทรกเหนือ'));
  await expect(editorOf(page)).toContainText('แทรกเหนือ 30');
  expect(Math.abs((await topOf(page, 'บรรทัดที่ 40 ก')) - before)).toBeLessThanOrEqual(2);
  await page.keyboard.insertText('ข');
  await expect(editorOf(page).getByText('บรรทัดที่ 40 กข', { exact: true })).toBeVisible();
  expect(Math.abs((await topOf(page, 'บรรทัดที่ 40 กข')) - before)).toBeLessThanOrEqual(2);
});

test('S16 who is where: faces on the board and at the item, and following a colleague to the caret and into another text', async ({
  openWindow,
  expectedErrors,
}) => {
  expectedErrors.push(...cutConnection);
  await writeAbove('cat3-chair', '3.4', 'basic', lines(80, 'ย่อหน้าที่'));
  const chair = await openWindow(ruam.url, 'cat3-chair', evidence('3.4', 'basic'));
  await expectSaved(chair.page);
  const observer = await openWindow(ruam.url, 'observer', `/cycles/${cycle}`);
  const row = observer.page.getByRole('row').filter({ has: observer.page.getByRole('link', { name: /^3\.4/ }) });
  await expect(row.getByRole('img', { name: 'ประธาน หมวด 3 กำลังเปิดอยู่' })).toBeVisible();
  await expectAccessible(observer.page);
  await observer.page.goto(ruam.url + evidence('3.4', 'basic'));

  const member = await openWindow(ruam.url, 'cat3-member-1', evidence('3.2', 'basic'));
  const item = member.page.getByRole('navigation', { name: /หัวข้อในหมวด/ }).getByRole('link', { name: /^3\.4/ });
  await expect(item.getByRole('img', { name: 'ประธาน หมวด 3 กำลังเปิดอยู่' })).toBeVisible();
  await expect(item.getByRole('img', { name: /กำลังอ่าน$/ })).toBeVisible();
  await item.click();
  await member.page
    .getByRole('link', { name: /^Basic/ })
    .first()
    .click();
  await expectSaved(member.page);

  // To the caret, also when it moves out of sight.
  await typeAtEnd(chair.page, ' ประธานอยู่ท้ายสุด');
  await member.page.getByRole('button', { name: 'ตามดู ประธาน หมวด 3' }).click();
  const bar = member.page.getByRole('status').filter({ hasText: 'กำลังตามดู ประธาน หมวด 3' });
  await expect(bar).toBeVisible();
  await expect(editorOf(member.page).getByText('ประธานอยู่ท้ายสุด')).toBeInViewport();
  await expectAccessible(member.page);
  await chair.page.keyboard.press('Control+Home');
  await expect(editorOf(member.page).getByText('ย่อหน้าที่ 1', { exact: true })).toBeInViewport();
  // Who only reads goes along as well.
  await chair.page.keyboard.press('Control+End');
  await observer.page.getByRole('button', { name: 'ตามดู ประธาน หมวด 3' }).click();
  await expect(readerOf(observer.page).getByText('ประธานอยู่ท้ายสุด')).toBeInViewport();
  await chair.page.keyboard.press('Control+Home');
  await expect(readerOf(observer.page).getByText('ย่อหน้าที่ 1', { exact: true })).toBeInViewport();
  await observer.page.keyboard.press('Escape');
  // Into another text.
  await chair.page.goto(ruam.url + evidence('3.2', 'basic'));
  await expect(member.page).toHaveURL(/items\/3\.2.*level=basic/);
  await expect(bar).toBeVisible();
  await member.page.keyboard.press('Escape');
  await expect(bar).toHaveCount(0);
  // Who has gone is gone.
  await chair.context.close();
  await expect(
    member.page.getByRole('navigation', { name: /หัวข้อในหมวด/ }).getByRole('img', { name: /^ประธาน หมวด 3/ }),
  ).toHaveCount(0);
});

test('a link to a paragraph finds it wherever it went, says when its number is another one, and what it said when it is gone', async ({
  openWindow,
}) => {
  await writeAbove('cat3-chair', '3.1', 'advance', lines(40, 'ย่อหน้าที่'));
  const path = evidence('3.1', 'advance');
  const options = { permissions: ['clipboard-read', 'clipboard-write'] };
  const { page } = await openWindow(ruam.url, 'cat3-member-1', path, options);
  await expectSaved(page);
  await editorOf(page).getByText('ย่อหน้าที่ 30', { exact: true }).click();
  await page.keyboard.press('Control+Alt+.');
  await page.getByRole('menuitem', { name: 'คัดลอกลิงก์ไปยัง 3.1-¶30' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'คัดลอกลิงก์ไปยัง 3.1-¶30 แล้ว' })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await writeAbove('cat3-member-2', '3.1', 'advance', lines(25, 'แทรกเหนือ'));

  const { page: reader } = await openWindow(ruam.url, 'observer', link.replace(ruam.url, ''));
  await expect(reader.getByText('ลิงก์นี้อ้างถึง 3.1-¶30 ขณะนี้ย่อหน้าเดียวกันคือ 3.1-¶55')).toBeVisible();
  await expect(readerOf(reader).getByText('ย่อหน้าที่ 30', { exact: true })).toBeInViewport();
  await expect(reader).not.toHaveURL(/block=/);
  await expectAccessible(reader);

  await editorOf(page).getByText('ย่อหน้าที่ 30', { exact: true }).click({ clickCount: 3 });
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await expectSaved(page);
  await reader.goto(link);
  await expect(reader.getByText('ไม่มีย่อหน้า 3.1-¶30 ที่ลิงก์นี้อ้างถึงในเอกสารแล้ว')).toBeVisible();
  await expect(reader.getByText('“ย่อหน้าที่ 30”')).toBeVisible();
});
