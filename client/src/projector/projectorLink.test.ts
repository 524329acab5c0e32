import type { ProjectorAnswer, StageAnswer } from '@ruam/shared/api/stage.ts';
import { firstStage } from '@ruam/shared/meetings/stage.ts';
import { expect, test } from 'vitest';
import { type LinkView, ProjectorLink } from './projectorLink.ts';

const paired = {
  state: 'paired',
  ...{ id: 'p1', cycle: 'c1', cycleTitle: 'PMQA', fiscalYearBE: 2562, meeting: 'm1', number: '6/2562' },
} as const;
const waitingAnswer = { state: 'waiting', code: 'ABCD2345', expiresAt: 9_000 } as const;
const stageOf = (revision: number, now = revision): StageAnswer => ({
  ...{ meeting: 'm1', revision, stage: { ...firstStage, page: revision }, console: null, now },
});

/** A browser without a network: time is moved by hand, and so is what the server says. */
function bed(kept: { answer: StageAnswer; lostAt: number | null } | null = null) {
  const sockets: FakeSocket[] = [];
  class FakeSocket {
    readonly url: string;
    readyState = 0;
    readonly sent: unknown[] = [];
    onopen: (() => void) | null = null;
    onmessage: ((event: { data: string }) => void) | null = null;
    onclose: ((event: { code: number }) => void) | null = null;
    constructor(url: string) {
      this.url = url;
      sockets.push(this);
    }
    send(text: string): void {
      this.sent.push(JSON.parse(text));
    }
    close(): void {
      this.readyState = 3;
    }
    open(): void {
      this.readyState = 1;
      this.onopen?.();
    }
    say(said: unknown): void {
      this.onmessage?.({ data: JSON.stringify(said) });
    }
    end(code: number): void {
      this.readyState = 3;
      this.onclose?.({ code });
    }
  }
  const server = { projector: null as ProjectorAnswer | null, stage: stageOf(1), isAway: false, begun: 0 };
  const waiting: { call: () => void; afterMs: number }[] = [];
  const views: LinkView[] = [];
  const events: (string | null)[] = [];
  const answer = async <Answer>(given: () => Answer): Promise<Answer> => {
    if (server.isAway) throw new Error('no answer');
    return given();
  };
  const settle = () => new Promise((done) => setTimeout(done, 0));
  const link = new ProjectorLink(
    {
      origin: 'ws://host',
      WebSocket: FakeSocket as unknown as typeof WebSocket,
      now: () => 5_000,
      random: () => 0.5,
      later: (call, afterMs) => {
        const entry = { call, afterMs };
        waiting.push(entry);
        return () => {
          const at = waiting.indexOf(entry);
          if (at >= 0) waiting.splice(at, 1);
        };
      },
    },
    {
      read: () => answer(() => server.projector),
      begin: () =>
        answer(() => {
          server.begun += 1;
          server.projector = waitingAnswer;
          return waitingAnswer;
        }),
      stage: () => answer(() => server.stage),
    },
    { onView: (view) => views.push(view), onEvent: (type) => events.push(type) },
    kept === null ? null : { projector: paired, ...kept },
  );
  return {
    ...{ link, server, sockets, waiting, events },
    settle,
    /** What waits longest for its time comes. */
    async later() {
      const [next] = waiting.splice(0, 1);
      next?.call();
      await settle();
      return next?.afterMs ?? 0;
    },
    view: () => views.at(-1) ?? link.view,
  };
}

test('an unpaired projector asks for a code, and shows the meeting as soon as somebody has entered it', async () => {
  const { link, server, sockets, settle, later, view } = bed();
  link.start();
  await settle();
  expect(view()).toMatchObject({ state: 'waiting', code: 'ABCD2345', hasEnded: false, isCut: false });
  server.projector = paired;
  await later();
  expect(view()).toMatchObject({ state: 'paired', answer: { revision: 1 }, lostAt: null });
  expect(sockets[0]?.url).toBe('ws://host/live/c1?projector=1');
  sockets[0]?.open();
  expect(sockets[0]?.sent).toEqual([{ meeting: 'm1' }]);
  link.told(1);
  sockets[0]?.say({ type: 'stage', ...stageOf(2) });
  expect(view()).toMatchObject({ answer: { revision: 2 } });
  expect(sockets[0]?.sent.at(-1)).toEqual({ shown: 1 });
});

test('a code that has expired is replaced by a new one', async () => {
  const { link, server, settle, later } = bed();
  link.start();
  await settle();
  server.projector = null;
  await later();
  expect(server.begun).toBe(2);
});

test('through a cut it keeps what it shows, says since when, and comes back with patience and jitter', async () => {
  const { link, server, sockets, settle, later, view, events } = bed();
  server.projector = paired;
  link.start();
  await settle();
  sockets[0]?.open();
  sockets[0]?.say({ type: 'stage', ...stageOf(4) });
  server.isAway = true;
  sockets[0]?.end(1006);
  await settle();
  expect(view()).toMatchObject({ state: 'paired', answer: { revision: 4 }, lostAt: 5_000 });
  const waits = [await later(), await later(), await later()];
  expect(waits).toEqual([2_000, 2_500, 3_500]);
  expect(view()).toMatchObject({ lostAt: 5_000, answer: { revision: 4 } });
  server.isAway = false;
  server.stage = stageOf(6);
  await later();
  expect(view()).toMatchObject({ answer: { revision: 6 }, lostAt: null });
  expect(sockets).toHaveLength(2);
  expect(events.filter((type) => type === null)).toHaveLength(2);
});

test('a page that is loaded while the server is away goes on from what was kept, and from when it was lost', async () => {
  const { link, server, settle, view } = bed({ answer: stageOf(3), lostAt: 4_000 });
  server.isAway = true;
  link.start();
  await settle();
  expect(view()).toMatchObject({ state: 'paired', answer: { revision: 3 }, lostAt: 4_000 });
});

test('when it is revoked or its meeting ends it asks to be paired again, and says why', async () => {
  const { link, server, sockets, settle, view } = bed();
  server.projector = paired;
  link.start();
  await settle();
  sockets[0]?.open();
  server.projector = null;
  sockets[0]?.end(4401);
  await settle();
  expect(view()).toMatchObject({ state: 'waiting', code: 'ABCD2345', hasEnded: true });
});

test('a revision that comes late changes nothing; after a cut the answer counts whatever it was', async () => {
  const { link, server, sockets, settle, view } = bed({ answer: stageOf(9), lostAt: 4_000 });
  server.projector = paired;
  server.stage = stageOf(7);
  link.start();
  await settle();
  expect(view()).toMatchObject({ answer: { revision: 7 } });
  sockets[0]?.open();
  sockets[0]?.say({ type: 'stage', ...stageOf(3) });
  expect(view()).toMatchObject({ answer: { revision: 7 } });
});

test('the console in the same browser is followed without the net, until the server has moved on', async () => {
  const { link, server, sockets, settle, view } = bed();
  server.projector = paired;
  link.start();
  await settle();
  server.isAway = true;
  sockets[0]?.end(1006);
  await settle();
  link.heardNearby({ meeting: 'm1', answer: { ...stageOf(1, 50), stage: { ...firstStage, mode: 'vote' } } });
  expect(view()).toMatchObject({ answer: { stage: { mode: 'vote' } } });
  link.heardNearby({ meeting: 'other', answer: stageOf(8, 60) });
  link.heardNearby({ meeting: 'm1', answer: stageOf(1, 40) });
  expect(view()).toMatchObject({ answer: { stage: { mode: 'vote' } } });
  server.isAway = false;
  link.hasten();
  await settle();
  expect(view()).toMatchObject({ answer: { stage: { mode: 'vote' } }, lostAt: null });
  sockets[1]?.open();
  sockets[1]?.say({ type: 'stage', ...stageOf(2, 70) });
  expect(view()).toMatchObject({ answer: { revision: 2, stage: { mode: 'agenda' } } });
});
