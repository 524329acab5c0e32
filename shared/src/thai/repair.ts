import { type AmVerdict, illegalSigns, repairCertain, restoreAm, settleAm } from './amRepair.ts';
import { damagedCosts, healthyCosts, repairMarks, suspectCosts } from './markRepair.ts';
import { phrasesOf } from './phrases.ts';
import { readWords } from './reading.ts';
import { splitsTerm, strayIn } from './straySpaces.ts';
import { type WordIndex, wordIndex } from './wordIndex.ts';

/** What the repair did to one line. */
export interface RepairChange {
  /** 1-based. */
  readonly line: number;
  readonly before: string;
  readonly after: string;
  /** The damage that was undone, by the numbers of the repair rules: 1 and 2 true ำ, 3 า, 5 tone order, 6 and 7 moved marks, 8 and 9 spaces. */
  readonly rules: readonly number[];
}

/** Passes until nothing changes; two suffice but for odd input. */
const maxPasses = 4;
/**
 * How many letters of different phrases are read word by word in one call: thirty times a long report. What comes
 * after is repaired by the certain rules 1 to 5 and 8 alone, so that hostile input costs seconds, not minutes.
 */
const readingBudget = 1_000_000;

/**
 * Repairs Thai text as extracted from a damaged PDF: one line or a whole document. Healthy text comes back exactly as
 * it is, and repairing twice changes nothing more. Adds and drops no character but spaces inside words; lines stay lines.
 */
export function repairExtractedText(text: string): string {
  let current = text;
  const budget = { letters: readingBudget };
  for (let pass = 0; pass < maxPasses; pass++) {
    const repaired = repairOnce(current, budget);
    if (repaired === current) break;
    current = repaired;
  }
  return current;
}

/** The repaired text, and for each line that changed which damage was undone. */
export function explainRepair(text: string): { readonly text: string; readonly changes: readonly RepairChange[] } {
  const repaired = repairExtractedText(text);
  const after = repaired.split('\n');
  const changes = text.split('\n').flatMap((before, at) => {
    const line = after[at] ?? '';
    return line === before ? [] : [{ line: at + 1, before, after: line, rules: rulesBetween(before, line) }];
  });
  return { text: repaired, changes };
}

/** Which of the rules 1 to 9 lead from the damaged line to the repaired one. */
function rulesBetween(before: string, after: string): number[] {
  const rules: number[] = [];
  const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;
  if (/[\u0e01-\u0e2e][\u0e48-\u0e4b]? \u0e33/.test(before)) rules.push(1);
  if (/[\u0e01-\u0e2e][\u0e48-\u0e4b]? \u0e32/.test(before) && after.includes('\u0e33')) rules.push(2);
  if (count(after, /\u0e32/g) > count(before, /(?<! )\u0e32/g)) rules.push(3);
  if (/[\u0e48-\u0e4b][\u0e31\u0e34-\u0e37]/.test(before)) rules.push(5);
  const marks = (text: string) =>
    text
      .replace(/\u0e33/g, '\u0e32')
      .replace(/([\u0e48-\u0e4b])([\u0e31\u0e34-\u0e37])/g, '$2$1')
      .replace(/ /g, '');
  if (marks(before) !== marks(after))
    rules.push(/[\u0e32\u0e33\u0e40-\u0e44][\u0e31\u0e34-\u0e3a\u0e47-\u0e4c]/.test(before) ? 7 : 6);
  if (/ [\u0e31\u0e34-\u0e3a\u0e47-\u0e4c]/.test(before)) rules.push(8);
  const joined = count(before, /[\u0e01-\u0e2e][\u0e48-\u0e4b]? [\u0e32\u0e33]/g);
  if (count(before, / /g) - joined > count(after, / /g)) rules.push(9);
  return rules;
}

/** What a letter costs at most in a text that reads well: above it the words are suspiciously short. */
const fluentCost = 2.2;

interface Budget {
  letters: number;
}

function repairOnce(text: string, budget: Budget): string {
  if (!/[\u0e01-\u0e4e]/.test(text)) return text;
  const index = wordIndex();
  const lines = text.split('\n').map((line) => restoreAm(index, line));
  const verdicts = settleAm(index, lines);
  const known = new Map<string, string>();
  return lines
    .map((line, at) => {
      const verdict = verdicts[at] ?? 'healthy';
      const settled = verdict === 'damaged' ? line.text.replaceAll('\u0e33', '\u0e32') : line.text;
      return repairLine(index, settled, verdict, known, budget);
    })
    .join('\n')
    .replaceAll('\ue000', '\u0e33');
}

function repairLine(
  index: WordIndex,
  line: string,
  verdict: AmVerdict,
  known: Map<string, string>,
  budget: Budget,
): string {
  if (!/[\u0e01-\u0e4e\ue000]/.test(line)) return line;
  const shown = illegalSigns(line) > 0 ? 'damaged' : verdict;
  return phrasesOf(line)
    .map((phrase) => {
      const key = `${shown}:${phrase}`;
      const repaired =
        known.get(key) ?? (budget.letters > 0 ? repairPhrase(index, phrase, shown, budget) : repairCertain(phrase));
      known.set(key, repaired);
      return repaired;
    })
    .join('');
}

function repairPhrase(index: WordIndex, phrase: string, verdict: AmVerdict, budget: Budget): string {
  if (verdict === 'healthy') {
    const { cost, unknown } = readWords(index, phrase, 0, phrase.length);
    if (unknown === 0 && cost <= phrase.length * fluentCost && !splitsTerm(phrase)) return phrase;
  }
  budget.letters -= phrase.length;
  switch (verdict) {
    case 'damaged':
      return repairMarks(index, phrase, damagedCosts, () => true);
    case 'suspect':
      return repairMarks(index, phrase, suspectCosts, strayIn(index, phrase));
    case 'healthy':
      return repairMarks(index, phrase, healthyCosts, strayIn(index, phrase));
  }
}
