import type { Scoreboard } from '@ruam/shared/score/scoreboard.ts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import type { ScoreSize } from './chainScale.ts';
import './scoreboard.css';

/** What stands under every score: which values, which profile, and that points are unofficial. */
export function ScoreMethod({
  board,
  size,
  was = null,
  onExplain,
}: {
  board: Scoreboard;
  size: ScoreSize;
  /** The real one beside a supposed. */
  was?: Scoreboard | null;
  onExplain?: (subject: string) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <p className="score-method" data-size={size}>
      <span>{t('scores.of', { value: t(`value.${board.value}.noun`) })}</span>
      <span>{t('scores.by', { profile: t(`profile.${board.profile}`) })}</span>
      <span>
        {t('scores.points')} {was !== null && `${format.decimal(was.overall.points)} → `}
        {onExplain === undefined ? (
          <b>{format.decimal(board.overall.points)}</b>
        ) : (
          <button
            type="button"
            className="ruam-plain-button explained"
            title={t('board.explain.open')}
            onClick={() => onExplain('overall')}
          >
            <b>{format.decimal(board.overall.points)}</b>
          </button>
        )}
      </span>
    </p>
  );
}
