import type { Level } from '../assessment/level.ts';
import { toArabicDigits } from '../thai/digits.ts';
import { levelsIn } from './levels.ts';
import { joinLines, paragraphsOf, type SourceLine } from './lines.ts';

/** What a result says at one level. */
interface LevelPart {
  readonly level: Level;
  readonly lines: readonly SourceLine[];
}

/** A result cut at its sub-headings `ระดับ Basic`; `lead` stands before the first one. */
interface LevelParts {
  readonly lead: readonly SourceLine[];
  readonly parts: readonly LevelPart[];
}

const alone = /^ระดับ\s*\S+$/;
/** A sentence that goes on with the name of a level on the next line. */
const goesOn = /(?:ใน|ถึง|ได้|ที่|และ)$/;

/** The parts of a result by level; null for one that is not told by levels. */
export function levelParts(lines: readonly SourceLine[]): LevelParts | null {
  const heads = lines.flatMap((line, at) => {
    const level = levelHeading(line, lines[at - 1]);
    return level === null ? [] : [{ at, level }];
  });
  const first = heads[0];
  if (first === undefined) return null;
  const parts = heads.map(({ at, level }, order) => ({ level, lines: lines.slice(at + 1, heads[order + 1]?.at) }));
  // A level alone in its paragraph, with nothing below it, is an answer and no heading.
  if (parts.every((part) => part.lines.length === 0)) return null;
  return { lead: lines.slice(0, first.at), parts };
}

/** Only a source that says what a paragraph is can say that this is one. */
function levelHeading(line: SourceLine, before: SourceLine | undefined): Level | null {
  const isOwn =
    line.holds === 'heading' || line.gap === 'paragraph' || (line.page !== undefined && line.gap !== 'none');
  if (!isOwn || line.isCut || !alone.test(line.text)) return null;
  if (line.holds !== 'heading' && goesOn.test(before?.text ?? '')) return null;
  return levelsIn(line.text)[0]?.level ?? null;
}

const order: readonly Level[] = ['basic', 'advance', 'significance'];

/**
 * The level that a result told by levels states: in the sentence before its parts, else in the first sentence of one of
 * them; else what the cover says (`coverLevel`), else the highest level with text.
 */
export function statedLevel({ lead, parts }: LevelParts, cover: Level | null): Level | null {
  const said = levelsIn(joinLines(lead))[0]?.level;
  if (said !== undefined) return said;
  const stated = parts.filter(({ level, lines }) => {
    const first = joinLines(paragraphsOf(lines)[0] ?? []);
    return levelsIn(first)[0]?.level === level;
  });
  const [only, ...others] = stated;
  if (only !== undefined && others.length === 0) return only.level;
  if (cover !== null) return cover;
  const among = stated.length > 0 ? stated : parts.filter(({ lines }) => lines.length > 0);
  return order.findLast((level) => among.some((part) => part.level === level)) ?? null;
}

/** The level that a category's sentence on the cover gives to an item: `ในหัวข้อที่ ๓.๑ และ ๓.๔ ได้ในระดับ Significance`. */
export function coverLevel(sentence: string, code: string): Level | null {
  const plain = toArabicDigits(sentence);
  if (!/[1-7]\.[1-9]/.test(plain)) {
    const named = new Set(levelsIn(plain).map(({ level }) => level));
    return named.size === 1 ? ([...named][0] ?? null) : null;
  }
  // What follows the name of a level is about other items.
  let from = 0;
  for (const { index, level } of levelsIn(plain)) {
    if (plain.slice(from, index).includes(code)) return level;
    from = index;
  }
  return null;
}
