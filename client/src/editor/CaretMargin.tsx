import type { Editor } from '@tiptap/core';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useObserving } from '../item/Observing.tsx';
import { initialsOf } from '../ui/Face.tsx';
import { type CaretLabel, type CaretPlace, leaderPath, placeLabels } from './caretLabels.ts';
import { keepInSight } from './keepInSight.ts';
import { remoteCaretsOf } from './remoteCarets.ts';
import './carets.css';

/** Space between the text and the labels, in px. */
const gap = 12;
/** The line to the label runs this far below a caret, clear of ุ and ู. */
const leaderDrop = 4;

/** Names follow their carets so often at most: each time costs the page's layout. */
const paceMs = 100;

interface Margin {
  /** Where labels begin, from the frame's left edge. */
  readonly edge: number;
  readonly isNarrow: boolean;
  readonly labels: readonly CaretLabel[];
}

const empty: Margin = { edge: 0, isNarrow: false, labels: [] };

/** The names of others in the right margin, each joined to its caret; below 700 px only their letters. */
export function CaretMargin({ editor }: { editor: Editor }) {
  const frame = useRef<HTMLDivElement>(null);
  const [margin, setMargin] = useState<Margin>(empty);
  useFollow(editor, frame, margin);
  useLayoutEffect(() => {
    let request: number | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let shown = '';
    const measure = (): void => {
      request = null;
      timer = setTimeout(rested, paceMs);
      if (frame.current === null || editor.isDestroyed) return;
      const next = measured(editor, frame.current);
      const written = JSON.stringify(next);
      if (written !== shown) setMargin(next);
      shown = written;
    };
    let isStale = false;
    const schedule = (): void => {
      isStale = timer !== undefined;
      if (!isStale) request ??= requestAnimationFrame(measure);
    };
    const rested = (): void => {
      timer = undefined;
      if (isStale) schedule();
    };
    editor.on('transaction', schedule);
    const observer = new ResizeObserver(schedule);
    observer.observe(editor.view.dom);
    schedule();
    return () => {
      editor.off('transaction', schedule);
      observer.disconnect();
      if (request !== null) cancelAnimationFrame(request);
      clearTimeout(timer);
    };
  }, [editor]);
  return (
    <div ref={frame} className="caret-margin" data-narrow={margin.isNarrow} aria-hidden="true">
      <svg className="caret-leaders">
        <title>{''}</title>
        {margin.labels.map((label) => (
          <path
            key={label.clientId}
            data-client={label.clientId}
            d={leaderPath(label, margin.edge)}
            style={{ '--person': `var(--ruam-presence-${label.colorIndex})` }}
          />
        ))}
      </svg>
      {margin.labels.map((label) => (
        <span
          key={label.clientId}
          data-client={label.clientId}
          className="caret-label"
          title={label.name}
          style={{ '--person': `var(--ruam-presence-${label.colorIndex})`, left: margin.edge, top: label.y }}
        >
          {margin.isNarrow ? initialsOf(label.name) : label.name}
        </span>
      ))}
    </div>
  );
}

/** Keeps the caret of the colleague whom this page follows in the middle of what is shown. */
function useFollow(editor: Editor, frame: RefObject<HTMLDivElement | null>, { labels }: Margin): void {
  const { observed } = useObserving();
  const person = observed?.id;
  const at = labels.find(({ personId }) => personId === person)?.top ?? null;
  useEffect(() => {
    const box = frame.current;
    if (at === null || box === null) return;
    return keepInSight(box, () => {
      const caret = editor.isDestroyed
        ? undefined
        : remoteCaretsOf(editor.state).find((one) => one.personId === person);
      return caret === undefined ? null : editor.view.coordsAtPos(caret.position).top - box.getBoundingClientRect().top;
    });
  }, [at, person, editor, frame]);
}

function measured(editor: Editor, frame: HTMLElement): Margin {
  const carets = remoteCaretsOf(editor.state);
  if (carets.length === 0) return empty;
  const box = frame.getBoundingClientRect();
  const text = editor.view.dom;
  const edge =
    text.getBoundingClientRect().right - Number.parseFloat(getComputedStyle(text).paddingRight) - box.left + gap;
  const places = carets.map(({ clientId, personId, name, colorIndex, position }): CaretPlace => {
    const { left, top, bottom } = editor.view.coordsAtPos(position);
    return {
      clientId,
      personId,
      name,
      colorIndex,
      x: left - box.left,
      top: top - box.top,
      bottom: bottom - box.top + leaderDrop,
    };
  });
  return { edge, isNarrow: box.width < 700, labels: placeLabels(places) };
}
