/**
 * 200 people follow a presenter who moves five times a second for half a minute, while another types in the text that is
 * shown and decisions fall. Every change is at every follower in time (docs/stage.md G6), and what all of them then ask for
 * is worked out once (G10).
 */
import { readFileSync } from 'node:fs';
import { setTimeout as passed } from 'node:timers/promises';
import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import { type Caller, documentOf, sampleCycle, signIn } from '../support/api.ts';
import { startRuam } from '../support/ruam.ts';
import { ms, percentile, runDrill, until } from './drill.ts';
import { Editor, letType } from './editor.ts';
import { Follower, Presenter } from './follower.ts';

const followerCount = 200;
const changesPerSecond = 5;
const lastsMs = 30_000;
const decisionEveryMs = 6_000;
const boundMs = 300;

await runDrill('followers200', 180_000, async (verdict) => {
  const ruam = await startRuam();
  try {
    const logins = ['steering-member-1', 'steering-member-2', 'steering-chair', 'observer', 'admin'];
    const callers = await Promise.all(logins.map((login) => signIn(ruam.url, login)));
    const [secretariat, chair, writer] = await Promise.all(
      ['secretariat', 'steering-chair', 'cat3-member-1'].map((login) => signIn(ruam.url, login)),
    );
    if (!secretariat || !chair || !writer) throw new Error('not signed in');
    const cycle = await sampleCycle(secretariat);
    const meeting = await beginMeeting(secretariat, cycle);
    const items = await secretariat.get<ItemAnswer[]>(`/api/cycles/${cycle}/items`);
    const claimed = items.filter(
      ({ kind, claimed: level, category }) => kind === 'process' && level && category !== '3',
    );
    const document = await documentOf(secretariat, cycle, '3.3', 'evidence', 'basic');

    const sentAt = new Map<string, number>();
    const followers = Array.from(
      { length: followerCount },
      (_, n) => new Follower(callers[n % callers.length] ?? chair, { cycle, meeting }, sentAt),
    );
    await until(() => followers.every(({ hasStage }) => hasStage), 'everybody follows');
    for (const follower of followers) follower.delays.length = 0;
    const editor = new Editor(writer, document, 'typist');
    editor.connect(() => 0);
    await until(() => editor.syncedAt !== null, 'the typist is there');
    const stopTyping = letType([editor], 4);
    const [before, cpuBefore, began] = [await figures(ruam.url), cpuMs(ruam.pid()), performance.now()];

    let decisions = 0;
    let changes = 0;
    const pending: Promise<void>[] = [];
    const presenter = new Presenter(secretariat, { cycle, meeting });
    while (performance.now() - began < lastsMs) {
      changes += 1;
      sentAt.set(String(changes), performance.now());
      presenter.show({ document, mode: 'text', page: changes % 100, block: `b${changes}`, message: String(changes) });
      const item = claimed[decisions];
      if (performance.now() - began > (decisions + 1) * decisionEveryMs && item) {
        decisions += 1;
        pending.push(approve(chair, cycle, item));
      }
      await passed(Math.max(0, began + (changes * 1_000) / changesPerSecond - performance.now()));
    }
    await Promise.all(pending);
    await until(() => presenter.isDone, 'everything is sent');
    stopTyping();
    await until(() => followers.every(({ newest }) => newest === String(changes)), 'everybody has the last change');
    await until(() => followers.every(({ isAsking }) => !isAsking), 'everybody has what they asked for');
    const elapsedMs = performance.now() - began;
    const cpu = ((cpuMs(ruam.pid()) - cpuBefore) / elapsedMs) * 100;
    const after = await figures(ruam.url);
    const [computed, given, unchanged] = (['computed', 'given', 'unchanged'] as const).map(
      (kind) => (after[kind] ?? 0) - (before[kind] ?? 0),
    );

    const delays = followers.flatMap((follower) => follower.delays);
    const asked = followers.flatMap((follower) => follower.askedMs);
    const p95 = percentile(delays, 0.95);
    verdict.bound(p95 <= boundMs, `a change was at the followers after ${ms(p95)} (p95)`);
    verdict.bound(decisions >= 3, `only ${decisions} decisions fell`);
    const missed = followers.reduce((sum, { delays: { length } }) => sum + presenter.sent - length, 0);
    verdict.bound(missed === 0, `${missed} frames did not come`);
    const failed = followers.reduce((sum, follower) => sum + follower.failed, 0);
    verdict.bound(failed === 0, `${failed} answers were errors`);
    for (const follower of followers) follower.stop();
    editor.stop();
    return (
      `${followerCount} followers, ${changes} changes and ${decisions} decisions in ${Math.round(elapsedMs / 1_000)} s; ` +
      `change → frame p50 ${ms(percentile(delays, 0.5))}, p95 ${ms(p95)}, p99 ${ms(percentile(delays, 0.99))}, ` +
      `most ${ms(Math.max(...delays))} (${presenter.sent} requests of the console); ` +
      `${asked.length} answers asked for, p95 ${ms(percentile(asked, 0.95))}; ` +
      `of ${given} shared ones ${computed} computed, ${unchanged} "as it was"; server CPU ${Math.round(cpu)} %`
    );
  } finally {
    await ruam.dispose();
  }
});

/** Opens the sample's planned meeting. */
async function beginMeeting(secretariat: Caller, cycle: string): Promise<string> {
  const [meeting] = await secretariat.get<{ id: string }[]>(`/api/cycles/${cycle}/meetings`);
  if (!meeting) throw new Error('there is no meeting');
  for (const event of ['publish', 'begin'])
    await sent(secretariat, 'PUT', `/api/cycles/${cycle}/meetings/${meeting.id}/state`, { event });
  return meeting.id;
}

async function approve(chair: Caller, cycle: string, { code, claimed }: ItemAnswer): Promise<void> {
  const approval = { level: claimed, resolution: 'รับรองตามที่เสนอ' };
  await sent(chair, 'POST', `/api/cycles/${cycle}/items/${code}/approval`, approval);
}

async function sent(caller: Caller, method: string, path: string, json: object): Promise<void> {
  const answer = await caller.send(method, path, JSON.stringify(json));
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
}

/** What the server has counted of shared answers. */
async function figures(url: string): Promise<Readonly<Record<string, number>>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const lines = text.matchAll(/^ruam_shared_answers\{kind="(\w+)"\} (\d+)$/gm);
  return Object.fromEntries([...lines].map(([, kind, count]) => [kind, Number(count)]));
}

/** Of all threads of a process (proc(5): in hundredths of a second). */
function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
