/**
 * RFC 8785 JSON of what `JSON.parse` gives: names in the order of their code units, no spaces; letters and numbers as
 * JavaScript writes them, which is what the RFC takes over.
 */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, within]) => `${JSON.stringify(name)}:${canonicalText(within)}`).join(',')}}`;
}
