import type { Scoreboard } from '@ruam/shared/score/scoreboard.ts';
import type { SupposedChange } from '@ruam/shared/score/whatIf.ts';
import { type ReactNode, useRef } from 'react';
import { Chain } from './Chain.tsx';
import { type ChainNote, type ChainSize, chainItems } from './chainGeometry.ts';
import { fitChain, type ScoreSize } from './chainScale.ts';
import { SupposedNotes } from './SupposedNotes.tsx';
import { usePlace } from './usePlace.ts';
import './scoreboard.css';

/** At 1920 × 1080 the letters of a wall are 28 px, the em of everything with `data-size="projector"`. */
const projectorUnits = 28;

/**
 * The chain of a scoreboard, drawn for the place it has: letters keep their size, and what has no room goes. On a wall it
 * takes the height that its flex column leaves. `changes` are shown as supposed: where the notes really are stays to be seen.
 */
export function ScoreChain({
  board,
  size,
  current = null,
  changes = [],
  children,
}: {
  board: Scoreboard;
  size: ScoreSize;
  /** The code of the item under discussion; it wears a ring. */
  current?: string | null;
  changes?: readonly SupposedChange[];
  /** Drawn over the notes. */
  children?: ((notes: readonly ChainNote[], drawing: ChainSize) => ReactNode) | undefined;
}) {
  const element = useRef<HTMLDivElement>(null);
  const place = usePlace(element);
  // What is supposed is never drawn as approved, whichever value it is made of.
  const items = chainItems(board).map((item) =>
    changes.some(({ code }) => code === item.code) ? { ...item, isApproved: false } : item,
  );
  const unit = place === null ? 1 : size === 'desk' ? 1 : place.letters / projectorUnits;
  const drawing = fitChain(
    items,
    size,
    place === null || place.width === 0 ? 720 : place.width / unit,
    place === null || size === 'desk' ? null : place.height / unit,
  );
  return (
    <div className="score-chain" data-size={size} ref={element}>
      {place !== null && (
        <Chain items={items} overall={board.overall.level} size={drawing} ring={current}>
          {changes.length === 0 && children === undefined
            ? undefined
            : (notes) => (
                <>
                  <SupposedNotes
                    notes={notes}
                    changes={changes}
                    overall={board.overall.level}
                    drawing={drawing}
                    ring={current}
                  />
                  {children?.(notes, drawing)}
                </>
              )}
        </Chain>
      )}
    </div>
  );
}
