/**
 * Eight browser windows in one paragraph type Thai sentences for two minutes (the argument, in seconds; 120 without),
 * half of them through an input method: all end equal, and every sentence is whole.
 */
import { setTimeout as passed } from 'node:timers/promises';
import { documentOf, sampleCycle, signIn } from '../support/api.ts';
import { launchChromium, openPage } from '../support/chromium.ts';
import { eightLogins, layOutPlaces, sitDown, wholeText } from '../support/eightTypists.ts';
import { startRuam } from '../support/ruam.ts';
import { shownText } from '../support/typing.ts';
import { evidencePath, expectSaved } from '../support/writing.ts';
import { contentOf } from './contents.ts';
import { runDrill, until } from './drill.ts';

const seconds = Number(process.argv[2] ?? 120);
/** Between two keystrokes, on average. */
const gapMs = 150;

await runDrill('eightTypists', seconds * 1_000 + 180_000, async (verdict) => {
  const ruam = await startRuam();
  const browser = await launchChromium();
  try {
    const caller = await signIn(ruam.url, 'cat3-member-1');
    const cycle = await sampleCycle(caller);
    const documentId = await documentOf(caller, cycle, '3.3', 'evidence', 'basic');
    await layOutPlaces(caller, documentId);
    const pages = await Promise.all(
      eightLogins.map(async (login) => {
        const { page } = await openPage(browser, ruam.url, login);
        await page.goto(ruam.url + evidencePath(cycle, '3.3', 'basic'));
        await expectSaved(page);
        return page;
      }),
    );
    const typists = await Promise.all(pages.map((page, index) => sitDown(page, index + 1)));
    const end = performance.now() + seconds * 1_000;
    await Promise.all(
      typists.map(async (typist) => {
        while (performance.now() < end) await typist.writeSentence(() => passed(2 * gapMs * Math.random()));
      }),
    );
    for (const page of pages) await expectSaved(page);

    const written = wholeText(typists);
    const shown = (): Promise<string[]> => Promise.all(pages.map(shownText));
    await until(async () => new Set(await shown()).size === 1, 'all windows show the same');
    const [text = ''] = await shown();
    const onServer = await contentOf(caller, documentId);
    const sentences = typists.flatMap((typist) => typist.sentences);
    const broken = sentences.filter((sentence) => !onServer.includes(sentence));
    verdict.bound(broken.length === 0, `${broken.length} sentences are not whole: ${broken.slice(0, 5).join(' ')}`);
    verdict.bound(onServer === written, 'the server has another text than was typed');
    verdict.bound(text === written, 'the windows show another text than was typed');
    return `8 windows in one paragraph for ${seconds} s, ${sentences.length} sentences, ${sentences.join('').length} letters, ${broken.length} broken, all equal`;
  } finally {
    await browser.close();
    await ruam.dispose();
  }
});
