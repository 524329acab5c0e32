import { z } from 'zod';
import { levelSchema } from '../assessment/level.ts';

/** What a projector can show (docs/stage.md). */
export const stageModes = ['text', 'difference', 'scoreboard', 'whatIf', 'vote', 'agenda', 'countdown'] as const;
export type StageMode = (typeof stageModes)[number];

const idSchema = z.string().min(1).max(100);
const itemCodeSchema = z.string().regex(/^\d\.\d{1,2}$/);

/** What is on the projector of a meeting: the presenter's choice, and nothing that decides anything. Times are epoch ms. */
export const stageSchema = z.object({
  mode: z.enum(stageModes),
  /** The entry of the agenda that is under discussion, and since when. */
  entry: idSchema.nullable(),
  entryAt: z.int().nullable(),
  /** The text that is shown and the paragraph (its block id) that the presenter is at; null: its beginning. */
  document: idSchema.nullable(),
  block: idSchema.nullable(),
  /** Which part of a paragraph that is longer than the screen, from 0. */
  page: z.int().min(0).max(99),
  /** What the difference is against. */
  against: z.enum(['claim', 'lastMeeting']),
  /** What the scoreboard counts. */
  value: z.enum(['claimed', 'advised', 'approved', 'latest']),
  profile: z.enum(['weakest-link', 'points-500']),
  /** What-if: items whose level is supposed to be another one. Never recorded as a level. */
  whatIf: z.record(itemCodeSchema, levelSchema.nullable()),
  vote: idSchema.nullable(),
  countdown: z.object({ endsAt: z.int(), label: z.string().max(200) }).nullable(),
  /** A line over the picture: a break, a room that changes. */
  message: z.string().max(300).nullable(),
  isBlank: z.boolean(),
  /** The picture stays as it is while the presenter goes on. */
  isFrozen: z.boolean(),
  /** Percent. */
  zoom: z.int().min(100).max(150),
  theme: z.enum(['light', 'dark']),
});
export type Stage = z.infer<typeof stageSchema>;

/** What a meeting's projector shows before anybody chose. */
export const firstStage: Stage = {
  mode: 'agenda',
  entry: null,
  entryAt: null,
  document: null,
  block: null,
  page: 0,
  against: 'claim',
  value: 'latest',
  profile: 'weakest-link',
  whatIf: {},
  vote: null,
  countdown: null,
  message: null,
  isBlank: false,
  isFrozen: false,
  zoom: 100,
  theme: 'light',
};
