import { z } from 'zod';
import { stageSchema } from '../meetings/stage.ts';

/** Shapes of the projector and of who operates it (docs/stage.md). Times are epoch ms. */
const idSchema = z.string().min(1).max(100);

/** The stage of a meeting; `revision` grows with every change. Sent whole, so that a follower needs to ask nothing. */
export const stageAnswerSchema = z.object({
  meeting: z.string(),
  revision: z.int(),
  stage: stageSchema,
  /** Who operates it; null: nobody has taken it yet. */
  console: z.object({ id: z.string(), person: z.string(), name: z.string(), at: z.int() }).nullable(),
  /** The server's clock, by which timers are set right. */
  now: z.int(),
});
export type StageAnswer = z.infer<typeof stageAnswerSchema>;

/** A passing frame of `/live/:cycle` to who follows the meeting; it carries no `seq`. */
export const stageFrameSchema = stageAnswerSchema.extend({ type: z.literal('stage') });
/** Sent by a client on `/live/:cycle`: follow this meeting's stage; null: none. */
export const followMeetingSchema = z.object({ meeting: idSchema.nullable() });
/** Sent by a projector: this revision is on its screen. */
export const shownSchema = z.object({ shown: z.int() });

/** Taking the console over; `take` says that another one may lose it. */
export const takeConsoleSchema = z.object({ console: z.uuid(), take: z.boolean() });
/** Only what is named changes. */
export const changeStageSchema = z.object({ console: z.uuid(), changes: stageSchema.partial() });
export type StageChanges = z.infer<typeof changeStageSchema>['changes'];

/** A projector's own view of itself: a code to be entered, or the meeting that it shows. */
export const projectorSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('waiting'), code: z.string(), expiresAt: z.int() }),
  z.object({
    state: z.literal('paired'),
    id: z.string(),
    cycle: z.string(),
    cycleTitle: z.string(),
    fiscalYearBE: z.int(),
    meeting: z.string(),
    number: z.string(),
  }),
]);
export type ProjectorAnswer = z.infer<typeof projectorSchema>;
/** The code as it is typed: case, spaces and hyphens do not matter. */
export const pairProjectorSchema = z.object({ code: z.string().min(1).max(40) });
export const pairedProjectorSchema = z.object({
  id: z.string(),
  pairedAt: z.int(),
  pairedByName: z.string(),
  isConnected: z.boolean(),
  /** The newest revision that it says is on its screen, and how long that took after the change, ms. */
  shown: z.int().nullable(),
  delayMs: z.int().nullable(),
});
export type PairedProjector = z.infer<typeof pairedProjectorSchema>;

/** A quick vote: `for|against|abstain`, or own choices. */
export const newVoteSchema = z.object({
  question: z.string().trim().min(1).max(500),
  /** Left out: for, against, abstain. */
  choices: z.array(z.string().trim().min(1).max(200)).min(2).max(6).optional(),
  entry: idSchema.optional(),
  key: z.uuid().optional(),
});
export type NewVote = z.input<typeof newVoteSchema>;
export const ballotSchema = z.object({ choice: z.int().min(0).max(5) });
export const closeVoteSchema = z.object({
  state: z.literal('closed'),
  /** Counted in the room, instead of the ballots given here; one number a choice. */
  counted: z.array(z.int().min(0).max(10_000)).min(2).max(6).optional(),
});
export const voteSchema = z.object({
  id: z.string(),
  question: z.string(),
  entry: z.string().nullable(),
  state: z.enum(['open', 'closed']),
  /** Null choices are the usual three: for, against, abstain. */
  choices: z.array(z.string()).nullable(),
  /** One a choice; nothing but noughts while it is open, or others' ballots could be told from who votes when. */
  counts: z.array(z.int()),
  /** Who has voted, of how many that may. */
  voted: z.int(),
  voters: z.int(),
  /** Whether the numbers were counted in the room. */
  isCounted: z.boolean(),
  /** The caller's own ballot; null: none. */
  own: z.int().nullable(),
  openedAt: z.int(),
  closedAt: z.int().nullable(),
});
export type VoteAnswer = z.infer<typeof voteSchema>;
