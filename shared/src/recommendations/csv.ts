/** What a spreadsheet would take for a formula, or for the beginning of another field. */
const formula = /^[=+\-@\t\r\n＝＋－＠|%]/;

/**
 * A table as CSV for a spreadsheet: UTF-8 with the mark by which Excel knows it, lines ended by CRLF. A text that would be
 * calculated is led by an apostrophe, so that what somebody wrote is shown and never run.
 */
export function csvOf(rows: readonly (readonly (string | number | null)[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map(fieldOf).join(',')}\r\n`).join('')}`;
}

function fieldOf(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const shown = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}
