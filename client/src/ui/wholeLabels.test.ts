import { administrativeTerms } from '@ruam/shared/thai/terms.ts';
import { wholeLabelPattern } from '@ruam/shared/thai/wholeWords.ts';
import { expect, test } from 'vitest';
import { laterTh } from '../i18n/later.th.ts';
import { openingTh } from '../i18n/opening.th.ts';

test('labels keep every term whole that the words of the interface use, without the whole list of terms', () => {
  const words = JSON.stringify([openingTh, laterTh]);
  const used = administrativeTerms.split(/\s+/).filter((term) => term.length >= 5 && words.includes(term));
  expect(used.length).toBeGreaterThan(50);
  const isWhole = (term: string): boolean => term.match(wholeLabelPattern)?.[0] === term;
  expect(used.filter((term) => !isWhole(term))).toEqual([]);
});
