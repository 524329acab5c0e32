import { Button } from '@mantine/core';
import type { Level } from '@ruam/shared/assessment/level.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import { type Scoreboard, scoredItems } from '@ruam/shared/score/scoreboard.ts';
import { type SupposedLevels, supposeLevels } from '@ruam/shared/score/whatIf.ts';
import { IconRotate } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ScoreChain } from './ScoreChain.tsx';
import { ScoreMethod } from './ScoreMethod.tsx';
import { ScoreVerdict } from './ScoreVerdict.tsx';
import { SupposedFrame } from './SupposedFrame.tsx';
import { SupposedHandles } from './SupposedHandles.tsx';
import { SupposedLines } from './SupposedLines.tsx';

/**
 * "What if these items had these levels?" Visibly not real, and recorded nowhere: levels come in and go out, and the rest is
 * worked out here. Levels are dragged along the chain, moved with the arrow keys or chosen by buttons.
 */
export function WhatIfPanel({
  framework,
  board,
  levels,
  onChange,
}: {
  framework: Framework;
  /** The real scoreboard. */
  board: Scoreboard;
  levels: SupposedLevels;
  /** Given all levels that are supposed now; one that an item really has is left out. */
  onChange: (levels: SupposedLevels) => void;
}) {
  const { t } = useTranslation();
  const { supposed, changes } = useMemo(() => supposeLevels(framework, board, levels), [framework, board, levels]);
  const suppose = (code: string, level: Level | null): void => {
    const { [code]: _, ...others } = levels;
    const real = scoredItems(board).find(({ subject }) => subject === code)?.level;
    onChange(real === level ? others : { ...others, [code]: level });
  };
  return (
    <SupposedFrame
      size="desk"
      action={
        changes.length > 0 && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconRotate size={16} stroke={1.75} aria-hidden />}
            onClick={() => onChange({})}
          >
            {t('scores.whatIf.reset')}
          </Button>
        )
      }
    >
      <ScoreVerdict board={supposed} size="desk" was={changes.length === 0 ? null : board} />
      <SupposedLines framework={framework} board={board} changes={changes} onSuppose={suppose} />
      <ScoreChain board={supposed} size="desk" changes={changes}>
        {(notes, drawing) => (
          <SupposedHandles
            framework={framework}
            notes={notes}
            drawing={drawing}
            lowest={board.counts.none > 0 ? null : 'basic'}
            onSuppose={suppose}
          />
        )}
      </ScoreChain>
      <ScoreMethod board={supposed} size="desk" was={changes.length === 0 ? null : board} />
    </SupposedFrame>
  );
}
