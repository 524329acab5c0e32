import { ActionIcon, Button } from '@mantine/core';
import type { Level } from '@ruam/shared/assessment/level.ts';
import { type Scoreboard, scoredItems } from '@ruam/shared/score/scoreboard.ts';
import { supposeLevels } from '@ruam/shared/score/whatIf.ts';
import { IconArrowRight, IconRotate, IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { scoreboardQuery } from '../api/cycle.ts';
import { keepScenario, minutesQuery } from '../api/resolutions.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { ScoreChain } from '../scoreboard/ScoreChain.tsx';
import { SupposedFrame } from '../scoreboard/SupposedFrame.tsx';
import { SupposedHandles } from '../scoreboard/SupposedHandles.tsx';
import { SupposedLines } from '../scoreboard/SupposedLines.tsx';
import { FormError } from '../ui/FormError.tsx';
import { LevelWord } from '../ui/LevelChip.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import type { Desk } from './desk.ts';
import './whatIf.css';

/** Levels that are only supposed: tried out here, and put on the screen when it is asked for. Never recorded. */
export function WhatIf({ desk, onClose }: { desk: Desk; onClose: () => void }) {
  const { cycle, stage } = desk;
  const board = useQuery(scoreboardQuery(cycle.id, stage.value, stage.profile)).data;
  return (
    <div className="console-what-if">
      {board === undefined ? <Skeleton widths={[80, 90, 60]} /> : <Supposing {...{ desk, board, onClose }} />}
    </div>
  );
}

function Supposing({ desk, board, onClose }: { desk: Desk; board: Scoreboard; onClose: () => void }) {
  const { t } = useTranslation();
  const { framework, stage, change, mayOperate } = desk;
  const levels = stage.whatIf;
  const { supposed, changes } = useMemo(() => supposeLevels(framework, board, levels), [framework, board, levels]);
  const isShown = stage.mode === 'whatIf' && !stage.isBlank;
  const suppose = (code: string, level: Level | null): void => {
    const { [code]: _, ...others } = levels;
    const real = scoredItems(board).find(({ subject }) => subject === code)?.level;
    change({ whatIf: real === level ? others : { ...others, [code]: level } });
  };
  return (
    <SupposedFrame
      size="desk"
      action={
        <span className="console-what-if-ways">
          {changes.length > 0 && (
            <ActionIcon
              size={28}
              aria-label={t('scores.whatIf.reset')}
              title={t('scores.whatIf.reset')}
              disabled={!mayOperate}
              onClick={() => change({ whatIf: {} })}
            >
              <IconRotate size={18} stroke={1.75} aria-hidden />
            </ActionIcon>
          )}
          <Button
            variant="default"
            size="compact-sm"
            disabled={!mayOperate}
            aria-pressed={isShown}
            onClick={() => change({ mode: isShown ? 'scoreboard' : 'whatIf', isBlank: false })}
          >
            {t(isShown ? 'console.whatIf.shown' : 'console.whatIf.show')}
          </Button>
          <kbd>W</kbd>
          <ActionIcon size={28} aria-label={t('console.whatIf.close')} onClick={onClose}>
            <IconX size={18} stroke={1.75} aria-hidden />
          </ActionIcon>
        </span>
      }
    >
      <fieldset disabled={!mayOperate}>
        <SupposedLines framework={framework} board={board} changes={changes} onSuppose={suppose} />
        <Outcome board={board} supposed={supposed} />
        <ScoreChain board={supposed} size="desk" changes={changes}>
          {mayOperate
            ? (notes, drawing) => (
                <SupposedHandles
                  framework={framework}
                  notes={notes}
                  drawing={drawing}
                  lowest={board.counts.none > 0 ? null : 'basic'}
                  onSuppose={suppose}
                />
              )
            : undefined}
        </ScoreChain>
      </fieldset>
      {changes.length > 0 && isKeepable(desk) && <Keeping key={JSON.stringify(levels)} desk={desk} />}
    </SupposedFrame>
  );
}

/** The minutes count the latest values by the usual profile; what the screen shows by others would be other figures. */
function isKeepable({ meeting, stage }: Desk): boolean {
  return meeting.state === 'running' && stage.value === 'latest' && stage.profile === 'weakest-link';
}

/** What would come of it, in one line. */
function Outcome({ board, supposed }: { board: Scoreboard; supposed: Scoreboard }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [before, after] = [board.overall, supposed.overall];
  const isSame = before.points === after.points && before.level === after.level;
  return (
    <p className="console-outcome" role="status">
      <span>{t('deciding.effect.overall')}</span>
      <LevelWord level={before.level} />
      {!isSame && (
        <>
          <IconArrowRight size={18} stroke={1.75} aria-hidden />
          <strong>
            <LevelWord level={after.level} />
          </strong>
        </>
      )}
      <span className="console-spring" />
      <span title={t('board.unofficial')}>
        {isSame ? format.decimal(before.points) : `${format.decimal(before.points)} → `}
        {!isSame && <b>{format.decimal(after.points)}</b>}
      </span>
    </p>
  );
}

/** What was tried out can be told in the minutes, which say that it is no resolution. */
function Keeping({ desk: { cycle, meeting, stage, isCut } }: { desk: Desk }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [key] = useState(() => crypto.randomUUID());
  const keep = useMutation({
    mutationFn: () => keepScenario(cycle.id, meeting.id, { levels: stage.whatIf, key }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: minutesQuery(cycle.id, meeting.id).queryKey }),
  });
  return (
    <div className="console-form-actions">
      <span role="status" className="console-figure">
        {keep.isSuccess && t('console.whatIf.kept')}
      </span>
      {!keep.isSuccess && (
        <Button
          variant="default"
          size="compact-sm"
          loading={keep.isPending}
          disabled={isCut}
          onClick={() => keep.mutate()}
        >
          {t('console.whatIf.keep')}
        </Button>
      )}
      <FormError error={keep.error} />
    </div>
  );
}
