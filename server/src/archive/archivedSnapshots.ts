import { documentKinds } from '@ruam/shared/assessment/assessment.ts';
import { levelRank } from '@ruam/shared/assessment/level.ts';
import type { Content } from '@ruam/shared/document/content.ts';
import type { ArchiveRows } from './archiveRows.ts';
import { type KeptText, keptTexts, written } from './archiveTexts.ts';
import { type Names, ordered } from './names.ts';

type Row = ArchiveRows['snapshots'][number];

/** A text of a version, as the archive writes it. */
interface Kept extends KeptText {
  readonly json: string;
}

/** A version with its texts. */
export interface ReadSnapshot {
  readonly row: Row;
  readonly texts: readonly Kept[];
}

/** The versions in their order; documents that only they have get their names. */
export function orderSnapshots(
  rows: readonly Row[],
  names: Names,
  placeOf: (item: string | null) => number | null,
): readonly ReadSnapshot[] {
  const read = rows.map((row) => {
    const texts = keptTexts(row).map((text) => {
      const content = written(text.content, names);
      return { ...text, content, json: JSON.stringify(content) };
    });
    const inOrder = ordered(texts, ({ id, kind, level, json }) => [
      ...[names.place('document', id) || Number.MAX_SAFE_INTEGER, documentKinds.indexOf(kind), levelRank(level), json],
    ]);
    return { row, texts: inOrder };
  });
  const snapshots = ordered(read, ({ row, texts }) => [
    ...[row.at, row.kind, placeOf(row.itemCode), row.name, names.place('person', row.personId)],
    ...[row.score, texts.map(({ json }) => json).join('\n')],
  ]);
  const gone = snapshots.flatMap(({ texts }) => texts).filter(({ id }) => names.of('document', id) === null);
  names.number(
    'gone',
    gone.map(({ id }) => id),
  );
  return snapshots;
}

/** Each text once: what a document still says, or what an earlier version has, is only named. */
export function snapshotRecords(
  snapshots: readonly ReadSnapshot[],
  names: Names,
  contents: ReadonlyMap<string, Content>,
) {
  const now = new Map([...contents].map(([id, content]) => [id, JSON.stringify(content)]));
  const earlier = new Map<string, string>();
  return snapshots.map(({ row, texts }) => ({
    ref: names.of('snapshot', row.id),
    ...names.record(row, ['contentHash', 'hashed']),
    score: row.score === null ? null : JSON.parse(row.score),
    documents: texts.map(({ id, kind, level, content, json }) => {
      const key = `${id} ${json}`;
      const before = earlier.get(key);
      const own = names.of('snapshot', row.id);
      if (before === undefined && own !== null) earlier.set(key, own);
      const said = now.get(id) === json ? 'asNow' : (before ?? content);
      return { document: names.of('document', id) ?? names.of('gone', id), kind, level, content: said };
    }),
  }));
}
