import { projectorSchema, stageAnswerSchema } from '@ruam/shared/api/stage.ts';
import { z } from 'zod';
import type { Picture } from './picture.ts';
import type { PairedAnswer } from './projectorLink.ts';

/** What a projector goes on from after a reload, also without the server. */
export interface KeptState {
  readonly projector: PairedAnswer;
  readonly answer: z.infer<typeof stageAnswerSchema>;
  readonly picture: Picture;
  /** Since when the server was not heard; null: it was. */
  readonly lostAt: number | null;
}

const key = 'ruam-projector-state';
const maxLetters = 2_000_000;
const keptSchema = z.object({
  build: z.string().nullable(),
  projector: projectorSchema,
  answer: stageAnswerSchema,
  picture: z.custom<Picture>((value) => typeof value === 'object' && value !== null),
  lostAt: z.number().nullable(),
});

/** Keeps it, of this build: what another build kept is only looked at (`keptFrame.ts`). */
export function keepState(stored: Storage, build: string | null, state: KeptState): void {
  try {
    const text = JSON.stringify({ build, ...state });
    if (text.length <= maxLetters) stored.setItem(key, text);
  } catch {
    // Without it a reload waits for the server, with the kept picture on the screen.
  }
}

/** What was kept; null without it. */
export function readState(stored: Storage, build: string | null): KeptState | null {
  try {
    const kept = keptSchema.safeParse(JSON.parse(stored.getItem(key) ?? 'null'));
    if (!kept.success || kept.data.build !== build || kept.data.projector.state !== 'paired') return null;
    const { answer, picture, lostAt, projector } = kept.data;
    return { projector, answer, picture, lostAt };
  } catch {
    return null;
  }
}

/** The pairing is over. */
export function forgetState(stored: Storage): void {
  stored.removeItem(key);
}
