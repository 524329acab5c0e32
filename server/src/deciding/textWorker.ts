import { parentPort } from 'node:worker_threads';
import type { HashedDocument } from '@ruam/shared/deciding/hashedContent.ts';
import { readHashedText } from '@ruam/shared/deciding/hashedText.ts';
import { readContent } from '@ruam/shared/document/yjs.ts';
import { openCommittedDoc } from '../sync/committedDoc.ts';
import type { StoredDocument } from '../sync/log.ts';
import { type CoveredDocument, type HashedText, hashContents } from './contentHash.ts';

/** Documents as they are stored, to be read and hashed together; or a hashed text, to be hashed document by document. */
export type TextTask =
  | { readonly name: 'read'; readonly documents: readonly (CoveredDocument & { readonly stored: StoredDocument })[] }
  | { readonly name: 'split'; readonly hashed: string };

/** `hashes` are of each document alone, by id, of a text that is split. */
export interface TextAnswer {
  readonly task: number;
  readonly text: HashedText | null;
  readonly hashes: readonly (readonly [id: string, hash: string])[];
}

parentPort?.on('message', (task: TextTask & { task: number }) => {
  parentPort?.postMessage({ task: task.task, ...answer(task) } satisfies TextAnswer);
});

function answer(task: TextTask): Omit<TextAnswer, 'task'> {
  switch (task.name) {
    case 'read':
      return { text: hashContents(task.documents.map(readStored)), hashes: [] };
    case 'split': {
      const documents = readHashedText(task.hashed);
      return { text: null, hashes: documents.map((document) => [document.id, hashContents([document]).contentHash]) };
    }
  }
}

function readStored({
  id,
  kind,
  level,
  stored,
}: CoveredDocument & { readonly stored: StoredDocument }): HashedDocument {
  const { doc } = openCommittedDoc(stored);
  const content = readContent(doc);
  doc.destroy();
  return { id, kind, level, content };
}
