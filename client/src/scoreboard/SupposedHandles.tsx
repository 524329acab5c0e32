import { type Level, levelRank, levels } from '@ruam/shared/assessment/level.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import { type ChainNote, type ChainSize, stepOf } from './chainGeometry.ts';
import { levelAt } from './levelAt.ts';

/**
 * What the notes of the chain are taken hold of by: dragged up and down, or moved by the arrow keys. One of them is reached by
 * the tab key; left and right go on to the next.
 */
export function SupposedHandles({
  framework,
  notes,
  drawing,
  lowest,
  onSuppose,
}: {
  framework: Framework;
  notes: readonly ChainNote[];
  drawing: ChainSize;
  /** As far down as a note goes. */
  lowest: Level | null;
  onSuppose: (code: string, level: Level | null) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const group = useRef<SVGGElement>(null);
  const [held, setHeld] = useState<string | null>(null);
  const [reached, setReached] = useState<string | null>(null);
  const width = stepOf(notes, drawing);
  const height = Math.max(drawing.glyph * 1.2, 24);
  const ranks = lowest === null ? [null, ...levels] : levels.slice(levelRank(lowest) - 1);

  const drag = (event: PointerEvent<SVGRectElement>, note: ChainNote): void => {
    const matrix = event.currentTarget.getScreenCTM();
    if (matrix === null) return;
    const { y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    const level = levelAt(y, drawing, lowest);
    if (level !== note.level) onSuppose(note.code, level);
  };
  const press = (event: KeyboardEvent, note: ChainNote, index: number): void => {
    const to = (place: number): void => {
      const level = ranks[Math.max(0, Math.min(ranks.length - 1, place))];
      if (level !== undefined && level !== note.level) onSuppose(note.code, level);
    };
    const go = (place: number): void => {
      const handle = group.current?.children[place];
      if (handle instanceof SVGElement) handle.focus();
    };
    const place = ranks.indexOf(note.level);
    switch (event.code) {
      case 'ArrowUp':
        to(place + 1);
        break;
      case 'ArrowDown':
        to(place - 1);
        break;
      case 'Home':
        to(0);
        break;
      case 'End':
        to(ranks.length - 1);
        break;
      case 'ArrowLeft':
        go(index - 1);
        break;
      case 'ArrowRight':
        go(index + 1);
        break;
      default:
        return;
    }
    // The arrows are for the notes: neither the page nor a console's own keys move with them.
    event.preventDefault();
    event.stopPropagation();
  };
  const first = notes.some(({ code }) => code === reached) ? reached : notes[0]?.code;
  const titles = new Map(
    framework.categories.flatMap(({ items }) => items.map(({ code, shortTitle }) => [code, format.text(shortTitle)])),
  );
  return (
    <g ref={group}>
      {notes.map((note, index) => (
        <rect
          key={note.code}
          className="chain-handle"
          data-held={held === note.code}
          x={note.x - width / 2}
          y={note.y - height / 2}
          width={width}
          height={height}
          role="slider"
          tabIndex={note.code === first ? 0 : -1}
          aria-label={`${note.code} ${titles.get(note.code) ?? ''}`}
          aria-orientation="vertical"
          aria-valuemin={levelRank(lowest)}
          aria-valuemax={levelRank('significance')}
          aria-valuenow={levelRank(note.level)}
          aria-valuetext={t(`level.${note.level ?? 'none'}`)}
          onFocus={() => setReached(note.code)}
          onKeyDown={(event) => press(event, note, index)}
          onPointerDown={(event) => {
            if (event.button !== 0) return;
            event.currentTarget.setPointerCapture(event.pointerId);
            setHeld(note.code);
          }}
          onPointerMove={(event) => {
            if (held === note.code) drag(event, note);
          }}
          onLostPointerCapture={() => setHeld(null)}
        >
          <title>{`${note.code} ${titles.get(note.code) ?? ''}`}</title>
        </rect>
      ))}
    </g>
  );
}
