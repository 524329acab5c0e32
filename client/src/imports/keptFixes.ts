import { type ImportDraftAnswer, importDraftSchema } from '@ruam/shared/api/imports.ts';
import { z } from 'zod';
import type { Draft } from '../api/imports.ts';
import { changesLeft, changesOf, type FixChange, withChanges } from './fixChanges.ts';

type Fixes = ImportDraftAnswer['fixes'];

const fixesSchema = importDraftSchema.shape.fixes;
const spanSchema = z.object({ base: fixesSchema, fixes: fixesSchema });
const keptSchema = z.object({
  unsent: spanSchema.extend({ revision: z.int() }).nullable(),
  left: spanSchema.nullable(),
});

/**
 * What a person set right that the server does not have, in this browser. `unsent`: on its way, from what stood at that
 * revision (`base`); `left`: somebody else had set the draft right since, and the person has not said yet what holds.
 */
export type KeptFixes = z.infer<typeof keptSchema>;

/** Nothing is kept: the server has it all. */
export const nothingKept: KeptFixes = { unsent: null, left: null };

/** With the person's fixes to be sent; a row of them began from what stood before the first. */
export function withUnsent(
  { unsent, left }: KeptFixes,
  now: Pick<Draft, 'revision' | 'fixes'>,
  fixes: Fixes,
): KeptFixes {
  return { unsent: { revision: unsent?.revision ?? now.revision, base: unsent?.base ?? now.fixes, fixes }, left };
}

/** Once the server has `sent`: what was changed since goes on from there. */
export function afterSent(
  { unsent, left }: KeptFixes,
  sent: KeptFixes['unsent'],
  now: Pick<Draft, 'revision' | 'fixes'>,
): KeptFixes {
  if (unsent === null || unsent === sent) return { unsent: null, left };
  return { unsent: { revision: now.revision, base: now.fixes, fixes: unsent.fixes }, left };
}

/** What was to be sent is set aside: somebody else has set the draft right since it began, as it stands `now`. */
export function setAside({ unsent, left }: KeptFixes, now: Fixes): KeptFixes {
  if (unsent === null) return withoutSaid({ unsent, left }, now);
  const base = left?.base ?? unsent.base;
  const fixes = withChanges(left?.fixes ?? base, changesOf(unsent.base, unsent.fixes));
  return withoutSaid({ unsent: null, left: { base, fixes } }, now);
}

/** Without what was set aside and the fixes say by now: it waits no more, whatever becomes of it. */
export function withoutSaid({ unsent, left }: KeptFixes, fixes: Fixes): KeptFixes {
  if (left === null) return { unsent, left };
  const waiting = changesLeft(changesOf(left.base, left.fixes), fixes);
  return { unsent, left: waiting.length === 0 ? null : { base: left.base, fixes: withChanges(left.base, waiting) } };
}

/** What an earlier visit left behind: it goes on its way only where nobody has set the draft right since. */
export function afterVisit(kept: KeptFixes, { revision, fixes, committed, isWhole }: Draft): KeptFixes {
  if (committed !== null || isWhole) return nothingKept;
  return kept.unsent === null || kept.unsent.revision === revision ? kept : setAside(kept, fixes);
}

/** What was set aside. */
export function changesAside({ left }: KeptFixes): readonly FixChange[] {
  return left === null ? [] : changesOf(left.base, left.fixes);
}

/** Of one person: in a browser that several use nobody sends another's. */
const keyOf = (person: string, id: string): string => `ruam-import/${person}/${id}`;

/** What this browser keeps of the draft. */
export function readKept(person: string, id: string): KeptFixes {
  try {
    return keptSchema.parse(JSON.parse(localStorage.getItem(keyOf(person, id)) ?? ''));
  } catch {
    return nothingKept;
  }
}

/** Keeps it until the server has it, however the page is left. */
export function keep(person: string, id: string, kept: KeptFixes): void {
  try {
    if (kept.unsent === null && kept.left === null) localStorage.removeItem(keyOf(person, id));
    else localStorage.setItem(keyOf(person, id), JSON.stringify(kept));
  } catch {
    // A full or forbidden storage: it is on its way to the server all the same.
  }
}
