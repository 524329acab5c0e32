import type { Level } from '../assessment/level.ts';

/** A level as a report writes it. */
export interface WrittenLevel {
  readonly level: Level;
  readonly asWritten: string;
  /** Where it begins in the text, with ระดับ. */
  readonly index: number;
}

const words: readonly (readonly [RegExp, Level])[] = [
  [/^(?:basic|พื้นฐาน)$/i, 'basic'],
  [/^(?:advanced?|ก้าวหน้า)$/i, 'advance'],
  [/^(?:significan(?:ce|t)|พัฒนาจนเกิดผล)$/i, 'significance'],
];
const mention =
  /(?:ระดับ|ขั้น)\s*(?:ที่\s*)?["“(]?\s*(basic|advanced?|significan(?:ce|t)|พื้นฐาน|ก้าวหน้า|พัฒนาจนเกิดผล)(?![a-z])/gi;

/** The levels that a text names behind ระดับ, in order. */
export function levelsIn(text: string): WrittenLevel[] {
  return [...text.matchAll(mention)].flatMap((found) => {
    const asWritten = found[1] ?? '';
    const level = words.find(([pattern]) => pattern.test(asWritten))?.[1];
    return level ? [{ level, asWritten, index: found.index }] : [];
  });
}

const order: readonly Level[] = ['basic', 'advance', 'significance'];
const demands = /การจะ|จะต้อง|ต้อง|ควร|ยังไม่|ยังขาด|อยู่ระหว่าง|ยกระดับ|เพื่อให้ถึง|ให้ได้/;

/**
 * The level a paragraph is about: the first one it names, when it says what that level requires or still lacks and the
 * level is above the one reached. Naming the level already reached is no target.
 */
export function targetLevelOf(text: string, reached: Level | null): Level | null {
  const first = levelsIn(text)[0]?.level;
  if (!first || !demands.test(text)) return null;
  return reached === null || order.indexOf(first) > order.indexOf(reached) ? first : null;
}
