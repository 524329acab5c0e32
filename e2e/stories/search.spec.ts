import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { sampleCycle, signIn } from '../support/api.ts';
import { type Ruam, startRuam } from '../support/ruam.ts';
import { test } from '../support/story.ts';

let ruam: Ruam;
let cycle: string;
test.beforeAll(async () => {
  ruam = await startRuam();
  cycle = await sampleCycle(await signIn(ruam.url, 'cat3-member-1'));
});
test.afterAll(() => ruam.dispose());

const found = (page: Page) => page.getByRole('listbox').getByRole('option');
const box = (page: Page) => page.getByRole('combobox', { name: /^(ค้นหาข้อความหรือคำสั่ง|Search for text or a command)$/ });

test('from inside the editor, by keyboard alone, to the very passage that somebody wrote', async ({ openWindow }) => {
  const { page } = await openWindow(
    ruam.url,
    'cat3-member-1',
    `/cycles/${cycle}/categories/3/items/3.3?part=evidence&level=basic`,
  );
  const editor = page.getByRole('textbox', { name: /^3\.3 / });
  await editor.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await page.keyboard.insertText('ศูนย์รับเรื่องร้องเรียนเปิดบริการตลอด ๒๔ ชั่วโมง');
  await expect(page.getByRole('status').filter({ hasText: /^บันทึกแล้ว/ })).toBeVisible();

  await page.goto(`/cycles/${cycle}/categories/4/items/4.1?part=evidence&level=basic`.replace(/^/, ruam.url));
  await expect(page.getByRole('article', { name: /^4\.1 / })).toBeVisible();
  // The key's place, not its letter: under the Thai layout it types another one.
  await page.evaluate(() => {
    const press = { key: 'า', code: 'KeyK', ctrlKey: true, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new KeyboardEvent('keydown', press));
  });
  await expect(box(page)).toBeFocused();
  await expect(async () => {
    await box(page).fill('ร้องเรียน 24');
    await expect(found(page).filter({ hasText: 'ศูนย์รับเรื่องร้องเรียน' })).toBeVisible({ timeout: 1_500 });
  }).toPass();
  const hit = found(page).filter({ hasText: 'ศูนย์รับเรื่อง' });
  await expect(hit.locator('mark').first()).toHaveText('ร้องเรียน');
  await expect(hit).toContainText('3.3-¶');
  while ((await hit.getAttribute('aria-selected')) !== 'true') await page.keyboard.press('ArrowDown');
  await expect(box(page)).toHaveAttribute('aria-activedescendant', (await hit.getAttribute('id')) ?? '');
  await page.keyboard.press('Enter');

  await expect(page).toHaveURL(/items\/3\.3/);
  await expect(page.getByText('เลื่อนไปที่ข้อความที่ค้นพบแล้ว')).toBeAttached();
  await expect(editor.getByText('ศูนย์รับเรื่องร้องเรียนเปิดบริการตลอด ๒๔ ชั่วโมง')).toBeInViewport();

  // From within the editor; the words are kept.
  await editor.click();
  await page.keyboard.press('Control+k');
  await expect(box(page)).toHaveValue('ร้องเรียน 24');
  await box(page).fill('2.1');
  await expect(page.getByRole('listbox').getByRole('option', { selected: true })).toContainText('2.1');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/items\/2\.1/);
});

test('on a phone and in English it fills the screen, says when nothing is found, and nothing is in its way', async ({
  openWindow,
}) => {
  const { page } = await openWindow(ruam.url, 'observer', `/cycles/${cycle}`, {
    viewport: { width: 390, height: 844 },
  });
  await page.getByRole('button', { name: 'ค้นหา' }).click();
  await box(page).fill('ผู้รับบริการ');
  await expect(found(page).first()).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`)).toEqual([]);
  await box(page).fill('english');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Search' }).click();
  await box(page).fill('%_"*');
  await expect(page.getByRole('status').filter({ hasText: 'Nothing found' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(box(page)).toBeHidden();
});
