import type { SnapshotAnswer, SnapshotDiff } from '@ruam/shared/api/deciding.ts';
import { type Level, levelRank } from '@ruam/shared/assessment/level.ts';
import type { HashedDocument } from '@ruam/shared/deciding/hashedContent.ts';
import { readHashedText } from '@ruam/shared/deciding/hashedText.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { mayKeepVersion } from '@ruam/shared/policy/deciding.ts';
import { mayReadCycle } from '@ruam/shared/policy/policy.ts';
import type { Commands } from '../commands/commands.ts';
import type { Database } from '../database/database.ts';
import { cycleChain } from '../events/audit.ts';
import type { Person } from '../people/actor.ts';
import { coveredDocuments, hashContents, readDocuments } from './contentHash.ts';
import type { Differ } from './differ.ts';
import { keepVersion, keptDocuments, readOneByOne } from './keptText.ts';

interface Dependencies {
  readonly database: Database;
  readonly commands: Commands;
  readonly newId: () => string;
}

const columns = [
  'snapshot.id',
  'snapshot.kind',
  'snapshot.name',
  'snapshot.itemCode as item',
  'snapshot.personId as person',
  'person.name as personName',
  'snapshot.at',
  'snapshot.contentHash',
] as const;

/** The versions of a cycle, newest first, without those that reports were made of. */
export function listSnapshots(database: Database, cycle: string): Promise<SnapshotAnswer[]> {
  return database
    .selectFrom('snapshot')
    .leftJoin('person', 'person.id', 'snapshot.personId')
    .select(columns)
    .where('snapshot.cycleId', '=', cycle)
    .where('snapshot.kind', '!=', 'report')
    .orderBy('snapshot.at', 'desc')
    .orderBy('snapshot.id')
    .execute();
}

/**
 * Keeps a version of documents of a cycle, by default of all; of advice notes only submitted ones. The texts are read
 * one after the other, so that nobody's typing waits for all of them. Throws `forbidden`, `notFound` (a document that
 * the cycle does not have).
 */
export async function takeSnapshot(
  { database, commands, newId }: Dependencies,
  person: Person,
  {
    cycle,
    name,
    documents: named,
  }: { readonly cycle: string; readonly name: string; readonly documents: readonly string[] | null },
): Promise<SnapshotAnswer> {
  if (!mayKeepVersion(person, cycle))
    throw new AppError('forbidden', 'the secretariat, chairs and secretaries keep versions');
  const all = await keptDocuments(database, cycle);
  const chosen = named === null ? all : all.filter(({ id }) => named.includes(id));
  if (named !== null && chosen.length < new Set(named).size)
    throw new AppError('notFound', 'this cycle has no such document');
  const text = hashContents(await readOneByOne(database, chosen));
  const items = new Set(chosen.map(({ item }) => item));
  const item = items.size === 1 ? (chosen[0]?.item ?? null) : null;
  const id = newId();
  const at = await commands.run(person.id, async (work) => {
    await work.take(cycleChain(cycle));
    await keepVersion(work, { ...text, id, cycle, item, personId: person.id, name });
    return work.at;
  });
  const { contentHash } = text;
  return { id, kind: 'named', name, item, person: person.id, personName: person.name, at, contentHash };
}

/**
 * The difference from a version to another of its cycle, or (`against` null) to what is committed now. Throws `notFound`
 * (also for a version of a cycle that the person does not read), `unavailable` (too large to be told).
 */
export async function diffSnapshot(
  { database, differ }: { readonly database: Database; readonly differ: Differ },
  person: Person,
  { id, against }: { readonly id: string; readonly against: string | null },
): Promise<SnapshotDiff> {
  const from = await readSnapshot(database, person, id);
  const to = against === null ? null : await readSnapshot(database, person, against);
  if (to !== null && to.cycleId !== from.cycleId) throw new AppError('notFound', 'this cycle has no such version');
  const before = readHashedText(from.hashed);
  const after = readHashedText(to === null ? hashContents(await readNow(database, from, before)).hashed : to.hashed);
  const diffs = await differ.diff(before, after);
  const rows = await database
    .selectFrom('document')
    .select(['id', 'item'])
    .where('cycleId', '=', from.cycleId)
    .execute();
  const items = new Map(rows.map((row) => [row.id, row.item]));
  const documents = diffs.map((diff) => ({ ...diff, item: items.get(diff.id) ?? null }));
  return { from: answerOf(from), to: to === null ? null : answerOf(to), documents };
}

type SnapshotRow = SnapshotAnswer & { readonly cycleId: string; readonly hashed: string };

async function readSnapshot(database: Database, person: Person, id: string): Promise<SnapshotRow> {
  const row = await database
    .selectFrom('snapshot')
    .leftJoin('person', 'person.id', 'snapshot.personId')
    .select(columns)
    .select(['snapshot.cycleId', 'snapshot.hashed'])
    .where('snapshot.id', '=', id)
    .executeTakeFirst();
  if (!row || !mayReadCycle(person, row.cycleId)) throw new AppError('notFound', 'there is no such version');
  return row;
}

function answerOf({ id, kind, name, item, person, personName, at, contentHash }: SnapshotRow): SnapshotAnswer {
  return { id, kind, name, item, person, personName, at, contentHash };
}

/** Of a claim or an approval, what would be decided now at that level; of a named version its own documents. */
async function readNow(
  database: Database,
  { kind, cycleId: cycle, item }: SnapshotRow,
  before: readonly HashedDocument[],
): Promise<readonly HashedDocument[]> {
  if (kind !== 'named' && item !== null) {
    const level = before.map((document) => document.level).reduce(higherLevel, null);
    return database
      .transaction()
      .execute(async (it) => readDocuments(it, await coveredDocuments(it, { cycle, code: item }, level)));
  }
  const kept = new Set(before.map(({ id }) => id));
  const all = await keptDocuments(database, cycle);
  return readOneByOne(
    database,
    all.filter(({ id }) => kept.has(id)),
  );
}

const higherLevel = (a: Level | null, b: Level | null): Level | null => (levelRank(a) >= levelRank(b) ? a : b);
