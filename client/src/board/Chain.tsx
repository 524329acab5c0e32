import { type Level, levelRank, levels } from '@ruam/shared/assessment/level.ts';
import { useTranslation } from 'react-i18next';
import { LevelShape } from '../ui/LevelGlyph.tsx';
import { levelClass } from '../ui/levelClass.ts';
import { type ChainItem, type ChainSize, lineOf, phoneChain, placeNotes, wideChain } from './chainGeometry.ts';

const highestFirst = [...levels].reverse();
const maxNamed = 4;

/**
 * The chain: every process item on the line of its level; the lowest note draws the overall level. A solid note is
 * approved, a hollow one not yet. The table of values says the same in words.
 */
export function Chain({
  items,
  overall,
  isPhone,
}: {
  items: readonly ChainItem[];
  overall: Level | null;
  isPhone: boolean;
}) {
  const { t } = useTranslation();
  const size = isPhone ? phoneChain : wideChain;
  const notes = placeNotes(items, size);
  const hasNone = items.some(({ level }) => level === null);
  const lines: readonly (Level | null)[] = hasNone ? [...highestFirst, null] : highestFirst;
  const lowest = notes.filter(({ level }) => level === overall);
  const named = overall !== 'significance' && lowest.length <= maxNamed ? lowest : [];
  const bottom = lineOf(lines[lines.length - 1] ?? null, size);
  const categories = [...new Set(items.map(({ category }) => category))];
  const label = t('board.chain.label', {
    count: items.length,
    level: t(`level.${overall ?? 'none'}`),
    codes: lowest.map(({ code }) => code).join(', '),
  });
  return (
    <svg className="chain" viewBox={`0 0 ${size.width} ${bottom + 41}`} role="img" aria-label={label}>
      {lines.map((level) => (
        <ChainLine key={level ?? 'none'} level={level} isLowest={level === overall} size={size} isPhone={isPhone} />
      ))}
      <path
        className="chain-thread"
        d={notes.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('')}
      />
      {notes.map((note) => (
        <g key={note.code} className={levelClass(note.level)} data-approved={note.isApproved}>
          <svg
            className="chain-note"
            x={note.x - size.glyph / 2}
            y={note.y - size.glyph / 2}
            width={size.glyph}
            height={size.glyph}
            viewBox="-2 -2 28 28"
            aria-hidden="true"
          >
            <LevelShape level={note.level} />
          </svg>
          <title>{`${note.code} ${t(`level.${note.level ?? 'none'}`)}`}</title>
        </g>
      ))}
      {named.map(({ code, x, y, level }) => (
        <text
          key={code}
          className={`chain-code ${levelClass(level)}`}
          x={x + size.glyph * 0.85}
          y={y - 6}
          fontSize={size.letters}
        >
          {code}
        </text>
      ))}
      {categories.map((category) => {
        const own = notes.filter((note) => note.category === category);
        const middle = own.reduce((sum, { x }) => sum + x, 0) / own.length;
        return (
          <text
            key={category}
            className="chain-category"
            x={middle}
            y={bottom + 36}
            textAnchor="middle"
            fontSize={size.letters}
          >
            {isPhone ? category : t('category.numbered', { code: category })}
          </text>
        );
      })}
    </svg>
  );
}

function ChainLine({
  level,
  isLowest,
  size,
  isPhone,
}: {
  level: Level | null;
  isLowest: boolean;
  size: ChainSize;
  isPhone: boolean;
}) {
  const { t } = useTranslation();
  const y = lineOf(level, size);
  const mark = size.letters * 1.06;
  return (
    <g className={levelClass(level)} data-lowest={isLowest && levelRank(level) > 0}>
      <line className="chain-line" x1={size.left} x2={size.width} y1={y} y2={y} />
      <svg
        className="chain-mark"
        x={0}
        y={y - mark / 2}
        width={mark}
        height={mark}
        viewBox="0 0 24 24"
        aria-hidden="true"
      >
        <LevelShape level={level} />
      </svg>
      {!isPhone && (
        <text className="chain-word" x={21} y={y + 4.4} fontSize={size.letters}>
          {t(`level.${level ?? 'none'}`)}
        </text>
      )}
    </g>
  );
}
