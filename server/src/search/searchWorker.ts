import { parentPort } from 'node:worker_threads';
import type { SearchAnswer, SearchQuestion } from '@ruam/shared/api/search.ts';
import { sql } from 'kysely';
import { connectDatabase, type Database, type DatabaseLocation } from '../database/database.ts';
import type { Person } from '../people/actor.ts';
import { search } from './search.ts';

/** A question about the database there; the person was loaded for this request. */
export interface SearchTask {
  readonly location: DatabaseLocation;
  readonly person: Person;
  readonly question: SearchQuestion;
}

export interface SearchTaskAnswer {
  readonly task: number;
  readonly found: SearchAnswer;
}

let connection: Promise<Database> | null = null;

parentPort?.on('message', async ({ task, location, person, question }: SearchTask & { task: number }) => {
  connection ??= connect(location);
  const found = await search(await connection, location.kind, person, question);
  parentPort?.postMessage({ task, found } satisfies SearchTaskAnswer);
});

async function connect(location: DatabaseLocation): Promise<Database> {
  const database = connectDatabase(location);
  if (location.kind === 'sqlite') await sql`pragma query_only = on`.execute(database);
  return database;
}
