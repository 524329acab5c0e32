import type { Database } from '../database/database.ts';
import { agencyChain, cycleChain } from '../events/audit.ts';
import { joinNextOf } from './joinNext.ts';

/**
 * Names the state of a cycle, in the store: two that are equal are of the same state, whichever server committed it
 * (docs/stage.md G10). What is read for one is read for all who asked before it began.
 */
export interface CycleVersions {
  /** Its records: they move with the audit chain, in the same transaction; a restored backup has another chain. */
  ofRecords(cycle: string): Promise<string>;
  /** With its texts, by the sequences of their documents, and their generations (docs/sync.md S14). */
  ofTexts(cycle: string): Promise<string>;
  /** Its records with the people of the agency, by name and seat, and the times of its agendas. */
  ofMeetings(cycle: string): Promise<string>;
}

export function createCycleVersions(database: Database): CycleVersions {
  const [joinOfRecords, joinOfTexts, joinOfMeetings] = [
    joinNextOf<string>(),
    joinNextOf<string>(),
    joinNextOf<string>(),
  ];
  const ofRecords = (cycle: string) => joinOfRecords(cycle, () => readChain(database, cycleChain(cycle)));
  const both = async (...parts: readonly Promise<string>[]) => (await Promise.all(parts)).join(' ');
  return {
    ofRecords,
    ofTexts: (cycle) => joinOfTexts(cycle, () => both(ofRecords(cycle), readTexts(database, cycle))),
    ofMeetings: (cycle) => joinOfMeetings(cycle, () => both(ofRecords(cycle), readBesides(database, cycle))),
  };
}

async function readTexts(database: Database, cycle: string): Promise<string> {
  const texts = await database
    .selectFrom('document')
    .select(({ fn }) => [
      fn.countAll().as('count'),
      fn.sum('lastSequence').as('sequences'),
      fn.sum('blobSequence').as('blobs'),
      fn.sum('generation').as('generations'),
    ])
    .where('cycleId', '=', cycle)
    .executeTakeFirstOrThrow();
  return [texts.count, texts.sequences, texts.blobs, texts.generations].join(' ');
}

async function readBesides(database: Database, cycle: string): Promise<string> {
  const cycles = database.selectFrom('cycle').select('agencyId').where('id', '=', cycle);
  const agency = (await cycles.executeTakeFirst())?.agencyId ?? '';
  const [chain, agendas] = await Promise.all([
    readChain(database, agencyChain(agency)),
    // The one thing of a meeting that no audit entry tells (docs/stage.md G5).
    database
      .selectFrom('agendaItem')
      .innerJoin('meeting', 'meeting.id', 'agendaItem.meetingId')
      .select(({ fn }) => fn.sum('usedMs').as('used'))
      .where('meeting.cycleId', '=', cycle)
      .executeTakeFirst(),
  ]);
  return `${chain} ${agendas?.used}`;
}

async function readChain(database: Database, id: string): Promise<string> {
  const chains = database.selectFrom('auditChain').select(['seq', 'hash']).where('id', '=', id);
  const chain = await chains.executeTakeFirst();
  return `${chain?.seq} ${chain?.hash}`;
}
