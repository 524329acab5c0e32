import { type EvidenceFacts, mayOpenFile } from '@ruam/shared/policy/evidence.ts';
import { mayReadMeeting } from '@ruam/shared/policy/meetings.ts';
import { mayReadCycle } from '@ruam/shared/policy/policy.ts';
import type { Database } from '../database/database.ts';
import type { Person } from '../people/actor.ts';

/** The ids of all files that the person may open, by the rule of `readFile`, in a few reads. */
export async function listOpenFiles(database: Database, person: Person): Promise<readonly string[]> {
  const cycles = [...new Set(person.seats.map(({ cycle }) => cycle))].filter((cycle) => mayReadCycle(person, cycle));
  const open: string[] = [];
  for (const cycle of cycles) open.push(...(await openInCycle(database, person, cycle)));
  return open;
}

async function openInCycle(database: Database, person: Person, cycle: string): Promise<readonly string[]> {
  const files = await database
    .selectFrom('file')
    .select(['id', 'use', 'personId'])
    .where('cycleId', '=', cycle)
    .where('sweptAt', 'is', null)
    .execute();
  const entries = await entriesOf(database, cycle);
  const papers = await paperFiles(database, person, cycle);
  return files
    .filter(({ id, ...file }) => papers.has(id) || mayOpenFile(person, { ...file, cycle, entries: entries(id) }))
    .map(({ id }) => id);
}

/** Of each file the entries of the register that have it as a version. */
async function entriesOf(database: Database, cycle: string): Promise<(file: string) => readonly EvidenceFacts[]> {
  const versions = await database
    .selectFrom('evidenceVersion')
    .innerJoin('evidence', 'evidence.id', 'evidenceVersion.evidenceId')
    .select(['evidenceVersion.fileId', 'evidence.id', 'evidence.personId', 'evidence.confidentiality'])
    .where('evidence.cycleId', '=', cycle)
    .where('evidence.removedAt', 'is', null)
    .execute();
  const items = await database.selectFrom('item').select(['code', 'category']).where('cycleId', '=', cycle).execute();
  const places = [
    ...(await placesIn(database, 'evidenceCheck', cycle)),
    ...(await placesIn(database, 'evidenceItem', cycle)),
  ];
  const categoryOf = new Map(items.map(({ code, category }) => [code, category]));
  const placesOf = Map.groupBy(places, ({ evidenceId }) => evidenceId);
  const versionsOf = Map.groupBy(versions, ({ fileId }) => fileId);
  return (file) =>
    (versionsOf.get(file) ?? []).map(({ id, personId, confidentiality }) => ({
      ...{ cycle, personId, confidentiality },
      categories: (placesOf.get(id) ?? []).flatMap(({ itemCode }) => categoryOf.get(itemCode) ?? []),
    }));
}

function placesIn(database: Database, table: 'evidenceCheck' | 'evidenceItem', cycle: string) {
  return database.selectFrom(table).select(['evidenceId', 'itemCode']).where('cycleId', '=', cycle).execute();
}

/** Papers of meetings that the person may see (docs/meetings.md M7). */
async function paperFiles(database: Database, person: Person, cycle: string): Promise<ReadonlySet<string>> {
  const papers = await database
    .selectFrom('meetingPaper')
    .innerJoin('meeting', 'meeting.id', 'meetingPaper.meetingId')
    .select(['meetingPaper.fileId', 'meeting.body', 'meeting.status as state'])
    .where('meeting.cycleId', '=', cycle)
    .execute();
  return new Set(
    papers.flatMap(({ fileId, ...meeting }) =>
      fileId !== null && mayReadMeeting(person, { cycle, ...meeting }) ? [fileId] : [],
    ),
  );
}
