import type { Level } from '@ruam/shared/assessment/level.ts';
import type { Generated } from 'kysely';

/** What a claim and a decision write beyond an approval. */
export interface DecidingTables {
  claim: {
    id: string;
    cycleId: string;
    itemCode: string;
    level: Level | null;
    statement: string | null;
    /** JSON: ids of the checks up to the level that no evidence proves. */
    unprovenChecks: string;
    personId: string;
    at: number;
    /** What was claimed, as it stood; null when the claim was withdrawn, or came with an imported report. */
    snapshotId: string | null;
  };
  /** A version that is kept; `hashed` is the exact text whose SHA-256 is `contentHash`. */
  snapshot: {
    id: string;
    cycleId: string;
    itemCode: string | null;
    personId: string | null;
    contentHash: string;
    hashed: string;
    at: number;
    kind: Generated<'claim' | 'approval' | 'named' | 'report'>;
    /** What a person called it; null for those that a command took. */
    name: string | null;
    /** JSON of the scoreboard at that time; null where none was kept. */
    score: string | null;
  };
  approval: {
    id: string;
    cycleId: string;
    itemCode: string;
    /** Null for a dimension. */
    level: Level | null;
    resolution: string;
    meetingId: string;
    snapshotId: string;
    contentHash: string;
    lockEpoch: number;
    personId: string;
    at: number;
    /** What took it back; null while it stands. */
    reopeningId: string | null;
    /** What must still be done; null when it was approved without conditions. */
    conditions: string | null;
    /** ISO date. */
    conditionsDeadline: string | null;
    conditionsMetAt: number | null;
    conditionsMetBy: string | null;
    certificateId: string | null;
  };
  reopening: { id: string; cycleId: string; itemCode: string; reason: string; personId: string; at: number };
  /** A resolution that approves nothing. */
  decision: {
    id: string;
    cycleId: string;
    itemCode: string;
    kind: 'returned' | 'noted' | 'postponed';
    resolution: string;
    reason: string | null;
    /** ISO date: until when it is postponed, or by when it must come back. */
    until: string | null;
    meetingId: string;
    personId: string;
    at: number;
  };
}
