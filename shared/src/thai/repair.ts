import { illegalSigns, restoreAm, type AmVerdict, settleAm } from './amRepair.ts';
import { damagedCosts, healthyCosts, repairMarks, suspectCosts } from './markRepair.ts';
import { readWords } from './reading.ts';
import { splitsTerm, strayIn } from './straySpaces.ts';
import { type WordIndex, wordIndex } from './wordIndex.ts';

/** What the repair did to one line. */
export interface RepairChange {
  /** 1-based. */
  readonly line: number;
  readonly before: string;
  readonly after: string;
  /** The damage that was undone, by the numbers of `docs/import.md`. */
  readonly rules: readonly number[];
}

/** Passes until nothing changes; two suffice but for odd input. */
const maxPasses = 4;

/**
 * Repairs Thai text as extracted from a damaged PDF: one line or a whole document. Healthy text comes back exactly as
 * it is, and repairing twice changes nothing more. Adds and drops no character but spaces inside words.
 */
export function repairExtractedText(text: string): string {
  let current = text;
  for (let pass = 0; pass < maxPasses; pass++) {
    const repaired = repairOnce(current);
    if (repaired === current) break;
    current = repaired;
  }
  return current;
}

function repairOnce(text: string): string {
  if (!/[\u0e01-\u0e4e]/.test(text)) return text;
  const index = wordIndex();
  const lines = text.split('\n').map((line) => restoreAm(index, line));
  const verdicts = settleAm(index, lines);
  const known = new Map<string, string>();
  return lines
    .map((line, at) => {
      const verdict = verdicts[at] ?? 'healthy';
      const settled = verdict === 'damaged' ? line.text.replaceAll('\u0e33', '\u0e32') : line.text;
      const key = verdict + settled;
      let repaired = known.get(key);
      if (repaired === undefined) {
        repaired = repairLine(index, settled, verdict);
        known.set(key, repaired);
      }
      return repaired;
    })
    .join('\n');
}

function repairLine(index: WordIndex, line: string, verdict: AmVerdict): string {
  if (!/[\u0e01-\u0e4e\ue000]/.test(line)) return line;
  return marksRepaired(index, line, illegalSigns(line) > 0 ? 'damaged' : verdict).replaceAll('\ue000', '\u0e33');
}

function marksRepaired(index: WordIndex, line: string, verdict: AmVerdict): string {
  switch (verdict) {
    case 'damaged':
      return repairMarks(index, line, damagedCosts, () => true);
    case 'suspect':
      return repairMarks(index, line, suspectCosts, strayIn(index, line));
    case 'healthy': {
      const spaces = strayIn(index, line);
      const readable = readWords(index, line, 0, line.length).unknown === 0 && !splitsTerm(line);
      return readable ? line : repairMarks(index, line, healthyCosts, spaces);
    }
  }
}
