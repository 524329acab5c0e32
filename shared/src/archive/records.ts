import { z } from 'zod';
import { adviceAnswers, adviceSeverities, adviceTypes } from '../api/advice.ts';
import { confidentialitySchema, fileUseSchema } from '../api/evidence.ts';
import { documentKindSchema, documentStateSchema, itemStatusSchema } from '../assessment/assessment.ts';
import { levelSchema } from '../assessment/level.ts';
import { hashSchema } from '../proof/certificate.ts';
import { scoreboardSchema } from '../score/scoreboard.ts';
import { maxComments, maxMentions, maxThreads } from '../threads/bounds.ts';
import { archivedContentSchema } from './content.ts';
import { type ReferenceKind, referenceSchema } from './references.ts';

/** Bounds of what a file may bring: far above what a cycle has. */
export const maxRecords = 20_000;
const code = z.string().max(20);
const words = z.string().max(200_000);
const name = z.string().max(1_000);
/** A number that a column of whole numbers holds. */
export const countSchema = z.int().min(0).max(1_000_000_000);
/** Epoch ms. */
export const timeSchema = z.int().min(0).max(8.64e15);
const day = z.iso.date().nullable();
const level = levelSchema.nullable();
const person = referenceSchema('person');
const many = <Entry extends z.ZodType>(entry: Entry, most = maxRecords) => z.array(entry).max(most);
const optional = (...kinds: readonly ReferenceKind[]) => referenceSchema(...kinds).nullable();

/**
 * Somebody who is named, by login within the agency and by name; nothing else of a person leaves the installation. Null: who
 * wrote the archive does not see logins.
 */
export const archivedPersonSchema = z.strictObject({
  ref: person,
  login: z.string().min(1).max(200).nullable(),
  name: z.string().min(1).max(200),
});

export const archivedUnitSchema = z.strictObject({
  name: z.string().min(1).max(1_000),
  kind: z.string().max(40),
  writtenAs: many(name, 500),
  aliases: many(name, 500),
  members: many(name, 500),
});

/** A file without its bytes: these are found again by their hash. */
export const archivedFileSchema = z.strictObject({
  ref: referenceSchema('file'),
  use: fileUseSchema,
  hash: hashSchema,
  name,
  mediaType: z.string().max(200),
  sizeBytes: z.int().min(0),
  personId: person,
  at: timeSchema,
});

/** An entry of the evidence register; without versions when who wrote the archive may not open it. */
export const archivedEvidenceSchema = z.strictObject({
  ref: referenceSchema('evidence'),
  title: z.string().max(2_000),
  effectiveDate: day,
  fiscalYearBE: z.int().min(2400).max(2800).nullable(),
  confidentiality: confidentialitySchema,
  personId: person,
  at: timeSchema,
  changedAt: timeSchema,
  removedAt: timeSchema.nullable(),
  removedBy: person.nullable(),
  versions: many(
    z.strictObject({ number: countSchema.min(1), fileId: referenceSchema('file'), personId: person, at: timeSchema }),
    1_000,
  ),
  checks: many(z.string().max(60), 1_000),
  items: many(code, 1_000),
});

export const archivedItemSchema = z.strictObject({
  code,
  status: itemStatusSchema,
  claimed: level,
  advised: level,
  approved: level,
});

export const archivedTickSchema = z.strictObject({
  checkId: z.string().max(60),
  item: code,
  personId: person,
  at: timeSchema,
  note: words.nullable(),
});

const commentSchema = z.strictObject({
  personId: person,
  text: words,
  /** `id` of a person: its reference. */
  mentions: many(z.strictObject({ kind: z.enum(['person', 'body', 'unit']), id: z.string().max(300) }), maxMentions),
  at: timeSchema,
  editedAt: timeSchema.nullable(),
});

const threadSchema = z.strictObject({
  /** Positions in the text as ProseMirror counts; `gone`: the passage was deleted; null: on the whole document. */
  passage: z.union([z.literal('gone'), z.strictObject({ from: z.int().min(0), to: z.int().min(1) })]).nullable(),
  quote: z.string().max(2_000).nullable(),
  state: z.enum(['open', 'resolved']),
  personId: person,
  at: timeSchema,
  stateBy: person.nullable(),
  stateAt: timeSchema.nullable(),
  followers: many(person, 2_000),
  comments: many(commentSchema, maxComments).min(1),
});

const adviceSchema = z.strictObject({
  type: z.enum(adviceTypes).nullable(),
  severity: z.enum(adviceSeverities).nullable(),
  visitDate: day,
  passageDocumentId: optional('document'),
  passageQuote: z.string().max(10_000).nullable(),
  previousId: optional('document'),
  answer: z.enum(adviceAnswers).nullable(),
  answerReason: words.nullable(),
  answeredBy: person.nullable(),
  answeredAt: timeSchema.nullable(),
});

export const archivedDocumentSchema = z.strictObject({
  ref: referenceSchema('document'),
  item: code.nullable(),
  meetingId: optional('meeting'),
  kind: documentKindSchema,
  level,
  authorId: person.nullable(),
  state: documentStateSchema,
  lockEpoch: countSchema,
  submittedAt: timeSchema.nullable(),
  createdAt: timeSchema,
  updatedAt: timeSchema,
  /** ProseMirror JSON; pictures, evidence and resolutions in it are named by references. */
  content: archivedContentSchema,
  advice: adviceSchema.nullable(),
  threads: many(threadSchema, maxThreads),
});

/** Of a kept version one document: its text, or where the same text stands: in the document as it is now, or in an earlier version. */
const keptDocumentSchema = z.strictObject({
  document: referenceSchema('document', 'gone'),
  kind: documentKindSchema,
  level,
  content: z.union([z.literal('asNow'), referenceSchema('snapshot'), archivedContentSchema]),
});

export const archivedSnapshotSchema = z.strictObject({
  ref: referenceSchema('snapshot'),
  itemCode: code.nullable(),
  personId: person.nullable(),
  at: timeSchema,
  kind: z.enum(['claim', 'approval', 'named']),
  name: name.nullable(),
  score: scoreboardSchema.nullable(),
  documents: many(keptDocumentSchema),
});

export const archivedClaimSchema = z.strictObject({
  itemCode: code,
  level,
  statement: words.nullable(),
  unprovenChecks: many(z.string().max(60), 1_000),
  personId: person,
  at: timeSchema,
  snapshotId: optional('snapshot'),
});

export const archivedAdvisedLevelSchema = z.strictObject({
  itemCode: code,
  level,
  statement: words.nullable(),
  personId: person,
  at: timeSchema,
});

/** A level that a person gave for themselves; only of items whose levels were revealed. */
export const archivedPrivateLevelSchema = z.strictObject({ itemCode: code, personId: person, level, at: timeSchema });

export const archivedConsensusSchema = z.strictObject({ itemCode: code, revealedAt: timeSchema, revealedBy: person });

export const archivedSessionSchema = z.strictObject({
  date: z.iso.date(),
  title: name,
  beforeSnapshotId: optional('snapshot'),
  afterSnapshotId: optional('snapshot'),
  personId: person,
  at: timeSchema,
});

export const archivedReopeningSchema = z.strictObject({
  ref: referenceSchema('reopening'),
  itemCode: code,
  reason: words,
  personId: person,
  at: timeSchema,
});

export const archivedApprovalSchema = z.strictObject({
  ref: referenceSchema('approval'),
  itemCode: code,
  level,
  resolution: words,
  meetingId: referenceSchema('meeting'),
  snapshotId: referenceSchema('snapshot'),
  lockEpoch: countSchema,
  personId: person,
  at: timeSchema,
  reopeningId: optional('reopening'),
  conditions: words.nullable(),
  conditionsDeadline: day,
  conditionsMetAt: timeSchema.nullable(),
  conditionsMetBy: person.nullable(),
  /**
   * The certificate as it was signed, word for word, and by which ids the exact text that it certifies named what is in the
   * version (docs/decisions/0010).
   */
  certificate: z
    .strictObject({
      content: z.string().max(100_000),
      ids: many(
        z.tuple([referenceSchema('document', 'gone', 'file', 'evidence', 'resolution'), z.string().min(1).max(100)]),
      ),
    })
    .nullable(),
});

export const archivedDecisionSchema = z.strictObject({
  ref: referenceSchema('decision'),
  itemCode: code,
  kind: z.enum(['returned', 'noted', 'postponed']),
  resolution: words,
  reason: words.nullable(),
  until: day,
  meetingId: referenceSchema('meeting'),
  personId: person,
  at: timeSchema,
});

/** A recommendation of an earlier cycle that was carried into this one. */
export const archivedCarriedSchema = z.strictObject({
  /** Ids of another cycle, which may not be here. */
  sourceDocumentId: z.string().max(100),
  sourceBlock: z.string().max(100),
  words: z.string().max(200),
  documentId: referenceSchema('document'),
  /** Among the recommendations of the document, from 0. */
  recommendation: z.int().min(0),
  personId: person,
  at: timeSchema,
});
