import { expect, type Locator, type Page } from '@playwright/test';

/** The address of the evidence of an item at a level. */
export const evidencePath = (cycle: string, code: string, level: string): string =>
  `/cycles/${cycle}/categories/${code[0]}/items/${code}?part=evidence&level=${level}`;

/** The text of an item that this person may write in. */
export const editorOf = (page: Page): Locator => page.getByRole('textbox', { name: /^\d\.\d / });

/** The text of an item that this person only reads. */
export const readerOf = (page: Page): Locator => page.getByRole('article', { name: /^\d\.\d / });

/** Waits until the page says that everything typed so far is saved: first lets it draw what the last keystroke did. */
export async function expectSaved(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  await expect(page.getByRole('status').filter({ hasText: /^บันทึกแล้ว/ })).toBeVisible({ timeout: 30_000 });
}

/** Fills in a day as Thai offices write it. @param month 1-12 @param year of the Buddhist era */
export async function fillDay(page: Page, label: string, day: number, month: number, year: number): Promise<void> {
  const field = page.getByRole('group', { name: label });
  await field.getByRole('textbox', { name: /วันที่$/ }).fill(String(day));
  await field.getByLabel(/เดือน$/).selectOption(String(month));
  await field.getByRole('textbox', { name: /พ\.ศ\.$/ }).fill(String(year));
}

/** Types at the end of the text. */
export async function typeAtEnd(page: Page, text: string): Promise<void> {
  await editorOf(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText(text);
}
