import type { Archive } from '@ruam/shared/archive/archive.ts';
import { rewriteIds } from '@ruam/shared/archive/content.ts';
import { referenceColumns } from '@ruam/shared/archive/references.ts';
import type { Content } from '@ruam/shared/document/content.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import type { Insertable } from 'kysely';
import type { Schema } from '../database/schema.ts';

/** What an archive is brought into. */
export interface BuildTask {
  readonly archive: Archive;
  readonly framework: Framework;
  readonly cycle: string;
  readonly agency: string;
  /** People of the agency by login. */
  readonly people: Readonly<Record<string, string>>;
  /** Files of the agency whose bytes are here, by hash: their true type and size. */
  readonly files: Readonly<Record<string, { readonly mediaType: string; readonly sizeBytes: number }>>;
  /** Epoch ms. */
  readonly at: number;
}

type Rows = { -readonly [Table in keyof Schema]?: Insertable<Schema[Table]>[] };

/** A cycle as it is put into the store: tables in an order in which what a row refers to comes first. */
export interface BuiltCycle {
  readonly rows: Readonly<Rows>;
  /** What the audit chain says of each item that has been decided. */
  readonly told: readonly Readonly<Record<string, unknown>>[];
}

/** The sources of ids and of the client ids under which texts are written: injected, and never reused. */
export interface Random {
  readonly newId: () => string;
  readonly newClient: () => number;
}

/** What all parts of the building share. */
export interface Builder {
  readonly task: BuildTask;
  readonly random: Random;
  readonly rows: Rows;
  /** The id that a reference has become. */
  idOf(reference: string): string;
  /** A record's columns with ids in the place of references. */
  stored(record: object): Record<string, unknown>;
  /** The text with its ids. */
  text(content: Content): Content;
  /** Its columns were checked when the archive was read. */
  add<Table extends keyof Schema>(table: Table, row: Readonly<Record<string, unknown>>): void;
}

export function createBuilder(task: BuildTask, random: Random): Builder {
  const ids = new Map<string, string>();
  const rows: Rows = {};
  const idOf = (reference: string): string => {
    const known = ids.get(reference) ?? random.newId();
    ids.set(reference, known);
    return known;
  };
  for (const { ref, login } of task.archive.people) {
    const own = login !== null && Object.hasOwn(task.people, login) ? task.people[login] : undefined;
    if (own !== undefined) ids.set(ref, own);
  }
  const known = new Set(
    [
      ...task.archive.files,
      ...task.archive.evidence,
      ...task.archive.meetings.flatMap(({ resolutions }) => resolutions),
    ].map(({ ref }) => ref),
  );
  return {
    task,
    random,
    rows,
    idOf,
    stored: (record) =>
      Object.fromEntries(
        Object.entries(record)
          .filter(([column]) => column !== 'ref')
          .map(([column, value]) => [
            column,
            Object.hasOwn(referenceColumns, column) && typeof value === 'string' ? idOf(value) : value,
          ]),
      ),
    text: (content) => rewriteIds(content, (_kind, id) => (known.has(id) ? idOf(id) : null)),
    add(table, row) {
      const list = (rows[table] ?? []) as Readonly<Record<string, unknown>>[];
      list.push(row);
      rows[table] = list as never;
    },
  };
}

/** Columns that are JSON in the store. */
export const asJson = (values: object): Record<string, string | null> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value === null ? null : JSON.stringify(value)]),
  );

/** The text of a version: its own, that of the document as it is now, or that of an earlier version. */
export function contentOf(
  content: string | Content,
  document: string,
  { now, said }: { readonly now: ReadonlyMap<string, Content>; readonly said: ReadonlyMap<string, Content> },
): Content {
  if (typeof content !== 'string') return content;
  return (content === 'asNow' ? now.get(document) : said.get(`${content} ${document}`)) ?? { type: 'doc', content: [] };
}
