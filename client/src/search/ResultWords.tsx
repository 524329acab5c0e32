import type { CycleAnswer } from '@ruam/shared/api/api.ts';
import type { SearchResult } from '@ruam/shared/api/search.ts';
import { useTranslation } from 'react-i18next';

/** Where a result stands, and its words with what was found marked. */
export function ResultWords({ result, cycles }: { result: SearchResult; cycles: readonly CycleAnswer[] }) {
  const { t } = useTranslation();
  const { kind, item, document, number, byName, snippet } = result;
  const cycle = cycles.find(({ id }) => id === result.cycle);
  const place = [
    item === null ? null : number === null || kind === 'comment' ? item : `${item}-¶${number}`,
    document === null
      ? null
      : document.kind === 'evidence' && document.level !== null
        ? t('part.evidenceOf', { level: t(`level.${document.level}`) })
        : t(`rescue.document.${document.kind}`),
    byName,
    cycle === undefined ? null : t('shell.cycleShort', { year: cycle.fiscalYearBE, round: cycle.round }),
  ].filter((part) => part !== null);
  return (
    <>
      {kind !== 'item' && place.length > 0 && <span className="search-place">{place.join(' · ')}</span>}
      <span className="search-snippet" lang="th">
        <Marked {...snippet} />
      </span>
      {kind === 'item' && cycle !== undefined && <span className="search-place">{place.at(-1)}</span>}
    </>
  );
}

function Marked({ text, marks }: SearchResult['snippet']) {
  const ends = [0, ...marks.map(([, to]) => to)];
  return (
    <>
      {marks.map(([from, to], index) => (
        <span key={from}>
          {text.slice(ends[index], from)}
          <mark>{text.slice(from, to)}</mark>
        </span>
      ))}
      {text.slice(ends.at(-1))}
    </>
  );
}
