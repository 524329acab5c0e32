import { expect, type Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { type Caller, sampleCycle, signIn } from '../support/api.ts';
import { type Ruam, startRuam } from '../support/ruam.ts';
import { cutConnection, test } from '../support/story.ts';

interface Detail {
  readonly id: string;
  readonly number: string;
  readonly members: readonly { readonly person: string }[];
}

let ruam: Ruam;
let secretary: Caller;
let cycle: string;
let meeting: string;
test.beforeAll(async () => {
  ruam = await startRuam();
  secretary = await signIn(ruam.url, 'secretariat');
  cycle = await sampleCycle(secretary);
  meeting = await publishMeeting();
});
test.afterAll(() => ruam.dispose());

/** Meeting 6/2562 with words, 3.3 and 4.1 on its agenda; published, everybody there. */
async function publishMeeting(): Promise<string> {
  const meetings = await secretary.get<Detail[]>(`/api/cycles/${cycle}/meetings`);
  const id = meetings.find(({ number }) => number === '6/2562')?.id ?? '';
  const path = `/api/cycles/${cycle}/meetings/${id}`;
  const send = async (method: string, rest: string, body: object): Promise<void> => {
    const answer = await secretary.send(method, path + rest, JSON.stringify(body));
    if (!answer.ok) throw new Error(`${rest}: ${answer.status} ${await answer.text()}`);
  };
  const { agenda } = await secretary.get<{ agenda: { id: string }[] }>(path);
  for (const entry of agenda) await secretary.send('DELETE', `${path}/agenda/${entry.id}`);
  await send('POST', '/agenda', { section: 'chairInforms', kind: 'text', title: 'ประธานกล่าวเปิด', minutes: 5 });
  for (const item of ['3.3', '4.1'])
    await send('POST', '/agenda', { section: 'forConsideration', kind: 'item', item, minutes: 20 });
  await send('PUT', '/state', { event: 'publish' });
  const { members } = await secretary.get<Detail>(path);
  for (const { person } of members) await send('PUT', `/members/${person}/presence`, { presence: 'present' });
  return id;
}

const stage = () =>
  secretary
    .get<{ stage: Record<string, unknown> }>(`/api/cycles/${cycle}/meetings/${meeting}/stage`)
    .then((one) => one.stage);
const shows = (wanted: Record<string, unknown>) => expect.poll(stage).toMatchObject(wanted);
const current = (page: Page) => page.locator('[aria-current="step"]');
const picture = (page: Page) => page.getByRole('img', { name: /^ภาพบนจอขณะนี้/ });

test('the secretary runs the meeting by keys, tries levels out, lets the room vote and resolves in place', async ({
  openWindow,
}) => {
  const { page } = await openWindow(ruam.url, 'secretariat', `/cycles/${cycle}`);
  await expect(page.getByRole('table').first()).toBeVisible();
  await page.keyboard.press('Control+Alt+KeyP');
  await expect(page.getByText('ประชุมครั้งที่\u00a06/2562')).toBeVisible();
  await page.getByRole('button', { name: 'เปิดประชุม' }).click();
  await expect(page.getByText('ยังไม่ได้เลือกเรื่อง')).toBeVisible();

  await page.keyboard.press('ArrowRight');
  await expect(current(page)).toContainText('ประธานกล่าวเปิด');
  await page.keyboard.press('ArrowRight');
  await expect(current(page)).toContainText('3.3');
  await expect(picture(page)).toContainText('Stakeholders profile');
  await expect(page.getByRole('status').filter({ hasText: '3.3-¶1' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('status').filter({ hasText: '3.3-¶2' })).toBeVisible();
  await page.keyboard.press('KeyB');
  await shows({ isBlank: true, mode: 'text' });
  await page.keyboard.press('KeyB');
  await page.keyboard.press('KeyZ');
  await page.keyboard.press('Equal');
  await shows({ isBlank: false, isFrozen: true, zoom: 110 });
  await page.keyboard.press('KeyZ');
  await page.keyboard.press('Minus');

  await page.keyboard.press('KeyW');
  const supposing = page.getByRole('region', { name: 'สมมติ' });
  for (const code of ['3.3', '4.1'])
    await supposing.getByRole('group', { name: code }).getByRole('button', { name: 'Advance' }).click();
  await expect(supposing.getByText('445.83 → 454.17')).toBeVisible();
  await supposing.getByRole('button', { name: 'ขึ้นจอ' }).click();
  await shows({ mode: 'whatIf', whatIf: { '3.3': 'advance', '4.1': 'advance' } });
  await expect(picture(page)).toContainText('สมมติ');
  await expectAccessible(page);
  await supposing.getByRole('button', { name: 'ปิดคะแนนสมมติ' }).click();

  await page.getByRole('button', { name: 'เปิดโหวต' }).click();
  await shows({ mode: 'vote' });
  const [vote] = await secretary.get<{ id: string }[]>(`/api/cycles/${cycle}/meetings/${meeting}/votes`);
  for (const [login, choice] of [
    ['steering-member-1', 0],
    ['steering-member-2', 1],
  ] as const) {
    const member = await signIn(ruam.url, login);
    const path = `/api/cycles/${cycle}/meetings/${meeting}/votes/${vote?.id}/ballot`;
    expect((await member.send('PUT', path, JSON.stringify({ choice }))).status).toBe(200);
  }
  const voting = page.getByRole('region', { name: 'โหวตเร็ว' });
  await expect(voting.getByText('2 จาก 3')).toBeVisible();
  await voting.getByRole('button', { name: 'ปิดโหวต' }).click();
  await expect(voting.getByText('ปิดโหวตแล้ว')).toBeVisible();

  await page.keyboard.press('KeyR');
  const composer = page.getByRole('region', { name: 'เรียบเรียงมติ หัวข้อ\u00a03.3' });
  await expect(composer.getByRole('button', { name: 'อนุมัติ', exact: true })).toBeFocused();
  await composer.getByRole('button', { name: 'เพิ่มข้อสังเกต' }).click();
  await composer.getByRole('textbox', { name: 'ข้อสังเกตที่ 1' }).fill('ให้จัดทำ Stakeholders profile');
  await composer.getByLabel('แนบผลโหวต').selectOption({ index: 1 });
  await page.reload();
  await expect(composer.getByRole('textbox', { name: 'ข้อสังเกตที่ 1' })).toHaveValue('ให้จัดทำ Stakeholders profile');
  await composer.getByRole('button', { name: 'ไปหน้ายืนยันมติ' }).click();
  const confirming = page.getByRole('dialog', { name: /ยืนยันมติ/ });
  await expect(confirming.getByText(/รหัสเนื้อความ/)).toBeVisible();
  await expectAccessible(page);
  await confirming.getByRole('button', { name: 'ยืนยันมติและล็อก' }).click();
  await expect(composer.getByText('ลงมติแล้ว')).toBeVisible();
  await expect
    .poll(() =>
      secretary.get<{ observations: unknown[]; vote: unknown }[]>(
        `/api/cycles/${cycle}/meetings/${meeting}/resolutions`,
      ),
    )
    .toMatchObject([
      {
        item: '3.3',
        level: 'basic',
        observations: [{ text: 'ให้จัดทำ Stakeholders profile' }],
        vote: { counts: [1, 1, 0] },
      },
    ]);
  await expect(page.getByText('มติที่ลงแล้ว')).toBeVisible();
});

test('a second device takes over and the first is told at once; a cut is gone through, and nothing of another is overwritten', async ({
  openWindow,
  expectedErrors,
}) => {
  expectedErrors.push(...cutConnection);
  const path = `/cycles/${cycle}/meetings/${meeting}/console`;
  const first = await openWindow(ruam.url, 'secretariat', path);
  const operates = (page: Page) => page.locator('.console[data-operates="true"]');
  await expect(operates(first.page).or(first.page.getByRole('button', { name: 'รับช่วงควบคุม' }))).toBeVisible();
  // Who operated last may be another window; it is taken from.
  if (!(await operates(first.page).isVisible())) await takeOver(first.page);
  await expect(operates(first.page)).toBeVisible();
  for (const _ of ['ประธานกล่าวเปิด', '3.3', '4.1']) await first.page.keyboard.press('ArrowRight');
  await expect(current(first.page)).toContainText('4.1');
  const second = await openWindow(ruam.url, 'secretariat', path, { viewport: { width: 768, height: 1024 } });
  await expect(second.page.getByText(/กำลังควบคุมจออยู่/)).toBeVisible();
  await takeOver(second.page);
  await expect(operates(second.page)).toBeVisible();
  await expect(first.page.getByText(/รับช่วงควบคุมจอแล้ว/)).toBeVisible();
  await first.page.keyboard.press('KeyB');
  await second.page.getByRole('button', { name: 'พักจอ' }).first().click();
  await shows({ isBlank: true });
  await expect(first.page.getByRole('button', { name: 'พักจอ' }).first()).toHaveAttribute('aria-pressed', 'true');
  await expectAccessible(second.page);

  await second.context.setOffline(true);
  await second.page.getByRole('button', { name: 'พักจอ' }).first().click();
  await second.page.getByRole('button', { name: 'ขยายตัวอักษร' }).first().click();
  await expect(second.page.getByText('ขาดการเชื่อมต่อกับเซิร์ฟเวอร์ ควบคุมจอต่อได้')).toBeVisible();
  await expect(second.page.getByText('110%')).toBeVisible();
  await expect(second.page.getByText('ลงมติได้เมื่อต่อกับเซิร์ฟเวอร์แล้ว')).toBeVisible();
  await expect(second.page.getByRole('button', { name: 'ไปหน้ายืนยันมติ' })).toBeDisabled();
  await second.context.setOffline(false);
  await shows({ isBlank: false, zoom: 110 });

  await second.context.setOffline(true);
  await second.page.getByRole('button', { name: 'ขยายตัวอักษร' }).first().click();
  await expect(second.page.getByText('120%')).toBeVisible();
  await first.page.getByRole('button', { name: 'ขอควบคุมคืน' }).click();
  await first.page.getByRole('button', { name: /^รับช่วงจาก/ }).click();
  await expect(operates(first.page)).toBeVisible();
  await second.context.setOffline(false);
  await expect(second.page.getByText(/ไม่ได้ส่งขึ้นจอ/)).toBeVisible();
  await shows({ zoom: 110 });
});

async function takeOver(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'รับช่วงควบคุม' }).click();
  await page.getByRole('button', { name: /^รับช่วงจาก/ }).click();
}
