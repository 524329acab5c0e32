import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { violationsOf } from '../support/accessible.ts';
import { sampleCycle, signIn } from '../support/api.ts';
import { type Ruam, startRuam } from '../support/ruam.ts';
import { test, watchConsole } from '../support/story.ts';

/** Where pictures go: SCREENSHOTS=docs renews the Thai ones of the documentation, all others stay in the cache. */
const root = resolve(import.meta.dirname, '../..');
const folders = { docs: join(root, 'docs/screenshots'), cache: join(root, '.cache/results/screens') };
for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true });
const folderOf = (name: string): string =>
  process.env.SCREENSHOTS === 'docs' && name.includes('-th-') ? folders.docs : folders.cache;

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const widths = { 1440: { width: 1440, height: 900 }, 390: { width: 390, height: 844 } } as const;

let ruam: Ruam;
let cycle: string;
let meeting: string;
test.beforeAll(async () => {
  ruam = await startRuam();
  const observer = await signIn(ruam.url, 'observer');
  cycle = await sampleCycle(observer);
  meeting = (await observer.get<{ id: string }[]>(`/api/cycles/${cycle}/meetings`))[0]?.id ?? '';
});
test.afterAll(() => ruam.dispose());

/** What is looked at: its address, and what must be there before it is. */
const screens: readonly {
  readonly name: string;
  readonly path: () => string;
  /** Null: its heading. */
  readonly ready: RegExp | null;
  /** Who looks; the chair of category 3 without it. */
  readonly login?: string;
}[] = [
  { name: 'board', path: () => `/cycles/${cycle}`, ready: /445.83/ },
  {
    name: 'recommendations',
    path: () => `/cycles/${cycle}/categories/3/items/3.3?part=recommendations`,
    ready: /Stakeholders profile/,
  },
  {
    name: 'evidence',
    path: () => `/cycles/${cycle}/categories/3/items/3.3?part=evidence&level=basic`,
    ready: /ได้ในระดับ Basic/,
  },
  {
    name: 'advice',
    path: () => `/cycles/${cycle}/categories/5/items/5.2?part=recommendations`,
    ready: /ทีมสหสาขาวิชา/,
  },
  { name: 'results', path: () => `/cycles/${cycle}/categories/7/items/7.1`, ready: /7\.1/ },
  {
    name: 'overview',
    path: () => `/cycles/${cycle}/overview`,
    ready: /ข้อสังเกตและข้อเสนอแนะในภาพรวม/,
  },
  { name: 'scores', path: () => `/cycles/${cycle}/scores`, ready: /454\.17/ },
  { name: 'work', path: () => `/cycles/${cycle}/work`, ready: null },
  { name: 'threads', path: () => `/cycles/${cycle}/threads`, ready: null },
  { name: 'advisors', path: () => `/cycles/${cycle}/advice`, ready: null },
  { name: 'consensus', path: () => `/cycles/${cycle}/consensus`, ready: null },
  { name: 'profile', path: () => '/profile', ready: null },
  { name: 'audit', path: () => `/cycles/${cycle}/audit`, ready: null },
  { name: 'people', path: () => `/cycles/${cycle}/people`, ready: null, login: 'admin' },
  { name: 'meeting', path: () => `/cycles/${cycle}/meetings/${meeting}`, ready: null, login: 'secretariat' },
  { name: 'decide', path: () => `/cycles/${cycle}/items/3.3/decide`, ready: null, login: 'steering-chair' },
];

/** Looks at what is shown, and at the same in the dark, where only the colours are others. */
async function look(page: Page, name: string, variant: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  for (const scheme of ['light', 'dark'] as const) {
    const shown = `${name}-${variant.replace('-', `-${scheme}-`)}`;
    await page.emulateMedia({ colorScheme: scheme });
    await expect(page.locator(`html[data-mantine-color-scheme=${scheme}]`)).toBeAttached();
    await page.screenshot({ path: join(folderOf(shown), `${shown}.png`), animations: 'disabled' });
    expect.soft(await violationsOf(page, scheme === 'light' ? rules : 'color-contrast'), shown).toEqual([]);
  }
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect.soft(overflow, `${name}-${variant}: nothing is wider than the screen`).toBeLessThanOrEqual(0);
}

test.describe.configure({ mode: 'parallel' });
for (const width of [1440, 390] as const) {
  for (const language of ['th', 'en'] as const) {
    const variant = `${language}-${width}`;
    const options = { viewport: widths[width], colorScheme: 'light' } as const;

    test(`screens ${variant}, light and dark: no axe violation, no console error, nothing cut`, async ({
      openWindow,
    }) => {
      for (const [login, own] of Map.groupBy(screens, (screen) => screen.login ?? 'cat3-chair')) {
        const { page } = await openWindow(ruam.url, login, '/healthz', options);
        await page.evaluate((chosen) => localStorage.setItem('ruam-language', chosen), language);
        for (const { name, path, ready } of own) {
          await page.goto(ruam.url + path());
          const shown = ready === null ? page.getByRole('heading', { level: 1 }) : page.getByText(ready);
          await expect(shown.first()).toBeVisible();
          await page.waitForLoadState('networkidle');
          await expect(page.getByRole('status').filter({ hasText: /กำลังเชื่อมต่อ|Connecting/ })).toHaveCount(0);
          await look(page, name, variant);
        }
      }
    });

    test(`sign-in ${variant}, light and dark: no axe violation, no console error`, async ({ browser }) => {
      const problems: string[] = [];
      const context = await browser.newContext(options);
      const page = await context.newPage();
      watchConsole(page, 'sign-in', problems);
      await page.goto(`${ruam.url}/healthz`);
      await page.evaluate((chosen) => localStorage.setItem('ruam-language', chosen), language);
      await page.goto(ruam.url);
      await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
      await look(page, 'sign-in', variant);
      await context.close();
      // The browser itself writes the 401 of "who is signed in" to the console; nothing else may stand there.
      expect(problems.filter((problem) => !problem.includes('401'))).toEqual([]);
    });
  }
}
