import { stageAnswerSchema } from '@ruam/shared/api/stage.ts';
import { z } from 'zod';
import { contentSchema } from './content.ts';

/** Between the console and the projectors of one browser, which go on without the net (docs/stage.md). */
const channelName = 'ruam-stage';

/**
 * What a console tells: its stage with the own changes in it (`revision` at least the server's, `now` when it was said), and
 * without the net the text that is shown, `ids` being the identities of its numbered paragraphs in reading order.
 */
const messageSchema = z.union([
  z.object({ meeting: z.string(), answer: stageAnswerSchema }),
  z.object({ meeting: z.string(), document: z.string(), content: contentSchema, ids: z.array(z.string()) }),
]);
export type StageMessage = z.infer<typeof messageSchema>;

/** The channel of this browser's console and projectors; null where the browser has none. */
export function openStageChannel(): BroadcastChannel | null {
  return typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(channelName);
}

/** Reads what came through the channel; null for anything else. */
export function readStageMessage(said: unknown): StageMessage | null {
  const message = messageSchema.safeParse(said);
  return message.success ? message.data : null;
}
