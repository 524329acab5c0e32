import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test';
import { samplePassword } from './ruam.ts';

/** A page of a signed-in person, with the way to Chromium's own tools. */
export interface MeasuredPage {
  readonly page: Page;
  readonly tools: CDPSession;
  close(): Promise<void>;
}

/** The system's Chromium, off the network. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      // A page that a test answers itself counts as from nowhere, and may not speak to this machine's server.
      '--disable-features=LocalNetworkAccessChecks',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
}

/** A window of its own, as another machine has it; on no page yet. @param login null: nobody is signed in */
export async function openPage(browser: Browser, url: string, login: string | null): Promise<MeasuredPage> {
  const context = await browser.newContext({
    locale: 'th-TH',
    timezoneId: 'Asia/Bangkok',
    viewport: { width: 1440, height: 900 },
  });
  if (login !== null) {
    const data = { login, password: samplePassword };
    const answer = await context.request.post(`${url}/api/session`, { headers: { origin: url }, data });
    if (!answer.ok()) throw new Error(`signing in ${login}: ${answer.status()}`);
  }
  const page = await context.newPage();
  const tools = await context.newCDPSession(page);
  return { page, tools, close: () => context.close() };
}
