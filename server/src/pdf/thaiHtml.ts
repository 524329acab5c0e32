import { escapeHtml } from '@ruam/shared/document/html.ts';
import { wholeWordPattern } from '@ruam/shared/thai/wholeTextWords.ts';

/** A short run of Thai letters between spaces is one word, also where the dictionary of the browser knows none. */
const alone = '(?<![\\u0e01-\\u0e4e])[\\u0e01-\\u0e4e]{2,8}(?![\\u0e01-\\u0e4e])';
/** Too short for the lists of words, and cut in two where they stand beside others. */
const short = 'กำก|ปั๊ม';
/** A word is not cut off from a sign that belongs to its last letter. */
const notBeforeSign = '(?![\\u0e31\\u0e33-\\u0e3a\\u0e47-\\u0e4e])';
const whole = new RegExp(`(?:${wholeWordPattern.source}|${short})${notBeforeSign}|${alone}`, 'g');

/**
 * A text for a page: escaped, with the words held together that a browser would break (class `w`), and ๆ beside its
 * word.
 */
export function thaiHtml(text: string): string {
  const written = printable(text).replaceAll(' ๆ', '\u00a0ๆ');
  let html = '';
  let from = 0;
  for (const { index, 0: word } of written.matchAll(whole)) {
    html += `${escapeHtml(written.slice(from, index))}<span class="w">${escapeHtml(word)}</span>`;
    from = index + word.length;
  }
  return html + escapeHtml(written.slice(from));
}

/** Text as the value of a CSS property: nothing in it ends the string, the rule or the element. */
export function cssString(text: string): string {
  const safe = /[\p{L}\p{M}\p{N} .,:()-]/u;
  const escaped = Array.from(printable(text), (letter) =>
    safe.test(letter) ? letter : `\\${(letter.codePointAt(0) ?? 0).toString(16)} `,
  );
  return `"${escaped.join('')}"`;
}

/** Without what no page may hold, nor half a letter. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, '');
}
