import { rescueSchema } from '@ruam/shared/api/api.ts';
import { levels } from '@ruam/shared/assessment/level.ts';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { checkDecisions } from '../proof/checkDecisions.ts';
import { type SeededRandom, seededRandom } from '../sync/seededRandom.ts';
import { until } from '../sync/testBed.ts';
import { addSeat } from '../testing/people.ts';
import type { Answer, Visitor } from '../testing/server.ts';
import { makeWorld } from '../testing/world.ts';
import { startKillableRuam } from './killableRuam.ts';
import { ChainFollower, lockProblems, rowProblems, scoreOfRecords, storedText } from './records.ts';
import { Replica } from './replica.ts';

/** SCHEDULES: how many. SCHEDULE_SEED repeats a run, as far as the network lets it. */
const { SCHEDULES, SCHEDULE_SEED } = process.env;
const schedules = Number(SCHEDULES ?? 60);
const seed = SCHEDULE_SEED === undefined ? Date.now() % 1_000_000 : Number(SCHEDULE_SEED);

it(`${schedules} random schedules of claim, advice, edit, approval, other decisions, reopening and restart leave the records, the locks, the chain and the score as one (seed ${seed})`, {
  timeout: 60_000 + schedules * 2_000,
}, async () => {
  const random = seededRandom(seed);
  const stage = await openStage(random);
  for (let number = 0; number < schedules; number++) {
    await stage.play();
    expect({ seed, number, problems: await stage.problems() }).toEqual({ seed, number, problems: [] });
  }
  const { steps, fates, chain, whole } = stage.figures();
  expect(await whole()).toEqual([]);
  const rescued = fates.filter(({ rescueId }) => rescueId !== null).length;
  console.log(
    `${schedules} schedules (seed ${seed}): ${steps}; ${fates.length} edits, ${rescued} of them in rescues; ${chain.length} entries in the chain`,
  );
  expect(rescued).toBeGreaterThan(0);
});

const commandSteps = ['claim', 'advise', 'approve', 'decide', 'confirm', 'reopen'] as const;
type CommandStep = (typeof commandSteps)[number];
type Step = CommandStep | 'edit' | 'restart';

/** People with their replicas, one item after the other, and what must hold when everybody has had their say. */
async function openStage(random: SeededRandom) {
  const ruam = await startKillableRuam(onTestFinished);
  const { database } = ruam;
  const { cycle, personIds } = await makeWorld(database);
  const idOf = (login: string): string => personIds[login] ?? '';
  for (const category of ['1', '2', '4', '5', '6']) {
    await addSeat(database, cycle, idOf('cat3-chair'), `category-${category}`, 'chair');
    await addSeat(database, cycle, idOf('cat3-member'), `category-${category}`, 'member');
  }
  const [chair, member, decider, secretariat, advisor] = await Promise.all(
    ['cat3-chair', 'cat3-member', 'steering-chair', 'secretariat', 'advisor'].map((login) => ruam.visit(idOf(login))),
  );
  if (!chair || !member || !decider || !secretariat || !advisor) throw new Error('nobody came');
  const items = await database
    .selectFrom('item')
    .select(['code', 'kind', 'status', 'claimed', 'advised', 'approved'])
    .where('cycleId', '=', cycle)
    .where('kind', '=', 'process')
    .orderBy('position')
    .execute();
  const chain = new ChainFollower(database, cycle, items);
  const counts: Record<Step, number> = {
    claim: 0,
    advise: 0,
    edit: 0,
    approve: 0,
    decide: 0,
    confirm: 0,
    reopen: 0,
    restart: 0,
  };
  const fates: Replica['fates'] = [];
  const answered: { step: Step; answer: Answer }[] = [];
  let [played, edits] = [0, 0];
  let code = '';
  let replicas: Replica[] = [];

  async function play(): Promise<void> {
    code = items[played++ % items.length]?.code ?? '';
    answered.length = 0;
    const documents = await database
      .selectFrom('document')
      .select('id')
      .where('cycleId', '=', cycle)
      .where('item', '=', code)
      .where('kind', '=', 'evidence')
      .execute();
    replicas = documents.flatMap(({ id }) =>
      [chair, member].map(
        (person) => new Replica({ url: ruam.url, cookie: person?.cookie ?? '', documentId: id }, random),
      ),
    );
    const under: Promise<void>[] = [];
    for (let left = 5 + random.below(10); left > 0; left--) {
      const step = pickStep(random);
      counts[step] += 1;
      if (step === 'restart') await ruam.restart(random.pick(['SIGKILL', 'SIGTERM']));
      else if (step === 'edit') random.pick(replicas).type(`[${++edits}]`);
      else under.push(command(step));
      for (let turns = random.pick([0, 0, 1, 5, 20]); turns > 0; turns--) await new Promise(setImmediate);
      if (random.chance(0.2)) await Promise.all(under);
    }
    await Promise.all([...under, ...replicas.map((replica) => replica.settled())]);
    for (const replica of replicas) replica.end();
  }

  /** A command that the server was killed under has no answer; the records tell what became of it. */
  async function command(step: CommandStep): Promise<void> {
    const answer = await commandAnswer(step).catch(() => null);
    if (answer !== null) answered.push({ step, answer });
  }

  async function commandAnswer(step: CommandStep): Promise<Answer> {
    const path = `/api/cycles/${cycle}/items/${code}`;
    switch (step) {
      case 'claim':
        return (chair as Visitor).ask('PUT', `${path}/claim`, { json: { level: random.pick([...levels, null]) } });
      case 'advise':
        return (advisor as Visitor).ask('PUT', `${path}/advised`, { json: { level: random.pick([...levels, null]) } });
      case 'decide': {
        const json = { kind: random.pick(['returned', 'noted', 'postponed']), resolution: 'มติ', reason: 'ขาดหลักฐาน' };
        return (decider as Visitor).ask('POST', `${path}/decision`, { json });
      }
      case 'confirm':
        return (secretariat as Visitor).ask('PUT', `${path}/conditions`, { json: { met: true } });
      case 'reopen':
        return (decider as Visitor).ask('POST', `${path}/reopening`, { json: { reason: 'พบหลักฐานใหม่' } });
      case 'approve': {
        const level = random.pick(levels);
        const seen = random.chance(0.5) ? await (decider as Visitor).get(`${path}/hashed?level=${level}`) : null;
        const expected = z.object({ contentHash: z.string() }).safeParse(seen?.body).data?.contentHash;
        const conditions = random.chance(0.3) ? { text: 'ปรับปรุงหลักฐาน', deadline: '2026-12-31' } : undefined;
        const json = { level, resolution: 'ที่ประชุมมีมติเห็นชอบ', expectedContentHash: expected, conditions };
        return (decider as Visitor).ask('POST', `${path}/approval`, { json });
      }
    }
  }

  async function problems(): Promise<string[]> {
    const found = [...(await chain.follow()), ...(await lockProblems(database, cycle, code))];
    found.push(...(await rowProblems(database, cycle, code, chain.states.get(code))));
    for (const value of ['claimed', 'advised', 'approved', 'latest'] as const) {
      const shown = (await (decider as Visitor).get(`/api/cycles/${cycle}/scoreboard?value=${value}`)).body;
      const own = await scoreOfRecords(database, cycle, chain.states, value);
      if (JSON.stringify(shown) !== JSON.stringify(own)) found.push(`the ${value} score is another than the records'`);
    }
    for (const { step, answer } of answered) found.push(...answerProblems(step, answer));
    for (const replica of replicas) found.push(...(await fateProblems(replica)));
    fates.push(...replicas.flatMap((replica) => replica.fates));
    return found;
  }

  /** What was answered with success is in the chain; what was not, was refused for a reason. */
  function answerProblems(step: Step, { status, body, text }: Answer): string[] {
    const made = z.object({ approval: z.object({ id: z.string() }) }).safeParse(body).data;
    if (status === 201 && made && !chain.decisions.has(made.approval.id)) return [`${made.approval.id} is not told`];
    return [200, 201, 409].includes(status) ? [] : [`${step}: ${status} ${text}`];
  }

  async function fateProblems({ documentId, fates: own }: Replica): Promise<string[]> {
    const text = await storedText(database, documentId);
    const gone = own.filter(({ mark, rescueId }) => rescueId === null && !text.includes(mark));
    const refused = own.filter(({ mark, rescueId }) => rescueId !== null && !text.includes(mark));
    let lost = refused;
    const areFound = async (): Promise<boolean> => {
      const kept = await rescuesOf(chair as Visitor, documentId);
      lost = refused.filter(({ mark, rescueId }) => !kept.get(rescueId ?? '')?.includes(mark));
      return lost.length === 0;
    };
    // A rescue is stored before its author is told; what it says is read a moment later.
    if (refused.length > 0) await until(areFound, 'the rescues are read').catch(() => undefined);
    return [
      ...gone.map(({ mark }) => `${mark} was acknowledged and is gone`),
      ...lost.map(({ mark, rescueId }) => `${mark} is not in rescue ${rescueId}`),
    ];
  }

  const steps = () =>
    Object.entries(counts)
      .map(([step, count]) => `${count} ${step}`)
      .join(', ');
  return {
    play,
    problems,
    figures: () => ({ steps: steps(), fates, chain, whole: () => checkDecisions(database, cycle) }),
  };
}

/** Mostly edits; a restart now and then. */
function pickStep(random: SeededRandom): Step {
  if (random.chance(0.01)) return 'restart';
  return random.pick(['edit', 'edit', 'edit', 'edit', ...commandSteps, 'approve'] as const);
}

/** By id, what each says. The chair reads those of the own category's people. */
async function rescuesOf(reader: Visitor, documentId: string): Promise<Map<string, string>> {
  const { body } = await reader.get(`/api/documents/${documentId}/rescues`);
  return new Map(
    z
      .array(rescueSchema)
      .parse(body)
      .map(({ id, text }) => [id, text]),
  );
}
