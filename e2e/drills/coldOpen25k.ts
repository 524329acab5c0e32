/**
 * A document of 25,000 small updates, on a server that was killed and has just started: a stock client has all of it
 * within a second, and so has who asks for its content.
 */
import { documentOf, sampleCycle, signIn } from '../support/api.ts';
import { startRuam } from '../support/ruam.ts';
import { synced } from '../support/stockProvider.ts';
import { contentOf, missingFrom } from './contents.ts';
import { ms, runDrill, until } from './drill.ts';
import { Editor } from './editor.ts';
import { StockEditor } from './stockEditor.ts';

const updates = 25_000;
const writers = 5;
/** Typed without waiting for the ack. */
const burst = 50;
const boundMs = 1_000;

await runDrill('coldOpen25k', 180_000, async (verdict) => {
  const ruam = await startRuam({ LIMIT_UPDATES_PER_SECOND: '0' });
  try {
    const caller = await signIn(ruam.url, 'cat3-member-1');
    const documentId = await documentOf(caller, await sampleCycle(caller), '3.3', 'evidence', 'basic');
    const editors = Array.from({ length: writers }, (_, index) => new Editor(caller, documentId, `e${index}`));
    const startedAt = performance.now();
    await Promise.all(
      editors.map(async (editor) => {
        editor.connect(() => 500);
        await until(() => editor.syncedAt !== null, 'the editor is synced');
        while (editor.typed < updates / writers) {
          for (let index = 0; index < burst; index++) editor.type();
          await until(() => editor.acknowledged === editor.typed, 'the ack');
        }
        editor.stop();
      }),
    );
    const seconds = (performance.now() - startedAt) / 1_000;
    const words = editors.flatMap((editor) => editor.words);

    await ruam.kill();
    await ruam.restart();
    const openedAt = performance.now();
    const fresh = new StockEditor(caller, documentId, 'fresh');
    await synced(fresh.provider);
    const openMs = performance.now() - openedAt;
    const inDoc = missingFrom([fresh.content.replace(/<[^>]*>/g, ' ')], words);
    fresh.stop();
    await ruam.kill();
    await ruam.restart();
    const askedAt = performance.now();
    const content = await contentOf(caller, documentId);
    const contentMs = performance.now() - askedAt;
    const inContent = missingFrom([content], words);

    verdict.bound(openMs < boundMs, `opened after ${ms(openMs)}`);
    verdict.bound(contentMs < boundMs, `the content came after ${ms(contentMs)}`);
    verdict.bound(inDoc.length === 0, `the first step 2 lacks ${inDoc.length} words`);
    verdict.bound(inContent.length === 0, `the content lacks ${inContent.length} words`);
    return `${words.length} updates in ${seconds.toFixed(1)} s; after kill -9 a stock client has all after ${ms(openMs)}, the content comes after ${ms(contentMs)}, ${inDoc.length + inContent.length} lost`;
  } finally {
    await ruam.dispose();
  }
});
