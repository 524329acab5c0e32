import type { Confidentiality } from '../api/evidence.ts';
import type { DocumentKind, ItemStatus, ScoreValue } from '../assessment/assessment.ts';
import type { Level } from '../assessment/level.ts';
import type { Content } from '../document/content.ts';

/** What a summary report is made of: the committed texts of one cycle, and what is told beside them. */
export interface ReportSource {
  /** Whose cycle it is. */
  readonly agency: string;
  /** By which of the values `level`, `results` and `score` are. */
  readonly value: ScoreValue;
  /** The version that all texts are of: its SHA-256, hex, and when it was read (epoch ms). `id` null: none was kept. */
  readonly snapshot: { readonly id: string | null; readonly at: number; readonly contentHash: string };
  /** Who had it made, and when (epoch ms); null where it is made for nobody in particular. */
  readonly made: { readonly name: string; readonly at: number } | null;
  /** Over the process items; null in a framework without levels. `points` of 500. */
  readonly score: ReportedScore | null;
  /** Of the cycle; the heading of the overview stands for it where there is one. */
  readonly title: string;
  /** Buddhist era. */
  readonly fiscalYearBE: number;
  /** Months. */
  readonly round: 6 | 12;
  readonly overview: Content;
  /** Sentences in which the imported report states a figure of the results category; those of the overview stand there. */
  readonly statements: readonly string[];
  readonly categories: readonly ReportedCategory[];
  /** Threads on the texts that are told here, in the order of the texts, then of their time; none unless asked for. */
  readonly threads: readonly ReportedThread[];
  /** The evidence register in the framework's order; none unless asked for. */
  readonly evidence: readonly ReportedEvidence[];
}

export interface ReportedScore {
  readonly level: Level | null;
  readonly points: number;
}

export interface ReportedCategory {
  /** Null for the results category. */
  readonly score: ReportedScore | null;
  readonly code: string;
  readonly kind: 'process' | 'results';
  readonly name: string;
  readonly goal: string;
  readonly items: readonly ReportedItem[];
}

export interface ReportedItem {
  readonly code: string;
  readonly name: string;
  /** The level whose text `results` is; null for a dimension and for an item without one. */
  readonly level: Level | null;
  readonly status: ItemStatus;
  readonly values: { readonly claimed: Level | null; readonly advised: Level | null; readonly approved: Level | null };
  readonly results: Content;
  /** The texts of every level that something was written at, the lowest first; none for a dimension. */
  readonly texts: readonly { readonly level: Level; readonly content: Content }[];
  readonly recommendations: Content;
  /** Submitted advice notes, the oldest first. */
  readonly advice: readonly ReportedAdvice[];
}

export interface ReportedAdvice {
  readonly document: string;
  readonly author: string;
  /** Epoch ms. */
  readonly submittedAt: number;
  readonly content: Content;
}

/** What was said of a text. Which text it is: `item`, `kind` and `level`; of several advice notes `document`. */
export interface ReportedThread {
  readonly document: string;
  readonly item: string | null;
  readonly kind: DocumentKind;
  readonly level: Level | null;
  /** The passage as it was when the thread was opened; null for the whole text. */
  readonly quote: string | null;
  readonly isResolved: boolean;
  /** The first and its answers. `at`: epoch ms. */
  readonly entries: readonly { readonly name: string; readonly at: number; readonly text: string }[];
}

export interface ReportedEvidence {
  readonly id: string;
  readonly title: string;
  readonly confidentiality: Confidentiality;
  /** Codes of the items that it belongs to, those of its checks too, in the framework's order. */
  readonly items: readonly string[];
  /** Ids of the checks that it proves. */
  readonly checks: readonly string[];
  /** ISO date. */
  readonly effectiveDate: string | null;
  readonly fiscalYearBE: number | null;
  /** Null: who asks may not open it. */
  readonly file: ReportedFile | null;
}

export interface ReportedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** SHA-256, hex. */
  readonly hash: string;
  /** Where it is in the zip beside the report (`หลักฐาน/3.3/ชื่อ.pdf`); null where no files come with it. */
  readonly path: string | null;
}
