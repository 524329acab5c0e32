import { defineConfig } from '@playwright/test';

/** Chromium off the network; without a sandbox only as root, where it has none. */
const args = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** Browser stories against real server processes, each with its own data directory and port. */
export default defineConfig({
  testDir: 'stories',
  outputDir: '../.cache/results/browser',
  fullyParallel: false,
  // Each story file has a server and a port of its own.
  workers: 2,
  // What passes only when tried again is told at the end of `npm test`, with why.
  retries: 1,
  forbidOnly: true,
  // What ends a story that hangs; a machine with much else to do takes four times as long as a quiet one.
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json']],
  use: {
    locale: 'th-TH',
    timezoneId: 'Asia/Bangkok',
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    // Only the stories about networks keep the page itself in the browser.
    serviceWorkers: 'block',
    launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args },
  },
});
