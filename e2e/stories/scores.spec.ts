import { expect } from '@playwright/test';
import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import type { MeetingDetail } from '@ruam/shared/api/meetings.ts';
import { identifiedParagraphs } from '@ruam/shared/document/blockIds.ts';
import { textOf } from '@ruam/shared/document/content.ts';
import type { Scoreboard } from '@ruam/shared/score/scoreboard.ts';
import * as Y from 'yjs';
import { expectAccessible } from '../support/accessible.ts';
import { type Caller, sampleCycle, signIn } from '../support/api.ts';
import { type Ruam, startRuam } from '../support/ruam.ts';
import { stockProvider, synced } from '../support/stockProvider.ts';
import { test } from '../support/story.ts';

let ruam: Ruam;
let cycle: string;
let secretariat: Caller;
test.beforeAll(async () => {
  ruam = await startRuam();
  secretariat = await signIn(ruam.url, 'secretariat');
  cycle = await sampleCycle(secretariat);
});
test.afterAll(() => ruam.dispose());

async function send<Answer>(method: string, path: string, body: unknown): Promise<Answer> {
  const answer = await secretariat.send(method, `/api/cycles/${cycle}/${path}`, JSON.stringify(body));
  expect(answer.ok, `${path} ${answer.status}`).toBe(true);
  return answer.json() as Promise<Answer>;
}

/** The numbered paragraphs of a document, as every replica knows them. */
async function paragraphsOf(document = '') {
  const doc = new Y.Doc();
  const provider = stockProvider(secretariat, document, doc);
  await synced(provider);
  const paragraphs = identifiedParagraphs(doc).map(({ id, block }) => ({ id, words: firstLetters(textOf(block)) }));
  provider.destroy();
  return paragraphs;
}

const firstLetters = (text: string): string => text.replaceAll(/\s+/g, '').slice(0, 12);

/** In the browser: how the paragraph begins that is marked as the presenter's; null when it is not in sight. */
function shownInMark(): string | null {
  for (const range of CSS.highlights.get('ruam-presented') ?? []) {
    if (!(range instanceof Range)) continue;
    const { top, bottom } = range.getBoundingClientRect();
    const text = range.cloneContents();
    for (const beside of text.querySelectorAll('[contenteditable="false"]')) beside.remove();
    if (bottom > 0 && top < window.innerHeight) return (text.textContent ?? '').replaceAll(/\s+/g, '').slice(0, 12);
  }
  return null;
}

test('P5 what if 3.3 and 4.1 reached Advance: Advance and 454.17, striped, and nothing of it leaves the page', async ({
  openWindow,
}) => {
  const { page } = await openWindow(ruam.url, 'observer', `/cycles/${cycle}/scores`);
  const supposed = page.getByRole('region', { name: 'สมมติ' });
  await expect(supposed.getByText('ทดลองเท่านั้น ไม่เปลี่ยนระดับจริง')).toBeVisible();
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET' || request.url().includes('advance')) sent.push(request.url());
  });
  const address = page.url();

  // One by the arrow keys, one dragged.
  const note = (code: string) => supposed.getByRole('slider', { name: new RegExp(`^${code.replace('.', '\\.')} `) });
  await note('3.3').focus();
  await page.keyboard.press('ArrowUp');
  await expect(note('3.3')).toHaveAttribute('aria-valuetext', 'Advance');
  await note('4.1').scrollIntoViewIfNeeded();
  const [from, line] = [await note('4.1').boundingBox(), await note('3.3').boundingBox()];
  if (from === null || line === null) throw new Error('the notes are not on the page');
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + from.width / 2, line.y + line.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect(note('4.1')).toHaveAttribute('aria-valuetext', 'Advance');
  await expect(supposed.getByText('445.83 → 454.17')).toBeVisible();
  await expect(supposed.locator('.score-big')).toHaveText(/Basic\s*→\s*Advance/);
  await expect(page.getByRole('region', { name: 'ผลการประเมินตนเอง ภาพรวม' })).toContainText(/Basic/);
  await expectAccessible(page);

  await supposed.getByRole('group', { name: 'ระดับสมมติของหัวข้อ\u00a04.1' }).getByText('Basic').click();
  await expect(supposed.locator('.score-big')).toHaveText(/Basic/);
  expect(sent).toEqual([]);
  expect(page.url()).toBe(address);
  const real = await secretariat.get<Scoreboard>(`/api/cycles/${cycle}/scoreboard?value=latest&profile=weakest-link`);
  expect(real.overall).toEqual({ level: 'basic', points: 445.83 });

  await page.getByRole('button', { name: '425.00' }).first().click();
  await expect(page.getByRole('dialog', { name: 'ที่มาของค่า' })).toContainText('ค่าเฉลี่ยของ 500, 400, 300, 500');
});

test('an approval in another browser changes the score on the page at once', async ({ openWindow }) => {
  const { page } = await openWindow(ruam.url, 'cat5-chair', `/cycles/${cycle}/scores`);
  await page.getByRole('group', { name: 'ค่าที่ใช้คิด' }).getByText('อนุมัติ').click();
  const row = page.getByRole('row', { name: /^5 / });
  await expect(row).toContainText('0.00');
  await send('POST', 'items/5.1/approval', { level: 'advance', resolution: 'อนุมัติตามที่เสนอ' });
  await expect(row).toContainText('100.00');
  await expect(page.getByText('ใช้ค่าที่อนุมัติ').first()).toBeVisible();
});

test('anybody follows the projector through the texts, and leaves it by scrolling', async ({ openWindow }) => {
  const planned = await send<MeetingDetail>('POST', 'meetings', {
    number: '9/2562',
    date: '2019-10-25',
    body: 'steering',
  });
  const meeting = `meetings/${planned.id}`;
  for (const item of ['3.3', '4.1'])
    await send('POST', `${meeting}/agenda`, { kind: 'item', section: 'forConsideration', item });
  await send('PUT', `${meeting}/state`, { event: 'publish' });
  const { agenda } = await send<MeetingDetail>('PUT', `${meeting}/state`, { event: 'begin' });
  const items = await secretariat.get<ItemAnswer[]>(`/api/cycles/${cycle}/items`);
  const recommendations = (code: string) =>
    items.find((item) => item.code === code)?.documents.find(({ kind }) => kind === 'recommendations')?.id;
  const console = crypto.randomUUID();
  const show = (code: string, block: string | null = null) => {
    const entry = agenda.find(({ item }) => item === code)?.id;
    const changes = { mode: 'text', entry, document: recommendations(code), block };
    return send('PUT', `${meeting}/stage`, { console, changes });
  };
  await send('POST', `${meeting}/stage/console`, { console, take: true });
  await show('3.3');

  const { page } = await openWindow(ruam.url, 'steering-member-1', `/cycles/${cycle}/categories/1/items/1.1`);
  await page.getByRole('button', { name: 'ตามจอประชุม' }).click();
  await expect(page).toHaveURL(/items\/3\.3\?part=recommendations/);
  await expect(page.getByText('กำลังตามจอการประชุมครั้งที่\u00a09/2562')).toBeVisible();
  await show('4.1');
  await expect(page).toHaveURL(/items\/4\.1\?part=recommendations/);
  await expectAccessible(page);

  await page.mouse.move(700, 600);
  await page.mouse.wheel(0, 200);
  await expect(page.getByText('เลิกตามจอแล้ว เพราะคุณเลื่อนหรือพิมพ์เอง')).toBeVisible();
  await show('3.3');
  await expect(page.getByRole('button', { name: 'ตามจอต่อ' })).toBeVisible();
  await expect(page).toHaveURL(/items\/4\.1/);
  await page.getByRole('button', { name: 'ตามจอต่อ' }).click();
  await expect(page).toHaveURL(/items\/3\.3/);
  const last = (await paragraphsOf(recommendations('3.3'))).at(-1);
  await show('3.3', last?.id);
  await expect.poll(() => page.evaluate(shownInMark)).toBe(last?.words);

  // A member's phone: what the meeting is at, and the vote.
  const phone = await openWindow(ruam.url, 'steering-member-1', `/cycles/${cycle}/${meeting}/join`, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
  });
  const now = phone.page.getByRole('region', { name: 'ขณะนี้' });
  await expect(now).toContainText(/หัวข้อ\s3\.3/);
  await expect(now).toContainText('3.3-¶3');
  await now.getByRole('button', { name: 'อ่านทั้งเอกสาร' }).click();
  await expect(now.locator('[data-current]')).toContainText('ดังนั้น ในปีงบประมาณ');
  const vote = await send<{ id: string }>('POST', `${meeting}/votes`, { question: 'เห็นชอบหรือไม่' });
  await phone.page.getByRole('button', { name: 'ไม่เห็นชอบ' }).click();
  await phone.page.getByRole('button', { name: 'เห็นชอบ', exact: true }).click();
  await expect(phone.page.getByText('คุณเลือก เห็นชอบ')).toBeVisible();
  await expectAccessible(phone.page);
  await show('4.1');
  await expect(now).toContainText(/หัวข้อ\s4\.1/);
  await send('PUT', `${meeting}/stage`, { console, changes: { mode: 'vote', vote: vote.id } });
  await send('PUT', `${meeting}/votes/${vote.id}/state`, { state: 'closed' });
  await expect(phone.page.getByText('ปิดโหวตแล้ว')).toBeVisible();
  await phone.page.getByRole('link', { name: 'ตามจอในหน้าเอกสาร' }).click();
  await expect(phone.page.getByText('ขณะนี้จอแสดงอย่างอื่น')).toBeVisible();
  await show('3.3');
  await expect(phone.page).toHaveURL(/items\/3\.3\?part=recommendations/);
});
