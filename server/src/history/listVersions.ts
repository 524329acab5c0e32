import type { DocumentHistory, VersionAnswer } from '@ruam/shared/api/history.ts';
import { isCovered } from '@ruam/shared/deciding/coverage.ts';
import { mayKeepVersion } from '@ruam/shared/policy/deciding.ts';
import { mayRestoreVersion } from '@ruam/shared/policy/history.ts';
import { z } from 'zod';
import type { Database } from '../database/database.ts';
import { cycleChain } from '../events/audit.ts';
import type { Person } from '../people/actor.ts';
import type { HistoryReader } from './historyReader.ts';
import { maxWritings } from './logReader.ts';
import { type HistoricDocument, readHistoricDocument } from './versionContent.ts';

const maxSnapshots = 100;
const restoredSchema = z.object({ document: z.string(), before: z.string(), after: z.string() });

/** The versions of a document, newest first. Throws `notFound`, `unavailable`. */
export async function listVersions(
  {
    database,
    history,
    now,
  }: { readonly database: Database; readonly history: HistoryReader; readonly now: () => number },
  person: Person,
  id: string,
): Promise<DocumentHistory> {
  const document = await readHistoricDocument(database, person, id);
  const [kept, writings, lastMeeting] = await Promise.all([
    keptVersions(database, document),
    history.writings(id),
    readLastMeeting(database, document.cycle, now()),
  ]);
  const people = await namesOf(
    database,
    writings.flatMap((writing) => writing.people),
  );
  const peopleOf = (ids: readonly string[]): VersionAnswer['people'] =>
    ids.map((one) => ({ id: one, name: people.get(one) ?? '' }));
  const automatic = writings.slice(1).map(({ sequence, at, people: ids }): VersionAnswer => {
    return { id: `s${sequence}`, type: 'automatic', at, name: null, people: peopleOf(ids) };
  });
  const current = { at: writings[0]?.at ?? document.createdAt, people: peopleOf(writings[0]?.people ?? []) };
  const created: VersionAnswer = { id: 's0', type: 'created', at: document.createdAt, name: null, people: [] };
  return {
    document: id,
    versions: [
      { id: 'now', type: 'now', name: null, ...current },
      ...[...automatic, ...kept].sort((one, other) => other.at - one.at),
      ...(writings.length < maxWritings ? [created] : []),
    ],
    lastMeeting,
    mayKeep: mayKeepVersion(person, document.cycle),
    mayRestore: mayRestoreVersion(person, document),
  };
}

async function keptVersions(database: Database, document: HistoricDocument): Promise<readonly VersionAnswer[]> {
  const { id, cycle, item, kind, level } = document;
  const rows = await database
    .selectFrom('snapshot')
    .leftJoin('person', 'person.id', 'snapshot.personId')
    .leftJoin('claim', 'claim.snapshotId', 'snapshot.id')
    .leftJoin('approval', 'approval.snapshotId', 'snapshot.id')
    .select(['snapshot.id', 'snapshot.kind', 'snapshot.name', 'snapshot.at', 'snapshot.itemCode'])
    .select([
      'person.id as personId',
      'person.name as personName',
      'claim.level as claimed',
      'approval.level as approved',
    ])
    .where('snapshot.cycleId', '=', cycle)
    // What a report was made of is told with the report.
    .where('snapshot.kind', '!=', 'report')
    .$narrowType<{ kind: 'claim' | 'approval' | 'named' }>()
    .where(({ eb, or, and }) =>
      or([
        // A version of the whole cycle has every document.
        eb('snapshot.itemCode', 'is', null),
        and([eb('snapshot.itemCode', '=', item ?? ''), eb('snapshot.kind', '!=', 'named')]),
        and([eb('snapshot.itemCode', '=', item ?? ''), eb('snapshot.hashed', 'like', `%"id":"${id}"%`)]),
      ]),
    )
    .orderBy('snapshot.at', 'desc')
    .limit(maxSnapshots)
    .execute();
  const restored = await restorations(database, document);
  return rows
    .filter((row) => {
      const reached = row.kind === 'claim' ? row.claimed : row.approved;
      return row.kind === 'named' || isCovered({ kind, level, isSubmitted: false }, reached);
    })
    .map((row) => ({
      id: `v${row.id}`,
      type: restored.get(row.id) ?? row.kind,
      at: row.at,
      name: restored.has(row.id) ? null : row.name,
      people: row.personId === null ? [] : [{ id: row.personId, name: row.personName ?? '' }],
    }));
}

/** Snapshots that frame a version brought back. */
async function restorations(
  database: Database,
  { id, cycle, item }: HistoricDocument,
): Promise<ReadonlyMap<string, 'beforeRestore' | 'restored'>> {
  const entries = await database
    .selectFrom('audit')
    .select('subject')
    .where('chain', '=', cycleChain(cycle))
    .where('type', '=', 'item.restored')
    .where('item', item === null ? 'is' : '=', item)
    .orderBy('seq', 'desc')
    .limit(maxSnapshots)
    .execute();
  return new Map(
    entries
      .map(({ subject }) => restoredSchema.parse(JSON.parse(subject)))
      .filter(({ document }) => document === id)
      .flatMap(({ before, after }) => [[before, 'beforeRestore'] as const, [after, 'restored'] as const]),
  );
}

const dayMs = 24 * 3_600_000;

/** The newest meeting whose day, in Bangkok, is over. */
async function readLastMeeting(
  database: Database,
  cycle: string,
  now: number,
): Promise<DocumentHistory['lastMeeting']> {
  const meetings = await database
    .selectFrom('meeting')
    .select(['number', 'date'])
    .where('cycleId', '=', cycle)
    .where('date', 'is not', null)
    .orderBy('date', 'desc')
    .limit(100)
    .execute();
  const over = meetings
    .map(({ number, date }) => ({ number, at: Date.parse(`${date}T00:00:00+07:00`) + dayMs }))
    .find(({ at }) => at <= now);
  return over ?? null;
}

async function namesOf(database: Database, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await database
    .selectFrom('person')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
