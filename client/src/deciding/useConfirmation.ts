import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import { useApproval, useDecision } from '../api/deciding.ts';
import { type DraftValues, isApproving } from '../item/draft.ts';
import type { Recorded } from './DecisionResult.tsx';

/** Records what a meeting decides on an item: the one way there is. */
export function useConfirmation(cycle: string, item: ItemAnswer) {
  const approval = useApproval(cycle, item.code);
  const decision = useDecision(cycle, item.code);
  return {
    isPending: approval.isPending || decision.isPending,
    failure: approval.error ?? decision.error,
    /** @param contentHash of the text that was looked at @param level of an approval, null for a dimension */
    confirm: async (
      { kind, resolution, conditions, deadline, reason, until }: DraftValues,
      { meetingId, contentHash, level }: { meetingId: string; contentHash: string; level: Level | null },
    ): Promise<Recorded> => {
      const said = { resolution: resolution.trim(), meetingId };
      if (isApproving(kind)) {
        const wish = { ...said, level: item.kind === 'dimension' ? null : level, expectedContentHash: contentHash };
        const more = kind === 'approvedWithConditions' ? { conditions: { text: conditions.trim(), deadline } } : {};
        const made = await approval.mutateAsync({ ...wish, ...more });
        const { certificateId } = made.approval;
        return { isApproval: true, level: wish.level, resolution: said.resolution, certificateId };
      }
      await decision.mutateAsync({
        ...{ ...said, kind },
        ...(kind === 'returned' ? { reason: reason.trim() } : {}),
        ...(until === '' ? {} : { until }),
      });
      return { isApproval: false, level: null, resolution: said.resolution, certificateId: null };
    },
  };
}
