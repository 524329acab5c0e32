import type { BlockDiff } from '@ruam/shared/deciding/contentDiff.ts';
import { countWords as wordsIn } from '@ruam/shared/thai/words.ts';

/** Thai words that were put in and taken out. */
export function countChangedWords(blocks: readonly BlockDiff[]): { readonly added: number; readonly removed: number } {
  const runs = blocks.flatMap((block) => block.runs);
  const count = (type: 'inserted' | 'deleted'): number =>
    runs.filter((run) => run.type === type).reduce((sum, { text }) => sum + wordsIn(text), 0);
  return { added: count('inserted'), removed: count('deleted') };
}
