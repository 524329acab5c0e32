/** What a connection wants, as it says in its address; null: what is current. */
export interface SyncAddress {
  readonly documentId: string;
  readonly schema: number | null;
  readonly generation: number | null;
}

/** Reads `/sync/:documentId?schema=n&generation=n`; null for any other path. What is no number is left out. */
export function readSyncAddress(url: string | undefined): SyncAddress | null {
  const match = /^\/sync\/([^/?#]+)(?:\?([^#]*)|#|$)/.exec(url ?? '');
  if (match?.[1] === undefined) return null;
  const query = new URLSearchParams(match[2] ?? '');
  try {
    const documentId = decodeURIComponent(match[1]);
    return { documentId, schema: numberOf(query.get('schema')), generation: numberOf(query.get('generation')) };
  } catch {
    return null;
  }
}

function numberOf(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
