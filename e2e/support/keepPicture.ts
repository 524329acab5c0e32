import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';

const root = resolve(import.meta.dirname, '../..');
/** SCREENSHOTS=docs renews those of the documentation, else they stay in the cache. */
const folder = join(root, process.env.SCREENSHOTS === 'docs' ? 'docs/screenshots' : '.cache/results/screens');

/** Keeps what a page shows as a picture of this name. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}
