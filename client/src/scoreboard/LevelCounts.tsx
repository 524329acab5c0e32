import { levels } from '@ruam/shared/assessment/level.ts';
import { type Scoreboard, scoredItems } from '@ruam/shared/score/scoreboard.ts';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useFormat } from '../i18n/useFormat.ts';
import { LevelWord } from '../ui/LevelChip.tsx';
import type { ScoreSize } from './chainScale.ts';
import './scoreboard.css';

/** How many items stand at each level, the highest first; those without one only when there are any. */
export function LevelCounts({
  board,
  size,
  hrefOf,
}: {
  board: Scoreboard;
  size: ScoreSize;
  /** Where an item is read: then a number opens the list of its items. */
  hrefOf?: (code: string) => string;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const shown = [...levels].reverse().map((level) => ({ level, count: board.counts[level] }));
  const all = [...shown, ...(board.counts.none > 0 ? [{ level: null, count: board.counts.none }] : [])];
  return (
    <dl className="score-counts" data-size={size} aria-label={t('scores.counts')}>
      {all.map(({ level, count }) => (
        <div key={level ?? 'none'}>
          <dt>
            <LevelWord level={level} />
          </dt>
          <dd>
            {count === 0 || hrefOf === undefined ? (
              count === 0 ? (
                '–'
              ) : (
                format.number(count)
              )
            ) : (
              <details name="score-counts">
                <summary className="explained">{format.number(count)}</summary>
                <span className="score-codes">
                  {scoredItems(board)
                    .filter((item) => item.level === level)
                    .map(({ subject }) => (
                      <Link key={subject} href={hrefOf(subject)}>
                        {subject}
                      </Link>
                    ))}
                </span>
              </details>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
