/** The JavaScript that comes before somebody can sign in, and before they see the board: compressed, chunk by chunk. */
import { gzipSync } from 'node:zlib';
import { launchChromium, openPage } from '../support/chromium.ts';
import { samplePassword, startRuam } from '../support/ruam.ts';

const limitKib = 200;

const ruam = await startRuam();
const browser = await launchChromium();
try {
  const { page } = await openPage(browser, ruam.url, null);
  const scripts = new Map<string, Promise<Buffer>>();
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.set(new URL(response.url()).pathname, response.body());
  });
  await page.goto(ruam.url);
  await page.getByRole('textbox').first().fill('cat3-chair');
  await page.waitForLoadState('networkidle');
  const first = await sizes();
  await page.locator('input[type=password]').fill(samplePassword);
  await page.keyboard.press('Enter');
  await page.getByRole('table').first().waitFor();
  await page.waitForLoadState('networkidle');
  const all = await sizes();

  console.log('first JavaScript, gzip');
  for (const [path, { bytes }] of [...all].sort((one, other) => other[1].bytes - one[1].bytes))
    console.log(`${kib(bytes)} KiB  ${path}${first.has(path) ? '' : '  (for the board)'}`);
  const total = sum(all);
  const editor = [...all].filter(([, { text }]) => text.includes('ProseMirror')).map(([path]) => path);
  console.log(
    `sign-in ${kib(sum(first))} KiB, sign-in and board ${kib(total)} KiB, ${((total / 1_024 / limitKib) * 100).toFixed(0)} % of the limit of ${limitKib} KiB: ${total <= limitKib * 1_024 ? 'kept' : 'MISSED'}`,
  );
  console.log(`the editor comes later: ${editor.length === 0 ? 'kept' : `MISSED, it is in ${editor.join(', ')}`}`);

  async function sizes(): Promise<Map<string, { bytes: number; text: string }>> {
    const found = new Map<string, { bytes: number; text: string }>();
    for (const [path, body] of scripts) {
      const script = await body;
      found.set(path, { bytes: gzipSync(script).length, text: script.toString('utf8') });
    }
    return found;
  }
} finally {
  await browser.close();
  await ruam.dispose();
}

function sum(found: ReadonlyMap<string, { readonly bytes: number }>): number {
  return [...found.values()].reduce((total, { bytes }) => total + bytes, 0);
}

function kib(bytes: number): string {
  return (bytes / 1_024).toFixed(1).padStart(6);
}
