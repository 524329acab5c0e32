import { expect, it } from 'vitest';
import { type Draft, type Drafts, draftKeys, readDrafts, withoutSent, withWords, writeDrafts } from './drafts.ts';

function storage(): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    clear: () => kept.clear(),
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

const drafts: Drafts = {
  [draftKeys.opening('d')]: {
    text: 'ยังเขียนไม่จบ',
    mentions: [{ kind: 'person', id: 'p', name: 'ชื่อ' }],
    passage: { anchor: { start: 'a', end: 'b' }, words: 'ข้อความ' },
    key: 'k',
  },
};

it('a draft comes back, to the person who wrote it alone', () => {
  const tab = storage();
  writeDrafts(tab, 'one', drafts);
  expect(readDrafts(tab, 'one')).toEqual(drafts);
  expect(readDrafts(tab, 'two')).toEqual({});
});

it('what is no draft is none, and a tab that cannot store does not fail', () => {
  const tab = storage();
  tab.setItem('ruam-comment-drafts one', '{"x":5}');
  expect(readDrafts(tab, 'one')).toEqual({});
  tab.setItem('ruam-comment-drafts one', '{');
  expect(readDrafts(tab, 'one')).toEqual({});
  const full: Storage = {
    ...storage(),
    setItem: () => {
      throw new Error('full');
    },
  };
  expect(() => writeDrafts(full, 'one', drafts)).not.toThrow();
});

it('what is typed while it is sent stays, and is another request; what was sent goes', () => {
  const sent: Draft = { text: 'ส่งแล้ว', mentions: [], passage: null, key: 'k' };
  const other = withWords(sent, { text: 'ส่งแล้ว และเขียนต่อ', mentions: [] });
  expect(other).toMatchObject({ text: 'ส่งแล้ว และเขียนต่อ', passage: null });
  expect(other.key).not.toBe(sent.key);
  expect(withoutSent({ here: sent, there: other }, 'here', sent)).toEqual({ there: other });
  expect(withoutSent({ here: other }, 'here', sent)).toEqual({ here: other });
  expect(withoutSent({ there: other }, 'here', sent)).toEqual({ there: other });
});
