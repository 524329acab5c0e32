import { expect, type Page } from '@playwright/test';
import type { MeetingAnswer } from '@ruam/shared/api/meetings.ts';
import { expectAccessible } from '../support/accessible.ts';
import { type Caller, sampleCycle, signIn } from '../support/api.ts';
import { wordsInDocx } from '../support/files.ts';
import { type Ruam, startRuam } from '../support/ruam.ts';
import { test } from '../support/story.ts';

let ruam: Ruam;
let secretary: Caller;
let meetings: string;
test.beforeAll(async () => {
  ruam = await startRuam();
  secretary = await signIn(ruam.url, 'secretariat');
  meetings = `/api/cycles/${await sampleCycle(secretary)}/meetings`;
});
test.afterAll(() => ruam.dispose());

async function send<Answer>(caller: Caller, method: string, path: string, json: object): Promise<Answer> {
  const answer = await caller.send(method, path, JSON.stringify(json));
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return JSON.parse(text);
}
const step = (id: string, event: string) => send(secretary, 'PUT', `${meetings}/${id}/state`, { event });
const blocks = (page: Page) => page.locator('.ruam-text .resolution');

test('what a meeting decides stands in its open minutes at once and cannot be taken away; circulated, confirmed in the next meeting, they are locked, and had as a Word file', async ({
  openWindow,
}) => {
  const [meeting] = await secretary.get<MeetingAnswer[]>(meetings);
  const id = meeting?.id ?? '';
  const page = `${meetings.replace('/api', '')}/${id}/minutes`;
  await step(id, 'publish');
  await step(id, 'begin');
  const { page: writer } = await openWindow(ruam.url, 'secretariat', page);
  const { page: chair } = await openWindow(ruam.url, 'steering-chair', page);
  const text = writer.getByRole('textbox', { name: 'รายงานการประชุม' });
  await expect(text.getByText('ระเบียบวาระที่ ๕')).toBeVisible();
  await expect(chair.getByText('ระเบียบวาระที่ ๕')).toBeVisible();
  await expect(blocks(writer)).toHaveCount(0);

  const decider = await signIn(ruam.url, 'steering-chair');
  const items = meetings.replace('/meetings', '/items');
  const approval = { level: 'basic', resolution: 'ที่ประชุมมีมติเห็นชอบ หัวข้อ 3.3' };
  await send(decider, 'POST', `${items}/3.3/approval`, approval);
  for (const open of [writer, chair]) {
    await expect(blocks(open)).toHaveText([/^มติที่ ๑ ที่ประชุมมีมติเห็นชอบ.*ระดับที่อนุมัติ: Basic/]);
    await expect(blocks(open).getByRole('link', { name: 'ดูใบรับรอง' })).toBeVisible();
  }
  await expectAccessible(writer);

  // All is selected and deleted: nothing goes. What is typed beside it goes in.
  await text.getByText('ระเบียบวาระที่ ๑').click();
  await writer.keyboard.press('Control+a');
  await writer.keyboard.press('Delete');
  await blocks(writer).click();
  await writer.keyboard.press('Backspace');
  await expect(blocks(writer)).toHaveCount(1);
  await expect(text.getByText('ระเบียบวาระที่ ๑')).toBeVisible();
  await text.getByText('เริ่มประชุมเวลา').click();
  await writer.keyboard.press('End');
  await writer.keyboard.type(' ประธานกล่าวเปิด');
  await expect(chair.getByText('ประธานกล่าวเปิด')).toBeVisible();

  await step(id, 'end');
  await writer.getByRole('button', { name: 'แจ้งเวียนกรรมการ' }).press('Enter');
  await expect(writer.getByText(/^กรรมการ\s3\sคนจะได้รับแจ้ง/)).toBeVisible();
  await writer.keyboard.press('Enter');
  for (const open of [writer, chair]) await expect(open.getByText('แจ้งเวียนแล้ว รอการรับรอง')).toBeVisible();

  const next = await send<MeetingAnswer>(secretary, 'POST', meetings, {
    body: 'steering',
    number: '7/2562',
    date: null,
  });
  await step(next.id, 'publish');
  await step(next.id, 'begin');
  await chair.getByRole('button', { name: /ให้การประชุมครั้งที่\s7\/2562 รับรอง/ }).press('Enter');
  const dialog = chair.getByRole('dialog', { name: /รับรองรายงานการประชุม/ });
  await expect(dialog.getByLabel('ข้อความมติ')).toBeFocused();
  await expectAccessible(chair);
  await dialog.getByRole('button', { name: 'บันทึกมติรับรอง' }).press('Enter');
  for (const open of [writer, chair]) {
    await expect(open.getByText('ที่ประชุมรับรองแล้ว', { exact: true })).toBeVisible();
    await expect(open.getByText(/ที่ประชุมครั้งที่\s7\/2562 รับรองแล้ว/)).toBeVisible();
  }
  await expect(text).toHaveCount(0);
  await expect(blocks(writer)).toHaveCount(1);
  await expectAccessible(writer);

  const downloading = writer.waitForEvent('download');
  await writer.getByRole('link', { name: 'ดาวน์โหลด Word' }).press('Enter');
  const words = wordsInDocx(await (await downloading).path());
  for (const said of ['ครั้งที่ ๖/๒๕๖๒', 'ที่ประชุมมีมติเห็นชอบ หัวข้อ ๓.๓', 'ประธานกล่าวเปิด']) expect(words).toContain(said);
});
