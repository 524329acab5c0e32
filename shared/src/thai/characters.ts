/** Classes of Thai characters, by code point. */

/** SARA AM, the vowel that the extraction damages. */
export const saraAm = '\u0e33';
/** SARA AA. */
export const saraAa = '\u0e32';
/** Stands for a true ำ while a line is repaired, so that rule 3 cannot take it for a damaged า. */
export const trueAm = '\ue000';

/** Whether the code is a consonant ก-ฮ (ฤ and ฦ included). */
export function isConsonant(code: number): boolean {
  return code >= 0x0e01 && code <= 0x0e2e;
}

/** Whether the code is a vowel written before its consonant: เ แ โ ใ ไ. */
export function isLeadingVowel(code: number): boolean {
  return code >= 0x0e40 && code <= 0x0e44;
}

/** Whether the code is a vowel above or below a consonant, MAITAIKHU included. */
export function isUpperLowerVowel(code: number): boolean {
  return code === 0x0e31 || (code >= 0x0e34 && code <= 0x0e3a) || code === 0x0e47;
}

/** Whether the code is ั ิ ี ึ ื: the vowels that rule 5 finds behind their tone. */
export function isUpperVowel(code: number): boolean {
  return code === 0x0e31 || (code >= 0x0e34 && code <= 0x0e37);
}

/** Whether the code is a tone mark. */
export function isTone(code: number): boolean {
  return code >= 0x0e48 && code <= 0x0e4b;
}

/** Whether the code sits above or below a base character. */
export function isMark(code: number): boolean {
  return isUpperLowerVowel(code) || (code >= 0x0e48 && code <= 0x0e4e);
}

/** Whether the code follows its consonant on the line: ะ า ำ ๅ, or the stand-in of a true ำ. */
export function isFollowingVowel(code: number): boolean {
  return code === 0x0e30 || code === 0x0e32 || code === 0x0e33 || code === 0x0e45 || code === 0xe000;
}

/** Whether the code belongs to Thai words: letters and marks, no digits, no ๆ ฯ. */
export function isThaiLetter(code: number): boolean {
  return (
    (code >= 0x0e01 && code <= 0x0e3a && code !== 0x0e2f) ||
    (code >= 0x0e40 && code <= 0x0e4e && code !== 0x0e46) ||
    code === 0xe000
  );
}
