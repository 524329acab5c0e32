import { expect, type Page } from '@playwright/test';
import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import type { MeetingAnswer, MeetingDetail } from '@ruam/shared/api/meetings.ts';
import type { ResolutionAnswer } from '@ruam/shared/api/resolutions.ts';
import { type Caller, sampleCycle, signIn } from '../support/api.ts';
import { type Ruam, startRuam } from '../support/ruam.ts';
import { test, watchConsole } from '../support/story.ts';

let ruam: Ruam;
let secretary: Caller;
let cycle: string;
test.beforeAll(async () => {
  ruam = await startRuam();
  secretary = await signIn(ruam.url, 'secretariat');
  cycle = await sampleCycle(secretary);
});
test.afterAll(() => ruam.dispose());
test.use({ actionTimeout: 15_000 });

async function send<Answer>(method: string, path: string, body: object): Promise<Answer> {
  const answer = await secretary.send(method, `/api/cycles/${cycle}/meetings${path}`, JSON.stringify(body));
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json() as Promise<Answer>;
}

/** The sample's meeting with a short agenda, published, everybody there. */
async function prepareMeeting(): Promise<string> {
  const meetings = await secretary.get<MeetingAnswer[]>(`/api/cycles/${cycle}/meetings`);
  const id = meetings.find(({ number }) => number === '6/2562')?.id ?? '';
  const { agenda, members } = await secretary.get<MeetingDetail>(`/api/cycles/${cycle}/meetings/${id}`);
  for (const entry of agenda) await send('DELETE', `/${id}/agenda/${entry.id}`, {});
  await send('POST', `/${id}/agenda`, { section: 'chairInforms', kind: 'text', title: 'ประธานกล่าวเปิดการประชุม' });
  for (const item of ['1.1', '2.1', '3.1', '4.2'])
    await send('POST', `/${id}/agenda`, { section: 'forConsideration', kind: 'item', item });
  await send('POST', `/${id}/agenda`, { section: 'others', kind: 'text', title: 'ประกาศผลการประเมินในภาพรวม' });
  await send('PUT', `/${id}/state`, { event: 'publish' });
  for (const { person } of members) await send('PUT', `/${id}/members/${person}/presence`, { presence: 'present' });
  return id;
}

/** What the composer offers for the entry under discussion. */
const composer = (page: Page, of: string) => page.getByRole('region', { name: `เรียบเรียงมติ${of}` });
const itemComposer = (page: Page, code: string) => composer(page, ` หัวข้อ\u00a0${code}`);
const current = (page: Page) => page.locator('[aria-current="step"]');

test('meeting 6/2562 with five screens: three approved, one returned, what if, a vote, the level declared, minutes confirmed in 7/2562', async ({
  openWindow,
  browser,
  expectedErrors,
}) => {
  // What a projector asks before it is paired, and after the meeting.
  expectedErrors.push(/404/);
  const meeting = await prepareMeeting();
  const path = `/cycles/${cycle}/meetings/${meeting}`;
  const { page: desk } = await openWindow(ruam.url, 'secretariat', `${path}/console`);
  const { page: tablet } = await openWindow(ruam.url, 'steering-chair', `${path}/join`, {
    viewport: { width: 768, height: 1024 },
    hasTouch: true,
  });
  const { page: phone } = await openWindow(ruam.url, 'steering-member-1', `${path}/join`, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
  });
  const { page: laptop } = await openWindow(ruam.url, 'steering-member-2', `/cycles/${cycle}/categories/5`);
  const wall = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  const projector = await wall.newPage();
  const problems: string[] = [];
  watchConsole(projector, 'projector', problems);
  await projector.goto(`${ruam.url}/projector`);

  // The secretary begins, and pairs the projector by the code on it.
  await desk.getByRole('button', { name: 'เปิดประชุม' }).click();
  await expect(desk.getByText('ยังไม่ได้เลือกเรื่อง')).toBeVisible();
  const shown = projector.getByRole('status', { name: 'รหัสต่อจอ' });
  await expect(shown).toHaveText(/^\s*\w{4}\s*\w{4}\s*$/);
  const code = (await shown.textContent()) ?? '';
  await desk.getByRole('button', { name: 'ยังไม่มีจอ' }).click();
  await desk.getByRole('textbox', { name: 'รหัส 8 ตัวบนจอ' }).fill(code.toLowerCase());
  await desk.getByRole('button', { name: 'ต่อจอ', exact: true }).click();
  await expect(projector.getByText('ระเบียบวาระการประชุม')).toBeVisible();
  await desk.keyboard.press('Escape');

  await desk.keyboard.press('ArrowRight');
  await expect(current(desk)).toContainText('ประธานกล่าวเปิดการประชุม');
  await desk.keyboard.press('ArrowRight');
  await expect(current(desk)).toContainText('1.1');
  await expect(projector.getByText('1.1', { exact: true })).toBeVisible();
  await expect(phone.getByRole('region', { name: 'ขณะนี้' })).toContainText('1.1');
  await laptop.getByRole('button', { name: 'ตามจอประชุม' }).click();
  await expect(laptop).toHaveURL(/categories\/1\/items\/1\.1/);

  // Two are approved at the console, one by the chair on the tablet, one goes back.
  const approve = async (item: string): Promise<void> => {
    const resolving = itemComposer(desk, item);
    await resolving.getByRole('button', { name: 'อนุมัติ', exact: true }).click();
    await resolving.getByRole('button', { name: 'ไปหน้ายืนยันมติ' }).click();
    await desk
      .getByRole('dialog', { name: /ยืนยันมติ/ })
      .getByRole('button', { name: 'ยืนยันมติและล็อก' })
      .click();
    await expect(resolving.getByText('ลงมติแล้ว')).toBeVisible();
  };
  await approve('1.1');
  await desk.keyboard.press('ArrowRight');
  await expect(current(desk)).toContainText('2.1');
  await expect(laptop).toHaveURL(/categories\/2\/items\/2\.1/);
  await approve('2.1');

  await desk.keyboard.press('ArrowRight');
  await expect(projector.getByText('3.1', { exact: true })).toBeVisible();
  await tablet.goto(`${ruam.url}/cycles/${cycle}/items/3.1/decide`);
  await tablet.getByRole('button', { name: 'ยืนยันมติและล็อก' }).click();
  await expect(tablet.getByRole('heading', { name: '3.1 บันทึกมติแล้ว ล็อกแล้ว' })).toBeVisible();
  await expect(itemComposer(desk, '3.1').getByText('ลงมติแล้ว')).toBeVisible();

  await desk.keyboard.press('ArrowRight');
  await expect(current(desk)).toContainText('4.2');
  const returning = itemComposer(desk, '4.2');
  await returning.getByRole('button', { name: 'ส่งกลับ' }).click();
  await returning.getByLabel('เหตุผล').fill('หลักฐานของข้อตรวจยังไม่ครบ');
  await returning.getByRole('button', { name: 'ไปหน้ายืนยันมติ' }).click();
  await desk
    .getByRole('dialog', { name: /ยืนยันมติ/ })
    .getByRole('button', { name: 'ยืนยันมติ', exact: true })
    .click();
  await expect(returning.getByText('ลงมติแล้ว')).toBeVisible();

  // What if 3.3 and 4.1 reached Advance: on the wall, and nowhere else.
  await desk.keyboard.press('KeyW');
  const supposing = desk.getByRole('region', { name: 'สมมติ' });
  for (const item of ['3.3', '4.1'])
    await supposing.getByRole('group', { name: item }).getByRole('button', { name: 'Advance' }).click();
  await expect(supposing.getByText('445.83 → 454.17')).toBeVisible();
  await supposing.getByRole('button', { name: 'ขึ้นจอ' }).click();
  await expect(projector.getByText('สมมติ').first()).toBeVisible();
  await expect(projector.getByText('454.17')).toBeVisible();
  const items = await secretary.get<ItemAnswer[]>(`/api/cycles/${cycle}/items`);
  expect(items.filter(({ code }) => ['3.3', '4.1'].includes(code)).map(({ claimed }) => claimed)).toEqual([
    'basic',
    'basic',
  ]);
  await supposing.getByRole('button', { name: 'ปิดคะแนนสมมติ' }).click();

  // The room votes from where it sits.
  await desk.keyboard.press('ArrowRight');
  await expect(current(desk)).toContainText('ประกาศผลการประเมินในภาพรวม');
  await desk.getByRole('button', { name: 'เปิดโหวต' }).click();
  await tablet.goto(`${ruam.url}${path}/join`);
  for (const [seat, choice] of [
    [phone, 'เห็นชอบ'],
    [tablet, 'งดออกเสียง'],
  ] as const)
    await seat.getByRole('button', { name: choice, exact: true }).click();
  await expect(projector.getByText('ลงคะแนนแล้ว 2 จาก 3 คน')).toBeVisible();
  await desk.getByRole('button', { name: 'ปิดโหวต' }).click();
  await expect(projector.getByText('ผลการลงคะแนน')).toBeVisible();

  await desk.getByRole('button', { name: 'คะแนน', exact: true }).click();
  await expect(projector.getByText('Basic').first()).toBeVisible();
  const declaring = composer(desk, '');
  await declaring.getByRole('button', { name: 'ประกาศผลภาพรวม' }).click();
  await declaring.getByRole('button', { name: 'บันทึกมติ' }).click();
  await expect(declaring.getByText('ลงมติแล้ว')).toBeVisible();

  const resolutions = await secretary.get<ResolutionAnswer[]>(`/api${path}/resolutions`);
  expect(resolutions.map(({ number, kind, item, level }) => [number, kind, item, level])).toEqual([
    [1, 'approved', '1.1', 'significance'],
    [2, 'approved', '2.1', 'significance'],
    [3, 'approved', '3.1', 'significance'],
    [4, 'returned', '4.2', null],
    [5, 'declared', null, 'basic'],
  ]);

  await desk.getByRole('button', { name: 'ปิดวาระ' }).click();
  await desk.getByRole('button', { name: 'ปิดประชุม' }).click();
  await desk
    .getByRole('group', { name: /ปิดประชุม/ })
    .getByRole('button', { name: 'ปิดประชุม' })
    .click();
  await expect(projector.getByText('การประชุมปิดแล้ว หรือฝ่ายเลขานุการตัดจอนี้แล้ว')).toBeVisible();

  // The minutes hold every resolution; the next meeting confirms them.
  await desk.goto(`${ruam.url}${path}/minutes`);
  const minutes = desk.getByRole('textbox', { name: /รายงานการประชุม/ });
  await expect(minutes.getByText(/^มติที่ ./)).toHaveCount(5);
  await desk.getByRole('button', { name: 'แจ้งเวียนกรรมการ' }).click();
  await desk.getByRole('button', { name: 'แจ้งเวียนกรรมการ' }).last().click();
  await expect(desk.getByText('แจ้งเวียนแล้ว รอการรับรอง')).toBeVisible();

  const next = await send<MeetingDetail>('POST', '', { body: 'steering', number: '7/2562', date: '2019-10-30' });
  await send('PUT', `/${next.id}/state`, { event: 'publish' });
  await send('PUT', `/${next.id}/state`, { event: 'begin' });
  await desk.reload();
  await desk.getByRole('button', { name: 'ให้การประชุมครั้งที่\u00a07/2562 รับรอง' }).click();
  await desk.getByRole('button', { name: 'บันทึกมติรับรอง' }).click();
  await expect(desk.getByText('ที่ประชุมรับรองแล้ว')).toBeVisible();
  await expect(desk.getByRole('article', { name: /รายงานการประชุม/ })).toContainText('หลักฐานของข้อตรวจยังไม่ครบ');
  const word = desk.waitForEvent('download');
  await desk.getByRole('link', { name: 'ดาวน์โหลด Word' }).click();
  expect((await word).suggestedFilename()).toMatch(/\.docx$/);
  expect(problems.filter((problem) => !/404/.test(problem))).toEqual([]);
  await wall.close();
});
