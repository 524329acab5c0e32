/** As our own reports number their paragraphs: `3.3-¶7`, `¶7`. */
const printed = /^(?:[๑-๗1-7]\.[๑-๙1-9]-)?¶\s?[๐-๙0-9]{1,4}(?=\s|$)\s*/;

/** How many letters the number of a paragraph takes at the beginning of a text, with the blank behind it; 0 for none. */
export function paragraphNumberLength(text: string): number {
  return printed.exec(text)?.[0].length ?? 0;
}

/** Whether a text is nothing but the number of a paragraph. */
export function isParagraphNumber(text: string): boolean {
  const length = paragraphNumberLength(text);
  return length > 0 && length === text.length;
}
