/**
 * 200 people type into one document when the steering chair approves its item: everyone is read-only within a second,
 * every word is in the document or in a rescue, nothing comes in behind the lock (docs/sync.md S5).
 */
import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import { type Caller, documentOf, sampleCycle, signIn } from '../support/api.ts';
import { startRuam } from '../support/ruam.ts';
import { contentOf, missingFrom } from './contents.ts';
import { ms, runDrill, until } from './drill.ts';
import { Editor, letType } from './editor.ts';

const item = '3.3';
const editorCount = 200;
const wordsPerSecond = 2;
const boundMs = 1_000;

await runDrill('lock200', 120_000, async (verdict) => {
  const ruam = await startRuam();
  try {
    const logins = ['cat3-chair', 'cat3-secretary', 'cat3-member-1', 'cat3-member-2'];
    const callers = await Promise.all(logins.map((login) => signIn(ruam.url, login)));
    const [chair, secretariat] = await Promise.all(
      ['steering-chair', 'secretariat'].map((login) => signIn(ruam.url, login)),
    );
    if (!chair || !secretariat) throw new Error('not signed in');
    const cycle = await sampleCycle(secretariat);
    // An approval locks the evidence up to its level.
    const level = await claimedLevel(secretariat, cycle);
    const documentId = await documentOf(secretariat, cycle, item, 'evidence', level);
    const editors = Array.from({ length: editorCount }, (_, index) => {
      const caller = callers[index % callers.length];
      if (!caller) throw new Error('nobody is signed in');
      return new Editor(caller, documentId, `e${index}`);
    });
    for (const editor of editors) editor.connect(() => Math.random() * 1_000);
    await until(() => editors.every(({ syncedAt }) => syncedAt !== null), 'all editors are synced');
    const stop = letType(editors, wordsPerSecond);
    await until(() => editors.every(({ acknowledged }) => acknowledged > 2), 'everybody has typed');

    const askedAt = performance.now();
    const answer = await approve(chair, cycle, level);
    const answeredAt = performance.now();
    if (answer.status !== 201) throw new Error(`the approval: ${answer.status} ${await answer.text()}`);
    const isTold = ({ readOnlyAt }: Editor) => readOnlyAt !== null;
    await until(
      () => editors.every(isTold),
      () =>
        `all editors are read-only; not yet: ${editors
          .filter((editor) => !isTold(editor))
          .map(describe)
          .join(', ')}`,
      20_000,
    );
    stop();
    await until(
      () => editors.every(({ closed, acknowledged, typed }) => closed !== null || acknowledged === typed),
      'every word is acknowledged or its editor told off',
    );
    const content = await contentOf(secretariat, documentId);
    const firstRescues = await rescuesOf(secretariat, documentId);
    const lastMs = Math.max(...editors.map(({ readOnlyAt }) => (readOnlyAt ?? Number.NaN) - askedAt));
    verdict.bound(lastMs < boundMs, `the last editor was read-only after ${ms(lastMs)}`);

    // Who does not care for the lock and types on is refused, too.
    const stubborn = editors.filter(({ closed }) => closed === null).slice(0, 20);
    for (const editor of stubborn) editor.type();
    await until(() => stubborn.every(({ closed }) => closed !== null), 'the stubborn are refused');
    const rescues = await rescuesOf(secretariat, documentId);
    const now = await contentOf(secretariat, documentId);
    verdict.bound(now === content, 'the document changed behind the lock');

    const lost = missingFrom(
      [content, ...rescues.map(({ text }) => text)],
      editors.flatMap(({ words }) => words),
    );
    verdict.bound(lost.length === 0, `${lost.length} words are lost: ${lost.slice(0, 10).join(' ')}`);
    const wrong = editors.filter(({ closed }) => closed !== null && !/^locked rescue=\S+$/.test(closed.reason));
    verdict.bound(wrong.length === 0, `closed with ${wrong[0]?.closed?.code} ${wrong[0]?.closed?.reason}`);
    const words = editors.reduce((sum, { typed }) => sum + typed, 0);
    for (const editor of editors) editor.stop();
    return (
      `${editorCount} editors, ${words} words, the approval answered after ${ms(answeredAt - askedAt)}, ` +
      `last read-only after ${ms(lastMs)}, ${firstRescues.length} rescues, ` +
      `${rescues.length - firstRescues.length} more of ${stubborn.length} who typed on, ${lost.length} lost`
    );
  } finally {
    await ruam.dispose();
  }
});

function describe({ name, typed, acknowledged, isOpen, closed }: Editor): string {
  return `${name} (${typed} typed, ${acknowledged} acknowledged, ${isOpen ? 'open' : `closed ${closed?.code ?? ''}`})`;
}

async function claimedLevel(caller: Caller, cycle: string): Promise<string> {
  const items = await caller.get<ItemAnswer[]>(`/api/cycles/${cycle}/items`);
  const level = items.find(({ code }) => code === item)?.claimed;
  if (!level) throw new Error(`${item} is not claimed`);
  return level;
}

function approve(chair: Caller, cycle: string, level: string): Promise<Response> {
  const body = JSON.stringify({ level, resolution: 'รับรองตามที่เสนอ' });
  return chair.send('POST', `/api/cycles/${cycle}/items/${item}/approval`, body);
}

function rescuesOf(caller: Caller, documentId: string): Promise<{ id: string; text: string }[]> {
  return caller.get(`/api/documents/${documentId}/rescues`);
}
