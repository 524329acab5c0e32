import type { Level } from '@ruam/shared/assessment/level.ts';
import type { SupposedChange } from '@ruam/shared/score/whatIf.ts';
import { LevelShape } from '../ui/LevelGlyph.tsx';
import { levelClass } from '../ui/levelClass.ts';
import { type ChainNote, type ChainSize, lineOf, namedNotes } from './chainGeometry.ts';

/** Where supposed notes really are, with a broken line to where they are supposed, and their codes. */
export function SupposedNotes({
  notes,
  changes,
  overall,
  drawing,
  ring,
}: {
  notes: readonly ChainNote[];
  changes: readonly SupposedChange[];
  /** The lowest level, whose notes the chain names itself. */
  overall: Level | null;
  drawing: ChainSize;
  /** The code of the note that wears a ring. */
  ring: string | null;
}) {
  const named = namedNotes(notes, overall);
  const ghost = drawing.glyph * 0.84;
  return changes.map(({ code, from, to }) => {
    const note = notes.find((one) => one.code === code);
    if (note === undefined) return null;
    const y = lineOf(from, drawing);
    const clear = code === ring ? drawing.glyph * 0.55 : 0;
    const away = drawing.glyph * 0.6 * Math.sign(note.y - y);
    return (
      <g key={code} className={levelClass(to)}>
        <line className="chain-supposed" x1={note.x} x2={note.x} y1={y + away} y2={note.y - away} />
        <svg
          className={`chain-ghost ${levelClass(from)}`}
          x={note.x - ghost / 2}
          y={y - ghost / 2}
          width={ghost}
          height={ghost}
          viewBox="-2 -2 28 28"
          aria-hidden="true"
        >
          <LevelShape level={from} />
        </svg>
        {!named.includes(note) && (
          <text
            className="chain-code"
            x={note.x}
            // On the side where the note does not come from.
            y={note.y + (note.y > y ? drawing.letters * 1.5 + clear : -drawing.letters * 0.75 - clear)}
            textAnchor="middle"
            fontSize={drawing.letters}
          >
            {code}
          </text>
        )}
      </g>
    );
  });
}
