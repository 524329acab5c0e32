import type { StageAnswer, StageChanges } from '@ruam/shared/api/stage.ts';
import { firstStage } from '@ruam/shared/meetings/stage.ts';
import { beforeEach, expect, it } from 'vitest';
import { appliedTo } from './appliedTo.ts';
import { StageSender } from './stageSender.ts';

const own = 'own';
const at = { person: 'p', name: 'ฝ่ายเลขานุการ', at: 1 };
const answerOf = (revision: number, changes: StageChanges = {}, id = own): StageAnswer => ({
  ...{ meeting: 'm', revision, stage: appliedTo(firstStage, changes), console: { id, ...at }, now: 0 },
});

/** Requests that the test answers itself, and its own clock. */
function createServer() {
  const requests: {
    changes: StageChanges;
    succeed: (a: StageAnswer) => Promise<void>;
    fail: (e: string) => Promise<void>;
  }[] = [];
  const timers: { call: () => void; at: number }[] = [];
  let now = 1_000;
  let kept: StageChanges = {};
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  };
  const createSender = (): StageSender =>
    new StageSender({
      console: own,
      send: (changes) =>
        new Promise((resolve, reject) => {
          requests.push({
            changes,
            succeed: (answer) => {
              resolve(answer);
              return settle();
            },
            fail: (error) => {
              reject(error);
              return settle();
            },
          });
        }),
      isCut: (error) => error === 'offline',
      isTaken: (error) => error === 'consoleTaken',
      now: () => now,
      later: (call, afterMs) => {
        const timer = { call, at: now + afterMs };
        timers.push(timer);
        return () => void timers.splice(timers.indexOf(timer), 1);
      },
      kept: {
        read: () => kept,
        write: (changes) => {
          kept = changes;
        },
      },
    });
  return {
    requests,
    createSender,
    kept: () => kept,
    pass(ms: number): void {
      now += ms;
      for (const timer of timers.filter((one) => one.at <= now)) {
        timers.splice(timers.indexOf(timer), 1);
        timer.call();
      }
    },
  };
}

let server: ReturnType<typeof createServer>;
let sender: StageSender;
beforeEach(() => {
  server = createServer();
  sender = server.createSender();
  sender.heard(answerOf(1));
});

it('a change is shown at once and sent at once; those that follow go together, the newest of every field', async () => {
  sender.change({ page: 1 });
  expect(sender.read().answer?.stage.page).toBe(1);
  expect(server.requests.map(({ changes }) => changes)).toEqual([{ page: 1 }]);
  sender.change({ page: 2, zoom: 110 });
  sender.change({ page: 3 });
  expect(server.requests).toHaveLength(1);
  await server.requests[0]?.succeed(answerOf(2, { page: 1 }));
  expect(sender.read().answer?.stage.page).toBe(3);
  server.pass(100);
  expect(server.requests[1]?.changes).toEqual({ page: 3, zoom: 110 });
  await server.requests[1]?.succeed(answerOf(3, { page: 3, zoom: 110 }));
  expect(sender.read()).toMatchObject({ isUnsent: false, standing: 'operating' });
});

it('a key that is held down makes at most ten requests a second', async () => {
  for (let press = 0; press < 100; press++) {
    sender.change({ page: press });
    const last = server.requests.at(-1);
    await last?.succeed(answerOf(press + 2, last.changes));
    server.pass(10);
  }
  expect(server.requests.length).toBeLessThanOrEqual(11);
});

it('an older answer does not undo what is known', () => {
  sender.heard(answerOf(5, { zoom: 120 }));
  sender.heard(answerOf(4, { zoom: 100 }));
  expect(sender.read().answer?.stage.zoom).toBe(120);
});

it('without the server it goes on showing, and sends the last state when that is back', async () => {
  sender.change({ page: 1 });
  await server.requests[0]?.fail('offline');
  sender.change({ page: 2 });
  sender.change({ isBlank: true });
  expect(sender.read()).toMatchObject({ isCut: true, isUnsent: true, answer: { stage: { page: 2, isBlank: true } } });
  expect(server.requests).toHaveLength(1);
  sender.retry();
  expect(server.requests[1]?.changes).toEqual({ page: 2, isBlank: true });
  await server.requests[1]?.succeed(answerOf(2, { page: 2, isBlank: true }));
  expect(sender.read()).toMatchObject({ isCut: false, isUnsent: false });
});

it('it tries again by itself', async () => {
  sender.change({ page: 1 });
  await server.requests[0]?.fail('offline');
  server.pass(2_000);
  expect(server.requests[1]?.changes).toEqual({ page: 1 });
});

it('what was not sent survives a reload', async () => {
  sender.change({ page: 1 });
  await server.requests[0]?.fail('offline');
  sender.stop();
  const again = server.createSender();
  again.heard(answerOf(1));
  expect(again.read().answer?.stage.page).toBe(1);
  expect(server.requests[1]?.changes).toEqual({ page: 1 });
  await server.requests[1]?.succeed(answerOf(2, { page: 1 }));
  expect(server.kept()).toEqual({});
});

it('a change that is under way when the page is loaded anew is kept, too', () => {
  sender.change({ page: 1 });
  expect(server.kept()).toEqual({ page: 1 });
});

it('when another console has taken over meanwhile, nothing of it is overwritten, and this one says so', async () => {
  sender.change({ page: 1 });
  await server.requests[0]?.fail('offline');
  sender.change({ page: 2 });
  sender.retry();
  await server.requests[1]?.fail('consoleTaken');
  expect(sender.read()).toMatchObject({ standing: 'watching', isTakenOver: true, hasGivenUp: true, isUnsent: false });
  sender.heard(answerOf(7, { page: 9 }, 'other'));
  expect(sender.read().answer?.stage.page).toBe(9);
  server.pass(10_000);
  expect(server.requests).toHaveLength(2);
});

it('the first console is told at once when another takes over, shows what that one does, and may take back', () => {
  sender.heard(answerOf(2, { zoom: 130 }, 'other'));
  expect(sender.read()).toMatchObject({ standing: 'watching', isTakenOver: true, hasGivenUp: false });
  sender.change({ zoom: 100 });
  expect(server.requests).toHaveLength(0);
  expect(sender.read().answer?.stage.zoom).toBe(130);
  sender.heard(answerOf(3, { zoom: 130 }));
  expect(sender.read()).toMatchObject({ standing: 'operating', isTakenOver: false });
});

it('a change that is refused goes, and says why', async () => {
  sender.change({ block: '1.1' });
  await server.requests[0]?.fail('invalid');
  expect(sender.read()).toMatchObject({ error: 'invalid', isUnsent: false, answer: { stage: { block: null } } });
});

it('nobody operates before the console was taken', () => {
  const opened = server.createSender();
  expect(opened.read().standing).toBe('opening');
  opened.heard({ ...answerOf(1), console: null });
  opened.change({ page: 4 });
  expect(opened.read()).toMatchObject({ standing: 'free', answer: { stage: { page: 0 } } });
});
