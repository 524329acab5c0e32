import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import { expect, it } from 'vitest';
import { type DraftValues, kindsFor, problemsOf, unfinishedDay } from './draft.ts';

const filled: DraftValues = {
  ...{ kind: 'approved', resolution: 'มติ', conditions: '', deadline: '', reason: '', until: '', meetingId: null },
};

it.each([
  ['approved', {}, []],
  ['approved', { resolution: ' ' }, ['resolution']],
  ['approvedWithConditions', {}, ['conditions', 'deadline']],
  ['approvedWithConditions', { conditions: 'x', deadline: '2019-12-31' }, []],
  ['returned', {}, ['reason']],
  ['returned', { reason: 'x' }, []],
  ['noted', {}, []],
  ['postponed', {}, []],
  ['postponed', { until: unfinishedDay }, ['until']],
  ['approvedWithConditions', { conditions: 'x', deadline: unfinishedDay }, ['deadline']],
  ['noted', { until: unfinishedDay }, []],
] as const)('%s with %j needs %j', (kind, typed, missing) => {
  expect(problemsOf({ ...filled, ...typed, kind })).toEqual(missing);
});

it('what nobody has claimed is not approved; a dimension needs no claim', () => {
  const item: ItemAnswer = {
    ...{
      code: '3.3',
      category: '3',
      kind: 'process',
      status: 'drafting',
      claimed: null,
      advised: null,
      approved: null,
    },
    ...{ title: { th: 'x', en: 'x' }, updatedAt: 1, documents: [] },
  };
  expect(kindsFor(item, [])).toEqual(['returned', 'noted', 'postponed']);
  expect(kindsFor(item, ['basic'])).toContain('approved');
  expect(kindsFor({ ...item, kind: 'dimension' }, [])).toContain('approved');
});
