import type { ImportDraftAnswer } from '@ruam/shared/api/imports.ts';
import { wholeWordPattern } from '@ruam/shared/thai/wholeTextWords.ts';
import { IconPencil, IconPhoto, IconTable } from '@tabler/icons-react';
import { memo, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ThaiText } from '../ui/ThaiText.tsx';
import { type PlacedRun, placeKey } from './places.ts';
import { usePlaceWords } from './usePlaceWords.ts';

/** About what a line takes, until it is drawn. */
const lineHeightPx = 34;
/** Drawn before it comes into sight. */
const aheadPx = 1_200;

type Line = ImportDraftAnswer['source'][number];

/** Some lines in a row, drawn when they come near, so that a source of thousands of lines opens at once. */
export const SourceBlock = memo(function SourceBlock({
  lines,
  places,
  start,
  end,
  isNeeded,
  from,
  to,
  head,
}: {
  lines: readonly Line[];
  places: readonly Omit<PlacedRun, 'from' | 'to'>[];
  /** Indexes of the first line and the one behind the last. */
  start: number;
  end: number;
  isNeeded: boolean;
  /** Numbers of the selected lines; `to` below `from`: none. */
  from: number;
  to: number;
  head: number;
}) {
  const block = useRef<HTMLDivElement>(null);
  const [isNear, setIsNear] = useState(false);
  const isDrawn = isNear || isNeeded;
  useEffect(() => {
    const element = block.current;
    if (isDrawn || element === null) return;
    const observer = new IntersectionObserver(
      (seen) => {
        if (seen.some(({ isIntersecting }) => isIntersecting)) setIsNear(true);
      },
      { root: element.closest('.desk-lines'), rootMargin: `${aheadPx}px` },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [isDrawn]);
  // What was drawn once stays: what is above must not jump.
  useEffect(() => {
    if (isNeeded) setIsNear(true);
  }, [isNeeded]);
  return (
    <div ref={block} style={isDrawn ? undefined : { height: (end - start) * lineHeightPx }}>
      {isDrawn &&
        lines.slice(start, end).map((line, offset) => {
          const at = start + offset;
          const place = places[at];
          const before = places[at - 1];
          const isFirst =
            before === undefined ||
            place === undefined ||
            placeKey(before.place) !== placeKey(place.place) ||
            before.byHand !== place.byHand;
          const page = line.page !== null && line.page !== lines[at - 1]?.page ? line.page : null;
          return (
            <SourceLine
              key={line.number}
              line={line}
              place={place ?? null}
              isFirst={isFirst}
              page={page}
              isSelected={line.number >= from && line.number <= to}
              isHead={line.number === head}
            />
          );
        })}
    </div>
  );
});

function SourceLine({
  line,
  place,
  isFirst,
  page,
  isSelected,
  isHead,
}: {
  line: Line;
  place: Omit<PlacedRun, 'from' | 'to'> | null;
  isFirst: boolean;
  page: number | null;
  isSelected: boolean;
  isHead: boolean;
}) {
  const { t } = useTranslation();
  const words = usePlaceWords();
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the keyboard and names its active line
    <div
      id={`line-${line.number}`}
      className="desk-line"
      role="option"
      aria-selected={isSelected}
      data-line={line.number}
      data-part={place?.place.part}
      data-first={isFirst || undefined}
      data-head={isHead || undefined}
      data-holds={line.holds}
    >
      {page !== null && <span className="desk-page">{t('imports.source.page', { page })}</span>}
      {isFirst && place !== null && (
        <span className="desk-place">
          {words(place.place)}
          {place.byHand && (
            <small>
              <IconPencil size={13} stroke={1.75} aria-hidden /> {t('imports.source.byHand')}
            </small>
          )}
        </span>
      )}
      <span className="desk-number">{line.number}</span>
      <span className="desk-text">
        {line.holds === 'table' && <IconTable size={16} stroke={1.75} aria-label={t('imports.source.table')} />}
        {line.holds === 'picture' && <IconPhoto size={16} stroke={1.75} aria-label={t('imports.source.picture')} />}
        <ThaiText whole={wholeWordPattern}>{line.text}</ThaiText>
      </span>
    </div>
  );
}
