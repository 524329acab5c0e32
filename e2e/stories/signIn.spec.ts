import { expect } from '@playwright/test';
import { type Ruam, samplePassword, startRuam } from '../support/ruam.ts';
import { test } from '../support/story.ts';

let ruam: Ruam;
test.beforeAll(async () => {
  ruam = await startRuam();
});
test.afterAll(() => ruam.dispose());

test('a person signs in, sees the board of FY 2562, and signs out', async ({ page }) => {
  await page.goto(ruam.url);
  await page.getByLabel('ชื่อผู้ใช้').fill('cat3-chair');
  await page.getByLabel('รหัสผ่าน', { exact: true }).fill('ผิดแน่นอน');
  await page.getByRole('button', { name: 'เข้าสู่ระบบ' }).click();
  await expect(page.getByText(/รหัสผ่านไม่ถูกต้อง/)).toBeVisible();

  await page.getByLabel('รหัสผ่าน', { exact: true }).fill(samplePassword);
  await page.getByRole('button', { name: 'เข้าสู่ระบบ' }).click();
  await expect(page.getByText('445.83').first()).toBeVisible();

  await page.getByRole('button', { name: /ประธาน หมวด 3/ }).click();
  await page.getByRole('button', { name: 'ออกจากระบบ' }).click();
  await expect(page.getByLabel('ชื่อผู้ใช้')).toBeVisible();
});

test('the board shows what GET …/scoreboard gives: Basic, 13, 9 and 2, held by 3.3 and 4.1', async ({ openWindow }) => {
  const { page, context } = await openWindow(ruam.url, 'steering-chair', '/');
  const [cycle] = await (await context.request.get(`${ruam.url}/api/cycles`)).json();
  const board = await (await context.request.get(`${ruam.url}/api/cycles/${cycle.id}/scoreboard`)).json();
  expect(board).toMatchObject({
    overall: { level: 'basic', points: 445.83 },
    counts: { basic: 2, advance: 9, significance: 13, none: 0 },
    limitedBy: {
      advance: ['3.3', '4.1'],
      significance: ['3.2', '3.3', '4.1', '4.4', '5.1', '5.2', '5.3', '5.4', '6.2', '6.3', '6.4'],
    },
    results: { percent: null, reported: 92.88, measured: 41, total: 43 },
  });
  expect(
    board.categories.map(({ level, points }: { level: string | null; points: number | null }) => [level, points]),
  ).toEqual([
    ['significance', 500],
    ['significance', 500],
    ['basic', 425],
    ['basic', 425],
    ['advance', 400],
    ['advance', 425],
    [null, null],
  ]);
  const main = page.getByRole('main');
  for (const words of ['Basic', '445.83', '454.17', '92.88', '3.3', '4.1'])
    await expect(main.getByText(words).filter({ visible: true }).first()).toBeVisible();
});
