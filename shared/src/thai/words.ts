/** A piece of a text: a word, or what stands between words (spaces, punctuation). */
export interface WordPiece {
  readonly text: string;
  /** Offset in the text, in UTF-16 units. */
  readonly start: number;
  readonly isWord: boolean;
}

/**
 * Compounds that read as one: kept whole by line breaking and by the word comparison. The repair of damaged text never
 * uses this list.
 */
export const domainCompounds: readonly string[] = [
  'ผู้มีส่วนได้ส่วนเสีย',
  'ผู้รับบริการ',
  'ผู้รับผิดชอบ',
  'ผู้ทรงคุณวุฒิ',
  'ผู้บังคับบัญชา',
  'ปีงบประมาณ',
  'งบประมาณ',
  'ตัวชี้วัด',
  'ข้อเสนอแนะ',
  'ข้อสังเกต',
  'คณะกรรมการ',
  'คณะอนุกรรมการ',
  'คณะทำงาน',
  'ส่วนราชการ',
  'ระบบราชการ',
  'แผนปฏิบัติราชการ',
  'แผนยุทธศาสตร์',
  'ยุทธศาสตร์ชาติ',
  'การบริหารจัดการ',
  'ผลสัมฤทธิ์',
  'ธรรมาภิบาล',
  'เลขาธิการ',
  'วุฒิสภา',
  'กรรมาธิการ',
  'อิเล็กทรอนิกส์',
  'สารสนเทศ',
];

const byLength = [...domainCompounds].sort((one, other) => other.length - one.length);
const compoundPattern = new RegExp(byLength.join('|'), 'g');

/** Cuts a text into words and what stands between them; the pieces joined are the text. */
export function segmentWords(text: string): WordPiece[] {
  const segmenter = new Intl.Segmenter('th', { granularity: 'word' });
  const pieces: WordPiece[] = [];
  const addPlain = (from: number, to: number) => {
    for (const { segment, index, isWordLike } of segmenter.segment(text.slice(from, to))) {
      pieces.push({ text: segment, start: from + index, isWord: isWordLike === true });
    }
  };
  let from = 0;
  for (const found of text.matchAll(compoundPattern)) {
    addPlain(from, found.index);
    pieces.push({ text: found[0], start: found.index, isWord: true });
    from = found.index + found[0].length;
  }
  addPlain(from, text.length);
  return pieces;
}

/** How many words a text has. */
export function countWords(text: string): number {
  return segmentWords(text).filter((piece) => piece.isWord).length;
}
