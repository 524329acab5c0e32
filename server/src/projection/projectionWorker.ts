import { parentPort } from 'node:worker_threads';
import { readContent } from '@ruam/shared/document/yjs.ts';
import { openCommittedDoc } from '../sync/committedDoc.ts';
import type { StoredDocument } from '../sync/log.ts';
import type { ProjectedDocument } from './projection.ts';
import { type ProjectedRows, readRows } from './projections.ts';

/** One document to read. */
export interface ProjectionTask {
  readonly document: ProjectedDocument;
  readonly stored: StoredDocument;
}

/** `rows` null: it cannot be read. */
export interface ProjectionAnswer {
  readonly task: number;
  readonly rows: ProjectedRows | null;
}

parentPort?.on('message', ({ task, document, stored }: ProjectionTask & { task: number }) => {
  parentPort?.postMessage({ task, rows: read(document, stored) } satisfies ProjectionAnswer);
});

function read(document: ProjectedDocument, stored: StoredDocument): ProjectedRows | null {
  try {
    const { doc } = openCommittedDoc(stored);
    try {
      return readRows(document, readContent(doc));
    } finally {
      doc.destroy();
    }
  } catch {
    return null;
  }
}
