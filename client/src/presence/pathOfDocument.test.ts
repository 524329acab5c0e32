import { expect, it } from 'vitest';
import { pathOfDocument } from './pathOfDocument.ts';

it.each([
  ['evidence', 'basic', '/cycles/c/categories/3/items/3.3?part=evidence&level=basic'],
  ['recommendations', undefined, '/cycles/c/categories/3/items/3.3?part=recommendations'],
  ['results', undefined, '/cycles/c/categories/3/items/3.3'],
] as const)('S16 a colleague in the %s of an item is followed to %s %s', (kind, level, path) => {
  expect(pathOfDocument('c', { category: '3', code: '3.3' }, level === undefined ? { kind } : { kind, level })).toBe(
    path,
  );
});
