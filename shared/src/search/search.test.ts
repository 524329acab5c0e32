import { describe, expect, it } from 'vitest';
import { foldText, plainText } from './fold.ts';
import { inOrder } from './rank.ts';
import { marksOf, snippetOf } from './snippet.ts';
import { termsOf } from './terms.ts';

describe('what is compared (docs/search.md Q1, Q2)', () => {
  it('Q1 a text is composed, in one line, without what nobody sees', () => {
    expect(plainText(' การ\u200bให้\n\tบริการ\u0000 \ufeffe\u0301 ')).toBe('การให้ บริการ é');
  });

  it('Q1 a half of a letter is replaced, as PostgreSQL would not take it', () => {
    expect(plainText('ก\ud83d').isWellFormed()).toBe(true);
  });

  it('Q2 Latin letters are small and Thai digits Arabic, at the same places', () => {
    expect(foldText('PMQA ๔.๐ ปี ๒๕๖๒')).toBe('pmqa 4.0 ปี 2562');
    expect(foldText('İstanbul ABC')).toHaveLength('İstanbul ABC'.length);
  });

  it('Q3 a question has at most eight words and 200 letters; blanks are none', () => {
    expect(termsOf(' \u200b\n ')).toEqual([]);
    expect(termsOf('ก ข ค ง จ ฉ ช ซ ฌ ญ')).toHaveLength(8);
    expect(termsOf('บริการ PMQA บริการ')).toEqual(['บริการ', 'pmqa']);
    expect(termsOf('ก'.repeat(5_000))[0]).toHaveLength(200);
  });
});

describe('snippets (docs/search.md Q7)', () => {
  const text = `${'ส่วนราชการมีการทบทวนแผน '.repeat(20)}เพื่อการให้บริการ${' แก่ผู้รับบริการ'.repeat(20)}`;

  it('Q7 the first place found is in it, marked, and it is cut between letters', () => {
    const { text: piece, marks } = snippetOf(text, foldText(text), ['บริการ']);
    expect(piece.startsWith('…')).toBe(true);
    expect(piece.endsWith('…')).toBe(true);
    expect(piece.length).toBeLessThan(200);
    expect(marks.length).toBeGreaterThan(1);
    for (const [from, to] of marks) expect(piece.slice(from, to)).toBe('บริการ');
    expect(piece).not.toMatch(/^…[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/);
  });

  it('Q7 places that overlap are one', () => {
    expect(marksOf('การบริการ', ['การบ', 'บริการ'])).toEqual([[0, 9]]);
  });

  it('Q7 a short text is whole, and one without the terms is unmarked', () => {
    expect(snippetOf('สั้น', 'สั้น', ['x'])).toEqual({ text: 'สั้น', marks: [] });
  });
});

describe('order (docs/search.md Q6)', () => {
  const of = (folded: string, more = {}) => ({ folded, isTitle: false, isOwn: false, period: 256_212, at: 1, ...more });

  it('Q6 titles, then all words side by side, then whole words, then the own category', () => {
    const title = of('แผนกลยุทธ์', { isTitle: true });
    const phrase = of('มี แผน งาน ประจำปี');
    const whole = of('งาน มี แผน');
    const own = of('แผนกงาน', { isOwn: true });
    const part = of('แผนกงาน');
    expect(inOrder([part, own, whole, phrase], ['แผน', 'งาน'])).toEqual([phrase, whole, own, part]);
    expect(inOrder([whole, title], ['แผน'])[0]).toBe(title);
  });

  it('Q6 what is equally good: the newer cycle first, then what was changed last', () => {
    const [old, new1, new2] = [of('แผน'), of('แผน', { period: 256_312 }), of('แผน', { period: 256_312, at: 2 })];
    expect(inOrder([old, new1, new2], ['แผน'])).toEqual([new2, new1, old]);
  });
});
