import { levelSchema } from '@ruam/shared/assessment/level.ts';
import { z } from 'zod';

/** A text that somebody had open, newest first. */
const recentSchema = z.object({
  cycle: z.string(),
  category: z.string(),
  item: z.string(),
  part: z.enum(['evidence', 'recommendations', 'results']),
  level: levelSchema.nullable(),
});
export type RecentText = z.infer<typeof recentSchema>;

const maxKept = 8;
const place = /^\/cycles\/([^/]+)\/categories\/([^/]+)\/items\/([^/]+)$/;

/** The text that an address shows; null for another screen. */
export function textAt(path: string, search: string): RecentText | null {
  const found = place.exec(path);
  const asked = new URLSearchParams(search);
  const [cycle, category, item] = (found?.slice(1) ?? []).map(decodeURIComponent);
  if (cycle === undefined || category === undefined || item === undefined) return null;
  const level = levelSchema.safeParse(asked.get('level'));
  if (asked.get('part') === 'recommendations') return { cycle, category, item, part: 'recommendations', level: null };
  if (level.success) return { cycle, category, item, part: 'evidence', level: level.data };
  return category === '7' ? { cycle, category, item, part: 'results', level: null } : null;
}

/** The texts that a person had open on this device. */
export function readRecent(stored: Pick<Storage, 'getItem'>, person: string): readonly RecentText[] {
  try {
    return z.array(recentSchema).parse(JSON.parse(stored.getItem(keyOf(person)) ?? '[]'));
  } catch {
    // Another version's, or not ours: nothing is lost but a list of links.
    return [];
  }
}

/** Puts a text before the others. */
export function keepRecent(stored: Pick<Storage, 'getItem' | 'setItem'>, person: string, text: RecentText): void {
  const others = readRecent(stored, person).filter((other) => idOf(other) !== idOf(text));
  stored.setItem(keyOf(person), JSON.stringify([text, ...others].slice(0, maxKept)));
}

/** Tells texts apart. */
export function idOf({ cycle, item, part, level }: RecentText): string {
  return [cycle, item, part, level].join(' ');
}

const keyOf = (person: string): string => `ruam-recent ${person}`;
