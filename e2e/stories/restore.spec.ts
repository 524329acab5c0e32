import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { RescueAnswer } from '@ruam/shared/api/api.ts';
import { documentOf, sampleCycle, signIn } from '../support/api.ts';
import { type Ruam, startRuam } from '../support/ruam.ts';
import { cutConnection, test } from '../support/story.ts';
import { editorOf, expectSaved, typeAtEnd } from '../support/writing.ts';

let ruam: Ruam;
const folder = mkdtempSync(join(tmpdir(), 'ruam-backup-'));
test.beforeAll(async () => {
  ruam = await startRuam();
});
test.afterAll(async () => {
  await ruam.dispose();
  rmSync(folder, { recursive: true, force: true });
});

async function write(page: Page, text: string): Promise<void> {
  await typeAtEnd(page, text);
  await expectSaved(page);
}

test('S14 a backup is restored under an open page: what is newer is a rescue, the page shows the backup and writes on', async ({
  openWindow,
  expectedErrors,
}) => {
  expectedErrors.push(...cutConnection);
  const member = await signIn(ruam.url, 'cat3-member-1');
  const cycle = await sampleCycle(member);
  const path = `/cycles/${cycle}/categories/3/items/3.3?part=evidence&level=basic`;
  const { page } = await openWindow(ruam.url, 'cat3-member-1', path);
  await expectSaved(page);
  await write(page, ' ก่อนสำรองข้อมูล');
  const file = join(folder, 'backup');
  expect(await ruam.command('backup', file)).toContain('rows');
  await write(page, ' หลังสำรองข้อมูล');

  expect(await ruam.command('restore', file)).toContain('restored');
  const banner = page.getByRole('alert').filter({ hasText: 'หลังสำรองข้อมูล' });
  await expect(banner).toContainText('เก็บไว้ให้ครบแล้ว', { timeout: 30_000 });
  await expect(editorOf(page)).toContainText('ก่อนสำรองข้อมูล');
  await expect(editorOf(page)).not.toContainText('หลังสำรองข้อมูล');
  await write(page, ' เขียนต่อ');

  const id = await documentOf(member, cycle, '3.3', 'evidence', 'basic');
  const text = await member.text(`/api/documents/${id}/content?format=text`);
  expect([text.includes('ก่อนสำรองข้อมูล เขียนต่อ'), text.includes('หลังสำรองข้อมูล')]).toEqual([true, false]);
  const [rescue] = await member.get<RescueAnswer[]>(`/api/documents/${id}/rescues`);
  expect([rescue?.reason, rescue?.text]).toEqual(['generation', ' หลังสำรองข้อมูล']);
});
