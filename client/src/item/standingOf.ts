import type { HistoryEntry } from '@ruam/shared/api/deciding.ts';

export type ApprovalEntry = HistoryEntry & { readonly type: 'approval' };

/** What a reader must know of an item's way: what stands, what was taken back, and what is asked for. */
export interface Standing {
  /** The newest approval that no reopening took back. */
  readonly approval: ApprovalEntry | null;
  /** The newest approval at all: what the text is held against when it is decided again. */
  readonly lastApproval: ApprovalEntry | null;
  /** A reopening after which nothing was approved. */
  readonly reopening: (HistoryEntry & { readonly type: 'reopening' }) | null;
  /** A decision that approves nothing, after which nothing was claimed or decided. */
  readonly decision: (HistoryEntry & { readonly type: 'decision' }) | null;
  /** A request for a reopening that nobody has answered, while an approval stands. */
  readonly request: (HistoryEntry & { readonly type: 'reopeningRequest' }) | null;
}

/** Reads the standing out of the history, newest first. */
export function standingOf(history: readonly HistoryEntry[]): Standing {
  const approvals = history.filter((entry) => entry.type === 'approval');
  const approval = approvals.find(({ isSuperseded }) => !isSuperseded) ?? null;
  const reopening = history.find((entry) => entry.type === 'reopening') ?? null;
  const request = history.find((entry) => entry.type === 'reopeningRequest') ?? null;
  const newest = history.find(({ type }) => type !== 'reopeningRequest' && type !== 'advised') ?? null;
  return {
    approval,
    lastApproval: approvals[0] ?? null,
    reopening: approval === null ? reopening : null,
    decision: newest?.type === 'decision' ? newest : null,
    request: approval !== null && request !== null && !request.isAnswered ? request : null,
  };
}
