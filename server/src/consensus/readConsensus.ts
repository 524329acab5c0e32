import type { ConsensusAnswer } from '@ruam/shared/api/advice.ts';
import { levelRank } from '@ruam/shared/assessment/level.ts';
import { bySpread, medianOf, spreadOf } from '@ruam/shared/consensus/consensus.ts';
import { bodyOfCategory } from '@ruam/shared/policy/roles.ts';
import type { Database } from '../database/database.ts';

/**
 * Where the bodies of a cycle stand on its process items, the widest spread first. What one person may see is made here
 * and nowhere else: the levels of others are in it only once they are revealed. Who left the body counts no more.
 */
export async function listConsensus(database: Database, cycle: string, personId: string): Promise<ConsensusAnswer[]> {
  const items = await database
    .selectFrom('item')
    .leftJoin('consensus', (join) =>
      join.onRef('consensus.cycleId', '=', 'item.cycleId').onRef('consensus.itemCode', '=', 'item.code'),
    )
    .leftJoin('person', 'person.id', 'consensus.revealedBy')
    .select(['item.code', 'item.category', 'consensus.revealedAt', 'consensus.revealedBy', 'person.name'])
    .where('item.cycleId', '=', cycle)
    .where('item.kind', '=', 'process')
    .orderBy('item.position')
    .execute();
  const seats = await seatsByBody(database, cycle);
  const given = await database
    .selectFrom('privateLevel')
    .innerJoin('person', 'person.id', 'privateLevel.personId')
    .select(['privateLevel.itemCode', 'privateLevel.personId', 'privateLevel.level', 'person.name'])
    .where('privateLevel.cycleId', '=', cycle)
    .orderBy('person.name')
    .orderBy('person.id')
    .execute();
  return bySpread(
    items.map((item): ConsensusAnswer => {
      const members = seats.get(bodyOfCategory(item.category)) ?? new Set<string>();
      const own = given.filter((level) => level.itemCode === item.code && members.has(level.personId));
      const mine = own.find((level) => level.personId === personId);
      const { revealedAt, revealedBy } = item;
      const counted = {
        item: item.code,
        mine: mine === undefined ? null : { level: mine.level },
        given: own.length,
        seats: members.size,
      };
      if (revealedAt === null || revealedBy === null) return { ...counted, revealed: null, spread: null, median: null };
      const levels = own
        .map(({ personId: person, name, level }) => ({ person, name, level }))
        .sort((one, other) => levelRank(one.level) - levelRank(other.level));
      const values = levels.map(({ level }) => level);
      return {
        ...counted,
        revealed: { at: revealedAt, by: { id: revealedBy, name: item.name ?? '' }, levels },
        spread: spreadOf(values),
        median: medianOf(values),
      };
    }),
  );
}

/** Who sits in each body, each person once. */
async function seatsByBody(database: Database, cycle: string): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await database
    .selectFrom('seat')
    .innerJoin('person', 'person.id', 'seat.personId')
    .select(['seat.body', 'seat.personId'])
    .where('seat.cycleId', '=', cycle)
    .where('person.active', '=', 1)
    .execute();
  const bodies = new Map<string, Set<string>>();
  for (const { body, personId } of rows) bodies.set(body, (bodies.get(body) ?? new Set()).add(personId));
  return bodies;
}
