import type { DocumentAnswer, ItemAnswer } from '@ruam/shared/api/api.ts';
import type { AgendaEntry } from '@ruam/shared/api/meetings.ts';
import type { StageChanges } from '@ruam/shared/api/stage.ts';

/** The texts of an entry that can be shown: of an item its evidence by level, results and recommendations. */
export function documentsOf(entry: AgendaEntry, documents: readonly DocumentAnswer[]): readonly DocumentAnswer[] {
  if (entry.document !== null) return documents.filter(({ id }) => id === entry.document?.id);
  if (entry.item === null) return [];
  const order = ['evidence', 'results', 'recommendations'];
  const levels = [null, 'basic', 'advance', 'significance'];
  return documents
    .filter(({ item, kind }) => item === entry.item && order.includes(kind))
    .toSorted(
      (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || levels.indexOf(a.level) - levels.indexOf(b.level),
    );
}

/**
 * The text that an entry begins with: of an item the evidence of the level that is claimed or its recommendations, whichever
 * has more to read; null for an entry in words.
 */
function firstDocument(
  entry: AgendaEntry,
  item: ItemAnswer | null,
  documents: readonly DocumentAnswer[],
): string | null {
  if (entry.document !== null) return entry.document.id;
  const own = documentsOf(entry, documents);
  const level = item?.claimed ?? item?.approved ?? 'basic';
  const texts = own.filter(({ kind, level: of }) => kind !== 'evidence' || of === level);
  return texts.toSorted((one, other) => other.sizeBytes - one.sizeBytes)[0]?.id ?? null;
}

/** What the stage becomes when the presenter goes to an entry: its text from the beginning, or its name alone. */
export function changesFor(
  entry: AgendaEntry,
  item: ItemAnswer | null,
  documents: readonly DocumentAnswer[],
): StageChanges {
  return { entry: entry.id, mode: 'text', document: firstDocument(entry, item, documents), block: null, page: 0 };
}
