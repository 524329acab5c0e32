import { isThaiLetter, isTone, saraAa, saraAm, trueAm } from './characters.ts';
import { type Reading, readWords } from './reading.ts';
import type { WordIndex } from './wordIndex.ts';

/** Whether the bare ำ of a line are damaged า (rule 3); `suspect`: it has none and shows nothing, but its neighbours are damaged. */
export type AmVerdict = 'damaged' | 'suspect' | 'healthy';

/** A line after rules 1 and 2: true ำ stand as U+E000. */
export interface RestoredLine {
  readonly text: string;
  /** How many `space + ำ` and `space + า` were joined. */
  readonly joined: number;
  /** How many of them were `space + ำ`: the font whose bare ำ are damaged า. */
  readonly joinedAm: number;
}

/** Signs of damage that healthy Thai never shows: rules 5, 7 and 8, and two marks of a kind on one consonant. */
const illegalPattern =
  /[\u0e48-\u0e4b][\u0e31\u0e34-\u0e37]|[\u0e30\u0e32\u0e33\u0e40-\u0e44][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]|[\u0e01-\u0e2e] [\u0e31\u0e34-\u0e3a\u0e47-\u0e4c]|[\u0e31\u0e34-\u0e39]{2}|[\u0e48-\u0e4b]{2}|[\u0e40-\u0e44] [\u0e01-\u0e2e]|\u0e31[\u0e48-\u0e4b]?(?![\u0e01-\u0e2e\u0e48-\u0e4b])/g;

/** เ แ โ ใ ไ + one consonant + ำ is no Thai syllable: it was เ…า (`เท่ำ`, `เป้ำ`). */
const impossibleAm = /[\u0e40-\u0e44][\u0e01-\u0e2e][\u0e48-\u0e4b]?\u0e33/;

/** How many signs of damage the line shows that healthy Thai never does. */
export function illegalSigns(line: string): number {
  return line.match(illegalPattern)?.length ?? 0;
}

/** Rules 5 and 8 without a look at words. */
export function repairCertain(text: string): string {
  return text
    .replace(/([\u0e48-\u0e4b])([\u0e31\u0e34-\u0e37])/g, '$2$1')
    .replace(/([\u0e01-\u0e2e]) ([\u0e31\u0e34-\u0e3a\u0e47-\u0e4c]+)/g, '$1$2 ');
}

/** Rules 1 and 2: consonant [+ tone] + space + ำ or า becomes consonant + true ำ. A mark that rule 6 will move may stand between. */
export function restoreAm(index: WordIndex, line: string): RestoredLine {
  if (!line.includes(` ${saraAm}`) && !line.includes(` ${saraAa}`)) return { text: line, joined: 0, joinedAm: 0 };
  let joined = 0;
  let joinedAm = 0;
  const text = line.replace(
    /([\u0e01-\u0e2e][\u0e31\u0e34-\u0e37\u0e48-\u0e4b]{0,2}) [\u0e32\u0e33]/g,
    (found: string, carrier: string, at: number) => {
      if (showsBareVowel(index, line, at, at + found.length)) return found;
      joined++;
      if (found.endsWith(saraAm)) joinedAm++;
      return carrier + trueAm;
    },
  );
  return { text, joined, joinedAm };
}

/** Healthy text may name a vowel (`สระอาใช้รูป า`): the vowel ends its word, and the word before it is whole without it. */
function showsBareVowel(index: WordIndex, line: string, at: number, end: number): boolean {
  if (isThaiLetter(line.charCodeAt(end))) return false;
  let start = at;
  while (start > 0 && at - start < 40 && isThaiLetter(line.charCodeAt(start - 1))) start--;
  const carrierEnd = isTone(line.charCodeAt(at + 1)) ? at + 2 : at + 1;
  const alone = line.slice(start, carrierEnd);
  const whole = readEither(index, alone, '');
  const united = readEither(index, alone, saraAm);
  return (
    whole.unknown < united.unknown || (whole.unknown === united.unknown && whole.cost < united.cost && alone.length > 1)
  );
}

/** The better reading of the two that bare ำ can have. */
function readEither(index: WordIndex, text: string, ending: string): Reading {
  const asAm = readWords(index, text + ending, 0, text.length + ending.length);
  if (!text.includes(saraAm)) return asAm;
  const asAa = readWords(index, text.replaceAll(saraAm, saraAa) + ending, 0, text.length + ending.length);
  return asAa.cost < asAm.cost ? asAa : asAm;
}

/** What a line tells about its own ำ, before its neighbours are asked. */
interface Evidence {
  /** Positive for damage; 0 when the line has no bare ำ. */
  readonly weight: number;
  readonly sure: boolean;
  readonly asks: boolean;
  /** More า than ำ: hardly a damaged body line, so the neighbours do not count. */
  readonly ownWords: boolean;
}

const sureWeight = 100;
/** A reading must be better by more than a word to convict a line that has no other sign. */
const decidingWeight = 9;
/** What a damaged neighbour weighs. */
const neighbourWeight = 6;

/** Decides for each line whether its bare ำ are damaged: by its own signs, by its words, by its neighbours. */
export function settleAm(index: WordIndex, lines: readonly RestoredLine[]): AmVerdict[] {
  const evidence = lines.map((line) => weigh(index, line));
  const before = nearest(evidence);
  const after = nearest([...evidence].reverse()).reverse();
  return evidence.map((own, at) => {
    if (own.sure) return own.weight > 0 ? 'damaged' : 'healthy';
    const context = contextOf(before[at], after[at]);
    if (!own.asks) return context > 0 ? 'suspect' : 'healthy';
    const threshold = context > 0 ? (own.ownWords ? neighbourWeight : -neighbourWeight) : decidingWeight;
    return own.weight > threshold ? 'damaged' : 'healthy';
  });
}

interface Neighbour {
  readonly distance: number;
  readonly damaged: boolean;
}

function nearest(evidence: readonly Evidence[]): (Neighbour | null)[] {
  let last: Neighbour | null = null;
  return evidence.map((own) => {
    const seen = last ? { ...last, distance: last.distance + 1 } : null;
    last = own.sure ? { distance: 0, damaged: own.weight > 0 } : seen;
    return seen;
  });
}

function contextOf(before: Neighbour | null | undefined, after: Neighbour | null | undefined): number {
  const near = [before, after].filter((neighbour) => neighbour !== null && neighbour !== undefined);
  near.sort((one, other) => one.distance - other.distance);
  const first = near[0];
  if (!first) return 0;
  return first.damaged ? 1 : -1;
}

function weigh(index: WordIndex, line: RestoredLine): Evidence {
  const { text } = line;
  const bare = text.includes(saraAm);
  // `space + า` comes from a font that leaves bare ำ alone: there the words decide.
  if (line.joinedAm > 0 || (line.joined > 0 && !bare))
    return { weight: sureWeight, sure: true, asks: bare, ownWords: false };
  const signs = illegalSigns(text);
  if (impossibleAm.test(text)) return { weight: sureWeight, sure: true, asks: true, ownWords: false };
  if (!bare) return { weight: signs > 0 ? sureWeight : 0, sure: signs > 0, asks: false, ownWords: false };
  const plain = signs > 0 ? repairCertain(text) : text;
  const asAm = readWords(index, plain, 0, plain.length);
  const asAa = plain.replaceAll(saraAm, saraAa);
  const gain = asAm.cost - readWords(index, asAa, 0, text.length).cost;
  const weight = gain + (signs > 0 ? 15 : 0);
  return {
    weight,
    sure: Math.abs(weight) >= 30,
    asks: true,
    ownWords: text.split(saraAa).length > text.split(saraAm).length,
  };
}
