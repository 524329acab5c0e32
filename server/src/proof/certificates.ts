import type { Level } from '@ruam/shared/assessment/level.ts';
import type { Work } from '../commands/commands.ts';

/** An approval that was just recorded, within its transaction and before its audit entry. */
export interface CertifiedApproval {
  readonly id: string;
  readonly cycle: string;
  readonly item: string;
  /** Null for a dimension. */
  readonly level: Level | null;
  readonly resolution: string;
  readonly meetingId: string;
  readonly snapshotId: string;
  readonly contentHash: string;
  readonly personId: string;
  readonly conditions: { readonly text: string; readonly deadline: string } | null;
  /** What it locked: documents with the epoch they are in now. */
  readonly documents: readonly { readonly id: string; readonly lockEpoch: number }[];
}

/** Issues the certificate of an approval in the approval's own transaction: both exist, or neither. */
export interface Certificates {
  /** Gives the certificate's id. */
  issue(work: Work, approval: CertifiedApproval): Promise<string>;
}
