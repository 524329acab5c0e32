import type { SyncLimits } from '../limits.ts';
import { type SeededRandom, seededRandom } from '../seededRandom.ts';
import { advance, forgetTimers, startTime, stopTime, turns } from './clock.ts';
import { contentOf, editAtRandom } from './edits.ts';
import { factsOfDoc, missing, told as toldFacts } from './facts.ts';
import { forge } from './forger.ts';
import { OurTab } from './ourTab.ts';
import { Tab } from './tab.ts';
import { type Ground, World } from './world.ts';

/** How a round went. */
export interface RoundResult {
  readonly seed: number;
  /** Empty when every rule held. */
  readonly violations: readonly string[];
  readonly trace: readonly string[];
}

/** A round that failed, for people: how to repeat it, what is wrong, and its last steps. */
export function told({ seed, violations, trace }: RoundResult): string {
  return `SEED=${seed} ROUNDS=1\n${violations.join('\n')}\n${trace.slice(-60).join('\n')}`;
}

/** A fixed moment, so that a round is the same at any time. */
const startedAt = 1_700_000_000_000;

/** Plays one round: everything in it follows from the seed. */
export async function playRound(ground: Ground, seed: number): Promise<RoundResult> {
  stopTime(startedAt);
  const round = new Round(ground, seed);
  const failed = (error: unknown) =>
    round.world.judge.fail('round', error instanceof Error ? (error.stack ?? error.message) : String(error));
  await round.play().catch(failed);
  await round.world.end().catch(failed);
  forgetTimers();
  startTime();
  return { seed, violations: round.world.judge.violations, trace: round.world.trace };
}

/** What may happen in a round; the number says how often. */
type Step = readonly [weight: number, step: () => void | Promise<void>];

class Round {
  readonly world: World;
  readonly #random: SeededRandom;
  readonly #tabs: Tab[] = [];

  constructor(ground: Ground, seed: number) {
    const random = seededRandom(seed);
    this.#random = random;
    const slowReaders = random.chance(0.2) ? 0.5 : 0;
    this.world = new World(ground, { random, slowReaders, maxLag: random.below(4), limits: limitsOf(random) });
  }

  async play(): Promise<void> {
    await this.world.begin();
    const steps = this.#stepsOf({ forges: this.#random.chance(0.4), restores: this.#random.chance(0.35) });
    const total = steps.reduce((sum, [weight]) => sum + weight, 0);
    const count = 50 + this.#random.below(100);
    for (const tab of this.#tabs) if (this.#random.chance(0.8)) tab.connect();
    for (let step = 0; step < count && this.world.judge.violations.length === 0; step++) {
      await chosen(steps, this.#random.below(total))();
      await turns(this.#random.below(3));
      this.world.committed.refresh();
      this.world.checkLock();
    }
    if (this.world.judge.violations.length === 0) await this.#finish();
  }

  #stepsOf({ forges, restores }: { forges: boolean; restores: boolean }): Step[] {
    const { world } = this;
    const random = this.#random;
    const people = Array.from({ length: 2 + random.below(3) }, (_, index) => 'abcd'.charAt(index));
    for (const person of people) {
      // Only our client tells its generation; another brings back what the backup does not have (S14).
      const isOurs = restores || random.chance(0.6);
      for (let number = 1 + random.below(2); number > 0; number--) {
        const name = `${person}${number}${isOurs ? '' : ' (stock)'}`;
        this.#tabs.push(isOurs ? new OurTab(name, person, world) : new Tab(name, person, world));
      }
    }
    const tab = () => random.pick(this.#tabs);
    const steps: Step[] = [
      [240, () => this.#edit(tab())],
      [360, () => world.network.deliverSome()],
      [140, () => advance(1 + random.below(12))],
      [120, () => tab().connect()],
      [25, () => tab().cut(random.below(6))],
      [10, () => world.network.cutOneAtServer()],
      [25, () => tab().holdNext()],
      [25, () => tab().releaseHeld()],
      [12, () => this.#reload(tab())],
      [12, () => world.lock()],
      [14, () => world.unlock()],
      [25, () => world.tell()],
      [6, () => this.#restart(() => world.stop())],
      [12, () => this.#restart(() => world.crash())],
      [40, () => world.start()],
      [10, () => world.hold()],
      [30, () => world.release()],
      [6, () => world.failCommits(1 + random.below(5))],
      [8, () => world.setRight(random.pick(people), random.chance(0.8) ? 'read' : 'none')],
      [10, () => world.setRight(random.pick(people), 'write')],
      [10, () => advance(50 + random.below(400))],
      [10, () => tab().mayComeBack()],
      [20, () => this.#handOver()],
      [8, () => world.serverWrites()],
    ];
    if (forges) steps.push([40, () => forge(world, world.committed.doc, random)]);
    if (restores) steps.push([30, () => world.backUp()], [30, () => world.restore()]);
    // Each round has a mood: rare things are frequent in some.
    return steps.map(([weight, step]) => [Math.ceil(weight * random.pick([0.2, 1, 1, 3])), step]);
  }

  #edit(tab: Tab): void {
    // Now and then with rights that are gone and nobody has told it.
    if (tab.mayType && (this.world.mayWrite(tab.person) || this.#random.chance(0.3)))
      tab.edit((doc) => editAtRandom(doc, this.#random));
  }

  #reload(tab: Tab): void {
    if (!tab.mayType && !(tab instanceof OurTab)) return;
    this.world.note(`${tab.name} is loaded again`);
    // Tabs of a person share what the browser keeps; each reads it when it is loaded.
    const sibling = this.#tabs.find((other) => other !== tab && other.person === tab.person);
    tab.reload(sibling !== undefined && this.#random.chance(0.3) ? sibling.keptOf(tab) : []);
  }

  async #restart(end: () => Promise<void>): Promise<void> {
    if (!this.world.isUp) return;
    await end();
    for (const tab of this.#ours) tab.serverDied();
    if (this.#random.chance(0.8)) this.world.start();
  }

  get #ours(): OurTab[] {
    return this.#tabs.filter((tab) => tab instanceof OurTab);
  }

  #handOver(): void {
    for (const tab of this.#ours) tab.handOver();
  }

  /** Everything is let through, everyone comes back; then everything must be equal, and nothing lost. */
  async #finish(): Promise<void> {
    const { world } = this;
    world.note('the end begins');
    world.release();
    world.failCommits(0);
    world.start();
    await world.unlock();
    await world.tell();
    for (const { person } of this.#tabs) await world.setRight(person, 'write');
    for (let round = 0; round < 400 && !this.#isSettled; round++) {
      for (const tab of this.#tabs) {
        tab.mayComeBack();
        tab.connect();
        tab.releaseHeld();
      }
      this.#handOver();
      world.network.deliverAll();
      await turns(3);
      world.committed.refresh();
      advance(round < 40 ? 5 : 50);
      if (world.judge.violations.length > 0) return;
    }
    await this.#compare();
  }

  get #isSettled(): boolean {
    if (!this.world.network.isQuiet || this.world.uncommitted > 0) return false;
    if (this.#ours.some((tab) => tab.isRefused) || this.#live.some((tab) => !tab.isSettled)) return false;
    return this.#live.every((tab) => this.#isEqual(tab));
  }

  get #live(): Tab[] {
    return this.#tabs.filter(({ state }) => state !== 'stopped');
  }

  #isEqual(tab: Tab): boolean {
    const { facts } = this.world.committed;
    return tab.facts.size === facts.size && [...tab.facts].every((fact) => facts.has(fact));
  }

  async #compare(): Promise<void> {
    const { judge } = this.world;
    if (!this.#isSettled) {
      const late = this.#live.filter((tab) => !tab.isSettled || !this.#isEqual(tab));
      const { facts } = this.world.committed;
      const each = late.map(
        (tab) =>
          `${tab.told}, more ${toldFacts(missing(tab.facts, facts))}, less ${toldFacts(missing(facts, tab.facts))}`,
      );
      judge.fail('S3', `does not settle: ${each.join('; ')}`);
      return;
    }
    const loaded = await this.world.loaded((doc) => ({ content: contentOf(doc), facts: factsOfDoc(doc) }));
    if (loaded === null) return judge.fail('S3', 'the document is gone');
    const { content } = loaded;
    const served = await this.world.served();
    if (served !== content) judge.fail('S3', `served ${served}, stored ${content}`);
    const { lockEpoch } = this.world.committed.head;
    for (const tab of this.#live) {
      const shown = contentOf(tab.doc);
      if (shown !== content) judge.fail('S3', `${tab.name} shows ${shown}, stored ${content}`);
      if (tab.doc.store.pendingStructs !== null || tab.doc.store.pendingDs !== null)
        judge.fail('S4', `${tab.name} waits for something`);
      if (tab instanceof OurTab && (tab.lock?.epoch !== lockEpoch || tab.lock.isLocked))
        judge.fail('S4', `${tab.name} knows epoch ${tab.lock?.epoch} of ${lockEpoch}`);
    }
    const stopped = this.#tabs.filter(({ state }) => state === 'stopped');
    judge.accountFor(loaded.facts, new Set(stopped.flatMap((tab) => [...tab.facts])));
  }
}

function chosen(steps: readonly Step[], dice: number): Step[1] {
  let rest = dice;
  for (const [weight, step] of steps) {
    rest -= weight;
    if (rest < 0) return step;
  }
  return () => undefined;
}

/** Tight, so that in few steps everything that is bounded meets its bound. */
function limitsOf(random: SeededRandom): Partial<SyncLimits> {
  const tight = (probability: number, limits: Partial<SyncLimits>) => (random.chance(probability) ? limits : {});
  return {
    parkedMs: 100,
    refusalAnswerMs: 50,
    quietMs: 10 + random.below(40),
    awarenessGapMs: 5,
    bufferedBytes: 300,
    compactRows: 3 + random.below(8),
    unloadRows: 1,
    restUpdates: 2 + random.below(20),
    restMs: 1 + random.below(30),
    lastCommitMs: 200,
    goodbyeMs: 100,
    ...tight(0.2, { batchUpdates: 2 }),
    ...tight(0.2, { queuedUpdates: 3 }),
    ...tight(0.2, { parkedUpdates: 2 }),
    ...tight(0.2, { earlyFrames: 2 }),
    ...tight(0.1, { documentBytes: 1_500 }),
  };
}
