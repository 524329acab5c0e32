import { describe, expect, it } from 'vitest';
import { graphemeBounds, nextWordStop, previousWordStop, wordAt, wordRanges } from './wordBounds.ts';

const wordsOf = (text: string): string[] => wordRanges(text).map(({ from, to }) => text.slice(from, to));

describe('words of a text', () => {
  it('are Thai words, compounds of the domain whole', () => {
    expect(wordsOf('สำรวจผู้รับบริการ และผู้มีส่วนได้ส่วนเสีย')).toEqual(['สำรวจ', 'ผู้รับบริการ', 'และ', 'ผู้มีส่วนได้ส่วนเสีย']);
  });

  it('never end inside a letter and its signs, also where a compound is misspelt with one more', () => {
    for (const text of ['งบประมาณ์ปี', 'น้ำแข็ง', 'ตัวชี้วัด์ที่ ๑', 'ก้้้้ำ e\u0301clair 👩‍👩‍👧 ที่นี่']) {
      const whole = graphemeBounds(text);
      for (const { from, to } of wordRanges(text)) {
        expect(whole.has(from), `${text} ${from}`).toBe(true);
        expect(whole.has(to), `${text} ${to}`).toBe(true);
      }
    }
  });
});

describe('word stops', () => {
  const text = 'แผน ปฏิบัติราชการ ปีงบประมาณ 2562';

  it('before the next word, or behind this one', () => {
    expect(nextWordStop(text, 0, 'start')).toBe(4);
    expect(nextWordStop(text, 0, 'end')).toBe(3);
    expect(nextWordStop(text, text.indexOf('2562'), 'start')).toBe(text.length);
  });

  it('backwards to where a word begins', () => {
    expect(previousWordStop(text, text.length)).toBe(text.indexOf('2562'));
    expect(previousWordStop(text, text.indexOf('2562'))).toBe(text.indexOf('ปีงบประมาณ'));
    expect(previousWordStop(text, 0)).toBe(0);
  });

  it('forwards and backwards pass the same words, and both come to an end in a text without spaces', () => {
    const long = 'คณะกรรมการพิจารณาข้อเสนอแนะของผู้รับบริการ'.repeat(80);
    const forwards: number[] = [];
    for (let at = 0; at < long.length; ) {
      const next = nextWordStop(long, at, 'start');
      expect(next).toBeGreaterThan(at);
      forwards.push(next);
      at = next;
    }
    for (let at = long.length; at > 0; ) {
      const previous = previousWordStop(long, at);
      expect(previous).toBeLessThan(at);
      at = previous;
    }
    expect(forwards.at(-1)).toBe(long.length);
  });

  it('the word under a double click', () => {
    expect(wordAt(text, 2)).toEqual({ from: 0, to: 3 });
    expect(wordAt(text, text.indexOf('บประมาณ'))).toEqual({ from: 18, to: 28 });
    expect(wordAt('ก  ข', 2)).toBeNull();
  });
});
