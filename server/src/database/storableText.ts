/** Whether a store and a hash can hold the text: PostgreSQL has no NUL, RFC 8785 has no half of a letter. */
function isStorableText(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}

/** Whether every string and every name within a JSON value can be held. */
export function holdsStorableText(value: unknown): boolean {
  if (typeof value === 'string') return isStorableText(value);
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(holdsStorableText);
  return Object.entries(value).every(([name, within]) => isStorableText(name) && holdsStorableText(within));
}
