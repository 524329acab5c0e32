import type { Caller } from '../support/api.ts';

/** A document as text, as the server has committed it. */
export function contentOf(caller: Caller, documentId: string): Promise<string> {
  return caller.text(`/api/documents/${documentId}/content?format=text`);
}

/** Which of the words stand in none of the texts. */
export function missingFrom(texts: readonly string[], words: readonly string[]): string[] {
  const kept = new Set(texts.flatMap((text) => text.split(/\s+/)));
  return words.filter((word) => !kept.has(word));
}
