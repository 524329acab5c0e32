import type { DocumentAnswer, ItemAnswer } from '@ruam/shared/api/api.ts';
import type { AgendaEntry } from '@ruam/shared/api/meetings.ts';
import { expect, it } from 'vitest';
import { changesFor, documentsOf } from './shownDocument.ts';

const entry: AgendaEntry = {
  ...{ id: 'e1', section: 'forConsideration', kind: 'item', item: '3.3', document: null, title: null, detail: '' },
  ...{ minutes: 5, usedMs: 0 },
};
const item: ItemAnswer = {
  ...{
    code: '3.3',
    category: '3',
    kind: 'process',
    status: 'claimed',
    claimed: 'basic',
    advised: null,
    approved: null,
  },
  ...{ title: { th: 'x', en: 'x' }, updatedAt: 1, documents: [] },
};
const documentOf = (
  id: string,
  kind: DocumentAnswer['kind'],
  level: DocumentAnswer['level'],
  sizeBytes: number,
): DocumentAnswer => ({
  ...{ id, kind, level, sizeBytes, item: '3.3', cycle: 'c', state: 'open', lockEpoch: 0, generation: 0, updatedAt: 1 },
  ...{ submittedAt: null, author: null, mayWrite: false, maxBytes: 1 },
});
const recommendations = documentOf('r', 'recommendations', null, 900);
const [basic, advance] = [documentOf('b', 'evidence', 'basic', 5_000), documentOf('a', 'evidence', 'advance', 9_000)];

it('an item begins with the evidence of the level that is claimed', () => {
  const changes = changesFor(entry, item, [recommendations, advance, basic]);
  expect(changes).toEqual({ entry: 'e1', mode: 'text', document: 'b', block: null, page: 0 });
});

it('and with its recommendations where these have more to read', () => {
  expect(changesFor(entry, item, [{ ...basic, sizeBytes: 120 }, recommendations]).document).toBe('r');
});

it('a document shows itself, words their name', () => {
  const minutes = { id: 'm', kind: 'minutes', meeting: '5/2562' } as const;
  expect(changesFor({ ...entry, kind: 'document', item: null, document: minutes }, null, []).document).toBe('m');
  const words = changesFor({ ...entry, kind: 'text', item: null, title: 'แจ้งเพื่อทราบ' }, null, []);
  expect(words).toMatchObject({ mode: 'text', document: null });
});

it('its texts are offered as they are read: evidence by level, then recommendations', () => {
  expect(documentsOf(entry, [recommendations, advance, basic]).map(({ id }) => id)).toEqual(['b', 'a', 'r']);
});
