/**
 * Ten unmodified y-websocket clients for some minutes (the argument; 10 without), half idle, half typing now and then,
 * some cut off: the idle ones never reconnect, nobody hears a message that it does not know, all end equal (S1, S6).
 */
import { setTimeout as passed } from 'node:timers/promises';
import { documentOf, sampleCycle, signIn } from '../support/api.ts';
import { startRuam } from '../support/ruam.ts';
import { contentOf, missingFrom } from './contents.ts';
import { runDrill, until } from './drill.ts';
import { StockEditor } from './stockEditor.ts';

const minutes = Number(process.argv[2] ?? 10);
const typingGapMs = 800;
const cutEveryMs = 7_000;

await runDrill('stock10', minutes * 60_000 + 60_000, async (verdict) => {
  const complaints: string[] = [];
  console.error = (...words: unknown[]) => void complaints.push(words.join(' '));
  // Each provider listens to the end of the process.
  process.setMaxListeners(0);
  const ruam = await startRuam();
  try {
    const caller = await signIn(ruam.url, 'cat3-member-1');
    const cycle = await sampleCycle(caller);
    const [shared, quiet, lonely] = await Promise.all(
      ['basic', 'advance', 'significance'].map((level) => documentOf(caller, cycle, '3.3', 'evidence', level)),
    );
    if (!shared || !quiet || !lonely) throw new Error('no documents');
    const join = (documentId: string, name: string) => new StockEditor(caller, documentId, name);
    const typing = ['t0', 't1', 't2', 't3', 't4'].map((name) => join(shared, name));
    // Among those who type, with one another, and alone: where nobody else keeps the connection busy.
    const idle = [join(shared, 'i0'), join(shared, 'i1'), join(quiet, 'i2'), join(quiet, 'i3'), join(lonely, 'i4')];
    const everyone = [...typing, ...idle];
    const areSynced = () => everyone.every(({ provider }) => provider.synced);
    await until(areSynced, 'all are synced');

    let cuts = 0;
    const end = performance.now() + minutes * 60_000;
    for (let cutAt = performance.now() + cutEveryMs; performance.now() < end; ) {
      pick(typing)?.type();
      if (performance.now() > cutAt) {
        cutAt += cutEveryMs;
        cuts += 1;
        pick(typing)?.cut();
      }
      await passed(Math.random() * 2 * typingGapMs);
    }
    const reconnects = idle.reduce((sum, { connects }) => sum + connects - 1, 0);
    verdict.bound(reconnects === 0, `${reconnects} reconnects of those who were idle`);

    const fresh = join(shared, 'fresh');
    await until(() => areSynced() && fresh.provider.synced, 'all are synced again');
    const inShared = [...typing, ...idle.slice(0, 2), fresh];
    const areEqual = () => new Set(inShared.map(({ content }) => content)).size === 1;
    await until(areEqual, 'all documents are equal');
    const words = typing.flatMap((editor) => editor.words);
    const lost = missingFrom([await contentOf(caller, shared)], words);
    verdict.bound(lost.length === 0, `${lost.length} words are lost: ${lost.slice(0, 10).join(' ')}`);
    verdict.bound(complaints.length === 0, `the provider complained: ${complaints[0]}`);
    for (const editor of [...everyone, fresh]) editor.stop();
    return `10 stock clients for ${minutes} min, ${words.length} words, ${cuts} cuts, ${reconnects} reconnects of the idle, ${complaints.length} complaints, ${lost.length} lost, all equal`;
  } finally {
    await ruam.dispose();
  }
});

function pick<Choice>(from: readonly Choice[]): Choice | undefined {
  return from[Math.floor(Math.random() * from.length)];
}
