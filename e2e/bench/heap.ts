/**
 * The heap of a window in which one reads along while ten others write for an hour, played fast: as many keystrokes, each
 * stretch of letters taken back again so that the document keeps its size. Beside it the same document in bare Tiptap
 * with Collaboration, whose growth is the document's own.
 */

import { startHelper } from '../drills/helper.ts';
import { documentOf, sampleCycle, signIn } from '../support/api.ts';
import { launchChromium, type MeasuredPage, openPage } from '../support/chromium.ts';
import { startRuam } from '../support/ruam.ts';
import { buildPlainPage, servePlainPage } from './plainPage.ts';
import type { TypistsAnswer, TypistsTask } from './typists.ts';

const remote = 10;
const humanPerSecond = 5;
const hour = remote * humanPerSecond * 3_600;
/** How much of an hour, 0-1 (the argument; all of it without). */
const share = Number(process.argv[2] ?? 1);
const keystrokes = Math.round(hour * share);
/** So many times faster than people. */
const speed = 30;
/** Before the heap is looked at for the first time: code that runs for the first time is compiled. */
const warmUp = 6_000;
const characters = 40_000;
const limitMb = 10;
const logins = ['cat3-chair', 'cat3-secretary', 'cat3-member-2'];

const typists = startHelper<TypistsTask, TypistsAnswer>('../bench/typists.ts');
const ruam = await startRuam({ LIMIT_UPDATES_PER_SECOND: '0' });
const browser = await launchChromium();
try {
  const caller = await signIn(ruam.url, 'cat3-member-1');
  const cycle = await sampleCycle(caller);
  const documentId = await documentOf(caller, cycle, '3.3', 'evidence', 'basic');
  await typists.ask({ name: 'fill', url: ruam.url, documentId, characters });
  const plain = await openPage(browser, ruam.url, 'cat3-member-1');
  const ours = await openPage(browser, ruam.url, 'cat3-member-1');
  await servePlainPage(plain.page.context(), await buildPlainPage());
  await plain.page.goto(`${ruam.url}/bench/plain?document=${documentId}`);
  await ours.page.goto(`${ruam.url}/cycles/${cycle}/categories/3/items/3.3?part=evidence&level=basic`);
  for (const { page } of [plain, ours]) await page.getByRole('textbox', { name: /^(plain|\d\.\d )/ }).waitFor();

  const writers = Array.from({ length: remote }, (_, index) => logins[index % logins.length] ?? '');
  await typists.ask({ name: 'join', url: ruam.url, documentId, logins: writers });
  const perSecond = humanPerSecond * speed;
  const first = await typists.ask({ name: 'typeAll', perSecond, keystrokes: warmUp });
  const before = { plain: await heapMb(plain), ours: await heapMb(ours) };
  const startedAt = performance.now();
  const last = await typists.ask({ name: 'typeAll', perSecond, keystrokes });
  const minutes = (performance.now() - startedAt) / 60_000;
  const after = { plain: await heapMb(plain), ours: await heapMb(ours) };
  const beyond = after.ours - before.ours - (after.plain - before.plain);

  console.log(
    `heap: ${last.keystrokes - first.keystrokes} keystrokes of ${remote} others (${(share * 60).toFixed(0)} min of people, played in ${minutes.toFixed(1)} min), document ${first.characters} → ${last.characters} characters`,
  );
  console.log(`plain    ${before.plain.toFixed(1)} → ${after.plain.toFixed(1)} MB`);
  console.log(`ruam     ${before.ours.toFixed(1)} → ${after.ours.toFixed(1)} MB`);
  console.log(
    `grown beyond the document's growth: ${beyond.toFixed(1)} MB, limit ${limitMb} MB: ${beyond < limitMb ? 'kept' : 'MISSED'}`,
  );
} finally {
  await browser.close();
  typists.end();
  await ruam.dispose();
}

/** What is reachable: collected until nothing more goes, after the page has drawn everything that arrived. */
async function heapMb({ page, tools }: MeasuredPage): Promise<number> {
  await page.bringToFront();
  let least = Number.POSITIVE_INFINITY;
  for (;;) {
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 1_000))));
    await tools.send('HeapProfiler.collectGarbage');
    const { usedSize } = await tools.send('Runtime.getHeapUsage');
    if (usedSize > least * 0.995) return Math.min(usedSize, least) / 1_048_576;
    least = usedSize;
  }
}
