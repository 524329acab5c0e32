import { paragraph } from '@ruam/shared/document/content.ts';
import { expect, it } from 'vitest';
import { besideShown, placeOf } from './passageSteps.ts';

const text = { paragraphs: ['1.0', '1.5', '1.9'].map((id) => ({ id, block: paragraph(id) })) };

it('a step goes to the neighbour and to its beginning', () => {
  expect(besideShown({ block: '1.5' }, text, 1)).toEqual({ block: '1.9', page: 0 });
  expect(besideShown({ block: '1.5' }, text, -1)).toEqual({ block: '1.0', page: 0 });
});

it('the beginning of a text shows its first paragraph', () => {
  expect(besideShown({ block: null }, text, 1)).toEqual({ block: '1.5', page: 0 });
});

it('at the ends, and without a text, nothing changes', () => {
  expect(besideShown({ block: '1.9' }, text, 1)).toEqual({});
  expect(besideShown({ block: null }, text, -1)).toEqual({});
  expect(besideShown({ block: null }, null, 1)).toEqual({});
  expect(besideShown({ block: null }, { paragraphs: [] }, 1)).toEqual({});
});

it('a paragraph that somebody has taken out is the beginning', () => {
  expect(placeOf({ block: '7.7' }, text)).toBe(-1);
  expect(besideShown({ block: '7.7' }, text, 1)).toEqual({ block: '1.5', page: 0 });
});
