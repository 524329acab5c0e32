import { expect, type Page } from '@playwright/test';
import type { ConsensusAnswer, NoteAnswer } from '@ruam/shared/api/advice.ts';
import { expectAccessible } from '../support/accessible.ts';
import { type Caller, documentOf, sampleCycle, signIn } from '../support/api.ts';
import { type Ruam, startRuam } from '../support/ruam.ts';
import { cutConnection, test } from '../support/story.ts';
import { evidencePath, expectSaved, fillDay, typeAtEnd } from '../support/writing.ts';

let ruam: Ruam;
let reader: Caller;
let cycle: string;
test.beforeAll(async () => {
  ruam = await startRuam();
  reader = await signIn(ruam.url, 'observer');
  cycle = await sampleCycle(reader);
});
test.afterAll(() => ruam.dispose());

const itemPath = (code: string, part = 'part=recommendations'): string =>
  `/cycles/${cycle}/categories/${code[0]}/items/${code}?${part}`;
const pane = (page: Page) => page.getByRole('region', { name: 'ความเห็นของที่ปรึกษา' });
const noteOf = (page: Page, code: string) =>
  pane(page).getByRole('article', { name: `ข้อเสนอแนะ หัวข้อ ${code}`, exact: true });

test('an advisor writes and submits a note; what comes too late is kept; accepted, it is a recommendation at once', async ({
  openWindow,
  expectedErrors,
}) => {
  expectedErrors.push(...cutConnection);
  const chair = await openWindow(ruam.url, 'cat3-chair', itemPath('3.3'));
  const advisor = await openWindow(ruam.url, 'advisor', itemPath('3.3'));
  const { page } = advisor;

  await page.getByRole('button', { name: 'เขียนความเห็น' }).click();
  await fillDay(page, 'วันที่ลงพื้นที่', 22, 8, 2562);
  await page.getByRole('button', { name: 'เริ่มเขียน' }).click();
  const editor = noteOf(page, '3.3').getByRole('textbox', { name: 'ข้อความ ข้อเสนอแนะ หัวข้อ 3.3' });
  await editor.click();
  await page.keyboard.insertText('ควรใช้ข้อมูลความพึงพอใจทุกไตรมาส');
  const submit = noteOf(page, '3.3').getByRole('button', { name: 'ส่งความเห็น' });
  await expect(submit).toBeEnabled();
  await expectAccessible(page);

  // Another window of the author, whose words come behind the submission.
  const late = await openWindow(ruam.url, 'advisor', itemPath('3.3'));
  const lateEditor = noteOf(late.page, '3.3').getByRole('textbox', { name: 'ข้อความ ข้อเสนอแนะ หัวข้อ 3.3' });
  await expect(lateEditor).toContainText('ทุกไตรมาส');
  await late.context.setOffline(true);
  await lateEditor.click();
  await late.page.keyboard.press('Control+End');
  await late.page.keyboard.insertText(' มาช้าไป');

  await submit.click();
  await page.getByRole('dialog').getByRole('button', { name: 'ส่ง', exact: true }).click();
  await expect(noteOf(page, '3.3')).toContainText('ส่งเมื่อ');
  await late.context.setOffline(false);
  await expect(noteOf(late.page, '3.3').getByRole('alert').filter({ hasText: 'มาช้าไป' })).toBeVisible({
    timeout: 30_000,
  });
  const notes = await reader.get<NoteAnswer[]>(`/api/cycles/${cycle}/advice`);
  const { document = '' } = notes.find(({ item }) => item === '3.3') ?? {};
  expect(await reader.text(`/api/documents/${document}/content?format=text`)).toBe('ควรใช้ข้อมูลความพึงพอใจทุกไตรมาส');

  // The answer that somebody is writing stays when another one comes first.
  const secretary = await openWindow(ruam.url, 'cat3-secretary', itemPath('3.3'));
  const overtaken = noteOf(secretary.page, '3.3');
  await overtaken.getByRole('button', { name: 'ไม่รับ' }).click();
  await overtaken.getByRole('textbox', { name: 'เหตุผล' }).fill('ยังเขียนไม่จบ');

  const note = noteOf(chair.page, '3.3');
  await expect(note).toContainText('ทุกไตรมาส');
  await note.getByRole('button', { name: 'รับเป็นข้อเสนอแนะ' }).click();
  await expectAccessible(chair.page);
  await note.getByRole('button', { name: 'รับและเพิ่มข้อเสนอแนะ' }).dblclick();
  await expect(note).toContainText('รับเป็นข้อเสนอแนะ');
  await expect(overtaken.getByRole('alert').filter({ hasText: 'มีผู้ตอบแล้ว' })).toBeVisible();
  await expect(overtaken.getByRole('textbox', { name: 'เหตุผล' })).toHaveValue('ยังเขียนไม่จบ');
  await expect(overtaken.getByRole('button', { name: 'บันทึกว่าไม่รับ' })).toBeDisabled();
  const text = chair.page.getByRole('textbox', { name: '3.3 ข้อเสนอแนะ' });
  await expect(text).toContainText('ควรใช้ข้อมูลความพึงพอใจทุกไตรมาส');
  await expect(text).toContainText('ที่ปรึกษา');
  await expect(text).toContainText('๒๒ สิงหาคม ๒๕๖๒');

  const secretariat = await signIn(ruam.url, 'secretariat');
  const again = await secretariat.send(
    'POST',
    `/api/advice/${document}/answer`,
    JSON.stringify({ answer: 'accepted' }),
  );
  expect(again.status).toBe(409);
  const recommendations = await documentOf(reader, cycle, '3.3', 'recommendations');
  const written = await reader.text(`/api/documents/${recommendations}/content?format=text`);
  expect(written.split('ทุกไตรมาส')).toHaveLength(2);

  await chair.page.goto(`${ruam.url}/cycles/${cycle}/advice`);
  await expect(chair.page.getByRole('article', { name: 'ข้อเสนอแนะ หัวข้อ 3.3', exact: true })).toContainText('ทุกไตรมาส');
  await chair.page.getByRole('button', { name: 'รอคำตอบ' }).click();
  await expect(chair.page.getByRole('article', { name: 'ข้อเสนอแนะ หัวข้อ 3.3', exact: true })).toHaveCount(0);
  await expectAccessible(chair.page);
});

test('private levels stay private until they are revealed together, and lead to a claim', async ({ openWindow }) => {
  const member = await openWindow(ruam.url, 'cat4-member-1', itemPath('4.1'));
  const chair = await openWindow(ruam.url, 'cat4-chair', itemPath('4.1'));
  const heard: string[] = [];
  chair.page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => heard.push(String(payload))));
  await chair.page.reload();
  const own = (page: Page) => page.getByRole('group', { name: 'ระดับที่คุณให้หัวข้อ 4.1' });
  await own(member.page).getByRole('button', { name: 'Significance' }).click();
  await expect(own(member.page).getByRole('button', { name: 'Significance' })).toHaveAttribute('aria-pressed', 'true');
  await expect(chair.page.getByText(/ให้แล้ว\s1\sจาก\s\d+\sคน/)).toBeVisible();
  await expect(own(chair.page).getByRole('button', { pressed: true })).toHaveCount(0);

  const asChair = await signIn(ruam.url, 'cat4-chair');
  const standing = async () =>
    (await asChair.get<ConsensusAnswer[]>(`/api/cycles/${cycle}/consensus`)).find(({ item }) => item === '4.1');
  expect(await standing()).toMatchObject({ mine: null, given: 1, revealed: null, spread: null, median: null });
  expect(heard.filter((frame) => frame.includes('level.given')).join()).not.toContain('significance');

  await own(chair.page).getByRole('button', { name: 'Advance' }).click();
  await expect(chair.page.getByText(/ให้แล้ว\s2\sจาก\s\d+\sคน/)).toBeVisible();
  await chair.page.getByRole('button', { name: 'เปิดเผยพร้อมกัน' }).click();
  await chair.page.getByRole('dialog').getByRole('button', { name: 'เปิดเผยพร้อมกัน' }).click();
  const levels = member.page.getByRole('list', { name: 'ระดับที่ให้' });
  await expect(levels.getByRole('listitem')).toHaveText([/Advance/, /Significance/]);
  await expect(member.page.getByText('ต่างกัน 1 ระดับ')).toBeVisible();
  await expectAccessible(chair.page);

  await chair.page.getByRole('button', { name: 'เสนอระดับ Advance' }).click();
  await expect(chair.page.getByText('เสนอระดับนี้แล้ว')).toBeVisible();
  await chair.page.goto(`${ruam.url}/cycles/${cycle}/consensus`);
  await expect(chair.page.getByRole('listitem').filter({ hasText: 'ต่างกัน 1 ระดับ' })).toContainText('4.1');
  await expectAccessible(chair.page);
});

test('before and after the advisor’s session: what changed between the two versions is kept, whatever comes later', async ({
  openWindow,
}) => {
  const advice = `/cycles/${cycle}/advice`;
  const { page: secretariat } = await openWindow(ruam.url, 'secretariat', advice);
  await fillDay(secretariat, 'วันที่', 22, 8, 2562);
  await secretariat.getByRole('textbox', { name: 'ชื่อ เช่น ครั้งที่ 1' }).fill('ครั้งที่ 1');
  await secretariat.getByRole('button', { name: 'เพิ่มครั้ง' }).click();
  const session = (page: Page) => page.getByRole('listitem').filter({ hasText: 'ครั้งที่ 1' });
  await session(secretariat).getByRole('button', { name: 'เก็บฉบับก่อน' }).dblclick();
  await expect(session(secretariat)).toContainText('เก็บฉบับก่อนแล้ว');

  const { page: member } = await openWindow(ruam.url, 'cat6-member-1', evidencePath(cycle, '6.4', 'advance'));
  await typeAtEnd(member, ' ปรับตามคำแนะนำของที่ปรึกษา');
  await expectSaved(member);
  await session(secretariat).getByRole('button', { name: 'เก็บฉบับหลัง' }).click();
  await expect(session(secretariat)).toContainText('เก็บฉบับหลังแล้ว');
  await typeAtEnd(member, ' แก้ภายหลัง');
  await expectSaved(member);

  const { page: advisor } = await openWindow(ruam.url, 'advisor', advice);
  for (const page of [secretariat, advisor]) {
    await session(page).getByRole('button', { name: 'เทียบก่อนและหลัง' }).click();
    const changed = session(page).getByRole('insertion').filter({ hasText: 'ปรับตามคำแนะนำของที่ปรึกษา' });
    await expect(changed).toBeVisible();
    await expect(session(page).getByRole('heading', { name: /^6\.4 / })).toHaveCount(1);
    await expect(session(page)).not.toContainText('แก้ภายหลัง');
  }
  await expect(session(advisor).getByRole('button', { name: /เก็บฉบับ/ })).toHaveCount(0);
  await expectAccessible(advisor);
});
