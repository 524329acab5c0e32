/**
 * 200 people type into several documents when the server is told to end and is started again: all are synced within ten
 * seconds after it serves, and every word is there (docs/sync.md S12).
 */
import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import { type Caller, sampleCycle, signIn } from '../support/api.ts';
import { startRuam } from '../support/ruam.ts';
import { contentOf, missingFrom } from './contents.ts';
import { ms, percentile, runDrill, until } from './drill.ts';
import { Editor, letType } from './editor.ts';
import { StockEditor } from './stockEditor.ts';

const ourCount = 180;
const stockCount = 20;
const documentCount = 8;
const wordsPerSecond = 1;
/** As our client comes back (S12). */
const jitterMs = 3_000;
const boundMs = 10_000;

await runDrill('restart200', 180_000, async (verdict) => {
  // Each provider listens to the end of the process.
  process.setMaxListeners(0);
  const ruam = await startRuam();
  try {
    const logins = ['cat3-chair', 'cat3-secretary', 'cat3-member-1', 'cat3-member-2'];
    const callers = await Promise.all(logins.map((login) => signIn(ruam.url, login)));
    const documents = await evidenceOfCategory(at(callers, 0));
    const ours = Array.from(
      { length: ourCount },
      (_, index) => new Editor(at(callers, index), at(documents, index), `e${index}`),
    );
    const stock = Array.from(
      { length: stockCount },
      (_, index) => new StockEditor(at(callers, index), at(documents, index), `s${index}`),
    );
    for (const editor of ours) editor.connect(() => Math.random() * jitterMs);
    const areSynced = () =>
      ours.every(({ syncedAt }) => syncedAt !== null) && stock.every(({ provider }) => provider.synced);
    await until(areSynced, 'all are synced');
    const stop = letType(ours, wordsPerSecond);
    const stockTyping = setInterval(() => at(stock, Math.floor(Math.random() * stockCount)).type(), 1_000 / stockCount);
    await until(() => ours.every(({ acknowledged }) => acknowledged > 1), 'everybody has typed');

    const endingAt = performance.now();
    const code = await ruam.terminate();
    const endedMs = performance.now() - endingAt;
    verdict.bound(code === 0, `the server ended with ${code}`);
    await ruam.restart();
    const servesAt = performance.now();
    await until(areSynced, 'all are synced again');
    const syncedMs = performance.now() - servesAt;
    const each = ours.map(({ syncedAt }) => (syncedAt ?? Number.NaN) - servesAt);
    stop();
    clearInterval(stockTyping);
    await until(() => ours.every(({ acknowledged, typed }) => acknowledged === typed), 'every word is acknowledged');
    const texts = () => Promise.all(documents.map((id) => contentOf(at(callers, 0), id)));
    const words = [...ours, ...stock].flatMap((editor) => editor.words);
    // A stock client asks for no ack: its last words are on their way.
    await until(async () => missingFrom(await texts(), words).length === 0, 'all words are there', 10_000).catch(
      () => undefined,
    );
    const lost = missingFrom(await texts(), words);

    verdict.bound(syncedMs < boundMs, `all were synced after ${ms(syncedMs)}`);
    verdict.bound(lost.length === 0, `${lost.length} words are lost: ${lost.slice(0, 10).join(' ')}`);
    const gone = ours.filter(({ closed }) => closed !== null);
    verdict.bound(gone.length === 0, `closed for good with ${gone[0]?.closed?.code}`);
    for (const editor of [...ours, ...stock]) editor.stop();
    return (
      `${ourCount} editors and ${stockCount} stock clients in ${documents.length} documents, ended after ${ms(endedMs)}, ` +
      `all synced ${ms(syncedMs)} after it served again (half of ours ${ms(percentile(each, 0.5))}), ${words.length} words, ${lost.length} lost`
    );
  } finally {
    await ruam.dispose();
  }
});

async function evidenceOfCategory(caller: Caller): Promise<string[]> {
  const items = await caller.get<ItemAnswer[]>(`/api/cycles/${await sampleCycle(caller)}/items`);
  return items
    .filter(({ category }) => String(category) === '3')
    .flatMap(({ documents }) => documents.filter(({ kind }) => kind === 'evidence').map(({ id }) => id))
    .slice(0, documentCount);
}

/** Round and round. */
function at<Choice>(from: readonly Choice[], index: number): Choice {
  const chosen = from[index % from.length];
  if (chosen === undefined) throw new Error('nothing to choose from');
  return chosen;
}
