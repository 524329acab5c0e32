import { z } from 'zod';

/**
 * Why an edit was refused and kept (docs/sync.md S5).
 * - `locked`: the document was locked. `noRight`: the person may not write it.
 * - `schema`: it brought something that no document may hold (S10). `tooDeep`: nested too deep (S9).
 * - `identity`: it was written under another person's client id (S7).
 * - `gap`: something before it never came (S4). `tooLarge`: the document would be too large (S8).
 * - `generation`: newer than the backup that the document was restored from (S14).
 * - `unreadable`: Yjs could not take it. `sent`: a client kept it itself.
 */
export const rescueReasons = [
  'locked',
  'noRight',
  'schema',
  'tooDeep',
  'identity',
  'gap',
  'tooLarge',
  'generation',
  'unreadable',
  'sent',
] as const;
export const rescueReasonSchema = z.enum(rescueReasons);
export type RescueReason = z.infer<typeof rescueReasonSchema>;

/** What a refused edit would have changed, as text, in the order of the document. */
export const rescuePassagesSchema = z.object({ added: z.array(z.string()), removed: z.array(z.string()) });
export type RescuePassages = z.infer<typeof rescuePassagesSchema>;

/** What a removed passage begins with in `rescueText`. */
const removedMark = '− ';

/** A rescue as plain text: added passages, a line each, then the removed ones behind a minus sign. */
export function rescueText({ added, removed }: RescuePassages): string {
  return [...added, ...removed.map((passage) => removedMark + passage)].join('\n');
}

/** Reads the reason of a 4423 close: `locked rescue=<id>` or `refused rescue=<id>`; null when it is another. */
export function readRefusal(closeReason: string): { readonly isLocked: boolean; readonly rescueId: string } | null {
  const match = /^(locked|refused) rescue=(\S+)$/.exec(closeReason);
  return match?.[2] === undefined ? null : { isLocked: match[1] === 'locked', rescueId: match[2] };
}
