import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import pmqa from '@ruam/shared/framework/editions/pmqa-4.0-2562.json' with { type: 'json' };
import { parseFramework } from '@ruam/shared/framework/framework.ts';
import { fy2562 } from '@ruam/shared/score/fixtures/fy2562.ts';
import { expect, it } from 'vitest';
import { effectOf } from './effect.ts';

const framework = parseFramework(pmqa);
const items: readonly ItemAnswer[] = fy2562.items.map(({ code, claimed }) => ({
  ...{ code, claimed, advised: null, approved: null, category: code.slice(0, 1), kind: 'process', status: 'claimed' },
  ...{ title: { th: code, en: code }, updatedAt: 1, documents: [] },
}));

it('FY 2562: approving 3.3 as it is claimed changes no level, and counts as one of 24', () => {
  const effect = effectOf(framework, items, { code: '3.3', level: 'basic' });
  expect(effect).toMatchObject({
    all: 24,
    before: { item: 'basic', category: 'basic', overall: 'basic', points: 445.83, approved: 0 },
    after: {
      item: 'basic',
      category: 'basic',
      overall: 'basic',
      points: 445.83,
      approved: 1,
      limitedBy: ['3.3', '4.1'],
    },
  });
});

it('approving below the claim is seen in category and points', () => {
  const effect = effectOf(framework, items, { code: '1.1', level: 'basic' });
  expect(effect?.before).toMatchObject({ category: 'significance', points: 445.83 });
  expect(effect?.after).toMatchObject({
    item: 'basic',
    category: 'basic',
    points: 437.5,
    limitedBy: ['1.1', '3.3', '4.1'],
  });
});
