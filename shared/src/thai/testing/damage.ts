/** The damages of a PDF extraction, done to healthy Thai on purpose. Test helper. */

/** A number from 0 to 1; tests pass a seeded one. */
export type Chance = () => number;

/** Rules 1, 3 and, with some chance, 5: what the body font does. */
export function damageBody(text: string, chance: Chance = () => 1): string {
  return text
    .replace(/([ก-ฮ][ัิ-ื่-๋]{0,2})ำ/g, '$1\ue000')
    .replaceAll('า', 'ำ')
    .replaceAll('\ue000', ' ำ')
    .replace(/([ัิ-ื])([่-๋])/g, (found, vowel: string, tone: string) => (chance() < 0.3 ? tone + vowel : found));
}

/** Rule 2: what the bold font does. */
export function damageBold(text: string): string {
  return text.replace(/([ก-ฮ][ัิ-ื่-๋]{0,2})ำ/g, '$1 า');
}

/** Rules 6 and 7: the mark at the offset goes one character to the right; null when no base character follows. */
export function moveMark(text: string, at: number): string | null {
  const found = /^([ัิ-ูเ็-๋์])([ก-ฮาเ-ไ])(?!$)/.exec(text.slice(at));
  return found ? text.slice(0, at) + found[2] + found[1] + text.slice(at + 2) : null;
}

/** Rule 8: a mark at the end of a word changes places with the space behind it. */
export function swapSpaceAndMark(text: string): string {
  return text.replace(/([่-๋์ัิ-ู]) /g, ' $1');
}

/** Offsets of the marks that a word has. */
export function marksOf(text: string): number[] {
  return [...text.matchAll(/[ัิ-ู็-๋์]/g)].map((found) => found.index);
}
