import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { createCommittedDoc } from './committedDoc.ts';
import { Frontier } from './frontier.ts';
import { varUint } from './testBed.ts';
import { inspectUpdate } from './updateInspection.ts';

const none = new Frontier();

/** A text whose letters are structs of their own, with what `change` does to it. */
function lettersOf(count: number, change: (text: Y.Text) => void = () => undefined): Y.Doc {
  const doc = createCommittedDoc();
  doc.clientID = 5;
  doc.transact(() => {
    for (let index = 0; index < count; index++) doc.getText('t').insert(0, 'x');
  });
  change(doc.getText('t'));
  return doc;
}

/** Delete ranges of client 5, as they come: clock, length, clock, length, … */
const deleting = (ranges: readonly number[]): Uint8Array =>
  Uint8Array.from([0, 1, 5, ...varUint(ranges.length / 2), ...ranges.flatMap(varUint)]);

it('S8 a hundred thousand times the same delete range costs what it costs once', () => {
  const doc = lettersOf(5_000, (text) => text.delete(0, 5_000));
  const update = deleting(Array.from({ length: 100_000 }, () => [1, 4_999]).flat());
  const started = performance.now();
  expect(inspectUpdate(update, doc, none).kind).toBe('known');
  expect(performance.now() - started).toBeLessThan(500);
});

it('S8 ranges in any order, overlapping and touching, and a client named twice, are taken as what they mean', () => {
  const doc = lettersOf(10);
  const update = Uint8Array.from([0, 2, 5, 3, 6, 2, 1, 3, 2, 3, 5, 1, 8, 1]);
  const inspection = inspectUpdate(update, doc, none);
  if (inspection.kind !== 'new') throw new Error('it deletes something');
  expect([...inspection.update]).toEqual([...deleting([1, 4, 6, 3])]);
  Y.applyUpdate(doc, inspection.update);
  expect(doc.getText('t').length).toBe(3);
});

it('S8 deletions that were made already are not stored again', () => {
  const doc = lettersOf(10, (text) => text.delete(2, 3));
  const inspection = inspectUpdate(deleting([0, 10]), doc, none);
  if (inspection.kind !== 'new') throw new Error('it deletes something');
  // Letters were put in front of each other: the clocks run backwards.
  expect([...inspection.update]).toEqual([...deleting([0, 5, 8, 2])]);
});

it('S4 a deletion of what has not come is missing, wherever it stands among the ranges', () => {
  expect(inspectUpdate(deleting([12, 1, 0, 2]), lettersOf(10), none)).toEqual({
    kind: 'missing',
    client: 5,
    clock: 12,
  });
});
