import { useMemo } from 'react';
import { type Desk, itemOf } from './desk.ts';
import { useStage } from './useStage.ts';

type Given = Pick<Desk, 'cycle' | 'person' | 'meeting' | 'items' | 'documents' | 'framework' | 'resolutions' | 'slots'>;

/** Lays out the desk; null while nothing is known of the stage, `own` says why. */
export function useDesk(given: Given) {
  const { cycle, meeting } = given;
  const own = useStage(cycle.id, meeting.id, meeting.state !== 'ended');
  const { answer, standing } = own.view;
  const isOver = meeting.state === 'ended';
  const entry = useMemo(
    () => (isOver ? null : (meeting.agenda.find(({ id }) => id === answer?.stage.entry) ?? null)),
    [isOver, meeting.agenda, answer?.stage.entry],
  );
  const desk: Desk | null =
    answer === null
      ? null
      : {
          ...given,
          own,
          answer,
          // After the end nothing is on a screen, nor under discussion.
          stage: isOver ? { ...answer.stage, entry: null } : answer.stage,
          entry,
          item: itemOf(given, entry),
          isCut: own.isCut,
          mayOperate: standing === 'operating' && !isOver,
          change: own.change,
          serverTime: (now) => now + own.aheadMs,
        };
  return { desk, own };
}
