import type { ResolutionKind } from '@ruam/shared/api/resolutions.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';

/** Resolutions of meetings and the states of their minutes (docs/resolutions.md). */
export interface ResolutionTables {
  resolution: {
    id: string;
    cycleId: string;
    meetingId: string;
    /** In the meeting, from 1. */
    number: number;
    kind: ResolutionKind;
    /** Entry of the agenda. */
    entry: string | null;
    itemCode: string | null;
    level: Level | null;
    text: string;
    approvalId: string | null;
    decisionId: string | null;
    voteId: string | null;
    /** JSON of `keptObservationSchema[]`. */
    observations: string;
    snapshotId: string | null;
    /** Of a declared level: JSON of `declaredScoreSchema`. */
    score: string | null;
    corrects: string | null;
    /** The meeting whose minutes it confirms. */
    confirms: string | null;
    personId: string;
    at: number;
    requestKey: string | null;
  };
  minutesState: {
    meetingId: string;
    circulatedAt: number | null;
    confirmedAt: number | null;
    confirmedIn: string | null;
    snapshotId: string | null;
  };
}
