import type { ImportFixes } from '@ruam/shared/api/imports.ts';
import { useTranslation } from 'react-i18next';
import { withoutLines } from './places.ts';
import type { Fixing } from './useFixes.ts';
import { usePlaceWords } from './usePlaceWords.ts';

interface Fix {
  readonly key: string;
  readonly what: string;
  readonly without: ImportFixes;
  readonly lines: readonly [number, number] | null;
}

/** What a person has set right, each to be taken back. */
export function FixList({ fixing, onLines }: { fixing: Fixing; onLines: (from: number, to: number) => void }) {
  const { t } = useTranslation();
  const all = useFixList(fixing.fixes);
  if (all.length === 0) return null;
  return (
    <details className="fixes">
      <summary>{t('imports.fixed.title', { count: all.length })}</summary>
      <ul>
        {all.map(({ key, what, without, lines }) => (
          <li key={key}>
            {lines === null ? (
              <span>{what}</span>
            ) : (
              <button type="button" className="ruam-plain-button fixes-lines" onClick={() => onLines(...lines)}>
                {what}
              </button>
            )}
            {fixing.mayFix && (
              <button
                type="button"
                className="ruam-plain-button fixes-back"
                aria-label={t('imports.fixed.backOf', { what })}
                onClick={() => fixing.change(without)}
              >
                {t('imports.fixed.back')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

function useFixList(fixes: ImportFixes): readonly Fix[] {
  const { t } = useTranslation();
  const words = usePlaceWords();
  const { places, levels, facts } = fixes;
  const { title, fiscalYearBE, round, ...others } = facts;
  const fact = (key: string, what: string, rest: ImportFixes['facts']): Fix => {
    return { key, what, without: { ...fixes, facts: rest }, lines: null };
  };
  const kept = {
    title: title === undefined ? {} : { title },
    fiscalYearBE: fiscalYearBE === undefined ? {} : { fiscalYearBE },
    round: round === undefined ? {} : { round },
  };
  return [
    ...(title === undefined
      ? []
      : [fact('title', t('imports.fixed.name'), { ...others, ...kept.fiscalYearBE, ...kept.round })]),
    ...(fiscalYearBE === undefined
      ? []
      : [fact('year', t('imports.fixed.year', { year: fiscalYearBE }), { ...others, ...kept.title, ...kept.round })]),
    ...(round === undefined
      ? []
      : [fact('round', t('imports.fixed.round', { round }), { ...others, ...kept.title, ...kept.fiscalYearBE })]),
    ...Object.entries(levels).map(([code, level]): Fix => {
      const { [code]: _taken, ...rest } = levels;
      const what = t('imports.fixed.level', { code, level: t(`level.${level ?? 'none'}`) });
      return { key: `level-${code}`, what, without: { ...fixes, levels: rest }, lines: null };
    }),
    ...places.map(({ from, to, place }): Fix => {
      const said = { from, to, place: words(place) };
      return {
        key: `lines-${from}`,
        what: from === to ? t('imports.fixed.line', said) : t('imports.fixed.lines', said),
        without: { ...fixes, places: withoutLines(places, from, to) },
        lines: [from, to],
      };
    }),
  ];
}
