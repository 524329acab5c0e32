import type { Scoreboard } from '@ruam/shared/score/scoreboard.ts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import { LevelWord } from '../ui/LevelChip.tsx';
import { LevelGlyph } from '../ui/LevelGlyph.tsx';
import { levelClass } from '../ui/levelClass.ts';
import { ThaiText } from '../ui/ThaiText.tsx';
import type { ScoreSize } from './chainScale.ts';
import './scoreboard.css';

const maxNamed = 4;

/** The overall value, in the word or number of its profile, and what limits it. `was` is the real one beside a supposed. */
export function ScoreVerdict({
  board,
  size,
  was = null,
  onExplain,
}: {
  board: Scoreboard;
  size: ScoreSize;
  was?: Scoreboard | null;
  /** Opens the explanation of the overall value; left out where nobody can press. */
  onExplain?: ((subject: string) => void) | undefined;
}) {
  const { t } = useTranslation();
  return (
    <div className="score-verdict" data-size={size}>
      <div data-beside={was !== null}>
        <div className="score-of">{t('scores.overall')}</div>
        <div className="score-big">
          {was !== null && (
            <>
              <Headline board={was} />
              <span className="score-arrow" role="img" aria-label={t('scores.becomes')}>
                →
              </span>
            </>
          )}
          {onExplain === undefined ? (
            <Headline board={board} />
          ) : (
            <button
              type="button"
              className="ruam-plain-button explained"
              title={t('board.explain.open')}
              onClick={() => onExplain('overall')}
            >
              <Headline board={board} />
            </button>
          )}
        </div>
      </div>
      <div className="score-why">
        <p>
          {board.profile === 'points-500' && (
            <>
              <LevelWord level={board.overall.level} />{' '}
            </>
          )}
          <LimitReason board={board} />
        </p>
        <p className="score-rule">
          <ThaiText>{t(board.profile === 'weakest-link' ? 'scores.rule' : 'scores.pointsRule')}</ThaiText>
        </p>
      </div>
    </div>
  );
}

function Headline({ board: { profile, overall } }: { board: Scoreboard }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (profile === 'points-500')
    return (
      <span className="score-points">
        {format.decimal(overall.points)} <small>{t('board.unofficial')}</small>
      </span>
    );
  return (
    <span className={`level-word ${levelClass(overall.level)}`}>
      <LevelGlyph level={overall.level} /> {t(`level.${overall.level ?? 'none'}`)}
    </span>
  );
}

/** "Because 3.3 and 4.1 are at Basic": the items at the lowest level, by their codes while they are few. */
function LimitReason({ board }: { board: Scoreboard }) {
  const { t } = useTranslation();
  const { level } = board.overall;
  const codes = board.trace.limitedBy;
  if (codes.length === 0) return <ThaiText>{t('scores.allHighest', { level: t('level.significance') })}</ThaiText>;
  if (codes.length > maxNamed)
    return (
      <ThaiText>
        {level === null
          ? t('scores.becauseManyNone', { count: codes.length })
          : t('scores.becauseMany', { count: codes.length, level: t(`level.${level}`) })}
      </ThaiText>
    );
  return (
    <>
      {t('scores.because')}{' '}
      {codes.map((code, index) => (
        <span key={code}>
          {index > 0 && (index === codes.length - 1 ? ` ${t('common.and')} ` : ', ')}
          <b>{code}</b>
        </span>
      ))}{' '}
      {level === null ? t('scores.haveNone') : t('scores.areAt', { level: t(`level.${level}`) })}
    </>
  );
}
