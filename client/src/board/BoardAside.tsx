import type { Framework } from '@ruam/shared/framework/framework.ts';
import type { Scoreboard } from '@ruam/shared/score/scoreboard.ts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import type { NextStep } from '../scoreboard/nextStep.ts';
import { Radar } from '../scoreboard/Radar.tsx';
import { ResultsPanel } from '../scoreboard/ResultsPanel.tsx';
import { TracePanel } from '../scoreboard/TracePanel.tsx';

/** Beside the table: the radar, the reason of the verdict, and category 7, which does not gate. */
export function BoardAside({
  cycle,
  framework,
  board,
  next,
  onExplain,
}: {
  cycle: string;
  framework: Framework;
  board: Scoreboard;
  next: NextStep | null;
  onExplain: (subject: string) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const levelIn = (of: Scoreboard | undefined, code: string) =>
    of?.categories.find((category) => category.code === code)?.level ?? null;
  const axes = framework.categories
    .filter(({ kind }) => kind === 'process')
    .map(({ code, shortTitle }) => ({
      code,
      title: format.text(shortTitle),
      level: levelIn(board, code),
      after: levelIn(next?.after, code),
    }));
  return (
    <div className="board-aside">
      <section className="ruam-paper radar-panel">
        <div className="panel-head">
          <h2>{t('board.radar.title')}</h2>
          {next !== null && (
            <span className="radar-legend">
              <svg width="26" height="8" aria-hidden="true">
                <line className="radar-then" x1="0" x2="26" y1="4" y2="4" />
              </svg>
              {next.codes.length <= 3
                ? t('board.radar.suppose', { codes: next.codes.join(', '), level: t(`level.${next.target}`) })
                : t('board.radar.supposeMany', { count: next.codes.length, level: t(`level.${next.target}`) })}
            </span>
          )}
        </div>
        <Radar axes={axes} hasNext={next !== null} />
      </section>
      <TracePanel cycle={cycle} framework={framework} board={board} next={next} onExplain={onExplain} />
      <ResultsPanel results={board.results} onExplain={onExplain} />
    </div>
  );
}
