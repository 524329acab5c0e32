import type { ShownEntry } from './picture.ts';

/** A line of the agenda on the wall. */
export type AgendaRow =
  | { readonly kind: 'section'; readonly index: number; readonly count: number; readonly isDone: boolean }
  | { readonly kind: 'entry'; readonly entry: ShownEntry }
  /** So many entries of the section are before, or after, those that are shown. */
  | { readonly kind: 'more'; readonly at: 'before' | 'after'; readonly count: number };

/**
 * What there is room for: every section, and in the one under discussion (else the first with entries) as many entries around
 * the current one as fit; in the others theirs, too, if all of them fit.
 */
export function agendaRows(
  sections: readonly (readonly ShownEntry[])[],
  current: string | null,
  rows: number,
): readonly AgendaRow[] {
  const all = sections.reduce((sum, entries) => sum + entries.length, 0) + sections.length;
  const found = sections.findIndex((entries) => entries.some(({ id }) => id === current));
  const opened = found >= 0 ? found : sections.findIndex((entries) => entries.length > 0);
  return sections.flatMap((entries, index): AgendaRow[] => {
    const isOpen = all <= rows || index === opened;
    const head: AgendaRow = {
      kind: 'section',
      index,
      count: isOpen ? 0 : entries.length,
      isDone: entries.length > 0 && entries.every(({ isDone }) => isDone),
    };
    if (!isOpen) return [head];
    const room = all <= rows ? entries.length : Math.max(1, rows - sections.length);
    return [
      head,
      ...within(
        entries,
        entries.findIndex(({ id }) => id === current),
        room,
      ),
    ];
  });
}

function within(entries: readonly ShownEntry[], current: number, room: number): readonly AgendaRow[] {
  const row = (entry: ShownEntry): AgendaRow => ({ kind: 'entry', entry });
  if (entries.length <= room) return entries.map(row);
  // A line says what is left out on each side; the current one has some before it.
  const count = Math.max(1, room - 2);
  const from = Math.max(0, Math.min(entries.length - count, Math.max(0, current) - Math.floor(count / 3)));
  const shown = entries.slice(from, from + count);
  const after = entries.length - from - shown.length;
  return [
    ...(from > 0 ? [{ kind: 'more', at: 'before', count: from } as const] : []),
    ...shown.map(row),
    ...(after > 0 ? [{ kind: 'more', at: 'after', count: after } as const] : []),
  ];
}
