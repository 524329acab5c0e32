import type { Level } from '@ruam/shared/assessment/level.ts';
import type { RecommendationAttributes } from '@ruam/shared/document/schema.ts';

/** What is read from committed documents: rebuilt from them at any time, and in no backup (docs/projections.md). */
export interface ProjectionTables {
  /** How far a document has been read, and by which version of the readers. */
  projection: { documentId: string; sequence: number; generation: number; lockEpoch: number; version: number };
  /** A recommendation block of a text. `units` is JSON of names as they stand in the text. */
  recommendation: {
    documentId: string;
    /** Among the recommendations of the text, from 0. */
    position: number;
    cycleId: string;
    /** Null in the text of the whole cycle. */
    item: string | null;
    /** Of its paragraph, from 1. */
    number: number;
    text: string;
    marker: string | null;
    depth: number;
    targetLevel: Level | null;
    targetFiscalYear: number | null;
    units: string;
    responsibleText: string | null;
    origin: string | null;
    status: RecommendationAttributes['status'];
    carriedFrom: number | null;
  };
  /** A passage that is said to prove a check. */
  proof: {
    documentId: string;
    /** Among the proofs of the text, from 0. */
    position: number;
    cycleId: string;
    item: string | null;
    level: Level | null;
    checkId: string;
    quote: string;
    /** Of the paragraph in which it begins, from 1. */
    number: number;
  };
}
