import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import type { ReportJob } from '@ruam/shared/api/reports.ts';
import { expectAccessible } from '../support/accessible.ts';
import { type Caller, sampleCycle, signIn } from '../support/api.ts';
import { wordsInDocx } from '../support/files.ts';
import { keepPicture } from '../support/keepPicture.ts';
import { type Ruam, startRuam } from '../support/ruam.ts';
import { test } from '../support/story.ts';

let ruam: Ruam;
let member: Caller;
let cycle: string;
test.beforeAll(async () => {
  // Without a printer, as a machine without Chromium.
  ruam = await startRuam({ CHROMIUM: '/nowhere/chromium' });
  member = await signIn(ruam.url, 'cat3-member-1');
  cycle = await sampleCycle(member);
});
test.afterAll(() => ruam.dispose());

const list = (page: Page) => page.getByRole('region', { name: 'รายงานที่จัดทำ' });
const reports = (caller: Caller): Promise<ReportJob[]> => caller.get(`/api/cycles/${cycle}/reports`);

test('by keyboard: a member asks for a Word report of one item, goes on working and gets the file; it is there again, and only for those who may have it', async ({
  openWindow,
}) => {
  const { page } = await openWindow(ruam.url, 'cat3-member-1', `/cycles/${cycle}/overview`);
  await page.getByRole('link', { name: 'จัดทำรายงาน' }).press('Enter');
  await expect(list(page)).toContainText('ยังไม่มีรายงาน');
  await page.getByRole('radio', { name: 'PDF' }).press('ArrowUp');
  await expect(page.getByRole('radio', { name: 'Word (DOCX)' })).toBeChecked();
  await page.getByRole('button', { name: 'เลือกหัวข้อ' }).press('Enter');
  await expect(page.getByRole('button', { name: 'จัดทำรายงาน' })).toBeDisabled();
  await page.getByRole('checkbox', { name: /^3\.3 / }).press('Space');
  await page.getByLabel('ลายน้ำ').selectOption('ร่าง');
  await expectAccessible(page);

  const first = page.waitForEvent('download');
  await page.getByRole('button', { name: 'จัดทำรายงาน' }).press('Enter');
  await expect(list(page).getByRole('article', { name: 'Word (DOCX)' })).toBeVisible();
  await page.getByRole('link', { name: 'คะแนน', exact: true }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: /คะแนน/ })).toBeVisible();
  const words = wordsInDocx(await (await first).path());
  expect(words).toContain('Stakeholders profile');
  expect(words).not.toContain('การจ่ายเงินงบประมาณด้วยระบบอิเล็กทรอนิกส์');

  await page.goBack();
  const entry = list(page).getByRole('article', { name: 'Word (DOCX)' });
  await expect(entry).toContainText(/1\sหัวข้อ\s· ลายน้ำ “ร่าง”/);
  await expect(entry).toContainText(/ข้อมูล ณ .+ 25\d\d .+ฉบับ\s[0-9a-f]{8}/);
  await keepPicture(page, 'reports');
  await expectAccessible(page);
  const again = page.waitForEvent('download');
  await entry.getByRole('link', { name: 'ดาวน์โหลด Word (DOCX)' }).press('Enter');
  const bytes = readFileSync(await (await again).path());
  expect(bytes.subarray(0, 2).toString()).toBe('PK');

  // Remembered for the next time, but for what would make it an incomplete report.
  await page.reload();
  await expect(page.getByLabel('ลายน้ำ')).toHaveValue('draft');
  await expect(page.getByRole('button', { name: 'ทุกหัวข้อ' })).toHaveAttribute('aria-pressed', 'true');
  expect(await reports(await signIn(ruam.url, 'cat4-member-1'))).toEqual([]);
  expect(await reports(await signIn(ruam.url, 'secretariat'))).toHaveLength(1);

  await entry.getByRole('button', { name: 'ลบ Word (DOCX)' }).press('Enter');
  await page.keyboard.press('Enter');
  await expect(list(page)).toContainText('ยังไม่มีรายงาน');
});

test('a report that waits is cancelled; without a printer the PDF says so and offers Word; on a phone, too', async ({
  openWindow,
}) => {
  const { page } = await openWindow(ruam.url, 'cat3-chair', `/cycles/${cycle}/reports`, {
    viewport: { width: 390, height: 844 },
  });
  // One is made after the other: the person's own waits behind these.
  const chair = await signIn(ruam.url, 'cat3-chair');
  const others = await Promise.all(
    ['cat3-secretary', 'cat3-member-1', 'cat3-member-2'].map((login) => signIn(ruam.url, login)),
  );
  const path = `/api/cycles/${cycle}/reports`;
  const body = JSON.stringify({ format: 'docx', options: { levels: 'all' } });
  const asked = await Promise.all(
    others.flatMap((other) => Array.from({ length: 5 }, () => other.send('POST', path, body))),
  );
  expect(asked.map(({ status }) => status)).toEqual(asked.map(() => 202));
  await page.getByRole('radio', { name: 'Markdown' }).check();
  await page.getByRole('button', { name: 'จัดทำรายงาน' }).click();
  const waiting = list(page).getByRole('article', { name: 'Markdown' });
  await expect(waiting).toContainText('รอคิว');
  await expect(waiting.getByRole('progressbar')).toBeAttached();
  await expectAccessible(page);
  await waiting.getByRole('button', { name: 'ยกเลิก Markdown' }).click();
  await expect(waiting).toContainText('ยกเลิกแล้ว');
  for (const asker of [chair, ...others])
    for (let left = await reports(asker); left.length > 0; left = await reports(asker))
      await Promise.all(left.map(({ id }) => asker.send('DELETE', `${path}/${id}`)));

  await page.getByRole('radio', { name: 'PDF' }).check();
  await page.getByRole('button', { name: 'จัดทำรายงาน' }).click();
  const pdf = list(page).getByRole('article', { name: 'PDF' });
  await expect(pdf).toContainText('เซิร์ฟเวอร์นี้ยังทำ PDF ไม่ได้');
  await expect(pdf).not.toContainText('สำหรับผู้ดูแลระบบ');
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await pdf.getByRole('button', { name: 'จัดทำเป็น Word แทน' }).click();
  await download;
  await expect(list(page).getByRole('link', { name: 'ดาวน์โหลด Word (DOCX)' })).toBeVisible();
  await keepPicture(page, 'reports-390');
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});
