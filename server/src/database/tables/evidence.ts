import type { Confidentiality, FileUse } from '@ruam/shared/api/evidence.ts';

/** Files and the evidence register (docs/evidence.md). */
export interface EvidenceTables {
  /** A file as somebody uploaded it; its bytes are in the file store under their hash. */
  file: {
    id: string;
    cycleId: string;
    use: FileUse;
    /** SHA-256, hex. */
    hash: string;
    name: string;
    mediaType: string;
    sizeBytes: number;
    personId: string;
    at: number;
    /** Whether a text or the register has ever named it; else it is given up after a day (F9). */
    isUsed: number;
    /** Its bytes were given up. */
    sweptAt: number | null;
  };
  /** Bytes in the file store, by SHA-256, hex; `at` is when somebody last brought them. */
  blob: { hash: string; at: number };
  evidence: {
    id: string;
    cycleId: string;
    title: string;
    /** The newest version. */
    fileId: string;
    /** ISO date. */
    effectiveDate: string | null;
    fiscalYearBE: number | null;
    confidentiality: Confidentiality;
    personId: string;
    at: number;
    changedAt: number;
    removedAt: number | null;
    removedBy: string | null;
    requestKey: string | null;
  };
  /** Every file that an entry has had; `number` from 1. */
  evidenceVersion: { evidenceId: string; number: number; fileId: string; personId: string; at: number };
  /** Which checks of the framework an entry proves, and whose they are. */
  evidenceCheck: { evidenceId: string; checkId: string; itemCode: string; cycleId: string };
  /** Which items an entry belongs to without proving a named check. */
  evidenceItem: { evidenceId: string; itemCode: string; cycleId: string };
  /** What a snapshot's text names: entries (`evidence`) and pictures (`file`). */
  snapshotReference: { snapshotId: string; cycleId: string; kind: ReferenceKind; target: string };
}

/** Read from the committed documents: rebuilt from them at any time, and in no backup. */
export interface EvidenceProjectionTables {
  /** What a document's committed text names. */
  documentReference: { documentId: string; cycleId: string; kind: ReferenceKind; target: string };
}

export type ReferenceKind = 'evidence' | 'file';
