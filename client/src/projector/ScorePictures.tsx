import { supposeLevels } from '@ruam/shared/score/whatIf.ts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import { CategoryStrip } from '../scoreboard/CategoryStrip.tsx';
import { LevelCounts } from '../scoreboard/LevelCounts.tsx';
import { ScoreChain } from '../scoreboard/ScoreChain.tsx';
import { ScoreMethod } from '../scoreboard/ScoreMethod.tsx';
import { ScoreRadar } from '../scoreboard/ScoreRadar.tsx';
import { ScoreVerdict } from '../scoreboard/ScoreVerdict.tsx';
import { SupposedFrame } from '../scoreboard/SupposedFrame.tsx';
import { Seal } from '../ui/Seal.tsx';
import { Fitted } from './Fitted.tsx';
import { Foot } from './Foot.tsx';
import type { Picture, Shown } from './picture.ts';

/** The score: the verdict with its reason, the chain and the categories; on a second page the radar with last year. */
export function ScorePicture({ picture, shown }: { picture: Picture; shown: Extract<Shown, { mode: 'scoreboard' }> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { framework, board, fiscalYearBE, earlier, current, approved } = shown;
  const items = framework.categories.reduce(
    (sum, { kind, items: own }) => sum + (kind === 'process' ? own.length : 0),
    0,
  );
  return (
    <>
      <header className="projector-bar-head">
        <Seal />
        <h1>{t('projector.scoreTitle', { framework: format.text(framework.name), year: fiscalYearBE })}</h1>
        <span>{t('projector.scored', { value: t(`value.${board.value}.noun`), count: items, approved })}</span>
      </header>
      {picture.stage.page > 0 ? (
        <main className="projector-score" data-page="radar">
          <div>
            <ScoreVerdict board={board} size="projector" />
            <LevelCounts board={board} size="projector" />
          </div>
          <ScoreRadar
            framework={framework}
            board={board}
            fiscalYearBE={fiscalYearBE}
            earlier={earlier}
            size="projector"
          />
        </main>
      ) : (
        <Fitted zoom={picture.stage.zoom} className="projector-score">
          <ScoreVerdict board={board} size="projector" />
          <ScoreChain board={board} size="projector" current={current} />
          <CategoryStrip framework={framework} board={board} size="projector" />
        </Fitted>
      )}
      <Foot picture={picture} left={<ScoreMethod board={board} size="projector" />} />
    </>
  );
}

/** What would be if: stripes over all of it and the word, so that a photo of the screen does not lie. */
export function WhatIfPicture({ picture, shown }: { picture: Picture; shown: Extract<Shown, { mode: 'whatIf' }> }) {
  const { framework, board, levels, current } = shown;
  const { supposed, changes } = useMemo(() => supposeLevels(framework, board, levels), [framework, board, levels]);
  const was = changes.length === 0 ? null : board;
  return (
    <>
      <Fitted zoom={picture.stage.zoom} className="projector-whatif">
        <SupposedFrame size="projector">
          <ScoreVerdict board={supposed} size="projector" was={was} />
          <ScoreChain board={supposed} size="projector" current={current} changes={changes} />
          <CategoryStrip framework={framework} board={supposed} size="projector" was={was} />
        </SupposedFrame>
      </Fitted>
      <Foot picture={picture} left={<ScoreMethod board={supposed} size="projector" was={was} />} />
    </>
  );
}
