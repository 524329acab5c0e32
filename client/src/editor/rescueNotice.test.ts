import type { RescueAnswer } from '@ruam/shared/api/api.ts';
import { describe, expect, test } from 'vitest';
import { rescueNotice } from './rescueNotice.ts';

const rescue = (id: string, at: number, rest: Partial<RescueAnswer> = {}): RescueAnswer => ({
  id,
  document: 'd1',
  person: 'p1',
  personName: 'เลขานุการ หมวด 3',
  reason: 'locked',
  at,
  text: `คำ${id}`,
  added: [`คำ${id}`],
  removed: [],
  cycle: 'c1',
  item: '3.3',
  kind: 'evidence',
  level: 'basic',
  ...rest,
});
const refusal = { isLocked: true, rescueId: 'r1', text: 'คำที่หน้านี้รู้', at: 50 };

describe('S5 the author is told of refused words until they are dismissed', () => {
  test('S5 without a session that knows: the newest of the own ones, the others counted', () => {
    const rescues = [rescue('r1', 10), rescue('r3', 30), rescue('r2', 20), rescue('r9', 90, { person: 'p2' })];
    expect(rescueNotice(rescues, 'p1', [], null, false)).toEqual({
      isLocked: true,
      reason: 'locked',
      at: 30,
      added: ['คำr3'],
      removed: [],
      isOnItsWay: false,
      more: 2,
      ids: ['r3', 'r2', 'r1'],
    });
    expect(rescueNotice(rescues, 'p1', ['r3', 'r1'], null, false)).toMatchObject({ added: ['คำr2'], more: 0 });
    expect(rescueNotice(rescues, 'p1', ['r3', 'r2', 'r1'], null, false)).toBeNull();
    expect(rescueNotice([], 'p1', [], null, false)).toBeNull();
  });

  test('S5 a refusal and the rescue that it names are one', () => {
    const rescues = [rescue('r1', 40, { added: ['ครบ'], removed: ['ลบ'] }), rescue('r0', 5)];
    expect(rescueNotice(rescues, 'p1', [], refusal, false)).toMatchObject({
      added: ['ครบ'],
      removed: ['ลบ'],
      isOnItsWay: false,
      more: 1,
      ids: ['r1', 'r0'],
    });
    expect(rescueNotice(rescues, 'p1', ['r1', 'r0'], refusal, false)).toBeNull();
  });

  test('S5 while its rest is on the way, the page’s words are shown, also when the list is not there yet', () => {
    for (const rescues of [[], [rescue('r1', 40)]]) {
      expect(rescueNotice(rescues, 'p1', ['r1'], refusal, true)).toMatchObject({
        isLocked: true,
        added: ['คำที่หน้านี้รู้'],
        isOnItsWay: true,
        ids: ['r1'],
      });
    }
    expect(rescueNotice([], 'p1', [], refusal, false)).toMatchObject({ added: ['คำที่หน้านี้รู้'], reason: null });
  });
});
