import { existsSync } from 'node:fs';

/** Where Debian, Ubuntu, Fedora, Google, Microsoft and macOS put it. */
const usualPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/lib/chromium/chromium',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/usr/bin/microsoft-edge',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The browser to print with: `path` (CHROMIUM) and no other, else one where they usually are, else playwright's; null for none. */
export function findChromium(path: string | null, ofPlaywright: () => string): string | null {
  if (path !== null) return existsSync(path) ? path : null;
  return usualPaths.find((each) => existsSync(each)) ?? existing(ofPlaywright);
}

/** Playwright throws where it knows of no browser for this machine. */
function existing(named: () => string): string | null {
  try {
    const path = named();
    return path !== '' && existsSync(path) ? path : null;
  } catch {
    return null;
  }
}
