import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffWords } from './wordDiff.ts';
import { countWords, segmentWords } from './words.ts';

describe('words', () => {
  it('keep compounds of the field whole', () => {
    expect(segmentWords('ให้ผู้มีส่วนได้ส่วนเสียรับทราบ').map((piece) => piece.text)).toContain('ผู้มีส่วนได้ส่วนเสีย');
  });

  it('joined are the text', () => {
    const text = 'ปีงบประมาณ พ.ศ. ๒๕๖๒ (PMQA 4.0) ตัวชี้วัด';
    expect(
      segmentWords(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
    expect(segmentWords(text).every((piece) => text.startsWith(piece.text, piece.start))).toBe(true);
  });

  it('are counted without spaces and punctuation', () => {
    expect(countWords('ตัวชี้วัด, ปีงบประมาณ')).toBe(2);
  });
});

describe('the comparison of two texts', () => {
  it('tells runs word by word', () => {
    expect(diffWords('การประเมินผลของส่วนราชการ', 'การประเมินผลการดำเนินการของส่วนราชการ')).toEqual([
      { kind: 'equal', text: 'การประเมินผล' },
      { kind: 'insert', text: 'การดำเนินการ' },
      { kind: 'equal', text: 'ของส่วนราชการ' },
    ]);
  });

  it('puts a deletion before its insertion', () => {
    expect(diffWords('ระดับ Basic', 'ระดับ Advance')).toEqual([
      { kind: 'equal', text: 'ระดับ ' },
      { kind: 'delete', text: 'Basic' },
      { kind: 'insert', text: 'Advance' },
    ]);
  });

  it('gives both texts back', () => {
    const text = fc
      .array(fc.constantFrom('การ', 'ผล', 'นำ', ' ', 'Basic'), { maxLength: 30 })
      .map((words) => words.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const runs = diffWords(before, after);
        const old = runs.filter((run) => run.kind !== 'insert').map((run) => run.text);
        const young = runs.filter((run) => run.kind !== 'delete').map((run) => run.text);
        const kinds = runs.every((run, at) => run.kind !== runs[at - 1]?.kind);
        return old.join('') === before && young.join('') === after && kinds;
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  it('stays bounded on texts that share nothing', () => {
    const start = performance.now();
    const runs = diffWords('กา '.repeat(20_000), 'นำ '.repeat(20_000));
    expect(runs.length).toBeGreaterThan(0);
    expect(performance.now() - start).toBeLessThan(4000);
  });
});
