import { isConsonant, isLeadingVowel, isMark, isThaiLetter } from './characters.ts';

/** A phrase longer than this ends at the next space, however the words run on. */
const longPhrase = 200;
/** A phrase longer than this is cut before the next syllable: no Thai word is so long, and the time to read it stays linear. */
const longestPhrase = 400;

/** Cuts a line where no damage reaches across: behind characters that are no Thai letters and behind double spaces. The phrases joined are the line. */
export function phrasesOf(line: string): string[] {
  const phrases: string[] = [];
  let from = 0;
  for (let at = 0; at < line.length; at++) {
    const code = line.charCodeAt(at);
    const following = line.charCodeAt(at + 1);
    const length = at + 1 - from;
    const ends =
      code === 0x20
        ? following === 0x20 || (length > longPhrase && !isMark(following))
        : !isThaiLetter(code) ||
          (length > longestPhrase && (isConsonant(following) || isLeadingVowel(following)) && !isLeadingVowel(code));
    if (!ends && length < 2 * longestPhrase) continue;
    phrases.push(line.slice(from, at + 1));
    from = at + 1;
  }
  if (from < line.length) phrases.push(line.slice(from));
  return phrases;
}
