import { toArabicDigits } from '../thai/digits.ts';

/** What nobody sees or types on purpose: zero-width spaces and joiners, the soft hyphen, the byte order mark. */
const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: PostgreSQL takes no NUL, and no reader sees the others
const blanks = /[\s\u0000-\u001f\u007f]+/g;

/** The text as it is searched and shown in a result: composed, in one line, without what is invisible. */
export function plainText(text: string): string {
  return text.toWellFormed().replace(invisible, '').replace(blanks, ' ').normalize('NFC').trim();
}

/**
 * The form in which texts are compared: Latin letters small, Thai digits as Arabic ones. It has the letters of `plain`
 * at the same places, so that what is found in it can be marked in the text.
 */
export function foldText(plain: string): string {
  const small = plain.toLowerCase();
  return toArabicDigits(small.length === plain.length ? small : plain.replace(/./gsu, lowerInPlace));
}

function lowerInPlace(letter: string): string {
  const small = letter.toLowerCase();
  return small.length === letter.length ? small : letter;
}
