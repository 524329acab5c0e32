import type { HistoryEntry } from '@ruam/shared/api/deciding.ts';
import { expect, it } from 'vitest';
import { standingOf } from './standingOf.ts';

const past = { at: 1, person: 'p', personName: 'p' };
let seq = 100;
const next = () => ({ ...past, seq: seq--, id: String(seq) });
const approval = (isSuperseded: boolean): HistoryEntry => ({
  ...next(),
  type: 'approval',
  level: 'basic',
  resolution: 'x',
  meeting: null,
  snapshotId: 's',
  contentHash: 'h',
  conditions: null,
  certificateId: null,
  isSuperseded,
});
const reopening = (): HistoryEntry => ({ ...next(), type: 'reopening', reason: 'x' });
const request = (isAnswered: boolean): HistoryEntry => ({
  ...next(),
  type: 'reopeningRequest',
  reason: 'x',
  rescues: [],
  isAnswered,
});
const decision = (): HistoryEntry => ({
  ...next(),
  type: 'decision',
  kind: 'returned',
  resolution: 'x',
  reason: 'x',
  until: null,
  meeting: null,
});
const told = (...history: HistoryEntry[]) =>
  Object.entries(standingOf(history)).flatMap(([name, entry]) => (entry === null ? [] : [name]));

it.each([
  ['nothing yet', [], []],
  ['approved', [approval(false)], ['approval', 'lastApproval']],
  ['approved, asked for', [request(false), approval(false)], ['approval', 'lastApproval', 'request']],
  ['reopened', [reopening(), request(true), approval(true)], ['lastApproval', 'reopening']],
  ['approved again', [approval(false), reopening(), approval(true)], ['approval', 'lastApproval']],
  ['returned after that', [decision(), reopening(), approval(true)], ['lastApproval', 'reopening', 'decision']],
] as const)('%s', (_what, history, names) => {
  expect(told(...history)).toEqual(names);
});
