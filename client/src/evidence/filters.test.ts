import type { EvidenceAnswer } from '@ruam/shared/api/evidence.ts';
import { describe, expect, it } from 'vitest';
import { type EvidenceFilter, isShown, titleOf } from './filters.ts';

const places = {
  items: new Map([
    ['3.3.a1', '3.3'],
    ['4.1.b1', '4.1'],
  ]),
  categories: new Map([
    ['3.3', '3'],
    ['4.1', '4'],
    ['7.1', '7'],
  ]),
};
const everything: EvidenceFilter = { show: 'all', category: '', item: '', words: '' };
const entry: EvidenceAnswer = {
  id: 'e',
  cycle: 'c',
  title: 'คำสั่งแต่งตั้ง Call Center',
  confidentiality: 'internal',
  checks: ['3.3.a1', '4.1.b1'],
  items: [],
  file: null,
  versions: 1,
  effectiveDate: null,
  fiscalYearBE: null,
  added: { at: 1, person: 'p', name: 'ก' },
  changedAt: 1,
  usedIn: [],
  snapshots: 0,
  removed: null,
  mayChange: true,
};

describe('the register shows', () => {
  it.each<[string, EvidenceAnswer, EvidenceFilter, boolean]>([
    ['all', entry, everything, true],
    ['parts of words, in any letters', entry, { ...everything, words: 'แต่ง call' }, true],
    ['no other words', entry, { ...everything, words: 'แผน' }, false],
    ['an entry under each of its categories', entry, { ...everything, category: '4' }, true],
    ['and under no other', entry, { ...everything, category: '7' }, false],
    [
      'an entry of a dimension',
      { ...entry, checks: [], items: ['7.1'] },
      { ...everything, category: '7', item: '7.1' },
      true,
    ],
    ['what names no check', { ...entry, checks: [] }, { ...everything, show: 'placeless' }, true],
    ['not what names one', entry, { ...everything, show: 'placeless' }, false],
    ['what no text names', entry, { ...everything, show: 'orphan' }, true],
    ['removed entries apart', { ...entry, removed: entry.added }, everything, false],
    ['removed entries when asked', { ...entry, removed: entry.added }, { ...everything, show: 'removed' }, true],
  ])('%s', (_what, one, filter, expected) => {
    expect(isShown(one, filter, places)).toBe(expected);
  });
});

it.each([
  ['คำสั่ง_ที่ 12.pdf', 'คำสั่ง ที่ 12'],
  ['.pdf', '.pdf'],
  ['รายงาน ฉบับ 1.2', 'รายงาน ฉบับ 1.2'],
])('the file %s suggests the title %s', (name, title) => {
  expect(titleOf(name)).toBe(title);
});
