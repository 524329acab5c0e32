import { parentPort } from 'node:worker_threads';
import { type DocumentDiff, diffDocuments } from '@ruam/shared/deciding/contentDiff.ts';
import type { HashedDocument } from '@ruam/shared/deciding/hashedContent.ts';
import { readHashedText } from '@ruam/shared/deciding/hashedText.ts';
import { hashContents } from './contentHash.ts';

/** Two versions to compare. */
export interface DiffTask {
  readonly before: readonly HashedDocument[];
  readonly after: readonly HashedDocument[];
  /** They are as documents have them: read as hashed texts read, so that what is the same reads the same. */
  readonly isUnhashed: boolean;
}

export interface DiffAnswer {
  readonly task: number;
  readonly documents: readonly DocumentDiff[];
}

parentPort?.on('message', ({ task, before, after, isUnhashed }: DiffTask & { task: number }) => {
  const read = isUnhashed ? asHashed : (documents: readonly HashedDocument[]) => documents;
  parentPort?.postMessage({ task, documents: diffDocuments(read(before), read(after)) } satisfies DiffAnswer);
});

function asHashed(documents: readonly HashedDocument[]): readonly HashedDocument[] {
  return readHashedText(hashContents(documents).hashed);
}
