import { expect, type Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { type Caller, sampleCycle, signIn } from '../support/api.ts';
import { type Ruam, startRuam } from '../support/ruam.ts';
import { cutConnection, test } from '../support/story.ts';
import { editorOf, evidencePath, expectSaved, fillDay, typeAtEnd } from '../support/writing.ts';

let ruam: Ruam;
let chair: Caller;
let cycle: string;
test.beforeAll(async () => {
  ruam = await startRuam();
  chair = await signIn(ruam.url, 'steering-chair');
  cycle = await sampleCycle(chair);
});
test.afterAll(() => ruam.dispose());

const evidence = (code: string, level: string): string => evidencePath(cycle, code, level);
const decide = (code: string): string => `/cycles/${cycle}/items/${code}/decide`;
const lockBanner = (page: Page) => page.getByRole('alert').filter({ hasText: 'ล็อกแล้วตามมติที่ประชุม' });
const resolutionOf = (page: Page) => page.getByRole('textbox', { name: 'ข้อความมติ' });

test('approved while somebody types: read-only at once with the cause; reopened with a reason, it goes on', async ({
  openWindow,
}) => {
  const { page: member } = await openWindow(ruam.url, 'cat3-member-1', evidence('3.3', 'basic'));
  await typeAtEnd(member, ' ข้อความก่อนมติ');
  await expectSaved(member);

  const { page: deciding } = await openWindow(ruam.url, 'steering-chair', decide('3.3'));
  await expect(deciding.getByText('ข้อความก่อนมติ')).toBeVisible();
  await expect(resolutionOf(deciding)).toHaveValue(/^ที่ประชุมมีมติเห็นชอบผลการประเมินตนเอง หัวข้อ 3\.3/);
  await expect(deciding.getByRole('combobox', { name: 'การประชุม' })).toContainText('ครั้งที่ 6/2562');
  await expectAccessible(deciding);
  await deciding.getByRole('button', { name: 'ยืนยันมติและล็อก' }).dblclick();
  await expect(deciding.getByRole('heading', { name: '3.3 บันทึกมติแล้ว ล็อกแล้ว' })).toBeVisible();
  await expect(editorOf(member)).toHaveCount(0, { timeout: 2_000 });
  await expect(lockBanner(member)).toContainText('ที่ประชุมมีมติเห็นชอบผลการประเมินตนเอง หัวข้อ 3.3');
  await expect(lockBanner(member)).toContainText('ประธาน Steering Committee');
  await expect(lockBanner(member)).toContainText('6/2562');
  await expect(deciding.getByRole('link', { name: 'เปิดใบรับรอง' })).toHaveAttribute('href', /^\/certificates\/.+/);
  await expect(deciding.getByRole('link', { name: 'หัวข้อถัดไป 3.4' })).toHaveAttribute('href', /items\/3\.4\/decide$/);

  await member.getByRole('button', { name: 'ขอเปิดแก้ไข' }).click();
  await member.getByRole('textbox', { name: 'เหตุผล' }).fill('พบหลักฐานใหม่ของหมวด 3');
  // Neither a click beside the dialog nor Escape throws the words away.
  await member.mouse.click(5, 5);
  await expect(member.getByRole('dialog')).toBeVisible();
  await member.keyboard.press('Escape');
  await expect(member.getByRole('dialog')).toHaveCount(0);
  await member.getByRole('button', { name: 'ขอเปิดแก้ไข' }).click();
  await expect(member.getByRole('textbox', { name: 'เหตุผล' })).toHaveValue('พบหลักฐานใหม่ของหมวด 3');
  await expectAccessible(member);
  await member.getByRole('button', { name: 'ส่งคำขอ' }).click();
  await expect(member.getByText(/^มีคำขอเปิดแก้ไขจาก/)).toBeVisible();

  await deciding.getByRole('link', { name: 'ไปที่หัวข้อ' }).click();
  await deciding.getByRole('button', { name: 'เปิดแก้ไข' }).click();
  const dialog = deciding.getByRole('dialog');
  await expect(dialog).toContainText('พบหลักฐานใหม่ของหมวด 3');
  await dialog.getByRole('button', { name: 'เปิดแก้ไข' }).click();
  await expect(dialog).toContainText('กรอกช่องนี้');
  await dialog.getByRole('textbox', { name: 'เหตุผล' }).fill('ตามคำขอของหมวด 3');
  await dialog.getByRole('button', { name: 'เปิดแก้ไข' }).click();
  await expect(member.getByText(/^เปิดแก้ไขแล้ว/)).toBeVisible();
  await expect(member.getByText(/^เหตุผล: ตามคำขอ/)).toBeVisible();
  await typeAtEnd(member, ' ข้อความหลังเปิดแก้ไข');
  await expectSaved(member);

  await deciding.goto(ruam.url + decide('3.3'));
  await deciding.getByRole('button', { name: 'ดูส่วนที่ต่างจากฉบับที่อนุมัติ' }).click();
  await expect(deciding.getByRole('insertion').filter({ hasText: 'ข้อความหลังเปิดแก้ไข' })).toBeVisible();
});

test('approved while one types and another is offline with three edits; after a crash of the server every word is kept', async ({
  openWindow,
  expectedErrors,
}) => {
  expectedErrors.push(...cutConnection);
  const { page: typing } = await openWindow(ruam.url, 'cat4-member-1', evidence('4.1', 'basic'));
  const { page: offline, context } = await openWindow(ruam.url, 'cat4-member-2', evidence('4.1', 'basic'));
  for (const page of [typing, offline]) await expectSaved(page);
  await context.setOffline(true);
  await expect(offline.getByRole('status').filter({ hasText: /กำลังเชื่อมต่อใหม่เอง/ })).toBeVisible();
  for (const edit of [' แก้ครั้งหนึ่ง', ' แก้ครั้งสอง', ' แก้ครั้งสาม']) await typeAtEnd(offline, edit);
  await typeAtEnd(typing, ' ก่อนมติ');
  await expectSaved(typing);
  await typeAtEnd(typing, ' ระหว่างมติ');
  const approval = JSON.stringify({ level: 'basic', resolution: 'อนุมัติตามที่เสนอ' });
  const approved = await chair.send('POST', `/api/cycles/${cycle}/items/4.1/approval`, approval);
  expect(approved.status).toBe(201);
  const { certificateId } = ((await approved.json()) as { approval: { certificateId: string } }).approval;
  await expect(editorOf(typing)).toHaveCount(0, { timeout: 1_000 });

  await ruam.kill();
  await ruam.restart();
  await context.setOffline(false);
  const refusedOf = (page: Page) => page.getByRole('alert').filter({ hasText: 'ข้อความนี้ไม่ได้ลงในเอกสาร' });
  await expect(refusedOf(offline)).toContainText('แก้ครั้งสาม', { timeout: 30_000 });
  const secretariat = await signIn(ruam.url, 'secretariat');
  const rescues = await secretariat.get<{ item: string; text: string }[]>('/api/rescues');
  const kept = rescues.filter(({ item }) => item === '4.1').map(({ text }) => text);
  for (const edit of ['แก้ครั้งหนึ่ง', 'แก้ครั้งสอง', 'แก้ครั้งสาม']) expect(kept.join()).toContain(edit);

  // What A typed at the moment of the decision is in the certified text, or a rescue; never in neither, never in both.
  const certified = await secretariat.get<unknown>(`/api/certificates/${certificateId}/hashed`);
  const text = JSON.stringify(certified);
  expect(text).toContain('ก่อนมติ');
  expect(text).not.toContain('แก้ครั้ง');
  expect(text.includes('ระหว่างมติ')).not.toBe(kept.join().includes('ระหว่างมติ'));
  const { documents } = certified as { documents: { id: string; kind: string; content: unknown }[] };
  for (const { id, kind, content } of documents) {
    if (kind === 'evidence')
      expect(await secretariat.get<unknown>(`/api/documents/${id}/content?format=json`)).toEqual(content);
  }
});

test('another text than the one that was read is not approved: the difference is shown and must be read', async ({
  openWindow,
  expectedErrors,
}) => {
  expectedErrors.push(/409 \(Conflict\)/);
  const { page: deciding } = await openWindow(ruam.url, 'steering-chair', '/');
  // Without the live channel the page hears of nothing that is written meanwhile.
  await deciding.routeWebSocket(/\/live\//, () => undefined);
  await deciding.goto(ruam.url + decide('3.1'));
  await expect(deciding.getByRole('heading', { name: 'หลักฐาน Significance' })).toBeVisible();
  await deciding.getByRole('button', { name: 'อนุมัติพร้อมเงื่อนไข' }).click();
  await deciding.getByRole('textbox', { name: 'เงื่อนไข' }).fill('จัดทำแผนเพิ่มเติม');
  await fillDay(deciding, 'แล้วเสร็จภายใน', 31, 12, 2569);
  await resolutionOf(deciding).fill('ที่ประชุมมีมติตามที่อภิปราย');

  const { page: member } = await openWindow(ruam.url, 'cat3-member-1', evidence('3.1', 'significance'));
  await typeAtEnd(member, ' แทรกระหว่างการประชุม');
  await expectSaved(member);

  const confirm = deciding.getByRole('button', { name: 'ยืนยันมติและล็อก' });
  await confirm.click();
  await expect(deciding.getByRole('alert').filter({ hasText: 'ข้อความเปลี่ยนหลังจากที่เปิดอ่าน' })).toBeVisible();
  await expect(deciding.getByRole('insertion').filter({ hasText: 'แทรกระหว่างการประชุม' })).toBeVisible();
  await expect(resolutionOf(deciding)).toHaveValue('ที่ประชุมมีมติตามที่อภิปราย');
  await expect(confirm).toBeDisabled();
  await expectAccessible(deciding);
  await deciding.getByRole('button', { name: 'อ่านแล้ว ใช้ข้อความล่าสุด' }).click();
  await confirm.click();
  await expect(deciding.getByRole('heading', { name: '3.1 บันทึกมติแล้ว ล็อกแล้ว' })).toBeVisible();
  await expect(deciding.getByText('ที่ประชุมมีมติตามที่อภิปราย')).toBeVisible();
  const items = await chair.get<{ code: string; status: string }[]>(`/api/cycles/${cycle}/items`);
  expect(items.find(({ code }) => code === '3.1')?.status).toBe('approvedWithConditions');
});

test('what is being written stays when somebody else decides first, and says who did', async ({ openWindow }) => {
  const { page } = await openWindow(ruam.url, 'steering-chair', decide('5.1'));
  await resolutionOf(page).fill('มติที่ยังเขียนไม่จบ');
  const secretariat = await signIn(ruam.url, 'secretariat');
  const items = await chair.get<{ code: string; claimed: string | null }[]>(`/api/cycles/${cycle}/items`);
  const level = items.find(({ code }) => code === '5.1')?.claimed;
  const approval = JSON.stringify({ level, resolution: 'อนุมัติไปก่อนแล้ว' });
  expect((await secretariat.send('POST', `/api/cycles/${cycle}/items/5.1/approval`, approval)).status).toBe(201);
  const told = page.getByRole('alert').filter({ hasText: 'บันทึกมติหัวข้อนี้แล้ว' });
  await expect(told).toContainText('ฝ่ายเลขานุการ');
  await expect(told).toContainText('อนุมัติไปก่อนแล้ว');
  await expect(resolutionOf(page)).toHaveValue('มติที่ยังเขียนไม่จบ');
  await expect(page.getByRole('button', { name: 'ยืนยันมติและล็อก' })).toBeDisabled();
  await expectAccessible(page);
});

test('who may not decide is told whom to ask, and is offered no way there', async ({ openWindow }) => {
  const { page } = await openWindow(ruam.url, 'cat4-chair', decide('4.1'));
  await expect(page.getByText('คุณลงมติหัวข้อนี้ไม่ได้')).toBeVisible();
  await page.goto(ruam.url + evidence('4.1', 'basic'));
  await expect(page.getByRole('heading', { name: /^4\.1/ })).toBeVisible();
  await expect(page.getByRole('link', { name: 'พิจารณา' })).toHaveCount(0);
});

test('a claim names what is unproven and asks for the reason; what changes afterwards is shown', async ({
  openWindow,
}) => {
  const { page } = await openWindow(ruam.url, 'cat3-chair', evidence('3.2', 'advance'));
  await page.getByRole('button', { name: 'เสนอระดับนี้' }).first().click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('ยังไม่มีหลักฐานผูกไว้');
  await dialog.getByRole('button', { name: 'เสนอระดับนี้' }).click();
  await expect(dialog).toContainText('ระบุเหตุผล');
  await dialog.getByRole('textbox').fill('หลักฐานอยู่ในข้อความ');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'เสนอระดับนี้' }).click();
  await expect(dialog).toHaveCount(0);
  await page.goto(ruam.url + evidence('3.2', 'basic'));
  await typeAtEnd(page, ' แก้หลังเสนอ');
  await expectSaved(page);
  await page.getByRole('button', { name: 'ดูสิ่งที่เปลี่ยน' }).click();
  await expect(page.getByRole('insertion').filter({ hasText: 'แก้หลังเสนอ' })).toBeVisible();
});

test('approved with conditions: everybody reads them with their day, and the secretariat records that they are met', async ({
  openWindow,
}) => {
  const { page: member } = await openWindow(ruam.url, 'cat4-member-1', evidence('4.2', 'significance'));
  await expect(editorOf(member)).toBeVisible();
  const { page: deciding } = await openWindow(ruam.url, 'steering-chair', decide('4.2'));
  await deciding.getByRole('button', { name: 'อนุมัติพร้อมเงื่อนไข' }).click();
  const confirm = deciding.getByRole('button', { name: 'ยืนยันมติและล็อก' });
  await confirm.click();
  await expect(deciding.getByText('กรอกช่องนี้').first()).toBeVisible();
  await deciding.getByRole('textbox', { name: 'เงื่อนไข' }).fill('จัดทำแผนข้อมูลเพิ่มเติม');
  await fillDay(deciding, 'แล้วเสร็จภายใน', 31, 12, 2569);
  await confirm.click();
  await expect(deciding.getByRole('heading', { name: '4.2 บันทึกมติแล้ว ล็อกแล้ว' })).toBeVisible();

  const conditions = /^เงื่อนไข: จัดทำแผนข้อมูลเพิ่มเติม \(ภายใน 31 ธันวาคม 2569\)$/;
  await expect(editorOf(member)).toHaveCount(0);
  await expect(member.getByText(conditions)).toBeVisible();
  const record = (page: Page) => page.getByRole('button', { name: 'บันทึกว่าครบเงื่อนไขแล้ว' });
  await expect(record(member)).toHaveCount(0);
  await deciding.getByRole('link', { name: 'ไปที่หัวข้อ' }).click();
  await expect(deciding.getByText(conditions)).toBeVisible();
  await expect(record(deciding)).toHaveCount(0);

  const { page: secretariat } = await openWindow(ruam.url, 'secretariat', evidence('4.2', 'significance'));
  await expectAccessible(secretariat);
  await record(secretariat).dblclick();
  const met = /^ครบเงื่อนไขเมื่อ .* · ฝ่ายเลขานุการ/;
  for (const page of [secretariat, member, deciding]) await expect(page.getByText(met)).toBeVisible();
  await expect(record(secretariat)).toHaveCount(0);
  const history = await chair.get<{ type: string }[]>(`/api/cycles/${cycle}/items/4.2/decisions`);
  expect(history.filter(({ type }) => type === 'approval')).toHaveLength(1);
});

test('postponed to a day: the text stays open, everybody reads until when, and it can be claimed again', async ({
  openWindow,
}) => {
  const { page: member } = await openWindow(ruam.url, 'cat5-chair', evidence('5.2', 'advance'));
  await expect(editorOf(member)).toBeVisible();
  const { page: deciding } = await openWindow(ruam.url, 'steering-chair', decide('5.2'));
  await deciding.getByRole('button', { name: 'เลื่อน', exact: true }).click();
  await fillDay(deciding, 'เลื่อนไปถึง', 15, 1, 2570);
  await deciding.getByRole('button', { name: /^ยืนยันมติ/ }).click();
  await expect(deciding.getByRole('heading', { name: '5.2 บันทึกมติแล้ว' })).toBeVisible();

  const told = /^ที่ประชุมเลื่อนการพิจารณา .* · เลื่อนไปถึง 15 มกราคม 2570$/;
  await expect(member.getByText(told)).toBeVisible();
  await typeAtEnd(member, ' เพิ่มระหว่างรอการประชุมครั้งหน้า');
  await expectSaved(member);
  await deciding.getByRole('link', { name: 'ไปที่หัวข้อ' }).click();
  await expect(deciding.getByText(told)).toBeVisible();
  await expect(deciding.getByText('เพิ่มระหว่างรอการประชุมครั้งหน้า')).toBeVisible();

  await member.getByRole('button', { name: 'เสนออีกครั้ง' }).click();
  const dialog = member.getByRole('dialog');
  await dialog.getByRole('textbox').fill('ปรับตามที่ประชุมขอ');
  await dialog.getByRole('button', { name: 'เสนอระดับนี้' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(member.getByText(told)).toHaveCount(0);
});
