import { expect, type Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { type Caller, documentOf, sampleCycle, signIn } from '../support/api.ts';
import { type Ruam, startRuam } from '../support/ruam.ts';
import { test } from '../support/story.ts';
import { editorOf, evidencePath, readerOf } from '../support/writing.ts';

let ruam: Ruam;
let member: Caller;
let cycle: string;
test.beforeAll(async () => {
  ruam = await startRuam();
  member = await signIn(ruam.url, 'cat3-member-1');
  cycle = await sampleCycle(member);
});
test.afterAll(() => ruam.dispose());

const evidence = (code: string, level: string): string => evidencePath(cycle, code, level);
const pane = (page: Page) => page.getByRole('region', { name: 'ความเห็น', exact: true });

/** Selects words in the text as the mouse does. */
async function select(page: Page, words: string): Promise<void> {
  await page.evaluate((wanted) => {
    const text = document.querySelector('.ruam-text');
    const walker = document.createTreeWalker(text ?? document.body, NodeFilter.SHOW_TEXT);
    const nodes: { node: Node; from: number }[] = [];
    let all = '';
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      nodes.push({ node, from: all.length });
      all += node.textContent ?? '';
    }
    const at = all.indexOf(wanted);
    if (at < 0) throw new Error(`"${wanted}" is not in the text`);
    const place = (index: number, isEnd: boolean) => {
      const found = nodes.findLast(({ from }) => (isEnd ? from < index : from <= index));
      if (found === undefined) throw new Error('no text');
      return { node: found.node, offset: index - found.from };
    };
    const [start, end] = [place(at, false), place(at + wanted.length, true)];
    document.getSelection()?.setBaseAndExtent(start.node, start.offset, end.node, end.offset);
  }, words);
}

/** Comments on words by keyboard. */
async function comment(page: Page, words: string, text: string): Promise<void> {
  await select(page, words);
  await expect(page.getByRole('button', { name: 'แสดงความเห็นต่อข้อความที่เลือก' }).last()).toBeVisible();
  await page.keyboard.press('Control+Alt+m');
  const field = page.getByRole('textbox', { name: 'เขียนความเห็น' });
  await expect(field).toBeFocused();
  await field.pressSequentially(text);
  await page.getByRole('button', { name: 'ส่งความเห็น' }).click();
  await expect(field).toHaveCount(0);
}

test('a locked text is commented, seen at once elsewhere, answered and resolved; its hash stays', async ({
  openWindow,
}) => {
  const chair = await signIn(ruam.url, 'cat3-chair');
  const steering = await signIn(ruam.url, 'steering-chair');
  const item = `/api/cycles/${cycle}/items/3.1`;
  const approval = JSON.stringify({ level: 'significance', resolution: 'เห็นชอบ' });
  expect((await steering.send('POST', `${item}/approval`, approval)).status).toBe(201);
  const id = await documentOf(member, cycle, '3.1', 'evidence', 'significance');
  const proof = async () => [
    await member.get(`${item}/hashed?level=significance`),
    await member.get(`/api/documents/${id}`),
    await member.text(`/api/documents/${id}/content?format=json`),
  ];
  const before = await proof();
  const words = (await member.text(`/api/documents/${id}/content?format=text`)).slice(0, 24).trim();

  const one = (await openWindow(ruam.url, 'cat3-member-1', evidence('3.1', 'significance'))).page;
  const two = (await openWindow(ruam.url, 'cat3-chair', evidence('3.1', 'significance'))).page;
  await expect(readerOf(one)).toContainText(words);
  await expect(pane(one)).toContainText('Ctrl+Alt+M');
  await comment(one, words, 'ขอให้ระบุแหล่งข้อมูล');
  await expect.poll(() => marked(one)).toBe(words);

  await expect(pane(two)).toContainText('ขอให้ระบุแหล่งข้อมูล');
  await expect.poll(() => marked(two)).toBe(words);
  await expectAccessible(two);
  await two.locator('.ruam-passage').first().click();
  const card = pane(two).getByRole('article');
  await expect(card).toHaveAttribute('data-active', 'true');
  await card.getByRole('button', { name: 'ตอบ', exact: true }).click();
  const answer = card.getByRole('textbox');
  await answer.pressSequentially('@กรรมการ');
  await expect(card.getByRole('option').first()).toContainText('หมวด 3');
  await card.getByRole('option').first().click();
  await answer.pressSequentially('ตามทะเบียนปี 2562 ขอให้ @นโยบาย');
  await card
    .getByRole('option', { name: /หน่วยงาน/ })
    .first()
    .click();
  await expectAccessible(two);
  await card.getByRole('button', { name: 'ตอบ', exact: true }).click();
  await expect(pane(one)).toContainText('ตามทะเบียนปี 2562');
  await expect(pane(one).locator('.comment-mention[data-kind="unit"]')).toContainText('@สำนักนโยบายและแผน');
  await card.getByRole('button', { name: 'ปิดประเด็น' }).click();
  // It leaves what is open in every window, also where it is being read.
  for (const page of [one, two]) {
    await expect(pane(page).getByText('ไม่มีความเห็นที่เปิดอยู่')).toBeVisible();
    await expect(pane(page).getByRole('article')).toHaveCount(0);
    await expect.poll(() => marked(page)).toBe('');
  }
  await pane(one).getByRole('button', { name: 'ปิดแล้ว' }).click();
  await expect(pane(one).getByRole('article').filter({ hasText: 'ปิดประเด็นโดย' })).toHaveCount(1);
  expect(await proof()).toEqual(before);
  expect((await chair.send('POST', `${item}/reopening`, '{"reason":"x"}')).status).toBe(403);
});

test('the mark follows the text, and a deleted passage leaves its thread with its quote', async ({ openWindow }) => {
  const one = (await openWindow(ruam.url, 'cat3-member-1', evidence('3.3', 'basic'))).page;
  const two = (await openWindow(ruam.url, 'cat3-chair', evidence('3.3', 'basic'))).page;
  await expect(editorOf(one)).toBeVisible();
  await expect(editorOf(two)).toBeVisible();
  await editorOf(one).click();
  await one.keyboard.press('Control+End');
  await one.keyboard.insertText(' ส่วนที่จะถูกพิจารณาในภายหลัง');
  // At once, while the words may still be on their way: the comment waits for their commit.
  await comment(one, 'ส่วนที่จะถูกพิจารณา', 'ยังไม่ครบ');
  await expect.poll(() => marked(two)).toBe('ส่วนที่จะถูกพิจารณา');
  await editorOf(two).click();
  await two.keyboard.press('Control+Home');
  await two.keyboard.insertText('คำนำหน้าใหม่ ');
  await expect(editorOf(one)).toContainText('คำนำหน้าใหม่');
  for (const page of [one, two]) {
    await expect.poll(() => marked(page)).toBe('ส่วนที่จะถูกพิจารณา');
  }
  await select(two, 'ส่วนที่จะถูกพิจารณา');
  await two.keyboard.press('Delete');
  for (const page of [one, two]) {
    const orphan = pane(page).getByRole('article').filter({ hasText: 'ยังไม่ครบ' });
    await expect(pane(page).getByRole('heading', { name: 'ข้อความที่อ้างถึงถูกลบแล้ว' })).toBeVisible();
    await expect(orphan).toContainText('ส่วนที่จะถูกพิจารณา');
    await expect.poll(() => marked(page)).toBe('');
  }
  await two.keyboard.press('Control+z');
  for (const page of [one, two]) await expect.poll(() => marked(page)).toBe('ส่วนที่จะถูกพิจารณา');
});

test('an observer reads the comments and writes none', async ({ openWindow }) => {
  const id = await documentOf(member, cycle, '3.2', 'evidence', 'advance');
  const opened = await member.send('POST', `/api/documents/${id}/threads`, JSON.stringify({ text: 'ทั้งฉบับ' }));
  expect(opened.status).toBe(201);
  const { page } = await openWindow(ruam.url, 'observer', evidence('3.2', 'advance'));
  await expect(pane(page)).toContainText('ทั้งฉบับ');
  const [thread] = await member.get<{ id: string }[]>(`/api/documents/${id}/threads`);
  for (let n = 1; n <= 25; n++)
    await member.send('POST', `/api/threads/${thread?.id}/comments`, JSON.stringify({ text: `คำตอบที่ ${n}.` }));
  await pane(page)
    .getByRole('button', { name: /^ดูอีก\s25\sคำตอบ$/ })
    .click();
  await expect(pane(page)).toContainText('คำตอบที่ 25.');
  await expect(pane(page)).not.toContainText('คำตอบที่ 5.');
  await pane(page)
    .getByRole('button', { name: /^แสดงอีก\s5\sคำตอบก่อนหน้า$/ })
    .click();
  await expect(pane(page)).toContainText('คำตอบที่ 1.');
  await expect(pane(page)).toContainText('คำตอบที่ 5.');
  await expect(pane(page).getByRole('button', { name: /คำตอบก่อนหน้า/ })).toHaveCount(0);
  await expect(pane(page).getByRole('button', { name: 'ตอบ', exact: true })).toHaveCount(0);
  await select(page, 'ระดับ');
  await page.keyboard.press('Control+Alt+m');
  await expect(page.getByRole('button', { name: 'แสดงความเห็นต่อข้อความที่เลือก' })).toHaveCount(0);
  await expect(page.getByRole('textbox', { name: 'เขียนความเห็น' })).toHaveCount(0);
  const observer = await signIn(ruam.url, 'observer');
  expect((await observer.send('POST', `/api/documents/${id}/threads`, '{"text":"ก"}')).status).toBe(403);
});

test('a draft outlives a failed request and another screen; all comments stand on one page, on a phone too', async ({
  openWindow,
  expectedErrors,
}) => {
  expectedErrors.push(/Failed to load resource/);
  const { page } = await openWindow(ruam.url, 'cat3-member-1', evidence('3.4', 'significance'));
  await expect(readerOf(page).or(editorOf(page)).first()).toBeVisible();
  await page.route('**/api/documents/*/threads', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  );
  await pane(page).getByRole('button', { name: 'แสดงความเห็น ต่อทั้งเอกสาร' }).click();
  await page.getByRole('textbox', { name: 'เขียนความเห็น' }).fill('ความเห็นที่ต้องไม่หาย');
  await page.getByRole('button', { name: 'ส่งความเห็น' }).click();
  await expect(pane(page)).toContainText('ยังอยู่ครบ');
  await page.unroute('**/api/documents/*/threads');
  // While it is being sent nothing more is typed that could be lost.
  let answer = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route('**/api/documents/*/threads', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    await held;
    await route.abort();
  });
  await page.getByRole('button', { name: 'ส่งความเห็น' }).click();
  await expect(page.getByRole('textbox', { name: 'เขียนความเห็น' })).toHaveJSProperty('readOnly', true);
  answer();
  await expect(page.getByRole('textbox', { name: 'เขียนความเห็น' })).toHaveJSProperty('readOnly', false);
  await page.unroute('**/api/documents/*/threads');
  await page.goto(`${ruam.url}/cycles/${cycle}`);
  await page.goto(ruam.url + evidence('3.4', 'significance'));
  await expect(page.getByRole('textbox', { name: 'เขียนความเห็น' })).toHaveValue('ความเห็นที่ต้องไม่หาย');
  await page.getByRole('button', { name: 'ส่งความเห็น' }).click();
  await expect(pane(page).getByRole('article')).toContainText('ความเห็นที่ต้องไม่หาย');

  const phone = (
    await openWindow(ruam.url, 'cat3-member-2', `/cycles/${cycle}/threads`, { viewport: { width: 390, height: 844 } })
  ).page;
  await expect(phone.getByRole('article').filter({ hasText: 'ความเห็นที่ต้องไม่หาย' })).toBeVisible();
  await expectAccessible(phone);
  await phone.goto(ruam.url + evidence('3.4', 'significance'));
  await expect(readerOf(phone)).toContainText('ระดับ');
  await select(phone, 'ระดับ');
  // In the bar at the foot, in reach of the thumb.
  const bar = await phone.getByRole('button', { name: 'แสดงความเห็นต่อข้อความที่เลือก' }).boundingBox();
  expect(bar?.y).toBeGreaterThan(844 - 60);
  expect(bar?.height).toBeGreaterThanOrEqual(44);
  await phone.getByRole('button', { name: 'แสดงความเห็นต่อข้อความที่เลือก' }).click();
  const sheet = phone.getByRole('dialog', { name: 'ความเห็น' });
  await sheet.getByRole('textbox', { name: 'เขียนความเห็น' }).fill('จากโทรศัพท์');
  await sheet.getByRole('button', { name: 'ส่งความเห็น' }).click();
  await expect(sheet.getByRole('article').filter({ hasText: 'จากโทรศัพท์' })).toBeVisible();
  await expectAccessible(phone);
  await expect(pane(page)).toContainText('จากโทรศัพท์');
});

/** The words that are marked, however many pieces they are drawn in. */
function marked(page: Page): Promise<string> {
  return page.evaluate(() => {
    const pieces = [...document.querySelectorAll('.ruam-passage')];
    return pieces
      .filter((piece) => !pieces.some((other) => other !== piece && other.contains(piece)))
      .map((piece) => piece.textContent)
      .join('');
  });
}
