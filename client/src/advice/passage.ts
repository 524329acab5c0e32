/** Letters of a quote at most. */
const maxQuoteLetters = 2_000;

/** The words of a selection as a note quotes them; '' for none. */
export function quoteOf(selected: string): string {
  return selected.trim().slice(0, maxQuoteLetters).toWellFormed();
}
