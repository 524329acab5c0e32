import type { ReportFormat, ReportState, ReportStep } from '@ruam/shared/api/reports.ts';

/** Reports that were asked for (docs/report.md). */
export interface ReportTables {
  reportJob: {
    id: string;
    cycleId: string;
    personId: string;
    format: ReportFormat;
    /** JSON of `reportOptionsSchema`. */
    options: string;
    state: ReportState;
    step: ReportStep | null;
    progress: number;
    error: string | null;
    at: number;
    finishedAt: number | null;
    /** When the process that makes it last said so; what is silent for a minute is taken up again. */
    heardAt: number | null;
    /** Which process makes it, by a name that it gave itself; null when none does. */
    maker: string | null;
    /** How often it was begun. */
    attempts: number;
    snapshotId: string | null;
    fileName: string | null;
    /** SHA-256, hex: the key of its bytes in the file store. */
    fileHash: string | null;
    mediaType: string | null;
    sizeBytes: number | null;
    requestKey: string | null;
  };
  /** Pictures that the texts of an import's draft name by their hash; the bytes are in the file store. */
  importPicture: { draftId: string; hash: string; mediaType: string; sizeBytes: number };
}
