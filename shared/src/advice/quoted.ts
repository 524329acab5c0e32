import { type Content, textOf } from '../document/content.ts';

/** Whether words stand in a committed content; blanks, line ends and zero-width breaks do not count. */
export function isQuotedFrom(content: Content, quote: string): boolean {
  const wanted = letters(quote);
  return wanted !== '' && letters(content.content.map(textOf).join('')).includes(wanted);
}

function letters(text: string): string {
  return text.replace(/[\s\u200B\u2060\uFEFF]+/g, '');
}
