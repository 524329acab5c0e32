import { z } from 'zod';

const placeSchema = z.object({
  /** Null where the document itself is nobody else's matter: an advice note that is not submitted. */
  document: z.string().nullable(),
  item: z.string().nullable(),
  /** Whether the person may write there; who may not reads. */
  mayWrite: z.boolean(),
});

const presentSchema = z.object({ id: z.string(), name: z.string(), places: z.array(placeSchema) });

/** Who is here in a cycle, without `seq`: everybody (`all`), or what has changed since (docs/sync.md S16). */
export const presenceFrameSchema = z.object({
  type: z.literal('presence'),
  all: z.boolean(),
  people: z.array(presentSchema),
  gone: z.array(z.string()),
});

/** `{"at": document}`: what a tab of the live channel shows; null: nothing that is a document. */
export const whereaboutsSchema = z.object({ at: z.string().max(64).nullable() });

/** A document that somebody looks at. */
export type PresencePlace = Readonly<z.infer<typeof placeSchema>>;
/** A person who is in the cycle, once whatever the number of tabs. */
export type PresentInCycle = Readonly<z.infer<typeof presentSchema>>;
export type PresenceFrame = Readonly<z.infer<typeof presenceFrameSchema>>;
