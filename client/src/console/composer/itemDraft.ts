import { observationSchema } from '@ruam/shared/api/resolutions.ts';
import { levelSchema } from '@ruam/shared/assessment/level.ts';
import { decisionKinds } from '@ruam/shared/deciding/phrases.ts';
import { z } from 'zod';

/** An observation while it is written; its text may be empty still. */
const draftObservationSchema = observationSchema.extend({ text: z.string(), due: z.string().nullable() });
export type DraftObservation = z.infer<typeof draftObservationSchema>;

/** What belongs to a resolution besides the decision. */
const besidesSchema = {
  observations: z.array(draftObservationSchema),
  /** The vote that is attached. */
  vote: z.string().nullable(),
};
export interface Besides {
  readonly observations: readonly DraftObservation[];
  readonly vote: string | null;
}

/** A resolution on an item as it is typed; null: what is usual there. */
export const itemDraftSchema = z.object({
  ...besidesSchema,
  kind: z.enum(decisionKinds).nullable(),
  level: levelSchema.nullable(),
  resolution: z.string().nullable(),
  conditions: z.string(),
  deadline: z.string(),
  reason: z.string(),
  until: z.string(),
  /** The number of the resolution on the entry before it was recorded, 0 for none; null: it is not recorded yet. */
  recordedAfter: z.int().nullable(),
});
export type ItemDraft = z.infer<typeof itemDraftSchema>;

export const emptyItemDraft: ItemDraft = {
  ...{ observations: [], vote: null, kind: null, level: null, resolution: null },
  ...{ conditions: '', deadline: '', reason: '', until: '', recordedAfter: null },
};

/** A resolution in words as it is typed. */
export const wordsDraftSchema = z.object({
  ...besidesSchema,
  kind: z.enum(['resolved', 'confirmed', 'declared']).nullable(),
  text: z.string().nullable(),
  /** Of the request, so that it is done once. */
  key: z.string(),
});
export type WordsDraft = z.infer<typeof wordsDraftSchema>;

/** Observations that say something, as they are recorded. */
export function saidObservations({ observations }: Besides) {
  return observations
    .map(({ text, units, due }) => ({ text: text.trim(), units: [...units], due: isDay(due) ? due : null }))
    .filter(({ text }) => text !== '');
}

function isDay(due: string | null): due is string {
  return due !== null && /^\d{4}-\d{2}-\d{2}$/.test(due);
}
