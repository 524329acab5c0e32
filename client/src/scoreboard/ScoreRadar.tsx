import type { Framework } from '@ruam/shared/framework/framework.ts';
import type { EarlierScore, Scoreboard } from '@ruam/shared/score/scoreboard.ts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import type { ScoreSize } from './chainScale.ts';
import { Radar } from './Radar.tsx';
import './scoreboard.css';

/** The levels of the process categories, with the outline of the year before, or the words that there is none. */
export function ScoreRadar({
  framework,
  board,
  fiscalYearBE,
  earlier,
  size,
}: {
  framework: Framework;
  board: Scoreboard;
  fiscalYearBE: number;
  /** Null: it is the agency's first year here; undefined: not known yet. */
  earlier: EarlierScore | null | undefined;
  size: ScoreSize;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const levelIn = (of: Pick<EarlierScore, 'categories'> | undefined, code: string) =>
    of?.categories.find((category) => category.code === code)?.level ?? null;
  const axes = framework.categories
    .filter(({ kind }) => kind === 'process')
    .map(({ code, shortTitle }) => ({
      code,
      title: format.text(shortTitle),
      level: levelIn(board, code),
      after: levelIn(earlier ?? undefined, code),
    }));
  return (
    <figure className="score-radar" data-size={size}>
      <Radar axes={axes} hasNext={earlier != null} />
      <figcaption>
        {earlier != null && (
          <>
            <span className="score-legend" data-line="now" aria-hidden="true" />
            {t('scores.year', { year: fiscalYearBE })}
            <span className="score-legend" data-line="then" aria-hidden="true" />
            {t('scores.year', { year: earlier.fiscalYearBE })}
          </>
        )}
        {earlier === null && t('scores.noEarlier', { year: fiscalYearBE })}
      </figcaption>
    </figure>
  );
}
