import { z } from 'zod';
import { cycleStatusSchema } from '../assessment/assessment.ts';
import { reportResultsSchema } from '../import/report.ts';
import { hashSchema } from '../proof/certificate.ts';
import { archivedMeetingSchema } from './meetings.ts';
import {
  archivedAdvisedLevelSchema,
  archivedApprovalSchema,
  archivedCarriedSchema,
  archivedClaimSchema,
  archivedConsensusSchema,
  archivedDecisionSchema,
  archivedDocumentSchema,
  archivedEvidenceSchema,
  archivedFileSchema,
  archivedItemSchema,
  archivedPersonSchema,
  archivedPrivateLevelSchema,
  archivedReopeningSchema,
  archivedSessionSchema,
  archivedSnapshotSchema,
  archivedTickSchema,
  archivedUnitSchema,
  maxRecords,
  timeSchema,
} from './records.ts';

/** What tells an archive from any other JSON. */
export const archiveFormat = 'ruam-cycle';
export const archiveVersion = 1;

const many = <Entry extends z.ZodType>(entry: Entry) => z.array(entry).max(maxRecords);

/**
 * A whole cycle as one JSON file (docs/report.md A1): the columns are those of the store, ids are references, records stand
 * in an order that their content gives. What is left out: passwords, addresses, ballots, private levels before they were
 * revealed, drafts of others' advice, refused edits, notes to a secretary, how texts came to be.
 */
export const archiveSchema = z.strictObject({
  format: z.literal(archiveFormat),
  version: z.literal(archiveVersion, 'is of a version that is not known here'),
  cycle: z.strictObject({
    title: z.string().max(2_000),
    /** Of whom the cycle is, or was when it was first written. */
    agency: z.string().max(1_000),
    fiscalYearBE: z.int().min(2400).max(2800),
    round: z.union([z.literal(6), z.literal(12)]),
    status: cycleStatusSchema,
    reportedResults: reportResultsSchema.nullable(),
    createdAt: timeSchema,
  }),
  /** `hash`: SHA-256 of its content in RFC 8785 form, hex. */
  framework: z.strictObject({ id: z.string().max(100), hash: hashSchema }),
  people: many(archivedPersonSchema),
  units: many(archivedUnitSchema),
  files: many(archivedFileSchema),
  evidence: many(archivedEvidenceSchema),
  items: many(archivedItemSchema),
  checkTicks: many(archivedTickSchema),
  meetings: many(archivedMeetingSchema),
  documents: many(archivedDocumentSchema),
  snapshots: many(archivedSnapshotSchema),
  claims: many(archivedClaimSchema),
  advisedLevels: many(archivedAdvisedLevelSchema),
  privateLevels: many(archivedPrivateLevelSchema),
  consensus: many(archivedConsensusSchema),
  advisorSessions: many(archivedSessionSchema),
  reopenings: many(archivedReopeningSchema),
  approvals: many(archivedApprovalSchema),
  decisions: many(archivedDecisionSchema),
  carriedRecommendations: many(archivedCarriedSchema),
});
export type Archive = z.infer<typeof archiveSchema>;
