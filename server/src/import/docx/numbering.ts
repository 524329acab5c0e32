import { toThaiDigits } from '@ruam/shared/thai/digits.ts';
import type { NumberingPlace, Styles } from './styles.ts';
import { elementsIn, isOn, valOf, type XmlElement } from './xml.ts';

/** An entry of a list as Word prints it. */
export interface PrintedNumber {
  /** `๑.๒`, `•`; '' for a list without marks. */
  readonly printed: string;
  readonly number: number;
  readonly isOrdered: boolean;
  readonly depth: number;
  /** The number stands alone: `๑.` or `1)`, so a list of ours says the same. */
  readonly isSimple: boolean;
}

/** Counts the lists of a file: to be asked once for each entry, in the order of the text. */
export interface Numbering {
  next(place: NumberingPlace): PrintedNumber | null;
}

interface Level {
  readonly format: string;
  readonly text: string;
  readonly start: number;
  readonly isLegal: boolean;
}

interface List {
  readonly abstractId: string;
  /** Numbers that this list begins anew with, by level. */
  readonly starts: ReadonlyMap<number, number>;
}

const deepest = 9;
const maxNumber = 32_767;

export function createNumbering(part: XmlElement | null, styles: Styles): Numbering {
  const abstracts = new Map((part === null ? [] : elementsIn(part, 'abstractNum')).map((one) => [idOf(one), one]));
  const lists = new Map(
    (part === null ? [] : elementsIn(part, 'num')).map((one) => [one.attributes.numId ?? '', listOf(one)]),
  );
  const counters = new Map<string, number[]>();
  const begun = new Set<string>();

  /** A list may be that of a style, which names another list. */
  function levelsOf(abstractId: string, hops = 0): readonly Level[] {
    const abstract = abstracts.get(abstractId);
    if (abstract === undefined) return [];
    const link = valOf(abstract, 'numStyleLink');
    const linked = link === undefined || hops > 3 ? undefined : styles.get(link)?.numbering?.numId;
    const other = linked === undefined ? undefined : lists.get(linked)?.abstractId;
    if (other !== undefined && other !== abstractId) return levelsOf(other, hops + 1);
    const levels: Level[] = [];
    for (const level of elementsIn(abstract, 'lvl')) {
      const at = Number(level.attributes.ilvl ?? 0);
      if (at >= 0 && at < deepest) levels[at] = levelOf(level);
    }
    return levels;
  }

  const known = new Map<string, readonly Level[]>();
  return {
    next({ numId, level: depth }) {
      const list = lists.get(numId);
      if (list === undefined) return null;
      const levels = known.get(list.abstractId) ?? levelsOf(list.abstractId);
      known.set(list.abstractId, levels);
      const level = levels[depth];
      if (level === undefined) return null;
      const counts = counters.get(list.abstractId) ?? [];
      counters.set(list.abstractId, counts);
      if (!begun.has(numId)) for (const [at, start] of list.starts) counts[at] = start - 1;
      begun.add(numId);
      for (let at = 0; at < depth; at++) counts[at] ??= levels[at]?.start ?? 1;
      const number = Math.min((counts[depth] ?? level.start - 1) + 1, maxNumber);
      counts[depth] = number;
      counts.length = depth + 1;
      const isOrdered = level.format !== 'bullet' && level.format !== 'none';
      return {
        ...{ number, isOrdered, depth },
        printed: isOrdered ? printed(levels, depth, counts) : bulletOf(level),
        isSimple:
          /^\s*%\d[.)]?\s*$/.test(level.text) && ['decimal', 'thaiNumbers', 'thaiCounting'].includes(level.format),
      };
    },
  };
}

function idOf({ attributes }: XmlElement): string {
  return attributes.abstractNumId ?? '';
}

function listOf(num: XmlElement): List {
  const starts = elementsIn(num, 'lvlOverride').flatMap((override) => {
    const start = Number(valOf(override, 'startOverride') ?? Number.NaN);
    return Number.isInteger(start) ? [[Number(override.attributes.ilvl ?? 0), start] as const] : [];
  });
  return { abstractId: valOf(num, 'abstractNumId') ?? '', starts: new Map(starts) };
}

function levelOf(level: XmlElement): Level {
  const start = Number(valOf(level, 'start') ?? 1);
  return {
    format: valOf(level, 'numFmt') ?? 'decimal',
    text: (valOf(level, 'lvlText') ?? '').slice(0, 100),
    start: Number.isInteger(start) ? start : 1,
    isLegal: isOn(level, 'isLgl') ?? false,
  };
}

function bulletOf({ format, text }: Level): string {
  if (format === 'none') return '';
  return /^[-–—]$/.test(text.trim()) ? '-' : '•';
}

function printed(levels: readonly Level[], depth: number, counts: readonly number[]): string {
  const { text, isLegal } = levels[depth] ?? { text: '', isLegal: false };
  return text
    .replace(/%([1-9])/g, (_all, digit: string) => {
      const at = Number(digit) - 1;
      const format = isLegal ? 'decimal' : (levels[at]?.format ?? 'decimal');
      return formatted(counts[at] ?? levels[at]?.start ?? 1, format);
    })
    .trim();
}

const thaiLetters = 'กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ';
const romans = [
  ...([
    [1000, 'm'],
    [900, 'cm'],
    [500, 'd'],
    [400, 'cd'],
    [100, 'c'],
    [90, 'xc'],
  ] as const),
  ...([
    [50, 'l'],
    [40, 'xl'],
    [10, 'x'],
    [9, 'ix'],
    [5, 'v'],
    [4, 'iv'],
    [1, 'i'],
  ] as const),
];

function formatted(number: number, format: string): string {
  switch (format) {
    case 'thaiNumbers':
    case 'thaiCounting':
      return toThaiDigits(String(number));
    case 'thaiLetters':
      return letters(number, thaiLetters);
    case 'lowerLetter':
      return letters(number, 'abcdefghijklmnopqrstuvwxyz');
    case 'upperLetter':
      return letters(number, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ');
    case 'lowerRoman':
      return roman(number);
    case 'upperRoman':
      return roman(number).toUpperCase();
    case 'decimalZero':
      return String(number).padStart(2, '0');
    case 'none':
      return '';
    default:
      return String(number);
  }
}

/** Behind the last letter they are doubled, as Word does. */
function letters(number: number, alphabet: string): string {
  const letter = alphabet[(number - 1) % alphabet.length] ?? '';
  return letter.repeat(Math.min(Math.ceil(number / alphabet.length), 10));
}

function roman(number: number): string {
  let rest = Math.min(number, 3999);
  let text = '';
  for (const [value, sign] of romans)
    while (rest >= value) {
      text += sign;
      rest -= value;
    }
  return text;
}
