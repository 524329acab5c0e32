import { expect, it } from 'vitest';
import { afterFrame } from './presence.ts';

const at = (id: string, document: string) => ({
  id,
  name: id,
  places: [{ document, item: '3.3', mayWrite: true }],
});

it('S16 a difference replaces whom it names and leaves the others; all replaces everybody', () => {
  const first = afterFrame([at('old', 'x')], { all: true, people: [at('a', 'd'), at('b', 'd')], gone: [] });
  expect(first.map(({ id }) => id)).toEqual(['a', 'b']);
  const next = afterFrame(first, { all: false, people: [at('b', 'e'), at('c', 'd')], gone: ['a', 'never-here'] });
  expect(next).toEqual([at('b', 'e'), at('c', 'd')]);
});
