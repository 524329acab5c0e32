import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Content, type ContentNode, heading, paragraph } from '../document/content.ts';
import { blocksOf } from './contentBlocks.ts';
import { type BlockDiff, diffContents, diffDocuments } from './contentDiff.ts';
import { type HashedDocument, hashedContent } from './hashedContent.ts';
import { readHashedText } from './hashedText.ts';

const doc = (...content: ContentNode[]): Content => ({ type: 'doc', content });
const lines = (...texts: string[]): Content => doc(...texts.map(paragraph));

const side = (diffs: readonly BlockDiff[], gone: 'added' | 'removed', type: 'inserted' | 'deleted'): string[] =>
  diffs
    .filter(({ change }) => change !== gone)
    .map(({ runs }) => runs.flatMap((run) => (run.type === 'same' || run.type === type ? [run.text] : [])).join(''));
const oldSide = (diffs: readonly BlockDiff[]): string[] => side(diffs, 'added', 'deleted');
const newSide = (diffs: readonly BlockDiff[]): string[] => side(diffs, 'removed', 'inserted');
const tell = (diffs: readonly BlockDiff[]): string[] =>
  diffs.map(({ change, runs }) => {
    const marks = { same: '', inserted: '+', deleted: '-' };
    return `${change}: ${runs.map(({ type, text }) => (type === 'same' ? text : `[${marks[type]}${text}]`)).join('')}`;
  });

const words = ['การประเมินผล', 'ของส่วนราชการ', ' ', 'ตัวชี้วัด', 'ปีงบประมาณ', '๒๕๖๒', 'ดำเนินการ', 'ผู้รับบริการ', '\n'];
const text = fc.array(fc.constantFrom(...words), { maxLength: 12 }).map((parts) => parts.join(''));
const block = fc.oneof(
  text.map(paragraph),
  text.map((it) => heading(2, it)),
  text.map((it): ContentNode => ({ type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(it)] }] })),
  text.map(
    (it): ContentNode => ({
      type: 'recommendation',
      attrs: { targetLevel: 'advance' },
      content: [{ type: 'text', text: it }],
    }),
  ),
);
const content = fc.array(block, { maxLength: 9 }).map((blocks) => doc(...blocks));

describe('the difference of two contents', () => {
  it('same and deleted joined are the old text, same and inserted the new one', () => {
    fc.assert(
      fc.property(content, content, (before, after) => {
        const diffs = diffContents(before, after);
        expect(oldSide(diffs)).toEqual(blocksOf(before).map((it) => it.text));
        expect(newSide(diffs)).toEqual(blocksOf(after).map((it) => it.text));
      }),
    );
  });

  it('a content differs from itself in nothing', () => {
    fc.assert(
      fc.property(content, (it) => {
        expect(diffContents(it, it).filter(({ change }) => change !== 'same')).toEqual([]);
      }),
    );
  });

  it('tells a changed paragraph by words, between those that stay', () => {
    const before = lines('หัวข้อแรก', 'หน่วยงานได้ประเมินผลระดับ Basic แล้ว', 'ข้อสุดท้าย');
    const after = lines('หัวข้อแรก', 'ข้อใหม่ทั้งหมด', 'หน่วยงานได้ประเมินผลระดับ Advance แล้ว', 'ข้อสุดท้าย');
    expect(tell(diffContents(before, after))).toEqual([
      'same: หัวข้อแรก',
      'added: [+ข้อใหม่ทั้งหมด]',
      'changed: หน่วยงานได้ประเมินผลระดับ [-Basic][+Advance] แล้ว',
      'same: ข้อสุดท้าย',
    ]);
  });

  it('tells another form of the same words, and another target of a recommendation', () => {
    const plain = doc({ type: 'paragraph', content: [{ type: 'text', text: 'เดิม' }] });
    const bold = doc({ type: 'paragraph', content: [{ type: 'text', text: 'เดิม', marks: [{ type: 'bold' }] }] });
    expect(tell(diffContents(plain, bold))).toEqual(['formatted: เดิม']);
    const asked = (targetLevel: string) =>
      doc({ type: 'recommendation', attrs: { targetLevel }, content: [{ type: 'text', text: 'ควรทบทวน' }] });
    expect(tell(diffContents(asked('advance'), asked('significance')))).toEqual([
      'changed: ควรทบทวน\n[-advance][+significance]',
    ]);
  });

  it.each([
    ['one word in ten changed', (n: number) => (n % 10 === 0 ? 'ใหม่' : `คำ${n} `)],
    ['all of it changed', (n: number) => `อื่น${n} `],
  ])('20,000 words, %s: told in bounded time', (_what, word) => {
    const make = (of: (n: number) => string, size: number): Content =>
      lines(
        ...Array.from({ length: 20_000 / size }, (_, p) =>
          Array.from({ length: size }, (_, n) => of(p * size + n)).join(''),
        ),
      );
    for (const size of [50, 20_000]) {
      const before = make((n) => `คำ${n} `, size);
      const after = make(word, size);
      const begun = performance.now();
      const diffs = diffContents(before, after);
      // A second on one's own; a full test run shares its processors.
      expect(performance.now() - begun).toBeLessThan(4_000);
      expect(newSide(diffs)).toEqual(blocksOf(after).map((it) => it.text));
    }
  });

  it('beyond that, paragraph by paragraph', () => {
    const long = 'ก'.repeat(500_000);
    expect(diffContents(lines(long), lines(`${long}ข`)).map(({ change }) => change)).toEqual(['removed', 'added']);
  });
});

describe('the difference of two versions', () => {
  const documentOf = (id: string, ...texts: string[]): HashedDocument => ({
    id,
    kind: 'evidence',
    level: 'basic',
    content: lines(...texts),
  });

  it('names every document of either, with what became of it', () => {
    const before = [documentOf('a', 'เดิม'), documentOf('b', 'เดิม'), documentOf('c', 'เดิม')];
    const after = [documentOf('b', 'ใหม่'), documentOf('c', 'เดิม'), documentOf('d', 'เดิม')];
    const diffs = diffDocuments(before, after);
    expect(diffs.map(({ id, change, blocks }) => [id, change, blocks.length])).toEqual([
      ['a', 'removed', 1],
      ['b', 'changed', 1],
      ['c', 'same', 0],
      ['d', 'added', 1],
    ]);
  });

  it('reads its documents out of the hashed text', () => {
    const documents = [documentOf('a', 'หลักฐาน'), { ...documentOf('b'), kind: 'results' as const, level: null }];
    expect(readHashedText(JSON.stringify(hashedContent(documents)))).toEqual(documents);
    expect(() => readHashedText('{"documents":[{"id":"a"}]}')).toThrow();
  });
});

it('beyond the letters that may be compared, changed paragraphs are removed and added; what is the same does not count', () => {
  const long = paragraph('ข้อความเดิมที่ไม่เปลี่ยน'.repeat(100));
  const before = doc(long, paragraph('ทบทวนทุกปี'));
  const after = doc(long, paragraph('ทบทวนทุกไตรมาส'));
  const changes = (maxLetters: number) => diffContents(before, after, maxLetters).map(({ change }) => change);
  expect(changes(100)).toEqual(['same', 'changed']);
  expect(changes(10)).toEqual(['same', 'removed', 'added']);
});

describe('tables, images and footnotes', () => {
  const row = (...texts: string[]): ContentNode => ({
    type: 'tableRow',
    content: texts.map((words) => ({ type: 'tableCell', content: [paragraph(words)] })),
  });
  const table = (...rows: ContentNode[]): Content => doc({ type: 'table', content: rows });

  it('a row is a block: what changes in a cell is told within its row', () => {
    const before = table(row('ช่องทาง', 'จำนวน'), row('โทรศัพท์', '๑๒๘ เรื่อง'));
    const after = table(row('ช่องทาง', 'จำนวน'), row('โทรศัพท์', '๑๕๑ เรื่อง'), row('เว็บไซต์', '๕๙ เรื่อง'));
    expect(tell(diffContents(before, after))).toEqual([
      'same: ช่องทาง | จำนวน',
      'changed: โทรศัพท์ | [-๑๒๘][+๑๕๑] เรื่อง',
      'added: [+เว็บไซต์ | ๕๙ เรื่อง]',
    ]);
  });

  it('merged cells that read the same are another form', () => {
    const merged: ContentNode = {
      type: 'tableRow',
      content: [{ type: 'tableCell', attrs: { colspan: 2 }, content: [paragraph('รวม')] }],
    };
    expect(diffContents(table(row('รวม')), table(merged)).map(({ change }) => change)).toEqual(['formatted']);
  });

  it('an image is told by its words, a footnote where it stands', () => {
    const image = (alt: string): ContentNode => ({ type: 'image', attrs: { file: 'f', alt } });
    const noted = (words: string): ContentNode => ({
      type: 'paragraph',
      content: [
        { type: 'text', text: 'ก' },
        { type: 'footnote', content: [{ type: 'text', text: words }] },
      ],
    });
    expect(tell(diffContents(doc(image('แผน'), noted('เดิม')), doc(image('แผน'), noted('ใหม่'))))).toEqual([
      'same: [ภาพ: แผน]',
      'changed: ก [[-เดิม][+ใหม่]]',
    ]);
  });
});
