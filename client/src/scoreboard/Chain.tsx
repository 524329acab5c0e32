import { type Level, levelRank, levels } from '@ruam/shared/assessment/level.ts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LevelShape } from '../ui/LevelGlyph.tsx';
import { levelClass } from '../ui/levelClass.ts';
import { type ChainItem, type ChainNote, type ChainSize, lineOf, namedNotes, placeNotes } from './chainGeometry.ts';
import './charts.css';

const highestFirst = [...levels].reverse();

/**
 * The chain: every process item on the line of its level; the lowest note draws the overall level. A solid note is
 * approved, a hollow one not yet. The note under discussion wears a ring. The table of values says the same in words.
 */
export function Chain({
  items,
  overall,
  size,
  ring = null,
  children,
}: {
  items: readonly ChainItem[];
  overall: Level | null;
  size: ChainSize;
  /** The item that is under discussion. */
  ring?: string | null;
  /** Drawn over the notes, in the same units: what can be taken hold of. */
  children?: ((notes: readonly ChainNote[]) => ReactNode) | undefined;
}) {
  const { t } = useTranslation();
  const notes = placeNotes(items, size);
  const hasNone = items.some(({ level }) => level === null);
  const lines: readonly (Level | null)[] = hasNone ? [...highestFirst, null] : highestFirst;
  const lowest = notes.filter(({ level }) => level === overall);
  const bottom = lineOf(lines[lines.length - 1] ?? null, size);
  const categories = [...new Set(items.map(({ category }) => category))];
  const label = t('board.chain.label', {
    count: items.length,
    level: t(`level.${overall ?? 'none'}`),
    codes: lowest.map(({ code }) => code).join(', '),
  });
  return (
    <svg
      className="chain"
      viewBox={`0 0 ${size.width} ${bottom + size.foot}`}
      role={children === undefined ? 'img' : 'group'}
      aria-label={label}
    >
      {lines.map((level) => (
        <ChainLine key={level ?? 'none'} level={level} isLowest={level === overall} size={size} />
      ))}
      <path
        className="chain-thread"
        d={notes.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('')}
      />
      {notes.map((note) => (
        <g key={note.code} className={levelClass(note.level)} data-approved={note.isApproved}>
          {note.code === ring && <circle className="chain-ring" cx={note.x} cy={note.y} r={size.glyph * 0.95} />}
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
      {namedNotes(notes, overall).map(({ code, x, y, level }) => (
        <text
          key={code}
          className={`chain-code ${levelClass(level)}`}
          x={x + size.glyph * (code === ring ? 1.15 : 0.85)}
          y={y - size.letters * 0.46}
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
            y={bottom + size.foot - size.letters * 0.38}
            textAnchor="middle"
            fontSize={size.letters}
          >
            {size.hasWords ? t('category.numbered', { code: category }) : category}
          </text>
        );
      })}
      {children?.(notes)}
    </svg>
  );
}

function ChainLine({ level, isLowest, size }: { level: Level | null; isLowest: boolean; size: ChainSize }) {
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
      {size.hasWords && (
        <text className="chain-word" x={size.letters * 1.62} y={y + size.letters * 0.34} fontSize={size.letters}>
          {t(`level.${level ?? 'none'}`)}
        </text>
      )}
    </g>
  );
}
