import type { CycleAnswer, DocumentAnswer, ItemAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { mayRestoreVersion } from '@ruam/shared/policy/history.ts';
import type { ReadText } from '../api/imports.ts';

/** What is to become of a text of the draft in a cycle. */
export interface Target {
  readonly isChosen: boolean;
  /** Null: the cycle has none for it. */
  readonly document: string | null;
  readonly how: 'append' | 'replace';
}

type About = Pick<ReadText, 'item' | 'kind' | 'level'>;

/** A text of the draft as one word. */
export function textKey({ item, kind, level }: About): string {
  return `${item ?? ''}/${kind}/${level ?? ''}`;
}

/** The documents of its kind that the person may bring texts into; locked ones, too, of which that is said. */
export function documentsFor(
  text: About,
  documents: readonly DocumentAnswer[],
  items: readonly ItemAnswer[],
  person: PersonAnswer,
): readonly DocumentAnswer[] {
  const actor = { id: person.id, seats: person.roles };
  return documents.filter((document) => {
    const { cycle, kind } = document;
    const category = items.find(({ code }) => code === document.item)?.category ?? null;
    return kind === text.kind && mayRestoreVersion(actor, { cycle, kind, category, state: 'open' });
  });
}

/** Where a text most likely belongs: the document of the same item and level; chosen when nothing stands there yet. */
export function likelyTarget(text: About, offered: readonly DocumentAnswer[]): Target {
  const same = offered.find(({ item, level, state }) => item === text.item && level === text.level && state === 'open');
  if (same === undefined) return { isChosen: false, document: null, how: 'append' };
  return { isChosen: same.sizeBytes === 0, document: same.id, how: 'append' };
}

/** Cycles whose texts the person may bring something into. */
export function cyclesFor(cycles: readonly CycleAnswer[], { roles }: PersonAnswer): readonly CycleAnswer[] {
  return cycles.filter(({ id }) => roles.some(({ cycle, role }) => cycle === id && role === 'secretariat'));
}
