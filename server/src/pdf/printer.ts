import { existsSync } from 'node:fs';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { type Browser, chromium } from 'playwright-core';

/** Prints pages as PDF with the machine's Chromium: nothing else sets Thai right. */
export interface Printer {
  /**
   * The PDF of a page that brings everything with it: no script of it runs and nothing is fetched, whatever stands in it.
   * One after the other. Throws `noPrinter` (details `browser: missing | superuser`), `unavailable` (`failed | busy`: it took too
   * long, or many wait).
   */
  print(page: string): Promise<Uint8Array>;
  close(): Promise<void>;
}

interface Settings {
  /** Where Chromium is; null: where it usually is. */
  readonly path: string | null;
  /** Only a trial may print without Chromium's own sandbox, which it refuses to the superuser. */
  readonly mayGoWithoutSandbox: boolean;
  readonly failed: (error: unknown) => void;
}

const usualPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];
const timeoutMs = 60_000;
/** So many wait for their turn at most. */
const maxWaiting = 20;

export function createPrinter({ path, mayGoWithoutSandbox, failed }: Settings): Printer {
  let waiting = 0;
  let turn: Promise<unknown> = Promise.resolve();
  let open: Browser | null = null;

  async function printNow(page: string): Promise<Uint8Array> {
    const executablePath = path ?? usualPaths.find((each) => existsSync(each));
    if (executablePath === undefined || !existsSync(executablePath)) throw unavailable('missing');
    const isRoot = process.getuid?.() === 0;
    if (isRoot && !mayGoWithoutSandbox) throw unavailable('superuser');
    try {
      open = await chromium.launch({ executablePath, chromiumSandbox: !isRoot, timeout: timeoutMs, args: quiet });
      const context = await open.newContext({ javaScriptEnabled: false, offline: true, serviceWorkers: 'block' });
      context.setDefaultTimeout(timeoutMs);
      await context.route('**/*', (route) => route.abort());
      const sheet = await context.newPage();
      await sheet.setContent(page, { waitUntil: 'load' });
      return new Uint8Array(
        await sheet.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true }),
      );
    } catch (error) {
      failed(error);
      throw unavailable('failed');
    } finally {
      await open?.close().catch(failed);
      open = null;
    }
  }

  return {
    async print(page) {
      if (waiting >= maxWaiting) throw unavailable('busy');
      waiting += 1;
      const printed = turn.then(() => within(printNow(page)));
      turn = printed.catch(() => undefined);
      return printed.finally(() => {
        waiting -= 1;
      });
    },
    async close() {
      await open?.close().catch(failed);
    },
  };

  /** A page that never comes to an end ends with its browser. */
  async function within(printing: Promise<Uint8Array>): Promise<Uint8Array> {
    const timer = setTimeout(() => void open?.close().catch(failed), timeoutMs);
    return printing.finally(() => clearTimeout(timer));
  }
}

const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--host-resolver-rules=MAP * ~NOTFOUND',
];

function unavailable(browser: 'missing' | 'superuser' | 'failed' | 'busy'): AppError {
  const isMissing = browser === 'missing' || browser === 'superuser';
  return new AppError(isMissing ? 'noPrinter' : 'unavailable', 'PDF is printed by Chromium, which gave none', {
    browser,
  });
}
