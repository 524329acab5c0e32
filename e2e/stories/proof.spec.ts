import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { type Caller, sampleCycle, signIn } from '../support/api.ts';
import { type Ruam, startRuam } from '../support/ruam.ts';
import { test, watchConsole } from '../support/story.ts';
import { fillDay } from '../support/writing.ts';

let ruam: Ruam;
let chair: Caller;
let cycle: string;
const folder = mkdtempSync(join(tmpdir(), 'proof-'));
test.beforeAll(async () => {
  ruam = await startRuam();
  chair = await signIn(ruam.url, 'steering-chair');
  cycle = await sampleCycle(chair);
});
test.afterAll(async () => {
  await ruam.dispose();
  rmSync(folder, { recursive: true, force: true });
});

/** Approves an item over the interface; the id of its certificate. */
async function approve(code: string, level: string): Promise<string> {
  const body = JSON.stringify({ level, resolution: 'ที่ประชุมมีมติเห็นชอบตามที่คณะอนุกรรมการเสนอ' });
  const answer = await chair.send('POST', `/api/cycles/${cycle}/items/${code}/approval`, body);
  expect(answer.status).toBe(201);
  const { approval } = (await answer.json()) as { approval: { certificateId: string } };
  return approval.certificateId;
}

async function reopen(code: string): Promise<void> {
  const body = JSON.stringify({ reason: 'พบหลักฐานใหม่' });
  expect((await chair.send('POST', `/api/cycles/${cycle}/items/${code}/reopening`, body)).status).toBe(201);
}

/** Saves what a link downloads. */
async function download(page: Page, name: RegExp, file: string): Promise<string> {
  const [begun] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
  const path = join(folder, file);
  await begun.saveAs(path);
  return path;
}

test('a certificate: read, downloaded, verified offline, and still valid for the old text after a reopening', async ({
  openWindow,
}) => {
  const id = await approve('3.3', 'basic');
  const { page } = await openWindow(ruam.url, 'observer', `/certificates/${id}`);
  const paper = page.getByRole('article', { name: /^ใบรับรองการอนุมัติ PMQA-2562-12\/3\.3\/0001/ });
  await expect(paper).toContainText('ที่ประชุมมีมติเห็นชอบ');
  await expect(paper).toContainText('ข้อความปัจจุบันตรงกับที่รับรอง');
  await expect(paper).toContainText('ลายมือชื่ออิเล็กทรอนิกส์ถูกต้อง');
  await expectAccessible(page);

  const certificate = await download(page, /^ดาวน์โหลดใบรับรอง/, 'certificate.json');
  const hashed = await download(page, /^ดาวน์โหลดข้อความที่รับรอง/, 'hashed.json');
  const key = join(folder, 'public.pem');
  writeFileSync(key, await (await fetch(`${ruam.url}/api/certificates/key`)).text());
  const said = await ruam.command('verify', certificate, '--key', key, '--hashed', hashed);
  expect(said).toContain('The certificate holds.');
  const forged = join(folder, 'forged.json');
  writeFileSync(forged, readFileSync(certificate, 'utf8').replace('"level":"basic"', '"level":"significance"'));
  await expect(ruam.command('verify', forged, '--key', key)).rejects.toMatchObject({ code: 1 });
  expect(await ruam.command('verify', '--audit', '--key', key)).toContain('all whole');

  await reopen('3.3');
  await expect(paper).toContainText('เหตุผล: พบหลักฐานใหม่');
  await expect(paper).toContainText('ใบรับรองยังถูกต้องสำหรับข้อความเดิม');
  expect(await ruam.command('verify', certificate, '--key', key)).toContain('The certificate holds.');
});

/** Drops files where the page takes them. */
async function dropFiles(page: Page, files: Readonly<Record<string, string>>): Promise<void> {
  const dropped = await page.evaluateHandle((named) => {
    const transfer = new DataTransfer();
    for (const [name, content] of Object.entries(named)) transfer.items.add(new File([content], name));
    return transfer;
  }, files);
  await page.getByRole('group', { name: 'ตรวจสอบไฟล์ที่ท่านถืออยู่' }).dispatchEvent('drop', { dataTransfer: dropped });
}

test('anybody verifies it without signing in, in Thai and English, and sees only what is public', async ({
  browser,
}) => {
  const id = await approve('4.1', 'basic');
  const problems: string[] = [];
  const context = await browser.newContext();
  const page = await context.newPage();
  watchConsole(page, 'public', problems);
  await page.goto(`${ruam.url}/verify/${id}`);
  await expect(page.getByRole('heading', { name: 'ตรวจสอบใบรับรอง' })).toBeVisible();
  const paper = page.getByRole('article', { name: /^PMQA-2562-12\/4\.1\// });
  await expect(paper).toContainText('มติตามใบรับรองนี้ยังมีผล');
  await expect(paper).not.toContainText('ที่ประชุมมีมติ');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(paper).toContainText('The decision of this certificate stands');
  await reopen('4.1');
  await page.reload();
  await expect(paper).toContainText('stays valid for the old text');
  expect(problems).toEqual([]);

  // The files that somebody holds are checked in the browser: nothing of them is sent.
  const holder = await signIn(ruam.url, 'observer');
  const certificate = await holder.text(`/api/certificates/${id}`);
  const text = await holder.text(`/api/certificates/${id}/hashed`);
  const sent: string[] = [];
  page.on('request', (asked) => {
    const { pathname } = new URL(asked.url());
    if (!pathname.startsWith('/assets/')) sent.push(`${asked.method()} ${pathname}`);
  });
  await page.getByRole('button', { name: 'ไทย' }).click();
  const found = page.getByRole('list', { name: 'ผลการตรวจสอบไฟล์' }).getByRole('listitem');
  await dropFiles(page, { 'certificate.json': certificate, 'hashed.json': text });
  await expect(found).toHaveText([/ลายมือชื่ออิเล็กทรอนิกส์ถูกต้อง/, /ฉบับที่แสดงในหน้านี้/, /ตรงกับที่รับรองทุกตัวอักษร/]);
  await expectAccessible(page);
  await dropFiles(page, { 'forged.json': certificate.replace('"level":"basic"', '"level":"significance"') });
  await expect(found).toHaveText([/ถูกแก้ไขหลังลงนาม/]);
  await dropFiles(page, { 'certificate.json': certificate, 'changed.json': text.replace('"id":"', '"id":"x') });
  await expect(found.last()).toContainText('ข้อความไม่ตรงกับที่รับรอง');
  await dropFiles(page, { 'photo.jpg': 'not a certificate' });
  await expect(found).toHaveText([/อ่านไฟล์ photo\.jpg ไม่ได้/]);
  await page
    .getByLabel('เลือกไฟล์')
    .or(page.locator('input[type=file]'))
    .first()
    .setInputFiles({
      name: 'certificate.json',
      mimeType: 'application/json',
      buffer: Buffer.from(certificate),
    });
  await expect(found.last()).toContainText('ยังไม่ได้ตรวจข้อความ');
  expect(new Set(sent)).toEqual(new Set(['GET /api/certificates/key']));
  await page.getByRole('button', { name: 'English' }).click();

  await page.goto(`${ruam.url}/verify/no-such-certificate`);
  await expect(page.getByText('There is no such certificate')).toBeVisible();
  await context.close();
});

test('the audit log: in words, filtered, checked, leading to the certificate', async ({ openWindow }) => {
  const id = await approve('5.1', 'basic');
  const { page } = await openWindow(ruam.url, 'cat5-member-1', `/cycles/${cycle}/audit`);
  await expect(page.getByText(/^ตรวจแล้ว บันทึก/)).toBeVisible();
  const table = page.getByRole('table', { name: 'รายการ' });
  const approval = table.getByRole('row').filter({ hasText: 'อนุมัติตามมติ' }).filter({ hasText: '5.1' });
  await expect(approval).toContainText('ที่ประชุมมีมติเห็นชอบ');
  await expect(approval.getByRole('link', { name: 'ใบรับรอง' })).toHaveAttribute('href', `/certificates/${id}`);
  await expectAccessible(page);
  await page.getByRole('combobox', { name: 'เรื่อง' }).selectOption({ label: 'ข้อมูลและระบบ' });
  await expect(approval).toHaveCount(0);
  await expect(table).toContainText('นำเข้ารอบการประเมินจากรายงาน');
  await page.getByRole('combobox', { name: 'หัวข้อ' }).selectOption('5.1');
  await expect(page.getByText('ไม่มีรายการตามตัวกรองนี้')).toBeVisible();
  await page.getByRole('button', { name: 'ล้างตัวกรอง' }).click();
  await expect(approval).toHaveCount(1);
  await fillDay(page, 'ถึงวันที่', 1, 1, 2562);
  await expect(page.getByText('ไม่มีรายการตามตัวกรองนี้')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'ล้างตัวกรอง' }).click();
  await expect(approval).toHaveCount(1);
  await expect(page.getByRole('group', { name: 'ถึงวันที่' }).getByRole('textbox', { name: /พ\.ศ\.$/ })).toHaveValue('');
});
