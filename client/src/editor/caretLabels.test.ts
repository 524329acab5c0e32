import { expect, test } from 'vitest';
import { labelPitch, leaderPath, placeLabels } from './caretLabels.ts';

const caret = (clientId: number, x: number, top: number) => ({
  clientId,
  personId: 'p',
  name: 'ที่ปรึกษา',
  colorIndex: 1,
  x,
  top,
  bottom: top + 30,
});

test('labels stand beside their line and never on each other', () => {
  const placed = placeLabels([caret(3, 10, 100), caret(1, 90, 0), caret(2, 20, 0), caret(4, 0, 300)]);
  expect(placed.map(({ clientId, y }) => [clientId, y])).toEqual([
    [2, 15],
    [1, 15 + labelPitch],
    [3, 115],
    [4, 315],
  ]);
});

test('a leader runs below its line to the margin', () => {
  expect(leaderPath({ ...caret(1, 40, 0), y: 41 }, 500)).toBe('M40 30H492L496 41H500');
});
