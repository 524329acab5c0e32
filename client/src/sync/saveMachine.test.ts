import { describe, expect, test } from 'vitest';
import { initialSaveState, reduceSave, type SaveEvent, type SaveState, unsentEdits } from './saveMachine.ts';
import { statusChangesAt, statusOf } from './status.ts';

/** Plays events; gives the last state and every n that was asked for. */
function play(events: readonly SaveEvent[], from: SaveState = initialSaveState): { state: SaveState; asked: number[] } {
  const asked: number[] = [];
  let state = from;
  for (const event of events) {
    const step = reduceSave(state, event);
    state = step.state;
    if (step.ask !== null) asked.push(step.ask);
  }
  return { state, asked };
}

const joined: readonly SaveEvent[] = [
  { type: 'connecting' },
  { type: 'answered' },
  { type: 'acknowledged', n: 1, at: 10 },
];

describe('S4 the save state', () => {
  test('S4 nothing is asked before the server’s step 1 is answered, whatever was typed', () => {
    const { state, asked } = play([{ type: 'connecting' }, { type: 'edited', at: 1 }, { type: 'edited', at: 2 }]);
    expect(asked).toEqual([]);
    expect(statusOf(state, 3)).toEqual({ name: 'saving', unsent: 2, since: 1 });
  });

  test('S4 a connection without edits is unconfirmed until its first ack', () => {
    const before = play([{ type: 'connecting' }, { type: 'answered' }]);
    expect(before.asked).toEqual([1]);
    expect(statusOf(before.state, 5).name).toBe('connecting');
    expect(statusOf(play(joined).state, 11)).toEqual({ name: 'saved', at: 10 });
  });

  test('S4 one question is outstanding, and its answer covers what was typed before it only', () => {
    const { state, asked } = play(
      [
        { type: 'edited', at: 20 },
        { type: 'edited', at: 21 },
        { type: 'edited', at: 22 },
      ],
      play(joined).state,
    );
    expect(asked).toEqual([2]);
    const answered = play([{ type: 'acknowledged', n: 2, at: 30 }], state);
    expect(unsentEdits(answered.state)).toBe(2);
    expect(answered.state.unsentSince).toBe(21);
    expect(answered.asked).toEqual([3]);
    const done = play([{ type: 'acknowledged', n: 3, at: 40 }], answered.state);
    expect(statusOf(done.state, 41)).toEqual({ name: 'saved', at: 40 });
    expect(done.asked).toEqual([]);
  });

  test('S4 an ack that was not asked for on this connection says nothing', () => {
    const lost = play(
      [{ type: 'edited', at: 20 }, { type: 'away', at: 21 }, { type: 'connecting' }],
      play(joined).state,
    );
    const late = play([{ type: 'acknowledged', n: 2, at: 22 }], lost.state);
    expect(unsentEdits(late.state)).toBe(1);
    const back = play([{ type: 'answered' }], late.state);
    expect(back.asked).toEqual([3]);
    expect(statusOf(play([{ type: 'acknowledged', n: 3, at: 30 }], back.state).state, 31).name).toBe('saved');
  });

  test('S4 a second step 1 in mid-connection asks for nothing new', () => {
    expect(play([{ type: 'answered' }], play(joined).state).asked).toEqual([]);
  });

  test('offline is said until the ack, not until the socket opens', () => {
    const { state } = play(
      [{ type: 'away', at: 50 }, { type: 'connecting' }, { type: 'answered' }],
      play(joined).state,
    );
    expect(statusOf(state, 60)).toEqual({ name: 'offline', unsent: 0, since: 50 });
    expect(statusOf(play([{ type: 'acknowledged', n: 2, at: 70 }], state).state, 71).name).toBe('saved');
  });

  test('saving turns to unsent after 5 s', () => {
    const { state } = play([{ type: 'edited', at: 1_000 }], play(joined).state);
    expect(statusOf(state, 5_999).name).toBe('saving');
    expect(statusChangesAt(state, 5_999)).toBe(6_000);
    expect(statusOf(state, 6_000)).toEqual({ name: 'unsent', unsent: 1, since: 1_000 });
    expect(statusChangesAt(state, 6_000)).toBeNull();
  });

  test('a lock shows only when nothing is unsent', () => {
    const lock: SaveEvent = { type: 'lock', lock: { epoch: 3, isLocked: true } };
    const { state } = play([lock], play(joined).state);
    expect(statusOf(state, 11)).toEqual({ name: 'locked', epoch: 3, at: 10 });
    expect(statusOf(play([{ type: 'edited', at: 12 }], state).state, 12).name).toBe('saving');
  });

  test('a stop keeps the count of what is unsent', () => {
    const { state } = play(
      [
        { type: 'edited', at: 20 },
        { type: 'stopped', code: 4401, reason: 'signedOut' },
      ],
      play(joined).state,
    );
    expect(statusOf(state, 99)).toEqual({ name: 'stopped', unsent: 1, code: 4401, reason: 'signedOut' });
  });
});
