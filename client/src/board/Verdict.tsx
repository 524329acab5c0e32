import type { Scoreboard } from '@ruam/shared/score/scoreboard.ts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import { Chain } from '../scoreboard/Chain.tsx';
import { chainItems, phoneChain, wideChain } from '../scoreboard/chainGeometry.ts';
import { Choices } from '../ui/Choices.tsx';
import { LevelGlyph } from '../ui/LevelGlyph.tsx';
import { levelClass } from '../ui/levelClass.ts';
import { type BoardValue, boardValues } from './boardRows.ts';

/** The overall value in one word or number, which values and profile it is made of, and the chain that draws it. */
export function Verdict({
  board,
  value,
  onValue,
  profileSwitch,
  onExplain,
  isPhone,
}: {
  board: Scoreboard;
  value: BoardValue;
  onValue: (value: BoardValue) => void;
  /** Shown here where there is no room beside the table. */
  profileSwitch: ReactNode;
  onExplain: (subject: string) => void;
  isPhone: boolean;
}) {
  const { t } = useTranslation();
  const chained = chainItems(board);
  const valued = chained.length - board.counts.none;
  return (
    <section className="verdict" aria-label={t('board.verdict.label')}>
      <div>
        <div className="verdict-line">{t('board.verdict.label')}</div>
        <Headline board={board} onExplain={onExplain} />
        <div className="verdict-line">
          {board.profile === 'weakest-link' && `${t(`levelMeaning.${board.overall.level ?? 'none'}`)} · `}
          {t(valued === chained.length ? 'board.verdict.fromAll' : 'board.verdict.fromSome', {
            value: t(`value.${value}.noun`),
            count: valued,
            all: chained.length,
          })}
        </div>
        <div className="verdict-switches">
          <Choices
            label={t('board.verdict.values')}
            value={value}
            onChange={onValue}
            options={boardValues.map((one) => ({ value: one, label: t(`value.${one}.word`) }))}
          />
          {profileSwitch}
        </div>
      </div>
      <Chain items={chained} overall={board.overall.level} size={isPhone ? phoneChain : wideChain} />
    </section>
  );
}

function Headline({ board, onExplain }: { board: Scoreboard; onExplain: (subject: string) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { level, points } = board.overall;
  return (
    <h1 className={`verdict-big level-word ${board.profile === 'weakest-link' ? levelClass(level) : 'verdict-points'}`}>
      {board.profile === 'weakest-link' && <LevelGlyph level={level} />}
      <button
        type="button"
        className="ruam-plain-button explained"
        title={t('board.explain.open')}
        onClick={() => onExplain('overall')}
      >
        {board.profile === 'weakest-link' ? t(`level.${level ?? 'none'}`) : format.decimal(points)}
      </button>
      {board.profile === 'points-500' && <span className="verdict-unofficial">{t('board.unofficial')}</span>}
    </h1>
  );
}
