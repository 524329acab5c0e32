import { parentPort } from 'node:worker_threads';
import type { Content } from '@ruam/shared/document/content.ts';
import { connectDatabase, type Database, type DatabaseLocation } from '../database/database.ts';
import { readContentAt, readWritings, type Writing } from './logReader.ts';

/** A question about the log of a document: when was written, or what it was. */
export interface HistoryTask {
  readonly location: DatabaseLocation;
  readonly documentId: string;
  readonly until: { readonly sequence: number } | { readonly at: number } | null;
}

export interface HistoryTaskAnswer {
  readonly task: number;
  readonly writings: readonly Writing[];
  readonly content: Content | null;
}

let connection: Database | null = null;

parentPort?.on('message', async ({ task, location, documentId, until }: HistoryTask & { task: number }) => {
  connection ??= connectDatabase(location);
  const answer: HistoryTaskAnswer =
    until === null
      ? { task, writings: await readWritings(connection, documentId), content: null }
      : { task, writings: [], content: await readContentAt(connection, documentId, until) };
  parentPort?.postMessage(answer);
});
