/**
 * A report of a real-size cycle, every level of every item with two pages of Thai and forty pictures, is made as DOCX and as
 * PDF while ten people type (docs/report.md O18): how long each takes, what memory the server holds, and whether the acks of
 * those who type come as they did before. The argument is how often, three without.
 */
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as passed } from 'node:timers/promises';
import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import type { ReportJob } from '@ruam/shared/api/reports.ts';
import * as Y from 'yjs';
import { addParagraphs, thaiParagraphs } from '../bench/thaiProse.ts';
import { type Caller, sampleCycle, signIn } from '../support/api.ts';
import { startRuam } from '../support/ruam.ts';
import { ms, percentile, runDrill, until } from './drill.ts';
import { Editor, letType } from './editor.ts';
import { watchMemory } from './memory.ts';
import { noisyPng } from './picture.ts';

const rounds = Number(process.argv[2] ?? 3);
const lettersPerText = 3_600;
const pictureCount = 40;
const typistCount = 10;
const keysPerSecond = 5;
const beforeMs = 20_000;
const boundsMs = { docx: 5_000, pdf: 15_000 };
/** That acks may come later, at p99, than before. */
const mostLaterMs = 50;
const mostMoreMb = 600;
const askEveryMs = 250;

await runDrill('bigReport', 180_000 + rounds * 60_000, async (verdict) => {
  const ruam = await startRuam();
  try {
    const secretariat = await signIn(ruam.url, 'secretariat');
    const cycle = await sampleCycle(secretariat);
    const items = (await secretariat.get<ItemAnswer[]>(`/api/cycles/${cycle}/items`)).filter(
      ({ kind }) => kind === 'process',
    );
    const writers = new Map<string, Caller>();
    for (const { category } of items)
      if (!writers.has(category)) writers.set(category, await signIn(ruam.url, `cat${category}-secretary`));
    const writerOf = ({ category }: ItemAnswer): Caller => writers.get(category) ?? secretariat;
    const texts = await writeCycle(cycle, items, writerOf);

    const editors = items.slice(0, typistCount).map((item, at) => {
      const document = item.documents.find(({ kind }) => kind === 'evidence')?.id ?? '';
      return new Editor(writerOf(item), document, `t${at}`);
    });
    const acks = measureAcks(editors);
    for (const editor of editors) editor.connect(() => 0);
    await until(() => editors.every(({ syncedAt }) => syncedAt !== null), 'the typists are there');
    const stop = letType(editors, keysPerSecond);
    await until(() => acks.take().length > 0, 'what they type is acknowledged');
    const quiet = watchMemory(ruam.pid());
    await passed(beforeMs);
    const before = acks.take();
    const { mostMb: quietMb } = quiet.stop();

    const busy = watchMemory(ruam.pid());
    const tookMs: Record<'docx' | 'pdf', number[]> = { docx: [], pdf: [] };
    const during: number[] = [];
    let browserMb = 0;
    const sizes: string[] = [];
    for (let round = 0; round < rounds; round++)
      for (const format of ['docx', 'pdf'] as const) {
        acks.take();
        const watching = setInterval(() => {
          void childrenMb(ruam.pid()).then((held) => {
            browserMb = Math.max(browserMb, held);
          });
        }, 1_000);
        const { job, took } = await report(secretariat, cycle, format);
        clearInterval(watching);
        tookMs[format].push(took);
        during.push(...acks.take());
        verdict.bound(job.state === 'done', `a ${format} is ${job.state} ${job.error ?? ''}`);
        if (round === 0) sizes.push(`${format} ${((job.file?.sizeBytes ?? 0) / 2 ** 20).toFixed(1)} MiB`);
      }
    stop();
    const { mostMb } = busy.stop();
    const [p99Before, p99During] = [percentile(before, 0.99), percentile(during, 0.99)];
    for (const format of ['docx', 'pdf'] as const) {
      const slowest = Math.max(...tookMs[format]);
      verdict.bound(slowest < boundsMs[format], `a ${format} took ${ms(slowest)}`);
    }
    verdict.bound(p99During < p99Before + mostLaterMs, `acks came ${ms(p99During)} (p99), before ${ms(p99Before)}`);
    verdict.bound(mostMb - quietMb < mostMoreMb, `the server held ${Math.round(mostMb - quietMb)} MB more`);
    for (const editor of editors) editor.stop();
    return (
      `${texts} texts of ${lettersPerText} letters, ${pictureCount} pictures, all levels; ${sizes.join(', ')}; ` +
      `docx ${tookMs.docx.map(ms).join(' ')}, pdf ${tookMs.pdf.map(ms).join(' ')}; acks of ${typistCount} at ${keysPerSecond}/s ` +
      `before p50 ${ms(percentile(before, 0.5))} p99 ${ms(p99Before)}, during p50 ${ms(percentile(during, 0.5))} ` +
      `p99 ${ms(p99During)} most ${ms(Math.max(...during))}; server ${Math.round(quietMb)} MB → at most ` +
      `${Math.round(mostMb)} MB, Chromium ${Math.round(browserMb)} MB`
    );
  } finally {
    await ruam.dispose();
  }
});

/** Fills every level of every item; gives how many texts. */
async function writeCycle(
  cycle: string,
  items: readonly ItemAnswer[],
  writerOf: (item: ItemAnswer) => Caller,
): Promise<number> {
  const texts = items.flatMap((item) =>
    item.documents.filter(({ kind }) => kind === 'evidence').map(({ id }) => ({ id, caller: writerOf(item) })),
  );
  const paragraphs = thaiParagraphs(lettersPerText);
  for (const [at, { id, caller }] of texts.entries()) {
    const editor = new Editor(caller, id, 'writer');
    addParagraphs(editor.doc, paragraphs);
    if (at < pictureCount) {
      const image = new Y.XmlElement('image');
      image.setAttribute('file', await upload(caller, cycle, at));
      image.setAttribute('alt', `ภาพที่ ${at + 1}`);
      editor.doc.getXmlFragment('default').push([image]);
    }
    editor.connect(() => 0);
    await until(() => editor.syncedAt !== null, 'a text is written');
    editor.stop();
  }
  return texts.length;
}

async function upload(caller: Caller, cycle: string, number: number): Promise<string> {
  const body = new FormData();
  body.set('file', new File([noisyPng(1_600, 1_000, number)], `ภาพ ${number}.png`));
  const answer = await caller.send('POST', `/api/cycles/${cycle}/files?use=text`, body);
  if (!answer.ok) throw new Error(await answer.text());
  return ((await answer.json()) as { id: string }).id;
}

/** From a key to its ack; `take` gives what came since the last time. */
function measureAcks(editors: readonly Editor[]): { take(): number[] } {
  let delays: number[] = [];
  for (const editor of editors) {
    const typedAt: number[] = [];
    let known = 0;
    editor.onTyped = () => void typedAt.push(performance.now());
    editor.onAcknowledged = (words) => {
      for (; known < words; known++) delays.push(performance.now() - (typedAt[known] ?? 0));
    };
  }
  return {
    take() {
      const taken = delays;
      delays = [];
      return taken;
    },
  };
}

async function report(caller: Caller, cycle: string, format: 'docx' | 'pdf') {
  const began = performance.now();
  const request = JSON.stringify({ format, options: { levels: 'all' } });
  const asked = await caller.send('POST', `/api/cycles/${cycle}/reports`, request);
  if (asked.status !== 202) throw new Error(await asked.text());
  let job = (await asked.json()) as ReportJob;
  await until(async () => {
    job = await caller.get<ReportJob>(`/api/cycles/${cycle}/reports/${job.id}`);
    if (job.state !== 'waiting' && job.state !== 'running') return true;
    // As often as a page that waits asks.
    await passed(askEveryMs);
    return false;
  }, 'the report is made');
  return { job, took: performance.now() - began };
}

/** What the processes hold that this one has begun, and those that they have. Read beside the loop, which times the acks. */
async function childrenMb(pid: number): Promise<number> {
  let sum = 0;
  for (const child of await childrenOf(pid)) {
    try {
      const kib = /^Pss:\s+(\d+) kB$/m.exec(await readFile(`/proc/${child}/smaps_rollup`, 'utf8'))?.[1];
      sum += Number(kib ?? 0) / 1_024;
    } catch {
      // It has ended since.
    }
    sum += await childrenMb(child);
  }
  return sum;
}

async function childrenOf(pid: number): Promise<number[]> {
  try {
    const tasks = await readdir(`/proc/${pid}/task`);
    const lists = await Promise.all(tasks.map((task) => readFile(`/proc/${pid}/task/${task}/children`, 'utf8')));
    return lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number));
  } catch {
    return [];
  }
}
