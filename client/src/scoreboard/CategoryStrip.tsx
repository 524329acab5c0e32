import type { Framework } from '@ruam/shared/framework/framework.ts';
import type { CategoryScore, Results, Scoreboard } from '@ruam/shared/score/scoreboard.ts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import { LevelWord } from '../ui/LevelChip.tsx';
import type { ScoreSize } from './chainScale.ts';
import './scoreboard.css';

/** The categories side by side: name, level, unofficial points; category 7 in ink with where its percentage is from. */
export function CategoryStrip({
  framework,
  board,
  size,
  was = null,
  onExplain,
}: {
  framework: Framework;
  board: Scoreboard;
  size: ScoreSize;
  /** The real one beside a supposed: a category whose level or points are others is marked. */
  was?: Scoreboard | null;
  onExplain?: ((subject: string) => void) | undefined;
}) {
  const format = useFormat();
  return (
    <div className="score-strip-room">
      <ul className="score-strip" data-size={size}>
        {framework.categories.map(({ code, kind, shortTitle, title }) => {
          const own = board.categories.find((category) => category.code === code);
          const before = was?.categories.find((category) => category.code === code);
          if (own === undefined) return null;
          const isOther = before !== undefined && (before.level !== own.level || before.points !== own.points);
          return (
            <li key={code} data-other={isOther} title={format.text(title)}>
              <span className="score-name">
                {code} <span className="score-title">{format.text(shortTitle)}</span>
              </span>
              {kind === 'results' ? (
                <ResultsValue results={board.results} code={code} onExplain={onExplain} />
              ) : (
                <CategoryValue own={own} onExplain={onExplain} />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function CategoryValue({ own, onExplain }: { own: CategoryScore; onExplain: ((subject: string) => void) | undefined }) {
  const format = useFormat();
  return (
    <Opened subject={own.code} onExplain={onExplain}>
      <LevelWord level={own.level} />
      <span className="score-figure">{own.points === null ? '–' : format.number(own.points)}</span>
    </Opened>
  );
}

function ResultsValue({
  results,
  code,
  onExplain,
}: {
  results: Results;
  code: string;
  onExplain: ((subject: string) => void) | undefined;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const percent = results.percent ?? results.reported;
  return (
    <Opened subject={code} onExplain={percent === null ? undefined : onExplain}>
      <b>{percent === null ? '–' : `${format.decimal(percent)}%`}</b>
      {percent !== null && (
        <span className="score-figure">
          {t(results.percent === null ? 'board.results.asReported' : 'board.results.computed')}
        </span>
      )}
    </Opened>
  );
}

function Opened({
  subject,
  onExplain,
  children,
}: {
  subject: string;
  onExplain: ((subject: string) => void) | undefined;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  if (onExplain === undefined) return <span className="score-value">{children}</span>;
  return (
    <button
      type="button"
      className="ruam-plain-button explained score-value"
      title={t('board.explain.open')}
      onClick={() => onExplain(subject)}
    >
      {children}
    </button>
  );
}
