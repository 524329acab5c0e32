import type {
  CycleStatus,
  DocumentKind,
  DocumentState,
  ItemKind,
  ItemStatus,
} from '@ruam/shared/assessment/assessment.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import type { Role } from '@ruam/shared/policy/roles.ts';
import type { RescueReason } from '@ruam/shared/sync/rescue.ts';
import type { Generated } from 'kysely';
import type { AdviceTables } from './tables/advice.ts';
import type { ArchiveTables } from './tables/archive.ts';
import type { ChecksTables } from './tables/checks.ts';
import type { DecidingTables } from './tables/deciding.ts';
import type { EvidenceProjectionTables, EvidenceTables } from './tables/evidence.ts';
import type { MeetingTables } from './tables/meetings.ts';
import type { NotificationTables } from './tables/notifications.ts';
import type { PeopleTables } from './tables/people.ts';
import type { ProjectionTables } from './tables/projections.ts';
import type { ProofTables } from './tables/proof.ts';
import type { RecommendationTables } from './tables/recommendations.ts';
import type { ReportTables } from './tables/reports.ts';
import type { ResolutionTables } from './tables/resolutions.ts';
import type { SearchTables } from './tables/search.ts';
import type { StageTables } from './tables/stage.ts';
import type { ThreadTables } from './tables/threads.ts';

/**
 * The tables, the same on SQLite and PostgreSQL (docs/architecture.md). Ids are text, times epoch ms, JSON is text,
 * flags are 0 or 1.
 */
export interface Schema
  extends DecidingTables,
    ProofTables,
    ThreadTables,
    AdviceTables,
    PeopleTables,
    NotificationTables,
    ProjectionTables,
    EvidenceTables,
    EvidenceProjectionTables,
    ChecksTables,
    RecommendationTables,
    SearchTables,
    MeetingTables,
    StageTables,
    ResolutionTables,
    ReportTables,
    ArchiveTables {
  agency: {
    id: string;
    name: string;
    createdAt: number;
    /** JSON of `signInPolicySchema`, null for none. */
    signInPolicy: string | null;
  };
  framework: { id: string; content: string; createdAt: number };
  cycle: {
    id: string;
    agencyId: string;
    frameworkId: string;
    title: string;
    /** The agency's name as the imported report has it, null when it was not imported. */
    agencyAsRead: string | null;
    fiscalYearBE: number;
    round: number;
    status: CycleStatus;
    /** JSON of `reportResultsSchema`: the figures a report states for category 7, or null. */
    reportedResults: string | null;
    createdAt: number;
  };
  seat: { cycleId: string; personId: string; body: string; role: Role };
  unit: {
    cycleId: string;
    name: string;
    kind: string;
    writtenAs: string;
    position: number;
    /** JSON of names that mean it, too. */
    aliases: Generated<string>;
    /** JSON of the names of a group's members. */
    members: Generated<string>;
  };
  item: {
    cycleId: string;
    code: string;
    category: string;
    kind: ItemKind;
    position: number;
    status: ItemStatus;
    claimed: Level | null;
    advised: Level | null;
    approved: Level | null;
  };
  document: {
    id: string;
    cycleId: string;
    item: string | null;
    meetingId: string | null;
    kind: DocumentKind;
    level: Level | null;
    authorId: string | null;
    state: DocumentState;
    lockEpoch: number;
    generation: number;
    /** The newest sequence of its log; appends and locks meet on this row. */
    lastSequence: number;
    /** Its row in `documentBlob` holds exactly the log through here; 0 before the first compaction. */
    blobSequence: number;
    sizeBytes: Generated<number>;
    submittedAt: number | null;
    createdAt: number;
    updatedAt: number;
  };
  /** The ready state of a document (Yjs V1), its state vector, and the CRC-32 of both; null: written before there was one. */
  documentBlob: { documentId: string; blob: Uint8Array; stateVector: Uint8Array; checksum: number | null };
  /** Whose a Yjs client id is in a document (docs/sync.md S7). */
  clientOwner: { documentId: string; clientId: number; personId: string; at: number };
  documentUpdate: { documentId: string; sequence: number; personId: string | null; at: number; content: Uint8Array };
  historySegment: {
    documentId: string;
    fromSequence: number;
    toSequence: number;
    content: Uint8Array;
    createdAt: number;
  };
  importDraft: {
    id: string;
    agencyId: string;
    personId: string | null;
    format: 'txt' | 'docx' | 'pdf' | 'json';
    fileName: string;
    /** JSON of `reportSchema`. */
    report: string;
    /** JSON of `notUnderstoodSchema[]`. */
    notUnderstood: string;
    createdAt: number;
    committedCycleId: string | null;
    /** JSON of `sourceLineSchema[]`; null for what has no lines. */
    source: string | null;
    /** JSON of `importFixesSchema`. */
    fixes: string | null;
    /** JSON of `importedTextSchema[]`: what the documents get. */
    texts: string | null;
    /** JSON of what reading the lines again needs beside them: tables, pictures, looks. */
    basis: string | null;
    /** JSON of `placedLinesSchema[]`. */
    placed: string | null;
    /** JSON of a whole cycle, when that is what was read. */
    archive: string | null;
    /** How often it was set right. */
    revision: Generated<number>;
  };
  /** The head of each audit chain; taking this row orders the entries. */
  auditChain: { id: string; seq: number; hash: string | null };
  audit: {
    chain: string;
    seq: number;
    at: number;
    personId: string | null;
    type: string;
    subject: string;
    previousHash: string | null;
    hash: string;
    /** The subject's item, for looking it up; no part of the hash. */
    item: string | null;
  };
  /** An edit that was refused (docs/sync.md S5). */
  rescue: {
    id: string;
    documentId: string;
    personId: string;
    reason: RescueReason;
    at: number;
    /** Of the document when it was taken. */
    generation: number;
    lockEpoch: number;
    /** What the document did not have: a Yjs V1 update on top of it. */
    content: Uint8Array;
    /** JSON of `rescuePassagesSchema`; null until it was read. */
    passages: string | null;
    /** When somebody put it away; it is kept, and can be brought back. */
    discardedAt: number | null;
    discardedBy: string | null;
  };
  setting: { key: string; value: string };
}
