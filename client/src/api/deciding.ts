import { approvalSchema, hashedSchema, itemSchema, reopeningSchema } from '@ruam/shared/api/api.ts';
import {
  type Conditions,
  decidingMeetingSchema,
  decisionSchema,
  historyEntrySchema,
  snapshotDiffSchema,
  standingClaimSchema,
} from '@ruam/shared/api/deciding.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { cycleKey } from './cycle.ts';
import { request } from './request.ts';

/** What an approval of that level would hash now; level null for a dimension. */
export const hashedQuery = (cycle: string, code: string, level: Level | null) =>
  queryOptions({
    queryKey: [...cycleKey(cycle), 'hashed', code, level],
    queryFn: () => request(hashedSchema, `${itemPath(cycle, code)}/hashed?level=${level}`),
  });

/** The claim that stands, with what has changed since. */
export const standingClaimQuery = (cycle: string, code: string) =>
  queryOptions({
    queryKey: [...cycleKey(cycle), 'claim', code],
    queryFn: () => request(standingClaimSchema, `${itemPath(cycle, code)}/claim`),
  });

/** Claims, decisions and reopenings of an item, newest first. */
export const historyQuery = (cycle: string, code: string) =>
  queryOptions({
    queryKey: [...cycleKey(cycle), 'decisions', code],
    queryFn: () => request(z.array(historyEntrySchema), `${itemPath(cycle, code)}/decisions`),
  });

/** The meetings in which the item can be decided, the default first. */
export const decidingMeetingsQuery = (cycle: string, code: string) =>
  queryOptions({
    queryKey: [...cycleKey(cycle), 'decidingMeetings', code],
    queryFn: () => request(z.array(decidingMeetingSchema), `${itemPath(cycle, code)}/meetings`),
  });

/** The difference from a version to what is committed now. */
export const sinceSnapshotQuery = (cycle: string, snapshot: string) =>
  queryOptions({
    queryKey: [...cycleKey(cycle), 'since', snapshot],
    queryFn: () => request(snapshotDiffSchema, `/api/snapshots/${encodeURIComponent(snapshot)}/diff`),
  });

/** What the interface sends to approve: `expectedContentHash` is of the text that was looked at. */
export interface ApprovalWish {
  readonly level: Level | null;
  readonly resolution: string;
  readonly meetingId?: string;
  readonly expectedContentHash: string;
  readonly conditions?: Conditions;
}

/** A resolution that approves nothing. */
export interface DecisionWish {
  readonly kind: 'returned' | 'noted' | 'postponed';
  readonly resolution: string;
  readonly reason?: string;
  readonly until?: string;
  readonly meetingId?: string;
}

/** Approves an item. */
export const useApproval = (cycle: string, code: string) =>
  useItemCommand(cycle, (body: ApprovalWish) =>
    request(approvalSchema, `${itemPath(cycle, code)}/approval`, { method: 'POST', body }),
  );

/** Returns, notes or postpones an item. */
export const useDecision = (cycle: string, code: string) =>
  useItemCommand(cycle, (body: DecisionWish) =>
    request(decisionSchema, `${itemPath(cycle, code)}/decision`, { method: 'POST', body }),
  );

/** Takes the approvals of an item back, or asks for that. */
export const useReopening = (cycle: string, code: string, kind: 'reopen' | 'request') =>
  useItemCommand(cycle, async (reason: string) => {
    const command = { method: 'POST', body: { reason } } as const;
    if (kind === 'reopen') await request(reopeningSchema, `${itemPath(cycle, code)}/reopening`, command);
    else await request(z.object({ id: z.string() }), `${itemPath(cycle, code)}/reopeningRequest`, command);
  });

/** Records that the conditions of the approval are met. */
export const useConditionsMet = (cycle: string, code: string) =>
  useItemCommand(cycle, () =>
    request(itemSchema, `${itemPath(cycle, code)}/conditions`, { method: 'PUT', body: { met: true } }),
  );

/** Withdraws what is claimed above the approved level, or the whole claim. */
export const useWithdrawal = (cycle: string, code: string) =>
  useItemCommand(cycle, () => request(itemSchema, `${itemPath(cycle, code)}/claim`, { method: 'DELETE' }));

/** A command after which everything read of the cycle is read again, also when it was refused: others have acted. */
function useItemCommand<Wish, Answer>(cycle: string, send: (wish: Wish) => Promise<Answer>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: cycleKey(cycle) });
    },
  });
}

function itemPath(cycle: string, code: string): string {
  return `/api/cycles/${encodeURIComponent(cycle)}/items/${encodeURIComponent(code)}`;
}
