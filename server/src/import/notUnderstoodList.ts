import type { NotUnderstood } from '@ruam/shared/api/api.ts';

/** A list that a person can still read; how many more there are is its last line. */
const maxListed = 5_000;

/** JSON of what was not understood. */
export function notUnderstoodJson(list: readonly NotUnderstood[]): string {
  const rest = list.length - maxListed;
  if (rest <= 0) return JSON.stringify(list);
  return JSON.stringify([...list.slice(0, maxListed), { line: 0, text: '', reason: `and ${rest} more` }]);
}
