import { join } from 'node:path';
import type { Database } from '../database/database.ts';
import { createUpdateLog, type StoredDocument } from '../sync/log.ts';
import { createWorkerThread } from '../sync/workerThread.ts';
import type { ProjectedDocument } from './projection.ts';
import { readersVersion, readRows } from './projections.ts';
import type { ProjectionAnswer, ProjectionTask } from './projectionWorker.ts';
import { documentsBehind, type Reading, writeReading } from './readings.ts';

interface ProjectorDependencies {
  readonly database: Database;
  /** Rows of a document have changed, after the commit. */
  readonly changed: (document: { readonly id: string; readonly cycle: string }) => void;
  /** A reading failed; it is tried again. */
  readonly failed: (error: unknown) => void;
  /** A document that cannot be read keeps the rows that it had. */
  readonly unreadable: (documentId: string) => void;
  /** By which version of the readers; another one in tests. */
  readonly version?: number;
}

/** Keeps what is read from committed documents in step with them (docs/projections.md). Never throws. */
export interface Projector {
  /** A document was edited: it is read when it has rested for a moment (J2). */
  touched(documentId: string): void;
  /** Commands, a restore or another program may have moved documents on: those that have are read, behind all others (J4). */
  catchUp(): void;
  /** What is left is read at the next start. */
  close(): Promise<void>;
}

const restMs = 300;
const latestMs = 3_000;
/** For each document that people write in: so far apart at least are two readings of one of them. */
const apartMs = 200;
const againMs = 5_000;
/** So many documents behind are asked for at once. */
const pageSize = 100;
/** A document of 10 MB takes a tenth of it. */
const timeoutMs = 30_000;
const maxHeapMb = 768;

interface Waiting {
  readonly since: number;
  readonly due: number;
}

/** The search for documents that are behind. */
interface Search {
  /** Ids come behind this one. */
  readonly after: string;
  readonly due: number;
  /** Something has moved since it began: it begins anew at its end. */
  readonly isRepeated: boolean;
}

export function createProjector(dependencies: ProjectorDependencies): Projector {
  const { database, changed, failed, unreadable, version = readersVersion } = dependencies;
  const log = createUpdateLog(database, false);
  const file = join(import.meta.dirname, 'projectionWorker.ts');
  const thread = createWorkerThread<ProjectionTask, ProjectionAnswer>(file, { timeoutMs, maxHeapMb });
  const waiting = new Map<string, Waiting>();
  /** When those that people write in were last read. */
  const readAt = new Map<string, number>();
  let search: Search | null = null;
  let running: Promise<void> | null = null;
  let timer: { readonly at: number; readonly handle: NodeJS.Timeout } | null = null;
  let isClosed = false;

  function put(documentId: string, delayMs: number): void {
    const now = performance.now();
    const since = waiting.get(documentId)?.since ?? now;
    const due = Math.min(now + delayMs, Math.max(since + latestMs, now));
    // The more are written in, the less often each of them is read: together they take a small part of the loop.
    const soonest = (readAt.get(documentId) ?? Number.NEGATIVE_INFINITY) + apartMs * waiting.size;
    const next = { since, due: Math.max(due, soonest) };
    waiting.set(documentId, next);
    wakeAt(next.due);
  }

  /**
   * Sees to it that what is due is read. What was due first may have been put off since: then it is looked too early, and
   * again when the next is due. To find that out with each keystroke would cost as much as there are texts.
   */
  function wakeAt(due: number): void {
    if (isClosed || running !== null) return;
    if (timer !== null && timer.at <= due) return;
    if (timer !== null) clearTimeout(timer.handle);
    const look = (): void => {
      timer = null;
      running ??= run().finally(() => {
        running = null;
        const dues = [...waiting.values(), ...(search === null ? [] : [search])].map((one) => one.due);
        if (dues.length > 0) wakeAt(Math.min(...dues));
      });
    };
    timer = { at: due, handle: setTimeout(look, Math.max(0, due - performance.now())).unref() };
  }

  /** One document at a time; those that people write in before those that are behind. */
  async function run(): Promise<void> {
    while (!isClosed) {
      await readDue();
      if (search === null || search.due > performance.now()) return;
      await readBehind(search);
    }
  }

  async function readDue(): Promise<void> {
    for (let next = nextDue(); next !== null && !isClosed; next = nextDue()) {
      waiting.delete(next);
      readAt.set(next, performance.now());
      await readOne(next);
    }
    if (waiting.size === 0) readAt.clear();
  }

  function nextDue(): string | null {
    const now = performance.now();
    for (const [id, { due }] of waiting) if (due <= now) return id;
    return null;
  }

  async function readBehind({ after }: Search): Promise<void> {
    try {
      const ids = await documentsBehind(database, { version, after, limit: pageSize });
      for (const id of ids) {
        await readDue();
        if (isClosed) return;
        if (!waiting.has(id)) await readOne(id);
      }
      const last = ids.length < pageSize ? undefined : ids.at(-1);
      const isRepeated = search?.isRepeated ?? false;
      if (last !== undefined) search = { after: last, due: 0, isRepeated };
      else search = isRepeated ? searchFrom(restMs) : null;
    } catch (error) {
      search = searchFrom(againMs);
      if (!isClosed) failed(error);
    }
  }

  async function readOne(documentId: string): Promise<void> {
    try {
      const reading = await readDocument(documentId);
      if (reading === null || isClosed) return;
      if (await writeReading(database, reading)) changed(reading.document);
    } catch (error) {
      if (isClosed) return;
      failed(error);
      waiting.set(documentId, { since: performance.now() + againMs, due: performance.now() + againMs });
    }
  }

  /** Null when there is no such document, or it cannot be read. */
  async function readDocument(documentId: string): Promise<Reading | null> {
    // Before the text: rows are never newer than what is told of the document.
    const document = await describe(database, documentId);
    const stored = document === null ? null : await log.load(documentId);
    if (document === null || stored === null) return null;
    const { head } = stored;
    if (head.lastSequence === 0)
      return { document, head, version, rows: readRows(document, { type: 'doc', content: [] }) };
    const answer = await thread.run({ document, stored: withoutAuthors(stored) });
    if (answer?.rows) return { document, head, version, rows: answer.rows };
    if (!isClosed) unreadable(documentId);
    return null;
  }

  return {
    touched: (documentId) => put(documentId, restMs),
    catchUp() {
      search = search === null ? searchFrom(restMs) : { ...search, isRepeated: true };
      wakeAt(search.due);
    },
    async close() {
      isClosed = true;
      if (timer !== null) clearTimeout(timer.handle);
      timer = null;
      thread.close();
      await running;
    },
  };
}

function searchFrom(delayMs: number): Search {
  return { after: '', due: performance.now() + delayMs, isRepeated: false };
}

async function describe(database: Database, documentId: string): Promise<ProjectedDocument | null> {
  const row = await database
    .selectFrom('document')
    .select(['id', 'cycleId as cycle', 'item', 'kind', 'level', 'authorId', 'submittedAt'])
    .where('id', '=', documentId)
    .executeTakeFirst();
  return row ?? null;
}

/** Only what is read is copied to the thread. */
function withoutAuthors(stored: StoredDocument): StoredDocument {
  return { ...stored, ready: null, tail: stored.tail.map((row) => ({ ...row, personId: null })) };
}
