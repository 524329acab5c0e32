import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Anchor } from '../api/threads.ts';
import { type ContentNode, heading, paragraph } from '../document/content.ts';
import { writeContent } from '../document/yjs.ts';
import { anchorOf, findPassages, placeOf } from './anchors.ts';
import { maxQuoteLength } from './bounds.ts';
import { flatten } from './flatDocument.ts';
import { readQuote } from './quote.ts';

function docOf(...content: readonly ContentNode[]): Y.Doc {
  const doc = new Y.Doc();
  writeContent(doc, { type: 'doc', content });
  return doc;
}

function runOf(doc: Y.Doc, index: number): Y.XmlText {
  const run = flatten(doc).runs[index]?.text;
  if (run === undefined) throw new Error(`there is no run ${index}`);
  return run;
}

/** The anchor of words of a run. */
function anchorAt(doc: Y.Doc, index: number, words: string): Anchor {
  const run = flatten(doc).runs[index];
  const at = run?.text.toJSON().indexOf(words) ?? -1;
  const anchor = run === undefined || at < 0 ? null : anchorOf(doc, run.from + at, run.from + at + words.length);
  if (anchor === null) throw new Error(`"${words}" is not there`);
  return anchor;
}

/** What stands at an anchor now, or why nothing does. */
function wordsAt(doc: Y.Doc, anchor: Anchor): string {
  const place = placeOf(doc, anchor);
  return place.name === 'passage' ? readQuote(flatten(doc), place.passage) : `(${place.name})`;
}

const raw = (position: Y.RelativePosition): string =>
  Buffer.from(Y.encodeRelativePosition(position)).toString('base64');

describe('an anchor', () => {
  it('reads what was selected, over blocks with a line feed, in positions as ProseMirror counts', () => {
    const doc = docOf(heading(2, 'หัวเรื่อง'), paragraph('ผู้รับบริการ'), paragraph('ผู้มีส่วนได้ส่วนเสีย'));
    expect(flatten(doc).runs.map(({ from }) => from)).toEqual([1, 12, 26]);
    const anchor = anchorOf(doc, 15, 29);
    expect(anchor && wordsAt(doc, anchor)).toBe('รับบริการ\nผู้');
    expect(anchorOf(doc, 0, 1)).toBeNull();
  });

  it('counts lists, leaves and formatted runs', () => {
    const doc = docOf(
      { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('หนึ่ง')] }] },
      { type: 'horizontalRule' },
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'หนา', marks: [{ type: 'bold' }] },
          { type: 'text', text: 'บาง' },
          { type: 'hardBreak' },
          { type: 'text', text: 'ท้าย' },
        ],
      },
    );
    expect(flatten(doc).runs.map(({ from }) => from)).toEqual([3, 13, 20]);
    const anchor = anchorOf(doc, 15, 22);
    expect(anchor && wordsAt(doc, anchor)).toBe('าบางท้');
  });

  it('moves with what is typed before it, takes nothing typed at its sides, and grows with what is typed inside', () => {
    const doc = docOf(paragraph('ก่อน ข้อความ หลัง'));
    const anchor = anchorAt(doc, 0, 'ข้อความ');
    runOf(doc, 0).insert(0, 'นำหน้า ');
    expect(wordsAt(doc, anchor)).toBe('ข้อความ');
    const at = runOf(doc, 0).toJSON().indexOf('ข้อความ');
    runOf(doc, 0).insert(at + 'ข้อความ'.length, 'ต่อ');
    runOf(doc, 0).insert(at, 'หน้า');
    expect(wordsAt(doc, anchor)).toBe('ข้อความ');
    runOf(doc, 0).insert(at + 'หน้า'.length + 3, 'X');
    expect(wordsAt(doc, anchor)).toBe('ข้อXความ');
  });

  it('is gone when its letters are deleted, or their block', () => {
    for (const doc of [docOf(paragraph('ก่อน ข้อความ หลัง')), docOf(paragraph('อื่น'), paragraph('ข้อความ'))]) {
      const index = flatten(doc).runs.length - 1;
      const anchor = anchorAt(doc, index, 'ข้อความ');
      const at = runOf(doc, index).toJSON().indexOf('ข้อความ');
      if (index === 0) runOf(doc, 0).delete(at, 'ข้อความ'.length);
      else doc.getXmlFragment('default').delete(1, 1);
      expect(wordsAt(doc, anchor)).toBe('(gone)');
    }
  });

  it('keeps what is left of it', () => {
    const doc = docOf(paragraph('หนึ่งสองสาม'));
    const anchor = anchorAt(doc, 0, 'หนึ่งสองสาม');
    runOf(doc, 0).delete(0, 'หนึ่ง'.length);
    expect(wordsAt(doc, anchor)).toBe('สองสาม');
  });

  it('is unknown to a document that does not have its letters yet', () => {
    const doc = docOf(paragraph('เดิม'));
    const behind = new Y.Doc();
    Y.applyUpdate(behind, Y.encodeStateAsUpdate(doc));
    doc.getXmlFragment('default').push([new Y.XmlElement('paragraph')]);
    const added = doc.getXmlFragment('default').get(1);
    if (added instanceof Y.XmlElement) added.push([new Y.XmlText('ใหม่มาก')]);
    expect(wordsAt(behind, anchorAt(doc, 1, 'ใหม่มาก'))).toBe('(unknown)');
  });

  it('is wrong when it cannot be decoded, is reversed, empty, or of another root', () => {
    const doc = docOf(paragraph('ข้อความยาว'));
    const { start, end } = anchorAt(doc, 0, 'ข้อความ');
    const other = doc.getText('other');
    other.insert(0, 'elsewhere');
    const elsewhere = (index: number): string => raw(Y.createRelativePositionFromTypeIndex(other, index));
    const unmade = raw(new Y.RelativePosition(null, 'unmade', null));
    const wrong: Anchor[] = [
      { start: 'ไม่ใช่', end },
      { start: '!!!!', end },
      { start: `${start}AAAA`, end },
      { start: end, end: start },
      { start, end: start },
      { start: elsewhere(0), end: elsewhere(4) },
      { start, end: elsewhere(4) },
      { start: unmade, end: unmade },
    ];
    for (const anchor of wrong) expect(wordsAt(doc, anchor), JSON.stringify(anchor)).toBe('(wrong)');
    expect([...doc.share.keys()].sort()).toEqual(['default', 'other']);
  });

  it('may lean on blocks instead of letters, as other editors write it', () => {
    const doc = docOf(paragraph('หนึ่ง'), paragraph('สอง'), paragraph('สาม'));
    const root = doc.getXmlFragment('default');
    const at = (index: number): string => raw(Y.createRelativePositionFromTypeIndex(root, index));
    expect(wordsAt(doc, { start: at(1), end: at(3) })).toBe('สอง\nสาม');
  });
});

describe('the quote', () => {
  it('holds whole letters: Thai clusters, emoji', () => {
    const doc = docOf(paragraph('ดื่มน้ำ👩‍👩‍👧แล้ว'));
    const flat = flatten(doc);
    const at = 1 + 'ดื่มน'.length;
    expect(readQuote(flat, { from: at, to: at + 1 })).toBe('น้ำ');
    const emoji = 1 + 'ดื่มน้ำ'.length;
    expect(readQuote(flat, { from: emoji + 1, to: emoji + 2 })).toBe('👩‍👩‍👧');
    expect(readQuote(flat, { from: 1, to: emoji })).toBe('ดื่มน้ำ');
  });

  it('of a long passage ends with "…", within a bound, and between letters', () => {
    const doc = docOf(paragraph('น้ำ'.repeat(2_000)));
    const quote = readQuote(flatten(doc), { from: 1, to: 6_001 });
    expect(quote.length).toBeLessThanOrEqual(maxQuoteLength);
    expect(quote).toMatch(/^(น้ำ)+…$/);
  });
});

describe('finding passages', () => {
  const found = (doc: Y.Doc, anchor: Anchor, quote: string): string => {
    const passage = findPassages(doc, [{ id: 'a', anchor, quote }]).get('a');
    return passage === undefined ? '(none)' : readQuote(flatten(doc), passage);
  };

  it('words that were deleted and stand again (undo, a paragraph that was moved) are found by the quote', () => {
    const doc = docOf(paragraph('ก่อน'), paragraph('ข้อความที่ถูกย้าย'));
    const anchor = anchorAt(doc, 1, 'ข้อความที่ถูกย้าย');
    const root = doc.getXmlFragment('default');
    root.delete(1, 1);
    expect(found(doc, anchor, 'ข้อความที่ถูกย้าย')).toBe('(none)');
    const again = new Y.XmlElement('paragraph');
    again.insert(0, [new Y.XmlText('นี่คือข้อความที่ถูกย้ายมา')]);
    root.insert(0, [again]);
    expect(found(doc, anchor, 'ข้อความที่ถูกย้าย')).toBe('ข้อความที่ถูกย้าย');
  });

  it('but not when they stand twice, or are few', () => {
    const doc = docOf(paragraph('เก่า'), paragraph('คำซ้ำกันหลายที่ คำซ้ำกันหลายที่ สั้น'));
    const anchor = anchorAt(doc, 0, 'เก่า');
    doc.getXmlFragment('default').delete(0, 1);
    expect(found(doc, anchor, 'คำซ้ำกันหลายที่')).toBe('(none)');
    expect(found(doc, anchor, 'สั้น')).toBe('(none)');
  });

  it('500 of them in a long document cost a few milliseconds', () => {
    const words = 'ผู้รับบริการและผู้มีส่วนได้ส่วนเสีย '.repeat(8);
    const doc = docOf(...Array.from({ length: 150 }, (_, i) => paragraph(`${i} ${words}`)));
    const { runs } = flatten(doc);
    const threads = Array.from({ length: 500 }, (_, i) => {
      const run = runs[i % runs.length];
      const anchor = run === undefined ? null : anchorOf(doc, run.from + 5, run.from + 20 + (i % 50));
      if (anchor === null) throw new Error('no anchor');
      return { id: String(i), anchor, quote: 'x' };
    });
    findPassages(doc, threads);
    const before = performance.now();
    expect(findPassages(doc, threads).size).toBe(500);
    expect(performance.now() - before).toBeLessThan(200);
  });
});
