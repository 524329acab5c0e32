import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { reportOptionsSchema } from '@ruam/shared/api/reports.ts';
import { heading, paragraph } from '@ruam/shared/document/content.ts';
import { composeReport } from '@ruam/shared/report/composeReport.ts';
import type { ReportPicture } from '@ruam/shared/report/reportDocument.ts';
import { chromium, type Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findChromium } from '../pdf/findChromium.ts';
import { temporaryDirectory } from '../testing/temporaryDirectory.ts';
import { boardSourceOf } from './packBoard.ts';
import { packPage } from './packPage.ts';
import { fy2562Source } from './testReportSource.ts';

const hostile = '"></style><script>DONE</script><iframe src="http://127.0.0.1:9">';
const picture: ReportPicture = {
  bytes: new Uint8Array(Buffer.from('R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==', 'base64')),
  ...{ mediaType: 'image/png', width: 1, height: 1 },
};

function pack(items: readonly string[] = []): string {
  const options = reportOptionsSchema.parse({ items, advice: 'annex', watermark: hostile.slice(0, 40) });
  const source = fy2562Source();
  const composed = composeReport({ ...source, agency: `${source.agency} ${hostile}` }, options);
  const added = [
    heading(1, 'ภาพและข้อความ'),
    { type: 'image', attrs: { file: 'f1', alt: 'ภาพถ่าย' } },
    paragraph(hostile),
  ];
  const document = { ...composed, body: { ...composed.body, content: [...composed.body.content, ...added] } };
  return packPage(document, new Map([['f1', picture]]), boardSourceOf(source, options));
}

/** Opens it from the disk with scripts allowed, in the narrowest window; `asked`: what it wanted to have. */
async function opened(html: string): Promise<{ readonly page: Page; readonly asked: string[] }> {
  const file = join(temporaryDirectory(onTestFinished), 'pack.html');
  await writeFile(file, html);
  const executablePath = findChromium(process.env.CHROMIUM ?? null, () => chromium.executablePath()) ?? '';
  const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
  onTestFinished(() => browser.close());
  const context = await browser.newContext({ viewport: { width: 360, height: 700 }, offline: true });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  return { page, asked: asked.filter((url) => !url.startsWith('data:')) };
}

describe('O7 the pack for a meeting without the net', () => {
  it('opens from a disk, fetches nothing, runs nothing and fits on a phone', async () => {
    const { page, asked } = await opened(pack());
    expect(asked).toEqual([page.url()]);
    expect(await page.locator('script, iframe, object, link').count()).toBe(0);
    expect(await page.evaluate('document.fonts.check("16px Sarabun", "ก") && document.images[0].naturalWidth')).toBe(1);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  });

  it('has the levels on top, each leading to what is told of its item, and every item in its contents', async () => {
    const { page } = await opened(pack());
    expect(await page.locator('.board .verdict').textContent()).toContain('Basic');
    expect(await page.locator('.board .category li').count()).toBe(24);
    expect(await page.locator('.board .category li', { hasText: '๓.๓' }).locator('.chip').textContent()).toContain(
      'Basic',
    );
    await page.locator('.board a', { hasText: '๓.๓' }).click();
    const item = page.locator('.item:target');
    expect(await item.locator('h3').textContent()).toContain('๓.๓');
    expect(await item.locator('.chip').textContent()).toContain('Basic');
    await page.locator('.menu summary').click();
    expect(await page.locator('.menu .level-2').count()).toBeGreaterThanOrEqual(24);
    const targets = await page
      .locator('a[href^="#"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')?.slice(1) ?? ''));
    for (const id of new Set(targets)) expect(await page.locator(`[id="${id}"]`).count(), id).toBe(1);
  });

  it('limited to items tells the levels of these alone', () => {
    const html = pack(['3.3']);
    expect(html.match(/<li><a[^>]*><b>/g)).toHaveLength(1);
    expect(html).not.toContain('class="verdict');
  });
});
