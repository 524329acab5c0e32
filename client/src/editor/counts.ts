/** Size of a text as a Thai writer counts it. */
export interface TextCounts {
  readonly words: number;
  /** Graphemes without line breaks: ปิ่ is one. */
  readonly characters: number;
  /** Unicode code points without line breaks, as other programs count: ปิ่ is three. */
  readonly codePoints: number;
}

/** Counts words by the Thai dictionary of the platform, and graphemes. A preview: the server's count decides. */
export function countText(text: string): TextCounts {
  let words = 0;
  for (const { isWordLike } of new Intl.Segmenter('th', { granularity: 'word' }).segment(text)) {
    if (isWordLike === true) words += 1;
  }
  let characters = 0;
  for (const { segment } of new Intl.Segmenter('th', { granularity: 'grapheme' }).segment(text)) {
    if (segment !== '\n' && segment !== '\r\n') characters += 1;
  }
  let codePoints = 0;
  for (const letter of text) if (letter !== '\n' && letter !== '\r') codePoints += 1;
  return { words, characters, codePoints };
}
