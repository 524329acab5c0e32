import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { type Content, paragraph } from '@ruam/shared/document/content.ts';
import { sql } from 'kysely';
import { type DatabaseLocation, openDatabase } from '../database/database.ts';
import { loadPerson } from '../people/actor.ts';
import { testStores } from '../testing/databases.ts';
import { addAgency, addPerson, addSeat } from '../testing/people.ts';
import { addCycle } from '../testing/world.ts';
import { createSearcher } from './searcher.ts';
import { searchProjection } from './searchProjection.ts';

/**
 * `npm run bench`: how long a search takes on ten cycles of real text, on SQLite, and on PostgreSQL when
 * `TEST_DATABASE_URL` names one; each document holds paragraphs of the FY 2562 report.
 */
const cycles = 10;
const paragraphsPerDocument = 20;
const rounds = 40;
const questions: Readonly<Record<string, string>> = {
  'a word': 'ผู้รับบริการ',
  'two letters': 'กร',
  'one letter': 'ก',
  'the most frequent': 'การ',
  'two words': 'การ ระดับ',
  'words apart': 'ส่วนราชการ แผน เครือข่าย',
  absent: 'ไม่มีคำนี้ในรายงานฉบับใด',
};

for (const store of testStores) {
  const ends: (() => Promise<void> | void)[] = [];
  await measure(store.name, await store.locate((end) => ends.push(end)), (end) => ends.push(end));
  for (const end of ends.reverse()) await end();
}

async function measure(name: string, location: DatabaseLocation, atEnd: (end: () => Promise<void> | void) => unknown) {
  const database = await openDatabase(location);
  atEnd(() => database.destroy());
  const text = await readFile(join(import.meta.dirname, '../../sample/fy2562-report.txt'), 'utf8');
  const lines = text.split('\n').filter((line) => line.trim().length >= 40);
  const agency = await addAgency(database, 'กรมตัวอย่าง');
  const login = await addPerson(database, agency, 'reader');
  for (let cycle = 0; cycle < cycles; cycle++) {
    await addSeat(database, await addCycle(database, agency), login, 'category-3', 'member');
  }
  const documents = await database
    .selectFrom('document')
    .select(['id', 'cycleId as cycle', 'item', 'kind', 'level', 'authorId', 'submittedAt'])
    .execute();
  const written = performance.now();
  for (const [at, document] of documents.entries()) {
    const chosen = Array.from({ length: paragraphsPerDocument }, (_, i) => lines[(at * 7 + i) % lines.length] ?? '');
    const content: Content = { type: 'doc', content: chosen.map(paragraph) };
    await database
      .transaction()
      .execute((transaction) =>
        searchProjection.write(transaction, document, searchProjection.read(document, content)),
      );
  }
  const indexedMs = (performance.now() - written) / documents.length;
  const { count, letters } = await database
    .selectFrom('passage')
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.sum<number>('ownLength').as('letters')])
    .executeTakeFirstOrThrow();
  console.log(
    `\nsearch, ${name}: ${cycles} cycles, ${count} passages, ${letters} letters; ${indexedMs.toFixed(1)} ms a document to index`,
  );
  // As the store does by itself after a while.
  await sql`analyze`.execute(database);
  const person = await loadPerson(database, login);
  if (person === null) throw new Error('nobody searches');
  const searcher = createSearcher(database, location);
  atEnd(() => searcher.close());
  await searcher.search(person, { q: 'แรก' });
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const asked = { ...questions, 'a long one': lines.at(40)?.trim().slice(0, 120) ?? '' };
  for (const [about, q] of Object.entries(asked)) {
    const times: number[] = [];
    let found = '';
    delay.reset();
    delay.enable();
    for (let round = 0; round < rounds; round++) {
      const from = performance.now();
      const { count: hits, isMore } = await searcher.search(person, { q });
      times.push(performance.now() - from);
      found = `${hits}${isMore ? '+' : ''}`;
    }
    delay.disable();
    times.sort((a, b) => a - b);
    const [median, p95] = [0.5, 0.95].map((share) => (times[Math.floor(times.length * share)] ?? 0).toFixed(1));
    const held = (delay.max / 1e6).toFixed(1);
    console.log(
      `  ${about.padEnd(18)} median ${median} ms, p95 ${p95} ms, ${found} found; the loop was held ${held} ms at most`,
    );
  }
}
