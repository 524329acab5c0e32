import { z } from 'zod';

/** Who is named in a comment: a person by id, a body of the cycle ("category-3"), a unit by its canonical name. */
export const mentionSchema = z.object({ kind: z.enum(['person', 'body', 'unit']), id: z.string().min(1).max(300) });
export type Mention = z.infer<typeof mentionSchema>;

/** One string a mention. */
export function mentionKey({ kind, id }: Mention): string {
  return `${kind} ${id}`;
}

/** Without those that are named twice, in their first order. */
export function distinctMentions(mentions: readonly Mention[]): Mention[] {
  return [...new Map(mentions.map(({ kind, id }) => [mentionKey({ kind, id }), { kind, id }])).values()];
}

/** A stretch of a comment's text; `isMention` when it names somebody. */
export interface TextPiece {
  readonly text: string;
  readonly isMention: boolean;
}

/** Cuts a comment at its mentions, written "@name" in the text; the longest name first. */
export function mentionPieces(text: string, names: readonly string[]): TextPiece[] {
  const wanted = [...new Set(names)].filter((name) => name !== '').sort((a, b) => b.length - a.length);
  const pieces: TextPiece[] = [];
  let from = 0;
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    if (at < from) continue;
    const name = wanted.find((candidate) => text.startsWith(candidate, at + 1));
    if (name === undefined) continue;
    if (at > from) pieces.push({ text: text.slice(from, at), isMention: false });
    from = at + 1 + name.length;
    pieces.push({ text: text.slice(at, from), isMention: true });
  }
  if (from < text.length) pieces.push({ text: text.slice(from), isMention: false });
  return pieces;
}
