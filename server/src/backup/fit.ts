import { type BackupHeader, type BackupSection, otherVersion } from './format.ts';
import type { TableShape } from './tables.ts';

/**
 * Whether this program can hold what a backup has. Its migrations must be the first of ours: what was added since must
 * be left out of a row without harm, and nothing may be there that we do not know. Throws `invalid`.
 */
export function requireKnownMigrations({ migrations }: BackupHeader, known: readonly string[]): void {
  const unknown = migrations.find((name, index) => name !== known[index]);
  if (unknown !== undefined) throw otherVersion(`its schema ${unknown} is not known here`);
}

/** Whether the rows of a section can be stored in these tables. Throws `invalid`. */
export function requireFit(shapes: readonly TableShape[], { table, columns, bytes }: BackupSection): TableShape {
  const shape = shapes.find((each) => each.table === table);
  if (!shape) throw otherVersion(`there is no ${table} here`);
  const known = new Map(shape.columns.map((column) => [column.name, column]));
  if (new Set(columns).size < columns.length) throw otherVersion(`${table} has a column twice`);
  for (const name of columns) {
    const column = known.get(name);
    if (!column) throw otherVersion(`there is no ${table}.${name} here`);
    if ((column.holds === 'bytes') !== bytes.includes(name))
      throw otherVersion(`${table}.${name} holds something else`);
  }
  const missing = shape.columns.find(({ name, isOptional }) => !isOptional && !columns.includes(name));
  if (missing) throw otherVersion(`it has no ${table}.${missing.name}`);
  return shape;
}
