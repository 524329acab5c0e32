/** What the order of results depends on. */
export interface Ranked {
  readonly folded: string;
  /** A title or a heading. */
  readonly isTitle: boolean;
  /** Of a category in whose body the person sits. */
  readonly isOwn: boolean;
  /** Fiscal year and round of its cycle, larger is newer. */
  readonly period: number;
  /** Epoch ms of its last change. */
  readonly at: number;
}

const words = new Intl.Segmenter('th', { granularity: 'word' });
/** Letters beside a term that decide whether it is a word of its own. */
const beside = 24;

/**
 * How well a text answers the terms: titles before texts, all terms side by side before terms apart, words before parts
 * of words, then the own category.
 */
export function scoreOf({ folded, isTitle, isOwn }: Ranked, terms: readonly string[]): number {
  const present = terms.filter((term) => folded.includes(term));
  const whole = present.filter((term) => isWholeWord(folded, term));
  const isPhrase = terms.length > 1 && folded.includes(terms.join(' '));
  const share = terms.length === 0 ? 0 : present.length / terms.length + whole.length / terms.length;
  return 8 * share + (isTitle ? 4 : 0) + (isPhrase ? 2 : 0) + (isOwn ? 1 : 0);
}

/** The best first; what is equally good: of the newer cycle, then what was changed last. */
export function inOrder<Result extends Ranked>(results: readonly Result[], terms: readonly string[]): Result[] {
  return results
    .map((result) => ({ result, score: scoreOf(result, terms) }))
    .sort((a, b) => b.score - a.score || b.result.period - a.result.period || b.result.at - a.result.at)
    .map(({ result }) => result);
}

/** Whether the term, where it first occurs, begins and ends with words. */
function isWholeWord(folded: string, term: string): boolean {
  const at = folded.indexOf(term);
  const start = Math.max(0, at - beside);
  const around = folded.slice(start, at + term.length + beside);
  let begins = false;
  for (const { index } of words.segment(around)) {
    if (index === at - start) begins = true;
    if (index === at - start + term.length) return begins;
  }
  return begins && around.length === at - start + term.length;
}
