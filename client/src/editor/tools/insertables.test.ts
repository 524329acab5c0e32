import { describe, expect, it } from 'vitest';
import { editorTh } from '../../i18n/editor.th.ts';
import { insertables, searchInsertables } from './insertables.ts';

const all = insertables(
  (name) => editorTh.toolbar[name],
  () => true,
);
const found = (query: string): string[] => searchInsertables(all, query).map(({ name }) => name);

describe('what the slash menu offers', () => {
  it('is only what puts something into the text', () => {
    expect(['bold', 'undo', 'comment', 'link'].filter((name) => all.some((item) => item.name === name))).toEqual([]);
    expect(found('')).toEqual(all.map(({ name }) => name));
  });

  it('is found by Thai and by English words, with and without tone marks', () => {
    expect(found('ข้อเสนอ')[0]).toBe('recommendation');
    expect(found('ขอเสนอ')[0]).toBe('recommendation');
    expect(found('quo')[0]).toBe('blockquote');
    expect(found('h3')[0]).toBe('heading3');
    expect(found('Numbered')[0]).toBe('orderedList');
  });

  it('is found by letters in their order, behind what begins so', () => {
    expect(found('rcmd')).toEqual(['recommendation']);
    expect(found('list').slice(0, 2).toSorted()).toEqual(['bulletList', 'orderedList']);
    expect(found('ฎฎฎ')).toEqual([]);
  });
});
