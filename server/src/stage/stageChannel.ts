import type { StageAnswer } from '@ruam/shared/api/stage.ts';

/** Somebody on one connection of the live channel. */
interface StageFollower {
  readonly id: string;
  /** A projector is told nothing of people (docs/stage.md G7). */
  readonly isProjector: boolean;
}

/** A connection that may follow the stage of one meeting at a time. */
export interface StageTab {
  /** Follows this meeting from now on, if it may; null: none. */
  follow(meeting: string | null): void;
  /** Its rights may have changed. */
  refresh(): void;
  /** This revision is on its screen; told by projectors. */
  shown(revision: number): void;
  leave(): void;
}

/** What a projector has said of itself, on any of its connections. */
interface ProjectorShows {
  readonly shown: number | null;
  readonly delayMs: number | null;
}

/** Carries what is on the projectors to who follows them (docs/stage.md G6). Frames are passing: they have no seq. */
export interface StageChannel {
  /** @param send frames as JSON; to be called until `leave` */
  enter(follower: StageFollower, cycle: string, send: (frame: string) => void): StageTab;
  /** A stage has changed, after the commit. What a follower has already, it is not sent. */
  changed(cycle: string, answer: StageAnswer): void;
  /** Projectors that are connected, by id of their principal. */
  connected(meeting: string): ReadonlyMap<string, ProjectorShows>;
  /** The stages were replaced by those of a backup. */
  replaced(): void;
  close(): void;
}

interface Options {
  /** What this one may see of a meeting's stage now; null: nothing. */
  readonly stageOf: (follower: string, cycle: string, meeting: string) => Promise<StageAnswer | null>;
  /** Revisions of the stages of meetings, as they are stored. */
  readonly revisionsOf: (meetings: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  /** Other servers write into the same store: their changes are looked for. */
  readonly isShared: boolean;
  readonly now: () => number;
  readonly failed: (error: unknown) => void;
}

interface Tab {
  readonly follower: StageFollower;
  readonly cycle: string;
  readonly send: (frame: string) => void;
  /** What it wants to follow. */
  meeting: string | null;
  /** Whether it may; what comes before that is known is held. */
  state: 'asking' | 'following' | 'refused';
  held: StageAnswer | null;
  /** The newest revision that it was sent. */
  sent: number;
  /** Counts what makes an answer that is on its way no longer true. */
  asked: number;
  isAsking: boolean;
  shows: ProjectorShows;
}

const followMs = 100;

export function createStageChannel({ stageOf, revisionsOf, isShared, now, failed }: Options): StageChannel {
  const tabs = new Set<Tab>();
  const timer = isShared ? setInterval(() => void lookForOthers(), followMs).unref() : null;
  let isLooking = false;

  /** One question at a time for a tab, however often it is asked; the last answer counts. */
  async function ask(tab: Tab): Promise<void> {
    tab.asked += 1;
    if (tab.isAsking) return;
    tab.isAsking = true;
    try {
      for (let asked = 0; asked !== tab.asked && tabs.has(tab); ) {
        asked = tab.asked;
        const { follower, cycle, meeting } = tab;
        const answer = meeting === null ? null : await stageOf(follower.id, cycle, meeting);
        if (asked === tab.asked) admit(tab, answer);
      }
    } finally {
      tab.isAsking = false;
    }
  }

  function admit(tab: Tab, answer: StageAnswer | null): void {
    const { held } = tab;
    tab.held = null;
    tab.state = answer === null ? 'refused' : 'following';
    if (answer === null) return;
    const newest = held !== null && held.revision > answer.revision ? held : answer;
    deliver(tab, newest, frameOf(newest, tab.follower));
  }

  function deliver(tab: Tab, { revision }: StageAnswer, frame: string): void {
    if (revision <= tab.sent) return;
    tab.sent = revision;
    tab.send(frame);
  }

  function follow(tab: Tab, meeting: string | null): void {
    tab.meeting = meeting;
    tab.sent = -1;
    tab.shows = unknownShows;
    refresh(tab);
  }

  function refresh(tab: Tab): void {
    tab.state = 'asking';
    tab.held = null;
    ask(tab).catch(failed);
  }

  function tell(cycle: string, answer: StageAnswer): void {
    const frames = { person: '', projector: '' };
    for (const tab of tabs) {
      if (tab.cycle !== cycle || tab.meeting !== answer.meeting) continue;
      if (tab.state === 'asking') {
        if (tab.held === null || tab.held.revision < answer.revision) tab.held = answer;
      } else if (tab.state === 'following') {
        const kind = tab.follower.isProjector ? 'projector' : 'person';
        // One text for all of a kind.
        frames[kind] ||= frameOf(answer, tab.follower);
        deliver(tab, answer, frames[kind]);
      }
    }
  }

  /** What other servers have changed; who is behind asks anew. */
  async function lookForOthers(): Promise<void> {
    const followed = [...tabs].filter(({ state }) => state === 'following');
    if (isLooking || followed.length === 0) return;
    isLooking = true;
    try {
      const revisions = await revisionsOf([...new Set(followed.flatMap(({ meeting }) => meeting ?? []))]);
      const behind = followed.filter(({ meeting, sent }) => sent < (revisions.get(meeting ?? '') ?? 0));
      const [first] = behind;
      if (first?.meeting == null) return;
      const answer = await stageOf(first.follower.id, first.cycle, first.meeting);
      if (answer !== null && !first.follower.isProjector) tell(first.cycle, answer);
      else for (const tab of behind) refresh(tab);
    } catch (error) {
      failed(error);
    } finally {
      isLooking = false;
    }
  }

  return {
    enter(follower, cycle, send) {
      const tab: Tab = {
        ...{ follower, cycle, send, meeting: null, state: 'refused', held: null, sent: -1, asked: 0 },
        ...{ isAsking: false, shows: unknownShows },
      };
      tabs.add(tab);
      return {
        follow(meeting) {
          if (meeting !== tab.meeting || tab.state === 'refused') follow(tab, meeting);
        },
        refresh: () => void (tab.meeting !== null && refresh(tab)),
        shown(revision) {
          if (!follower.isProjector || tab.state !== 'following' || revision > tab.sent) return;
          // A revision is the moment of its change.
          const delayMs = revision === tab.sent && revision !== tab.shows.shown ? now() - revision : tab.shows.delayMs;
          tab.shows = { shown: revision, delayMs: delayMs === null ? null : Math.max(0, delayMs) };
        },
        leave: () => void tabs.delete(tab),
      };
    },
    changed: tell,
    connected(meeting) {
      const known = new Map<string, ProjectorShows>();
      for (const { follower, meeting: followed, state, shows } of tabs) {
        if (!follower.isProjector || followed !== meeting || state === 'refused') continue;
        if ((shows.shown ?? -1) >= (known.get(follower.id)?.shown ?? -1)) known.set(follower.id, shows);
      }
      return known;
    },
    replaced() {
      for (const tab of tabs) if (tab.meeting !== null) follow(tab, tab.meeting);
    },
    close() {
      if (timer !== null) clearInterval(timer);
      tabs.clear();
    },
  };
}

const unknownShows: ProjectorShows = { shown: null, delayMs: null };

function frameOf(answer: StageAnswer, { isProjector }: StageFollower): string {
  return JSON.stringify({ type: 'stage', ...(isProjector ? { ...answer, console: null } : answer) });
}
