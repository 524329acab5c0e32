import { anchorSchema } from '@ruam/shared/api/threads.ts';
import { mentionSchema } from '@ruam/shared/threads/mentions.ts';
import { z } from 'zod';

/** What is being written: kept in this tab until it is sent or discarded, over errors, locks and other screens. */
const draftSchema = z.object({
  text: z.string(),
  mentions: z.array(mentionSchema.extend({ name: z.string() })),
  /** The passage of a new thread; null for the whole document, and for replies. */
  passage: z.object({ anchor: anchorSchema, words: z.string() }).nullable(),
  /** Names the request, so that sending it again does not double it. */
  key: z.string(),
});
export type Draft = z.infer<typeof draftSchema>;

const draftsSchema = z.record(z.string(), draftSchema);
export type Drafts = Readonly<Record<string, Draft>>;

/** The draft with other words: another request, so that what was sent before them does not answer for it. */
export function withWords(draft: Draft, words: Pick<Draft, 'text' | 'mentions'>): Draft {
  return { ...draft, ...words, key: crypto.randomUUID() };
}

/** The drafts without the one that was sent; a draft that was changed meanwhile stays. */
export function withoutSent(drafts: Drafts, place: string, sent: Draft): Drafts {
  const { [place]: draft, ...others } = drafts;
  return draft?.key === sent.key ? others : drafts;
}

/** Where drafts of different kinds are kept. */
export const draftKeys = {
  opening: (document: string) => `open ${document}`,
  reply: (thread: string) => `reply ${thread}`,
  edit: (comment: string) => `edit ${comment}`,
} as const;

const storageKey = (person: string) => `ruam-comment-drafts ${person}`;

/** A person's drafts in this tab; what cannot be read is none. */
export function readDrafts(storage: Storage, person: string): Drafts {
  try {
    const parsed = draftsSchema.safeParse(JSON.parse(storage.getItem(storageKey(person)) ?? '{}'));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
}

/** A tab that may not store anything keeps them as long as the screen is open. */
export function writeDrafts(storage: Storage, person: string, drafts: Drafts): void {
  try {
    storage.setItem(storageKey(person), JSON.stringify(drafts));
  } catch {
    // Full or forbidden: the screen still has them.
  }
}
