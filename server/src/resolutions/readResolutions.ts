import { keptObservationSchema, type ResolutionAnswer, type ResolutionPlace } from '@ruam/shared/api/resolutions.ts';
import { scoreboardSchema } from '@ruam/shared/score/scoreboard.ts';
import { z } from 'zod';
import type { Database, DatabaseTransaction } from '../database/database.ts';

/** What is kept of a declared level: how it came about, in which edition, and how much of it was approved. */
export const declaredScoreSchema = z.object({
  framework: z.string(),
  approved: z.int(),
  of: z.int(),
  scoreboard: scoreboardSchema,
});

/** The resolutions of a meeting in the order in which they fell. */
export async function listResolutions(
  database: Database | DatabaseTransaction,
  meetingId: string,
): Promise<ResolutionAnswer[]> {
  const rows = await database
    .selectFrom('resolution')
    .innerJoin('person', 'person.id', 'resolution.personId')
    .leftJoin('approval', 'approval.id', 'resolution.approvalId')
    .leftJoin('decision', 'decision.id', 'resolution.decisionId')
    .leftJoin('certificate', 'certificate.id', 'approval.certificateId')
    .leftJoin('snapshot', 'snapshot.id', 'resolution.snapshotId')
    .leftJoin('meeting', 'meeting.id', 'resolution.confirms')
    .select([
      'resolution.id',
      'resolution.number',
      'resolution.kind',
      'resolution.entry',
      'resolution.itemCode as item',
    ])
    .select(['resolution.level', 'resolution.text', 'resolution.observations', 'resolution.voteId', 'resolution.score'])
    .select(['resolution.snapshotId', 'resolution.corrects', 'resolution.confirms', 'resolution.personId as person'])
    .select(['person.name as personName', 'resolution.at', 'approval.conditions', 'approval.conditionsDeadline'])
    .select(['decision.reason', 'decision.until', 'certificate.id as certificateId'])
    .select(['certificate.number as certificateNumber', 'snapshot.contentHash', 'meeting.number as confirmedNumber'])
    .where('resolution.meetingId', '=', meetingId)
    .orderBy('resolution.number')
    .execute();
  const votes = await votesOf(database, meetingId);
  const correcting = await correctionsOf(database, meetingId);
  const corrected = await placesOf(
    database,
    rows.flatMap(({ corrects }) => corrects ?? []),
  );
  return rows.map(
    ({ observations, voteId, score, conditions, conditionsDeadline, confirms, confirmedNumber, ...row }) => {
      const declared = score === null ? null : declaredScoreSchema.parse(JSON.parse(score));
      const by = correcting.get(row.id);
      return {
        ...row,
        conditions: conditions === null ? null : { text: conditions, deadline: conditionsDeadline ?? '' },
        observations: z.array(keptObservationSchema).parse(JSON.parse(observations)),
        vote: voteId === null ? null : (votes.get(voteId) ?? null),
        points: declared?.scoreboard.overall.points ?? null,
        decided: declared === null ? null : { approved: declared.approved, of: declared.of },
        confirms: confirms === null ? null : { meeting: confirms, number: confirmedNumber ?? '' },
        correctedBy: by?.id ?? null,
        correctedAt: by?.place ?? null,
        correctsAt: row.corrects === null ? null : (corrected.get(row.corrects) ?? null),
      };
    },
  );
}

/** Closed votes with what came out: what was counted in the room, else the ballots. */
async function votesOf(database: Database | DatabaseTransaction, meetingId: string) {
  const votes = await database
    .selectFrom('vote')
    .select(['id', 'question', 'choices', 'counted'])
    .where('meetingId', '=', meetingId)
    .where('closedAt', 'is not', null)
    .execute();
  const ballots = await database
    .selectFrom('ballot')
    .innerJoin('vote', 'vote.id', 'ballot.voteId')
    .select(({ fn }) => ['voteId', 'choice', fn.countAll<number>().as('count')])
    .where('vote.meetingId', '=', meetingId)
    .groupBy(['voteId', 'choice'])
    .execute();
  const numbers = z.array(z.int());
  return new Map(
    votes.map(({ id, question, choices: written, counted }) => {
      const choices = written === null ? null : z.array(z.string()).parse(JSON.parse(written));
      const given = (choice: number): number =>
        Number(ballots.find((one) => one.voteId === id && one.choice === choice)?.count ?? 0);
      const cast = Array.from({ length: choices?.length ?? 3 }, (_, choice) => given(choice));
      return [id, { question, choices, counts: counted === null ? cast : numbers.parse(JSON.parse(counted)) }];
    }),
  );
}

/** The newest resolution that corrects one of the meeting, by what it corrects. */
async function correctionsOf(database: Database | DatabaseTransaction, meetingId: string) {
  const rows = await database
    .selectFrom('resolution as later')
    .innerJoin('resolution as earlier', 'earlier.id', 'later.corrects')
    .innerJoin('meeting', 'meeting.id', 'later.meetingId')
    .select([
      'earlier.id as corrected',
      'later.id',
      'later.number',
      'later.meetingId',
      'meeting.number as meetingNumber',
    ])
    .where('earlier.meetingId', '=', meetingId)
    .orderBy('later.at')
    .orderBy('later.number')
    .execute();
  return new Map(
    rows.map(({ corrected, id, number, meetingId: meeting, meetingNumber }) => [
      corrected,
      { id, place: { meeting, meetingNumber, number } },
    ]),
  );
}

async function placesOf(
  database: Database | DatabaseTransaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ResolutionPlace>> {
  if (ids.length === 0) return new Map();
  const rows = await database
    .selectFrom('resolution')
    .innerJoin('meeting', 'meeting.id', 'resolution.meetingId')
    .select(['resolution.id', 'resolution.number', 'meetingId as meeting', 'meeting.number as meetingNumber'])
    .where('resolution.id', 'in', ids)
    .execute();
  return new Map(rows.map(({ id, ...place }) => [id, place]));
}
