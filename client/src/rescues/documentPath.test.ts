import { expect, test } from 'vitest';
import { documentPath } from './documentPath.ts';

test('a rescue leads to the part of the item that its document is', () => {
  const item = { category: '3', code: '3.3' };
  const path = (kind: 'evidence' | 'recommendations' | 'advice' | 'overview' | 'minutes') =>
    documentPath({ cycle: 'c1', kind, level: kind === 'evidence' ? 'basic' : null }, item);
  expect(path('evidence')).toBe('/cycles/c1/categories/3/items/3.3?part=evidence&level=basic');
  expect(path('recommendations')).toBe('/cycles/c1/categories/3/items/3.3?part=recommendations');
  expect(path('advice')).toBe('/cycles/c1/categories/3/items/3.3');
  expect(path('overview')).toBe('/cycles/c1/overview');
  expect(path('minutes')).toBeNull();
  expect(documentPath({ cycle: 'c1', kind: 'evidence', level: 'basic' }, null)).toBeNull();
});
