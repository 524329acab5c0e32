import { expect, type Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { type Caller, documentOf, sampleCycle, signIn } from '../support/api.ts';
import { type Ruam, startRuam } from '../support/ruam.ts';
import { test } from '../support/story.ts';

let ruam: Ruam;
let advisor: Caller;
let cycle: string;
test.beforeAll(async () => {
  ruam = await startRuam();
  advisor = await signIn(ruam.url, 'advisor');
  cycle = await sampleCycle(advisor);
});
test.afterAll(() => ruam.dispose());

const bell = (page: Page) => page.getByRole('button', { name: /^การแจ้งเตือน/ });

async function mention(login: string): Promise<string> {
  const { person } = await (await signIn(ruam.url, login)).get<{ person: { id: string } }>('/api/session');
  const document = await documentOf(advisor, cycle, '3.3', 'evidence', 'basic');
  const body = { text: 'ขอให้ตรวจตัวเลขอีกครั้ง', mentions: [{ kind: 'person', id: person.id }] };
  const answer = await advisor.send('POST', `/api/documents/${document}/threads`, JSON.stringify(body));
  expect(answer.status).toBe(201);
  const { id } = (await answer.json()) as { id: string };
  return id;
}

test("a mention is in the named person's bell at once, in nobody else's, and leads to the passage", async ({
  openWindow,
}) => {
  const { page } = await openWindow(ruam.url, 'cat3-chair', `/cycles/${cycle}`);
  const { page: other } = await openWindow(ruam.url, 'cat3-member-1', `/cycles/${cycle}`);
  await expect(bell(page)).toHaveAccessibleName('การแจ้งเตือน อ่านครบแล้ว');
  const thread = await mention('cat3-chair');
  await expect(bell(page)).toHaveAccessibleName('การแจ้งเตือน ยังไม่ได้อ่าน 1 รายการ');
  await expect(bell(other)).toHaveAccessibleName('การแจ้งเตือน อ่านครบแล้ว');

  await bell(page).click();
  const line = page.getByRole('link', { name: /กล่าวถึงคุณในความเห็น/ });
  await expect(line).toContainText('ข้อ\u00a03.3 หลักฐาน Basic');
  await expectAccessible(page);
  await line.click();
  await expect(page).toHaveURL(
    `${ruam.url}/cycles/${cycle}/categories/3/items/3.3?part=evidence&level=basic&thread=${thread}`,
  );
  await expect(page.getByRole('textbox', { name: /^3\.3 / })).toBeVisible();
  await expect(bell(page)).toHaveAccessibleName('การแจ้งเตือน อ่านครบแล้ว');
});

test('what waits stands on the own page, which reads it all at once; settings are kept', async ({ openWindow }) => {
  await mention('cat3-secretary');
  const { page } = await openWindow(ruam.url, 'cat3-secretary', `/cycles/${cycle}/work`);
  await expect(page.getByRole('heading', { name: 'รอคุณ 1 เรื่อง' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'หมวด\u00a03 ของฉัน' })).toBeVisible();
  await expectAccessible(page);
  await bell(page).click();
  await page.getByRole('button', { name: 'อ่านแล้วทั้งหมด' }).click();
  await expect(page.getByRole('heading', { name: 'ไม่มีเรื่องที่รอคุณ' })).toBeAttached();

  await page.getByRole('link', { name: 'ตั้งค่าการแจ้งเตือน' }).click();
  const mentions = page.getByRole('switch', { name: 'แจ้งในระบบ: มีผู้กล่าวถึงคุณ' });
  await expect(mentions).toBeChecked();
  await mentions.focus();
  await page.keyboard.press('Space');
  await expect(page.getByText('บันทึกการตั้งค่าแล้ว')).toBeVisible();
  await page.reload();
  await expect(mentions).not.toBeChecked();
  await expectAccessible(page);
  await mention('cat3-secretary');
  await expect(bell(page)).toHaveAccessibleName('การแจ้งเตือน อ่านครบแล้ว');
});

test('who decides sees what waits for a decision', async ({ openWindow }) => {
  const { page } = await openWindow(ruam.url, 'steering-chair', `/cycles/${cycle}/work`, {
    viewport: { width: 390, height: 844 },
  });
  await expect(page.getByText('รอมติ 24 ข้อ')).toBeVisible();
  await expect(page.getByRole('link', { name: 'พิจารณาหัวข้อ\u00a03.3' })).toHaveAttribute('href', /items\/3\.3\/decide$/);
  await expectAccessible(page);
});
