import type { DatabaseSync, StatementSync } from 'node:sqlite';
import * as Y from 'yjs';
import { createCommittedDoc } from '../committedDoc.ts';
import { decodeUpdateList } from '../updateList.ts';
import { type Facts, factsOf } from './facts.ts';

/** Where a document stands in the store. */
export interface CommittedHead {
  readonly state: string;
  readonly lockEpoch: number;
  readonly generation: number;
  readonly lastSequence: number;
  readonly blobSequence: number;
}

interface CommittedRow {
  readonly sequence: number;
  readonly personId: string | null;
  readonly content: Uint8Array;
}

/** The second connection to the file: as a new process would read it. */
export interface CommittedReader {
  /** Changes with every commit. */
  readonly version: number;
  readonly head: StatementSync;
  readonly rows: StatementSync;
  readonly blob: StatementSync;
  readonly rescue: StatementSync;
  readonly rescues: StatementSync;
}

/** @param version changes with every commit */
export function readCommitted(database: DatabaseSync, version: () => number): CommittedReader {
  return {
    get version() {
      return version();
    },
    head: database.prepare(
      'select state, lockEpoch, generation, lastSequence, blobSequence from document where id = ?',
    ),
    rows: database.prepare(
      'select sequence, personId, content from documentUpdate where documentId = ? and sequence > ? order by sequence',
    ),
    blob: database.prepare('select blob from documentBlob where documentId = ?'),
    rescue: database.prepare('select content from rescue where id = ?'),
    rescues: database.prepare('select personId, content from rescue where documentId = ?'),
  };
}

/** What is committed of a document at this very moment. */
export class Committed {
  readonly #reader: CommittedReader;
  readonly #documentId: string;
  readonly #onRow: (row: CommittedRow, facts: Facts) => void;
  #facts = new Set<number>();
  #doc = this.#newDoc();
  #seen = 0;
  #head: { readonly version: number; readonly head: CommittedHead } | null = null;

  /** @param onRow is told each row of the log when it is first seen */
  constructor(reader: CommittedReader, documentId: string, onRow: (row: CommittedRow, facts: Facts) => void) {
    this.#reader = reader;
    this.#documentId = documentId;
    this.#onRow = onRow;
  }

  /** Everything that was committed since the last restore, and what follows from it: what is in a deleted block is deleted. */
  get facts(): Facts {
    this.refresh();
    return this.#facts;
  }

  /** What is committed, as a document: not to be changed. */
  get doc(): Y.Doc {
    this.refresh();
    return this.#doc;
  }

  get head(): CommittedHead {
    const { version } = this.#reader;
    if (this.#head?.version === version) return this.#head.head;
    const row = this.#reader.head.get(this.#documentId);
    if (row === undefined) throw new Error('the document is gone');
    const head = row as unknown as CommittedHead;
    this.#head = { version, head };
    return head;
  }

  refresh(): void {
    const { lastSequence } = this.head;
    if (lastSequence === this.#seen) return;
    const rows = this.#reader.rows.all(this.#documentId, this.#seen) as unknown as CommittedRow[];
    // A compaction may have come in between; the ready state holds what it took.
    if (rows.length < lastSequence - this.#seen) this.#applyBlob();
    this.#seen = lastSequence;
    for (const row of rows) {
      const updates = decodeUpdateList(row.content);
      for (const update of updates) Y.applyUpdate(this.#doc, update);
      this.#onRow(row, new Set(updates.flatMap((update) => [...factsOf(update)])));
    }
  }

  /** A backup was restored: gives what is gone with it. */
  restored(): Facts {
    const before = this.#facts;
    this.#facts = new Set();
    this.#doc = this.#newDoc();
    this.#applyBlob();
    this.#seen = this.head.blobSequence;
    this.refresh();
    return new Set([...before].filter((fact) => !this.#facts.has(fact)));
  }

  /** What a rescue holds; null when there is none of this id. */
  rescue(id: string): Facts | null {
    const row = this.#reader.rescue.get(id);
    return row === undefined ? null : factsOf(row.content as Uint8Array);
  }

  /** What the rescues of all people hold. */
  rescues(): { readonly personId: string; readonly facts: Facts }[] {
    return this.#reader.rescues.all(this.#documentId).map(({ personId, content }) => ({
      personId: String(personId),
      facts: factsOf(content as Uint8Array),
    }));
  }

  #newDoc(): Y.Doc {
    const doc = createCommittedDoc();
    doc.on('update', (update: Uint8Array) => {
      for (const fact of factsOf(update)) this.#facts.add(fact);
    });
    return doc;
  }

  #applyBlob(): void {
    const row = this.#reader.blob.get(this.#documentId);
    if (row !== undefined) Y.applyUpdate(this.#doc, row.blob as Uint8Array);
  }
}
