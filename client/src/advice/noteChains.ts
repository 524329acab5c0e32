import type { NoteAnswer } from '@ruam/shared/api/advice.ts';

/** A note with what came before it: `current` is the newest version, `older` its predecessors, newest first. */
export interface NoteChain {
  readonly current: NoteAnswer;
  readonly older: readonly NoteAnswer[];
}

/** Notes as chains of versions, in the order in which each chain began; a draft of a new version is a chain's current. */
export function chainsOf(notes: readonly NoteAnswer[]): NoteChain[] {
  const byId = new Map(notes.map((note) => [note.document, note]));
  const next = new Map(notes.flatMap((note) => (note.previousId === null ? [] : [[note.previousId, note] as const])));
  return notes
    .filter(({ previousId }) => previousId === null || !byId.has(previousId))
    .map((first) => {
      const versions = [first];
      for (let note = next.get(first.document); note !== undefined; note = next.get(note.document)) versions.push(note);
      const [current = first, ...older] = versions.reverse();
      return { current, older };
    });
}

/** Whether somebody still has to answer the chain: its newest submitted version has no answer. */
export function isUnanswered({ current, older }: NoteChain): boolean {
  const newest = [current, ...older].find(({ submittedAt }) => submittedAt !== null);
  return newest !== undefined && newest.answer === null;
}
