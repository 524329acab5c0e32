import { expect } from '@playwright/test';
import * as Y from 'yjs';
import { expectAccessible } from '../support/accessible.ts';
import { type Caller, documentOf, sampleCycle, signIn } from '../support/api.ts';
import { type Ruam, startRuam } from '../support/ruam.ts';
import { test } from '../support/story.ts';

let ruam: Ruam;
let chair: Caller;
let cycle: string;
let document: string;
test.beforeAll(async () => {
  ruam = await startRuam();
  chair = await signIn(ruam.url, 'cat3-chair');
  cycle = await sampleCycle(chair);
  document = await documentOf(chair, cycle, '3.3', 'evidence', 'basic');
});
test.afterAll(() => ruam.dispose());

/** Keeps words that are not in the document, as a browser that comes back does. */
async function keep(words: string): Promise<void> {
  const doc = new Y.Doc();
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(words)]);
  doc.getXmlFragment('default').push([paragraph]);
  const body = new Uint8Array(Y.encodeStateAsUpdate(doc));
  expect((await chair.send('POST', `/api/documents/${document}/rescues`, body)).status).toBe(201);
}

test('kept words become a comment, the reason of a request to reopen, or are put away in two steps and brought back', async ({
  openWindow,
}) => {
  await keep('คำที่มาหลังการล็อก');
  const steering = await signIn(ruam.url, 'steering-chair');
  const approval = JSON.stringify({ level: 'basic', resolution: 'อนุมัติตามที่เสนอ' });
  expect((await steering.send('POST', `/api/cycles/${cycle}/items/3.3/approval`, approval)).status).toBe(201);

  const { page: secretariat } = await openWindow(ruam.url, 'secretariat', `/cycles/${cycle}`);
  const { page } = await openWindow(ruam.url, 'cat3-chair', `/cycles/${cycle}/rescues`);
  const entry = page.getByRole('article', { name: /3\.3 หลักฐาน Basic/ });
  await expect(entry).toContainText('คำที่มาหลังการล็อก');

  await entry.getByRole('button', { name: 'ส่งเป็นความเห็น' }).click();
  const dialog = page.getByRole('dialog', { name: 'ส่งเป็นความเห็น' });
  await expect(dialog.getByRole('textbox', { name: 'ความเห็น' })).toHaveValue(/ที่ไม่ได้ลงในเอกสาร:\nคำที่มาหลังการล็อก$/);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'ส่งความเห็น' }).click();
  await expect(entry.getByText('ส่งเป็นความเห็นแล้ว')).toBeVisible();
  const threads = await chair.get<{ comments: { text: string }[] }[]>(`/api/documents/${document}/threads`);
  expect(threads.map(({ comments }) => comments.map(({ text }) => text))).toEqual([
    [expect.stringContaining('คำที่มาหลังการล็อก')],
  ]);

  await entry.getByRole('button', { name: 'ขอเปิดแก้ไข' }).click();
  const request = page.getByRole('dialog', { name: /ขอเปิดแก้ไขหัวข้อ/ });
  await expect(request.getByRole('button', { name: 'ส่งคำขอ' })).toBeDisabled();
  await request.getByRole('textbox', { name: 'เหตุผล' }).fill('คำตกหล่น');
  await request.getByRole('button', { name: 'ส่งคำขอ' }).click();
  await expect(entry.getByText('ส่งคำขอเปิดแก้ไขแล้ว')).toBeVisible();
  await expect(secretariat.getByRole('button', { name: /^การแจ้งเตือน ยังไม่ได้อ่าน/ })).toBeVisible();
  await secretariat.getByRole('button', { name: /^การแจ้งเตือน/ }).click();
  await expect(secretariat.getByRole('link', { name: /ขอให้เปิดแก้ไข/ })).toBeVisible();

  await entry.getByRole('button', { name: 'นำออกจากรายการ' }).click();
  await expect(entry.getByRole('button', { name: 'เก็บไว้ตามเดิม' })).toBeFocused();
  await entry.getByRole('button', { name: 'เก็บไว้ตามเดิม' }).click();
  await expect(entry).toBeVisible();
  await entry.getByRole('button', { name: 'นำออกจากรายการ' }).click();
  await entry.getByRole('button', { name: 'นำออก', exact: true }).click();
  await expect(entry).toHaveCount(0);
  await page.getByText('ข้อความที่นำออกแล้ว 1 รายการ').click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'นำกลับมา' }).click();
  await expect(entry).toContainText('คำที่มาหลังการล็อก');
  await expect(page.getByText(/ข้อความที่นำออกแล้ว/)).toHaveCount(0);
});
