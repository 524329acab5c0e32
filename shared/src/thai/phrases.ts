import { isConsonant, isLeadingVowel, isMark, isThaiLetter } from './characters.ts';

const space = 0x20;
/** A phrase longer than this ends at the next space, however the words run on. */
const longPhrase = 200;
/** A phrase longer than this is cut before the next syllable: no Thai word is so long, and the time to read it stays linear. */
const longestPhrase = 400;

/**
 * Cuts a line where no damage reaches across: before a Thai letter behind other characters or behind two spaces. The
 * phrases joined are the line.
 */
export function phrasesOf(line: string): string[] {
  const phrases: string[] = [];
  let from = 0;
  for (let at = 0; at + 1 < line.length; at++) {
    const length = at + 1 - from;
    if (length < 2 * longestPhrase && !endsPhrase(line, at, length)) continue;
    phrases.push(line.slice(from, at + 1));
    from = at + 1;
  }
  if (from < line.length) phrases.push(line.slice(from));
  return phrases;
}

function endsPhrase(line: string, at: number, length: number): boolean {
  const code = line.charCodeAt(at);
  const following = line.charCodeAt(at + 1);
  if (!isThaiLetter(following) || isMark(following)) return false;
  if (code === space) return length > longPhrase || line.charCodeAt(at - 1) === space;
  if (!isThaiLetter(code)) return true;
  return length > longestPhrase && !isLeadingVowel(code) && (isConsonant(following) || isLeadingVowel(following));
}
