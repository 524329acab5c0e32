import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { samplePassword } from './ruam.ts';

/** A browser window of its own: another person, another machine. */
interface Window {
  readonly page: Page;
  readonly context: BrowserContext;
}

interface Fixtures {
  /** Opens a window signed in as a role account, on a path of the server. An unexpected console error fails the story. */
  openWindow(
    url: string,
    login: string,
    path: string,
    options?: Parameters<import('@playwright/test').Browser['newContext']>[0],
  ): Promise<Window>;
  /** Console errors that a story provokes on purpose (a cut socket, a refused sign-in). */
  expectedErrors: RegExp[];
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
  expectedErrors: async ({}, use) => {
    await use([]);
  },
  openWindow: async ({ browser, expectedErrors }, use) => {
    const problems: string[] = [];
    const contexts: BrowserContext[] = [];
    await use(async (url, login, path, options = {}) => {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
      contexts.push(context);
      const answer = await context.request.post(`${url}/api/session`, {
        headers: { origin: url },
        data: { login, password: samplePassword },
      });
      expect(answer.status()).toBe(200);
      const page = await context.newPage();
      watchConsole(page, login, problems);
      await page.goto(url + path);
      return { page, context };
    });
    for (const context of contexts) await context.close();
    expect(problems.filter((problem) => !expectedErrors.some((expected) => expected.test(problem)))).toEqual([]);
  },
});

/** Collects console errors and uncaught exceptions of a page. */
export function watchConsole(page: Page, name: string, problems: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`${name}: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`${name}: ${error.message}`));
}

/** What a cut connection makes the browser itself write to the console. */
export const cutConnection = [/WebSocket connection to .* failed/, /net::ERR_/, /Failed to load resource/];
