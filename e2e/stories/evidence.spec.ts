import { expect, type Page } from '@playwright/test';
import type { EvidenceAnswer } from '@ruam/shared/api/evidence.ts';
import { expectAccessible } from '../support/accessible.ts';
import { type Caller, sampleCycle, signIn } from '../support/api.ts';
import { brokenPng, canvasPng, thaiDocx } from '../support/files.ts';
import { type Ruam, startRuam } from '../support/ruam.ts';
import { test } from '../support/story.ts';
import { evidencePath } from '../support/writing.ts';

let ruam: Ruam;
let member: Caller;
let cycle: string;
test.beforeAll(async () => {
  ruam = await startRuam();
  member = await signIn(ruam.url, 'cat3-member-1');
  cycle = await sampleCycle(member);
});
test.afterAll(() => ruam.dispose());

/** A PDF of one page, as small as can be. */
function pdf(): string {
  const body =
    '%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>> endobj\n';
  return `${body}trailer <</Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF\n`;
}

/** Drops a file onto the zone within `place`. */
async function drop(page: Page, place: string, name: string, content: string): Promise<void> {
  const data = await page.evaluateHandle(
    ([fileName, text]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text ?? ''], fileName ?? ''));
      return transfer;
    },
    [name, content],
  );
  await page.locator(place).last().dispatchEvent('drop', { dataTransfer: data });
}

test('a member drops a file at the check it proves; the register shows it, its preview and where it belongs; a phone reads it', async ({
  openWindow,
  expectedErrors,
}) => {
  // What the browser says itself of a refused upload.
  expectedErrors.push(/status of 415/);
  const { page } = await openWindow(ruam.url, 'cat3-member-1', evidencePath(cycle, '3.3', 'advance'));
  const pane = page.getByRole('region', { name: 'หลักฐาน', exact: true });
  await pane.getByText('ยังไม่มีไฟล์หลักฐาน 5 ข้อตรวจ').click();
  await pane.getByRole('button', { name: 'เพิ่มไฟล์หลักฐาน 3.3.a1' }).click();
  await drop(page, '.evidence-unproven .evidence-drop', 'คำสั่งแต่งตั้ง.docx', pdf());
  await expect(pane.getByText('ยังไม่มีไฟล์หลักฐาน 4 ข้อตรวจ')).toBeVisible();
  const [entry] = await member.get<EvidenceAnswer[]>(`/api/cycles/${cycle}/evidence`);
  expect(entry).toMatchObject({ title: 'คำสั่งแต่งตั้ง', checks: ['3.3.a1'], file: { name: 'คำสั่งแต่งตั้ง.docx.pdf' } });

  await pane.getByRole('link', { name: 'คำสั่งแต่งตั้ง' }).click();
  const drawer = page.getByRole('dialog', { name: 'ทะเบียนหลักฐาน' });
  await expect(drawer.getByRole('img', { name: 'หน้า 1 จาก 1' })).toBeVisible();
  await drawer.getByLabel('วันที่ของเอกสาร วันที่').fill('๒๒');
  await drawer.getByLabel('วันที่ของเอกสาร เดือน').selectOption('สิงหาคม');
  await drawer.getByLabel('วันที่ของเอกสาร ปี พ.ศ.').fill('2562');
  await drawer.getByRole('button', { name: 'บันทึก' }).click();
  await expect(drawer.getByText('บันทึกแล้ว')).toBeVisible();
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await drawer.getByRole('link', { name: 'ดาวน์โหลด' }).click();
  expect((await download).suggestedFilename()).toBe('คำสั่งแต่งตั้ง.docx.pdf');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('row', { name: /คำสั่งแต่งตั้ง.*22 สิงหาคม 2562/ })).toBeVisible();
  await expectAccessible(page);

  await drop(page, '.evidence-drop', 'ฉบับเดิม.pdf', pdf());
  await expect(page.getByText('มีไฟล์นี้แล้วใน “คำสั่งแต่งตั้ง”')).toBeVisible();
  await page.getByRole('button', { name: 'ใช้รายการเดิม' }).click();
  await expect(page.getByText('มีไฟล์นี้แล้วใน')).toBeHidden();
  await drop(page, '.evidence-drop', 'ภาพ.png', '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await expect(page.getByText('ระบบไม่รับไฟล์นี้')).toBeVisible();
  // The same bytes would be refused again.
  await expect(page.getByRole('button', { name: 'ส่ง ภาพ.png อีกครั้ง' })).toHaveCount(0);

  const phone = await openWindow(ruam.url, 'observer', `/cycles/${cycle}/evidence`, {
    viewport: { width: 390, height: 800 },
    hasTouch: true,
  });
  await phone.page.getByRole('button', { name: 'คำสั่งแต่งตั้ง' }).click();
  await expect(phone.page.getByRole('img', { name: 'หน้า 1 จาก 1' })).toBeVisible();
  await expect(phone.page.getByRole('button', { name: 'บันทึก' })).toBeHidden();
  await expectAccessible(phone.page);
});

test('a Word file in Thai and a picture are looked at in the register; what is no picture says so and may be asked for again', async ({
  openWindow,
  expectedErrors,
}) => {
  // What the browser says itself of a picture that cannot be drawn.
  expectedErrors.push(/status of 415/);
  const upload = async (name: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> => {
    const form = new FormData();
    form.set('file', new File([bytes], name));
    const sent = await member.send('POST', `/api/cycles/${cycle}/files`, form);
    const { id } = (await sent.json()) as { id: string };
    const entry = JSON.stringify({ file: id, title: name, checks: [], items: ['3.3'] });
    const made = await member.send('POST', `/api/cycles/${cycle}/evidence`, entry);
    return ((await made.json()) as { id: string }).id;
  };
  const word = await upload('รายงาน.docx', thaiDocx());
  const picture = await upload('ภาพ.png', await canvasPng(await openWindow(ruam.url, 'cat3-member-1', '/')));
  const broken = await upload('เสีย.png', brokenPng());
  const { page } = await openWindow(ruam.url, 'cat3-member-1', `/cycles/${cycle}/evidence?entry=${word}`);
  const drawer = page.getByRole('dialog', { name: 'ทะเบียนหลักฐาน' });
  await expect(drawer.getByRole('heading', { name: 'สรุปผลการรับฟังผู้รับบริการ ปี ๒๕๖๒' })).toBeVisible();
  await expect(drawer.getByText('น้ำใจ ที่ผู้ให้บริการมีให้ประชาชน กำลังเพิ่มขึ้น')).toBeVisible();
  await expect(drawer.getByRole('cell', { name: 'ร้อยละ ๘๗' })).toBeVisible();
  await expectAccessible(page);
  // Opened by its address there is nothing to go back to but its line.
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'รายงาน.docx' })).toBeFocused();

  await page.goto(`${ruam.url}/cycles/${cycle}/evidence?entry=${picture}`);
  const image = drawer.getByRole('img', { name: 'ภาพของ ภาพ.png' });
  await expect.poll(() => image.evaluate((drawn) => (drawn as HTMLImageElement).naturalWidth)).toBe(64);
  await page.goto(`${ruam.url}/cycles/${cycle}/evidence?entry=${broken}`);
  await expect(drawer.getByText('แสดงตัวอย่างไม่ได้ ดาวน์โหลดเพื่อเปิด')).toBeVisible();
  const asked = page.waitForRequest(/image\?attempt=1$/);
  await drawer.getByRole('button', { name: 'ลองอีกครั้ง' }).click();
  await asked;
  await expect(drawer.getByText('แสดงตัวอย่างไม่ได้ ดาวน์โหลดเพื่อเปิด')).toBeVisible();
});
