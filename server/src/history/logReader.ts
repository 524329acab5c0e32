import type { Content } from '@ruam/shared/document/content.ts';
import { readContent } from '@ruam/shared/document/yjs.ts';
import type { Database } from '../database/database.ts';
import { openCommittedDoc } from '../sync/committedDoc.ts';
import { decodeSegment } from '../sync/compaction.ts';
import type { LogRow } from '../sync/log.ts';

/** A while in which people wrote: the log through `sequence` is what it left. */
export interface Writing {
  readonly sequence: number;
  readonly at: number;
  readonly people: readonly string[];
}

/** A pause that ends a while. */
const pauseMs = 15 * 60_000;
/** Whiles that are told of one document. */
export const maxWritings = 100;
/** Segments of at most 2,000 rows that are read for a list. */
const maxSegments = 50;

/** The newest whiles in which people wrote, newest first. */
export async function readWritings(database: Database, documentId: string): Promise<readonly Writing[]> {
  const writings: { sequence: number; at: number; from: number; people: Set<string> }[] = [];
  for await (const rows of newestFirst(database, documentId)) {
    for (const row of rows.reverse()) {
      if (isSeed(row)) continue;
      const { sequence, at, personId } = row;
      const last = writings.at(-1);
      if (last !== undefined && last.from - at < pauseMs) {
        last.from = at;
        if (personId !== null) last.people.add(personId);
      } else if (writings.length === maxWritings) return writings.map(tell);
      else writings.push({ sequence, at, from: at, people: new Set(personId === null ? [] : [personId]) });
    }
  }
  return writings.map(tell);
}

function tell({ sequence, at, people }: { sequence: number; at: number; people: ReadonlySet<string> }): Writing {
  return { sequence, at, people: [...people] };
}

/**
 * The content that the log gives through a sequence, or through a time (epoch ms); of a time before all, what the document
 * began with: what the server had imported, or nothing. Null when that part of the log is not kept.
 */
export async function readContentAt(
  database: Database,
  documentId: string,
  until: { readonly sequence: number } | { readonly at: number },
): Promise<Content | null> {
  const isWithin = (row: LogRow): boolean =>
    isSeed(row) || ('sequence' in until ? row.sequence <= until.sequence : row.at <= until.at);
  const rows: LogRow[] = [];
  let next = 1;
  for await (const some of oldestFirst(database, documentId)) {
    for (const row of some) {
      if (row.sequence !== next) return null;
      if (!isWithin(row)) return contentOf(rows);
      next += 1;
      rows.push(row);
    }
  }
  return contentOf(rows);
}

/** What an import wrote before anybody else. */
function isSeed({ sequence, personId }: LogRow): boolean {
  return sequence === 1 && personId === null;
}

function contentOf(tail: readonly LogRow[]): Content {
  const head = { cycleId: '', state: 'open', lockEpoch: 0, generation: 0, lastSequence: tail.length } as const;
  const { doc } = openCommittedDoc({ head, blob: null, ready: null, blobSequence: 0, tail });
  try {
    return readContent(doc);
  } finally {
    doc.destroy();
  }
}

async function* newestFirst(database: Database, documentId: string): AsyncGenerator<LogRow[]> {
  yield await tailOf(database, documentId);
  for (let before = Number.MAX_SAFE_INTEGER, count = 0; count < maxSegments; count++) {
    const segment = await database
      .selectFrom('historySegment')
      .select(['fromSequence', 'content'])
      .where('documentId', '=', documentId)
      .where('fromSequence', '<', before)
      .orderBy('fromSequence', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (segment === undefined) return;
    before = segment.fromSequence;
    yield await decodeSegment(segment.content);
  }
}

async function* oldestFirst(database: Database, documentId: string): AsyncGenerator<LogRow[]> {
  for (let after = 0; ; ) {
    const segment = await database
      .selectFrom('historySegment')
      .select(['toSequence', 'content'])
      .where('documentId', '=', documentId)
      .where('fromSequence', '>', after)
      .orderBy('fromSequence')
      .limit(1)
      .executeTakeFirst();
    if (segment === undefined) break;
    after = segment.toSequence;
    yield await decodeSegment(segment.content);
  }
  yield await tailOf(database, documentId);
}

function tailOf(database: Database, documentId: string): Promise<LogRow[]> {
  return database
    .selectFrom('documentUpdate')
    .select(['sequence', 'personId', 'at', 'content'])
    .where('documentId', '=', documentId)
    .orderBy('sequence')
    .execute();
}
