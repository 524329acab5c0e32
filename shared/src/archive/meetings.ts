import { z } from 'zod';
import { meetingTypes } from '../api/meetings.ts';
import { keptObservationSchema, resolutionKinds } from '../api/resolutions.ts';
import { levelSchema } from '../assessment/level.ts';
import { agendaSections } from '../meetings/agenda.ts';
import { presences, quorumRuleSchema } from '../meetings/quorum.ts';
import { meetingStates } from '../meetings/state.ts';
import { bodySchema, roleSchema } from '../policy/roles.ts';
import { countSchema, maxRecords, timeSchema } from './records.ts';
import { referenceSchema } from './references.ts';

const words = z.string().max(200_000);
const name = z.string().max(2_000);
const person = referenceSchema('person');

const agendaSchema = z.strictObject({
  position: countSchema,
  itemCode: z.string().max(20),
  kind: z.enum(['item', 'document', 'text']),
  section: z.enum(agendaSections),
  rank: z.int().min(-1_000_000_000).max(1_000_000_000).nullable(),
  documentId: referenceSchema('document').nullable(),
  title: name.nullable(),
  detail: words,
  minutes: countSchema.nullable(),
  usedMs: z.int().min(0),
});

const voteSchema = z.strictObject({
  ref: referenceSchema('vote'),
  entry: z.string().max(100).nullable(),
  question: name,
  choices: z.array(name).max(100).nullable(),
  openedAt: timeSchema,
  closedAt: timeSchema,
  /** One number a choice; who voted how is not told. */
  counted: z.array(z.int().min(0)).max(100),
  personId: person,
});

const resolutionSchema = z.strictObject({
  ref: referenceSchema('resolution'),
  number: countSchema.min(1),
  kind: z.enum(resolutionKinds),
  entry: z.string().max(100).nullable(),
  itemCode: z.string().max(20).nullable(),
  level: levelSchema.nullable(),
  text: words,
  approvalId: referenceSchema('approval').nullable(),
  decisionId: referenceSchema('decision').nullable(),
  voteId: referenceSchema('vote').nullable(),
  observations: z.array(keptObservationSchema).max(500),
  snapshotId: referenceSchema('snapshot').nullable(),
  /** Of a declared level. */
  score: z.json().nullable(),
  corrects: referenceSchema('resolution').nullable(),
  confirms: referenceSchema('meeting').nullable(),
  personId: person,
  at: timeSchema,
});

/** A meeting; one that who wrote the archive may not see has its facts alone. */
export const archivedMeetingSchema = z.strictObject({
  ref: referenceSchema('meeting'),
  body: bodySchema,
  number: z.string().max(100),
  date: z.iso.date().nullable(),
  status: z.enum(meetingStates),
  createdAt: timeSchema,
  type: z.enum(meetingTypes),
  time: z.string().max(20).nullable(),
  place: name,
  quorum: quorumRuleSchema.nullable(),
  publishedAt: timeSchema.nullable(),
  begunAt: timeSchema.nullable(),
  endedAt: timeSchema.nullable(),
  lastEntry: z.int().min(-1).max(1_000_000_000),
  agenda: z.array(agendaSchema).max(2_000),
  members: z
    .array(z.strictObject({ personId: person, role: roleSchema, presence: z.enum(presences).nullable() }))
    .max(2_000),
  papers: z
    .array(
      z.strictObject({
        entry: countSchema.nullable(),
        evidenceId: referenceSchema('evidence').nullable(),
        fileId: referenceSchema('file').nullable(),
        title: name,
        personId: person,
        at: timeSchema,
      }),
    )
    .max(2_000),
  votes: z.array(voteSchema).max(2_000),
  resolutions: z.array(resolutionSchema).max(maxRecords),
  /** Null: not circulated yet. */
  minutes: z
    .strictObject({
      circulatedAt: timeSchema.nullable(),
      confirmedAt: timeSchema.nullable(),
      confirmedIn: referenceSchema('meeting').nullable(),
      snapshotId: referenceSchema('snapshot').nullable(),
    })
    .nullable(),
});
