import type { AdviceAnswerKind, AdviceSeverity, AdviceType } from '@ruam/shared/api/advice.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';

/** Advice notes with their answers, private levels, and the sessions of advisors. */
export interface AdviceTables {
  /** What is known of an advice note beside its text, which is the document. */
  advice: {
    documentId: string;
    cycleId: string;
    itemCode: string;
    /** Null, as the severity is, when the note came with an imported report. */
    type: AdviceType | null;
    severity: AdviceSeverity | null;
    /** ISO date of the advisor's visit. */
    visitDate: string | null;
    passageDocumentId: string | null;
    passageQuote: string | null;
    /** The submitted version that this one replaces. */
    previousId: string | null;
    answer: AdviceAnswerKind | null;
    answerReason: string | null;
    answeredBy: string | null;
    answeredAt: number | null;
  };
  /** What advisors advised, each time; the item holds the newest. */
  advisedLevel: {
    id: string;
    cycleId: string;
    itemCode: string;
    level: Level | null;
    statement: string | null;
    personId: string;
    at: number;
  };
  /** `level` null: not even basic. A level that was taken back has no row. */
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
