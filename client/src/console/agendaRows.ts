import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import type { AgendaEntry } from '@ruam/shared/api/meetings.ts';
import type { ResolutionAnswer } from '@ruam/shared/api/resolutions.ts';
import { type AgendaSection, agendaSections } from '@ruam/shared/meetings/agenda.ts';

/** What stands in a section: an entry, or neighbours that are items of one category. */
type AgendaGroup =
  | { readonly kind: 'entry'; readonly entry: AgendaEntry }
  | { readonly kind: 'category'; readonly category: string; readonly entries: readonly AgendaEntry[] };

export interface SectionRow {
  readonly section: AgendaSection;
  /** From 1. */
  readonly number: number;
  readonly entries: readonly AgendaEntry[];
  readonly groups: readonly AgendaGroup[];
}

/** The five sections; the items of a category that follow each other are one group. */
export function sectionRows(agenda: readonly AgendaEntry[], items: readonly ItemAnswer[]): readonly SectionRow[] {
  return agendaSections.map((section, index) => {
    const entries = agenda.filter((entry) => entry.section === section);
    return { section, number: index + 1, entries, groups: groupsOf(entries, items) };
  });
}

/** The entries in the order in which they are shown. */
function inOrder(agenda: readonly AgendaEntry[]): readonly AgendaEntry[] {
  return agendaSections.flatMap((section) => agenda.filter((entry) => entry.section === section));
}

/** The entry behind (1) or before (-1) the current one; from none the first, null at the end. */
export function entryBeside(agenda: readonly AgendaEntry[], current: string | null, by: -1 | 1): AgendaEntry | null {
  const entries = inOrder(agenda);
  const at = entries.findIndex(({ id }) => id === current);
  if (at < 0) return by === 1 ? (entries[0] ?? null) : null;
  return entries[at + by] ?? null;
}

/** The resolution on an entry that stands: the newest that no other corrects. */
export function resolutionOn(entry: AgendaEntry, resolutions: readonly ResolutionAnswer[]): ResolutionAnswer | null {
  const own = resolutions.filter(
    (resolution) =>
      resolution.correctedBy === null &&
      (resolution.entry === entry.id || (entry.item !== null && resolution.item === entry.item)),
  );
  return own.toSorted((one, other) => other.number - one.number)[0] ?? null;
}

function groupsOf(entries: readonly AgendaEntry[], items: readonly ItemAnswer[]): readonly AgendaGroup[] {
  const groups: AgendaGroup[] = [];
  for (const entry of entries) {
    const category = items.find(({ code }) => code === entry.item)?.category ?? null;
    const last = groups.at(-1);
    if (category === null) groups.push({ kind: 'entry', entry });
    else if (last?.kind === 'category' && last.category === category)
      groups[groups.length - 1] = { ...last, entries: [...last.entries, entry] };
    else groups.push({ kind: 'category', category, entries: [entry] });
  }
  return groups;
}
