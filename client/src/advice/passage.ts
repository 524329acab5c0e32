import type { Content } from '@ruam/shared/document/content.ts';
import { textOf } from '@ruam/shared/document/content.ts';

/** Letters of a quote at most. */
const maxQuoteLetters = 2_000;

/** The words of a selection as a note quotes them; '' for none. */
export function quoteOf(selected: string): string {
  return selected.trim().slice(0, maxQuoteLetters).toWellFormed();
}

/** Whether words stand in a committed content; blanks, line ends and zero-width breaks do not count. */
export function isQuotedFrom(content: Content, quote: string): boolean {
  const wanted = letters(quote);
  return wanted !== '' && letters(content.content.map(textOf).join('')).includes(wanted);
}

function letters(text: string): string {
  return text.replace(/[\s\u200B\u2060\uFEFF]+/g, '');
}
