import { expect, type Page } from '@playwright/test';
import { type Caller, documentOf, sampleCycle, signIn } from '../support/api.ts';
import { type Ruam, startRuam } from '../support/ruam.ts';
import { cutConnection, test } from '../support/story.ts';
import { editorOf, evidencePath, expectSaved } from '../support/writing.ts';

let ruam: Ruam;
let observer: Caller;
let cycle: string;
test.beforeAll(async () => {
  ruam = await startRuam();
  observer = await signIn(ruam.url, 'observer');
  cycle = await sampleCycle(observer);
});
test.afterAll(() => ruam.dispose());

const evidence = (code: string, level: string): string => evidencePath(cycle, code, level);

/** Puts the caret behind `text` and types there. */
async function caretBehind(page: Page, text: string): Promise<void> {
  await editorOf(page).evaluate((root, wanted) => {
    // Decorations cut a sentence into several text nodes.
    const nodes: { node: Node; from: number }[] = [];
    let whole = '';
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      nodes.push({ node, from: whole.length });
      whole += node.textContent ?? '';
    }
    const at = whole.indexOf(wanted) + wanted.length;
    const last = nodes.findLast(({ from }) => from < at);
    if (!whole.includes(wanted) || last === undefined) throw new Error(`no text ${wanted}`);
    (root as HTMLElement).focus();
    document.getSelection()?.collapse(last.node, at - last.from);
  }, text);
}

/** Types code point by code point, as a Thai keyboard does: vowels and tones are keystrokes of their own. */
async function typeCodePoints(page: Page, text: string): Promise<void> {
  for (const codePoint of text) await page.keyboard.insertText(codePoint);
}

/** Types through an input method: each word grows in a composition and is then committed. */
async function typeComposed(page: Page, words: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  for (const word of words) {
    for (let length = 1; length <= word.length; length++) {
      const text = word.slice(0, length);
      await session.send('Input.imeSetComposition', { text, selectionStart: length, selectionEnd: length });
    }
    await session.send('Input.insertText', { text: word });
  }
  await session.detach();
}

test('two members type Thai in one paragraph at once: same text, nothing lost, both saved', async ({ openWindow }) => {
  const a = await openWindow(ruam.url, 'cat3-member-1', evidence('3.3', 'basic'));
  const b = await openWindow(ruam.url, 'cat3-member-2', evidence('3.3', 'basic'));
  await expectSaved(a.page);
  await expectSaved(b.page);

  const first = ' ปั๊มน้ำที่บ้านผู้ใหญ่ชำรุด กำลังซ่อม';
  const second = ['ผู้ทรงคุณวุฒิ', 'ให้ความเห็น', 'เรื่องน้ำท่วม', 'ซ้ำซาก'];
  await caretBehind(a.page, 'ในระดับ Basic');
  await caretBehind(b.page, 'เลขาธิการวุฒิสภา');
  await Promise.all([typeCodePoints(a.page, first), typeComposed(b.page, second)]);

  const written = `สำนักงานเลขาธิการวุฒิสภา${second.join('')}สามารถดำเนินการได้ในระดับ Basic${first}`;
  for (const { page } of [a, b]) {
    await expect(editorOf(page)).toContainText(written);
    await expectSaved(page);
  }
  const id = await documentOf(observer, cycle, '3.3', 'evidence', 'basic');
  expect(await observer.text(`/api/documents/${id}/content?format=text`)).toBe(written);
});

test('each sees one name at the other caret, and it goes when the other leaves', async ({ openWindow }) => {
  const a = await openWindow(ruam.url, 'cat3-member-1', evidence('3.3', 'basic'));
  const b = await openWindow(ruam.url, 'cat3-chair', evidence('3.3', 'basic'));
  await expectSaved(b.page);
  await caretBehind(b.page, 'เลขาธิการ');
  const label = a.page.locator('.caret-label');
  await expect(label).toHaveText(['ประธาน หมวด 3']);
  await b.context.close();
  await expect(label).toHaveCount(0);
});

test('kill -9 after "saved": the text is there after the restart, and what was typed meanwhile is sent', async ({
  openWindow,
  expectedErrors,
}) => {
  expectedErrors.push(...cutConnection);
  const a = await openWindow(ruam.url, 'cat3-member-1', evidence('3.3', 'advance'));
  await expectSaved(a.page);
  await editorOf(a.page).click();
  await typeCodePoints(a.page, 'บันทึกก่อนไฟดับ');
  await expectSaved(a.page);
  await ruam.kill();
  await expect(
    a.page
      .getByRole('status')
      .filter({ hasText: /ขาดการเชื่อมต่อ/ })
      .first(),
  ).toBeVisible();
  await typeCodePoints(a.page, ' พิมพ์ต่อระหว่างไฟดับ');

  await ruam.restart();
  await expectSaved(a.page);
  observer = await signIn(ruam.url, 'observer');
  const id = await documentOf(observer, cycle, '3.3', 'evidence', 'advance');
  expect(await observer.text(`/api/documents/${id}/content?format=text`)).toBe('บันทึกก่อนไฟดับ พิมพ์ต่อระหว่างไฟดับ');
});

test('S10 who may not write reads the live text, and opening it changes nothing', async ({ openWindow }) => {
  const id = await documentOf(observer, cycle, '3.2', 'recommendations');
  const before = await observer.text(`/api/documents/${id}/content?format=json`);
  const reader = await openWindow(ruam.url, 'observer', `/cycles/${cycle}/categories/3/items/3.2?part=recommendations`);
  await expect(reader.page.getByRole('article', { name: /3\.2/ })).toContainText('บูรณาการข้อมูล');
  await expect(editorOf(reader.page)).toHaveCount(0);
  const writer = await openWindow(
    ruam.url,
    'cat3-secretary',
    `/cycles/${cycle}/categories/3/items/3.2?part=recommendations`,
  );
  await expectSaved(writer.page);
  expect(await observer.text(`/api/documents/${id}/content?format=json`)).toBe(before);
  await caretBehind(writer.page, 'บูรณาการข้อมูล');
  await typeCodePoints(writer.page, 'ทุกเดือน');
  await expect(reader.page.getByRole('article', { name: /3\.2/ })).toContainText('บูรณาการข้อมูลทุกเดือน');
});

test("a colleague's claim leaves the text that is being written where it is, and shows on the board at once", async ({
  openWindow,
}) => {
  const writer = await openWindow(ruam.url, 'cat3-secretary', `/cycles/${cycle}/categories/3/items/3.2`);
  await expectSaved(writer.page);
  await caretBehind(writer.page, 'ระดับ advance');
  await typeCodePoints(writer.page, ' กำลังเขียน');
  const board = await openWindow(ruam.url, 'steering-member-1', `/cycles/${cycle}`);
  await expect(board.page.getByText('445.83').filter({ visible: true }).first()).toBeVisible();

  const chair = await signIn(ruam.url, 'cat3-chair');
  const claim = JSON.stringify({ level: 'significance', statement: 'บูรณาการข้อมูลครบแล้ว' });
  expect((await chair.send('PUT', `/api/cycles/${cycle}/items/3.2/claim`, claim)).status).toBe(200);
  await expect(board.page.getByText('450').filter({ visible: true }).first()).toBeVisible();
  await expect(editorOf(writer.page)).toContainText('ระดับ advance กำลังเขียน');
  await typeCodePoints(writer.page, 'ต่อ');
  await expect(editorOf(writer.page)).toContainText('ระดับ advance กำลังเขียนต่อ');
  await expectSaved(writer.page);
});

test('Backspace at the edge joins no two recommendations that differ', async ({ openWindow }) => {
  const { page } = await openWindow(
    ruam.url,
    'cat3-chair',
    `/cycles/${cycle}/categories/3/items/3.3?part=recommendations`,
  );
  await expectSaved(page);
  await caretBehind(page, 'สำหรับการจะดำเนินการ');
  await page.keyboard.press('Home');
  await page.keyboard.press('Backspace');
  const id = await documentOf(observer, cycle, '3.3', 'recommendations');
  await expectSaved(page);
  const { content } = await observer.get<{ content: { attrs: { targetLevel?: string } }[] }>(
    `/api/documents/${id}/content`,
  );
  expect(content.map(({ attrs }) => attrs.targetLevel ?? null)).toEqual(['advance', 'significance', null]);
});
