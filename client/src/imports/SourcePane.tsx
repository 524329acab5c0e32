import type { CycleAnswer } from '@ruam/shared/api/api.ts';
import type { ImportPlace } from '@ruam/shared/api/imports.ts';
import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../api/imports.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { ThaiText } from '../ui/ThaiText.tsx';
import type { Selection } from './ImportDesk.tsx';
import { PutLines } from './PutLines.tsx';
import { type PlacedRun, withPlace } from './places.ts';
import { SourceBlock } from './SourceBlock.tsx';
import type { Fixing } from './useFixes.ts';
import { usePlaceWords } from './usePlaceWords.ts';
import './sourcePane.css';

const blockLines = 60;
const pageLines = 12;

/** The lines of the source, each with where it went; selected ones can be put elsewhere. */
export function SourcePane({
  draft,
  cycles,
  places,
  selection,
  fixing,
  onSelect,
  onPut,
  onSee,
}: {
  draft: Draft;
  cycles: readonly CycleAnswer[];
  places: readonly Omit<PlacedRun, 'from' | 'to'>[];
  selection: Selection | null;
  fixing: Fixing;
  onSelect: (selection: Selection | null) => void;
  /** The selected lines were put there. */
  onPut: (place: ImportPlace) => void;
  /** Shows what the selected lines are; null where both sides are in sight. */
  onSee: (() => void) | null;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = usePlaceWords();
  const list = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState('');
  const { source } = draft;
  const blocks = useMemo(
    () => Array.from({ length: Math.ceil(source.length / blockLines) }, (_, at) => at * blockLines),
    [source.length],
  );
  const indexOf = (number: number): number => source.findIndex((line) => line.number === number);
  const head = selection === null ? -1 : indexOf(selection.head);
  const [from, to] = selection === null ? [0, -1] : ordered(selection);
  // What is pointed at comes into sight, from its first line on.
  useEffect(() => {
    if (to < from) return;
    const shown = (): Element | null => list.current?.querySelector(`[data-line="${from}"]`) ?? null;
    shown()?.scrollIntoView({ block: 'nearest' });
    // Lines above may be drawn only now, and push it down.
    const frame = requestAnimationFrame(() => shown()?.scrollIntoView({ block: 'nearest' }));
    return () => cancelAnimationFrame(frame);
  }, [from, to]);

  const move = (index: number, isExtending: boolean): void => {
    const line = source[Math.max(0, Math.min(source.length - 1, index))];
    if (line === undefined) return;
    const { number } = line;
    onSelect({ anchor: isExtending ? (selection?.anchor ?? number) : number, head: number });
  };
  const press = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = {
      ArrowUp: head - 1,
      ArrowDown: head + 1,
      PageUp: head - pageLines,
      PageDown: head + pageLines,
      Home: 0,
      End: source.length - 1,
    };
    const next = steps[event.code];
    if (next !== undefined) move(next, event.shiftKey);
    else if (event.code === 'Escape') onSelect(null);
    else if (event.code === 'Enter' && selection !== null)
      document.querySelector<HTMLElement>('.put-lines select')?.focus();
    else return;
    event.preventDefault();
  };
  const click = (event: MouseEvent): void => {
    const line = event.target instanceof Element ? event.target.closest('[data-line]') : null;
    if (line === null) return;
    const number = Number(line.getAttribute('data-line'));
    onSelect({ anchor: event.shiftKey ? (selection?.anchor ?? number) : number, head: number });
  };
  if (source.length === 0)
    return (
      <p className="imports-facts desk-none">
        <ThaiText>{t('imports.source.none')}</ThaiText>
      </p>
    );
  return (
    <>
      <p className="imports-facts desk-hint">
        {t('imports.source.count', { lines: format.number(source.length) })} ·{' '}
        <ThaiText>{t('imports.source.hint')}</ThaiText>
      </p>
      <p className="ruam-hidden" role="status">
        {said}
      </p>
      <div
        className="desk-lines ruam-paper"
        role="listbox"
        aria-multiselectable="true"
        aria-label={t('imports.source.label')}
        aria-activedescendant={selection === null ? undefined : `line-${selection.head}`}
        tabIndex={0}
        ref={list}
        lang="th"
        onKeyDown={press}
        onClick={click}
        onMouseDown={(event) => {
          // A click with Shift selects lines, not the text between.
          if (event.shiftKey) event.preventDefault();
        }}
      >
        {blocks.map((start) => {
          const end = Math.min(start + blockLines, source.length);
          const isSelected = to >= (source[start]?.number ?? 0) && from <= (source[end - 1]?.number ?? 0);
          return (
            <SourceBlock
              key={start}
              lines={source}
              places={places}
              start={start}
              end={end}
              isNeeded={isSelected || start === 0}
              from={isSelected ? from : 0}
              to={isSelected ? to : -1}
              head={isSelected ? (selection?.head ?? 0) : 0}
            />
          );
        })}
      </div>
      {selection !== null && fixing.mayFix && (
        <PutLines
          draft={draft}
          cycles={cycles}
          places={places}
          index={indexOf(from)}
          from={from}
          to={to}
          onLines={(first, last) => onSelect({ anchor: first, head: last })}
          onPut={(place) => {
            fixing.change({ ...fixing.fixes, places: withPlace(fixing.fixes.places, { from, to, place }) });
            onPut(place);
            setSaid(t('imports.put.done', { from, to, place: words(place) }));
            list.current?.focus();
          }}
          onSee={onSee}
          onClose={() => {
            onSelect(null);
            list.current?.focus();
          }}
        />
      )}
    </>
  );
}

function ordered({ anchor, head }: Selection): readonly [number, number] {
  return anchor <= head ? [anchor, head] : [head, anchor];
}
