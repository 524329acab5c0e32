import { z } from 'zod';
import { documentKindSchema } from '../assessment/assessment.ts';
import { levelSchema } from '../assessment/level.ts';
import { agendaSections } from '../meetings/agenda.ts';
import { maxEntryLetters, maxNoteLetters } from '../meetings/bounds.ts';
import { parseMeetingNumber, writeMeetingNumber } from '../meetings/number.ts';
import { presences, quorumRuleSchema } from '../meetings/quorum.ts';
import { meetingEvents, meetingStates } from '../meetings/state.ts';
import { bodySchema, roleSchema } from '../policy/roles.ts';
import { fileSchema } from './evidence.ts';

/** Shapes of meetings (docs/meetings.md). Times are epoch ms, days ISO dates. */
const idSchema = z.string().min(1).max(100);
const keySchema = z.uuid();
const lineSchema = (max: number) =>
  z
    .string()
    .max(max * 4)
    .overwrite((text) => text.normalize('NFC').replace(/\s+/g, ' '))
    .trim()
    .refine((text) => [...text].length <= max, `at most ${max} letters`);
const wordsSchema = z.string().trim().min(1).max(maxNoteLetters);

export const meetingStateSchema = z.enum(meetingStates);
export const presenceSchema = z.enum(presences);
export const agendaSectionSchema = z.enum(agendaSections);
export const meetingTypes = ['ordinary', 'special'] as const;
export const meetingTypeSchema = z.enum(meetingTypes);
export type MeetingType = z.infer<typeof meetingTypeSchema>;

/** `6/2562`, in whichever digits it was typed. */
const numberSchema = z
  .string()
  .max(80)
  .overwrite((text) => {
    const number = parseMeetingNumber(text);
    return number === null ? text : writeMeetingNumber(number);
  })
  .refine((text) => parseMeetingNumber(text) !== null, 'a number like 6/2562');

/** What is said of a meeting. `time` as `09:30`. */
const factsSchema = {
  number: numberSchema,
  date: z.iso.date().nullable(),
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .nullable(),
  place: lineSchema(300),
  type: meetingTypeSchema,
  quorum: quorumRuleSchema,
};
export const newMeetingSchema = z
  .object({ ...factsSchema, body: bodySchema })
  .partial({ time: true, place: true, type: true, quorum: true });
export type NewMeeting = z.input<typeof newMeetingSchema>;
/** Only what is named changes. */
export const changeMeetingSchema = z.object(factsSchema).partial();
export type ChangeMeeting = z.input<typeof changeMeetingSchema>;
export const meetingStepSchema = z.object({ event: z.enum(meetingEvents) });

export const meetingSchema = z.object({
  id: z.string(),
  cycle: z.string(),
  body: z.string(),
  number: z.string(),
  date: z.string().nullable(),
  time: z.string().nullable(),
  place: z.string(),
  type: meetingTypeSchema,
  state: meetingStateSchema,
  publishedAt: z.int().nullable(),
  begunAt: z.int().nullable(),
  endedAt: z.int().nullable(),
  /** Entries of the agenda. */
  entries: z.int(),
  /** The document of its minutes; null for a meeting without. */
  minutes: z.string().nullable(),
});
export type MeetingAnswer = z.infer<typeof meetingSchema>;

export const agendaPlaceSchema = z.object({ section: agendaSectionSchema, after: idSchema.nullable() });
const titleSchema = lineSchema(maxEntryLetters).min(1);
/** What an entry says beside its title. */
const detailSchema = z.string().trim().max(maxNoteLetters);
/** How long an entry may take; null: not planned. */
const minutesSchema = z.int().min(0).max(600).nullable();
const newEntry = {
  section: agendaSectionSchema,
  detail: detailSchema.optional(),
  minutes: minutesSchema.optional(),
  /** Made by the client: the same request sent twice is done once. */
  key: keySchema.optional(),
};
export const newAgendaEntrySchema = z.discriminatedUnion('kind', [
  z.object({ ...newEntry, kind: z.literal('item'), item: idSchema }),
  z.object({ ...newEntry, kind: z.literal('document'), document: idSchema }),
  z.object({ ...newEntry, kind: z.literal('text'), title: titleSchema }),
]);
export type NewAgendaEntry = z.input<typeof newAgendaEntrySchema>;
export const changeAgendaEntrySchema = z.object({
  title: titleSchema.optional(),
  detail: detailSchema.optional(),
  minutes: minutesSchema.optional(),
});

/** An entry of an agenda: an item of the cycle, one of its documents, or words. */
export const agendaEntrySchema = z.object({
  id: z.string(),
  section: agendaSectionSchema,
  kind: z.enum(['item', 'document', 'text']),
  item: z.string().nullable(),
  document: z.object({ id: z.string(), kind: documentKindSchema, meeting: z.string().nullable() }).nullable(),
  title: z.string().nullable(),
  detail: z.string(),
  minutes: minutesSchema,
  /** How long it was under discussion, ms; what is on the stage now has begun at its `entryAt`. */
  usedMs: z.int(),
});
export type AgendaEntry = z.infer<typeof agendaEntrySchema>;

export const meetingMemberSchema = z.object({
  person: z.string(),
  name: z.string(),
  role: roleSchema,
  /** Null: nothing is noted yet. */
  presence: presenceSchema.nullable(),
});
export type MeetingMember = z.infer<typeof meetingMemberSchema>;
export const presenceChangeSchema = z.object({ presence: presenceSchema.nullable() });

/** A paper is an entry of the evidence register, or a file that was uploaded for the meeting. */
export const newPaperSchema = z
  .object({
    evidence: idSchema.optional(),
    file: idSchema.optional(),
    title: titleSchema.optional(),
    /** The entry of the agenda that it belongs to. */
    entry: idSchema.optional(),
  })
  .refine(({ evidence, file }) => (evidence === undefined) !== (file === undefined), 'an entry or a file');
export type NewPaper = z.input<typeof newPaperSchema>;
export const paperSchema = z.object({
  id: z.string(),
  title: z.string(),
  entry: z.string().nullable(),
  evidence: z.string().nullable(),
  /** Null when the caller may know no more than the title. */
  file: fileSchema.nullable(),
});
export type PaperAnswer = z.infer<typeof paperSchema>;

export const handSchema = z.object({ raised: z.boolean() });
export const newMeetingNoteSchema = z.object({ text: wordsSchema, key: keySchema.optional() });
export const meetingNoteChangeSchema = z.object({ read: z.boolean() });
export const meetingNoteSchema = z.object({
  id: z.string(),
  person: z.string(),
  name: z.string(),
  text: z.string(),
  at: z.int(),
  readAt: z.int().nullable(),
});
export type MeetingNote = z.infer<typeof meetingNoteSchema>;

/** A meeting with all that belongs to it, as the caller may see it. */
export const meetingDetailSchema = meetingSchema.extend({
  quorum: quorumRuleSchema,
  agenda: z.array(agendaEntrySchema),
  members: z.array(meetingMemberSchema),
  papers: z.array(paperSchema),
  /** Raised hands, the longest first. */
  hands: z.array(z.object({ person: z.string(), name: z.string(), at: z.int() })),
  /** The secretariat has all of them, others their own. */
  notes: z.array(meetingNoteSchema),
});
export type MeetingDetail = z.infer<typeof meetingDetailSchema>;

export const addedClaimsSchema = z.object({ added: z.array(z.string()) });

/** What is on the agenda as it stands at `at`: the exact texts with their SHA-256, hex. */
export const packSchema = z.object({
  at: z.int(),
  texts: z.array(
    z.object({
      entry: z.string(),
      /** Of an item: the level whose text it is. */
      level: levelSchema.nullable(),
      contentHash: z.string(),
      hashed: z.string(),
    }),
  ),
});
