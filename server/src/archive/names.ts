import { type ReferenceKind, referenceColumns, referenceKinds } from '@ruam/shared/archive/references.ts';

/** A value that orders a record; null comes first. */
type Key = string | number | null;

/** By these keys, each among its likes; never by an id, so that a cycle that was brought in is written in the same order. */
export function ordered<Row>(rows: readonly Row[], keysOf: (row: Row) => readonly Key[]): Row[] {
  return rows
    .map((row) => ({ row, keys: keysOf(row) }))
    .sort((a, b) => compare(a.keys, b.keys))
    .map(({ row }) => row);
}

function compare(a: readonly Key[], b: readonly Key[]): number {
  for (const [place, one] of a.entries()) {
    const other = b[place] ?? null;
    if (one === other) continue;
    if (one === null) return -1;
    if (other === null) return 1;
    return one < other ? -1 : 1;
  }
  return 0;
}

/** Gives records their references, and finds them by id. */
export interface Names {
  /** Numbers records in this order, behind those of the kind that have a name. */
  number(kind: ReferenceKind, ids: readonly string[]): void;
  /** Null for what has no name. */
  of(kind: ReferenceKind, id: string | null): string | null;
  /** Of whichever kind. */
  any(id: string): string | null;
  /** Its place among its kind, from 1; 0 without a name. */
  place(kind: ReferenceKind, id: string | null): number;
  /** A row as a record of the archive: without its own ids, other ids as references. */
  record(row: object, without?: readonly string[]): Record<string, unknown>;
}

const ownColumns = ['id', 'cycleId', 'requestKey'];

export function createNames(): Names {
  const byKind = new Map<ReferenceKind, Map<string, number>>();
  const place: Names['place'] = (kind, id) => (id === null ? 0 : (byKind.get(kind)?.get(id) ?? 0));
  const of: Names['of'] = (kind, id) => {
    const number = place(kind, id);
    return number === 0 ? null : `${referenceKinds[kind]}${number}`;
  };
  return {
    of,
    place,
    any(id) {
      for (const kind of byKind.keys()) {
        const name = of(kind, id);
        if (name !== null) return name;
      }
      return null;
    },
    number(kind, ids) {
      const known = byKind.get(kind) ?? new Map<string, number>();
      byKind.set(kind, known);
      for (const id of ids) if (!known.has(id)) known.set(id, known.size + 1);
    },
    record(row, without = []) {
      return Object.fromEntries(
        Object.entries(row).flatMap(([column, value]) => {
          if (ownColumns.includes(column) || without.includes(column)) return [];
          const kind = referenceColumns[column];
          return [[column, kind === undefined ? value : of(kind, typeof value === 'string' ? value : null)]];
        }),
      );
    },
  };
}
