import type { Level } from '@ruam/shared/assessment/level.ts';

/** Advice notes with their answers, private levels, and the sessions of advisors. */
export interface AdviceTables {
  /** What is known of an advice note beside its text, which is the document. */
  advice: {
    documentId: string;
    cycleId: string;
    itemCode: string;
    type: 'observation' | 'recommendation' | 'question';
    severity: 'minor' | 'major' | 'critical';
    /** ISO date of the advisor's visit. */
    visitDate: string | null;
    passageDocumentId: string | null;
    passageQuote: string | null;
    /** The submitted version that this one replaces. */
    previousId: string | null;
    answer: 'accepted' | 'declined' | null;
    answerReason: string | null;
    answeredBy: string | null;
    answeredAt: number | null;
  };
  privateLevel: { cycleId: string; itemCode: string; personId: string; level: Level | null; at: number };
  consensus: { cycleId: string; itemCode: string; revealedAt: number; revealedBy: string };
  /** A visit of the advisors with the versions before and after it. */
  advisorSession: {
    id: string;
    cycleId: string;
    /** ISO date. */
    date: string;
    title: string;
    beforeSnapshotId: string | null;
    afterSnapshotId: string | null;
    personId: string;
    at: number;
  };
}
