import { type DiffRun, diffWords } from '@ruam/shared/thai/wordDiff.ts';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { leafLetter } from './blockText.ts';
import { type PastedLine, pastedLines } from './pastedText.ts';

/** What the repair would make of a paste. */
export interface PasteRepair {
  /** As they were pasted. */
  readonly lines: readonly PastedLine[];
  /** The same lines repaired. */
  readonly repaired: readonly string[];
}

/** Longer pastes are not looked at; one of this length is read in half a second. */
const maxLetters = 200_000;
/** A paste of a word or two is what somebody has just read. */
const minLetters = 12;

/**
 * What the repair of damaged PDF text would make of the newest paste; null when it would change nothing.
 * @param repair `repairExtractedText`, which brings a lexicon and is loaded for this alone
 */
export function findRepair(state: EditorState, repair: (text: string) => string): PasteRepair | null {
  const lines = pastedLines(state);
  const text = lines.map((line) => line.text).join('\n');
  if (text.length < minLetters || text.length > maxLetters) return null;
  const repaired = repair(text).split('\n');
  const isSame = repaired.length !== lines.length || repaired.every((line, place) => line === lines[place]?.text);
  return isSame ? null : { lines, repaired };
}

/** The lines that change, as runs of Thai words. */
export function repairedRuns({ lines, repaired }: PasteRepair): readonly (readonly DiffRun[])[] {
  return lines.flatMap(({ text }, place) => {
    const after = repaired[place] ?? text;
    return after === text ? [] : [diffWords(text, after)];
  });
}

/**
 * Repairs the newest paste where it stands, word by word, so that formats, links and what others write beside it stay.
 * Null when it does not read as it was pasted any more.
 */
export function repairTransaction(state: EditorState, { lines, repaired }: PasteRepair): Transaction | null {
  const now = pastedLines(state);
  if (now.length !== lines.length || now.some(({ text }, place) => text !== lines[place]?.text)) return null;
  const transaction = state.tr;
  for (const [place, { from, text }] of [...now.entries()].reverse()) {
    const after = repaired[place] ?? text;
    if (after !== text) replaceWords(transaction, from, diffWords(text, after));
  }
  return transaction.docChanged ? transaction : null;
}

function replaceWords(transaction: Transaction, start: number, runs: readonly DiffRun[]): void {
  // From the end, so that what comes before stays where it is.
  let at = start + runs.reduce((sum, { kind, text }) => sum + (kind === 'insert' ? 0 : text.length), 0);
  for (let place = runs.length - 1; place >= 0; place--) {
    const run = runs[place];
    const before = runs[place - 1];
    if (run === undefined) continue;
    if (run.kind === 'insert') {
      const deleted = before?.kind === 'delete' ? before.text.length : 0;
      // A picture or footnote is no letter to be replaced.
      if (before?.kind === 'delete' && before.text.includes(leafLetter)) at -= deleted;
      else {
        const marks = transaction.doc.resolve(deleted > 0 ? at - deleted + 1 : at).marks();
        transaction.replaceWith(at - deleted, at, transaction.doc.type.schema.text(run.text, marks));
        at -= deleted;
      }
      if (before?.kind === 'delete') place--;
    } else {
      if (run.kind === 'delete' && !run.text.includes(leafLetter)) transaction.delete(at - run.text.length, at);
      at -= run.text.length;
    }
  }
}
