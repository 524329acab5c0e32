import type { EvidenceAnswer, EvidenceDetail, EvidenceUse } from '@ruam/shared/api/evidence.ts';
import { type EvidenceFacts, mayChangeEvidence, mayOpenEvidence } from '@ruam/shared/policy/evidence.ts';
import type { Selectable } from 'kysely';
import type { Database } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import type { Person } from '../people/actor.ts';
import { readEntry } from './entry.ts';
import { type Places, placesOf } from './places.ts';
import { snapshotsNaming } from './uses.ts';

type File = Selectable<Schema['file']>;

/** The register of a cycle, newest first, removed entries too; each as the person may see it. */
export function listEvidence(database: Database, person: Person, cycle: string): Promise<EvidenceAnswer[]> {
  return answers(database, person, cycle, null);
}

/** One entry with its versions and the snapshots that name it. Throws `notFound`. */
export async function readEvidence(database: Database, person: Person, id: string): Promise<EvidenceDetail> {
  const { cycleId } = await readEntry(database, person, id);
  const [entry] = await answers(database, person, cycleId, id);
  if (entry === undefined) throw new Error('an entry is gone while it is read');
  const history = entry.file === null ? [] : await versionsOf(database, id);
  return { ...entry, history, inSnapshots: await snapshotsNaming(database, id) };
}

async function answers(
  database: Database,
  person: Person,
  cycle: string,
  only: string | null,
): Promise<EvidenceAnswer[]> {
  const rows = await entryRows(database, cycle, only);
  const places = await placesOf(database, cycle);
  const checks = gathered(await checkRows(database, cycle));
  const items = gathered(await itemRows(database, cycle));
  const uses = gathered(await useRows(database, person, cycle));
  const snapshots = gathered(await snapshotRows(database, cycle));
  const versions = gathered(await versionRows(database, cycle));
  const inOrder = orderOf(places);
  return rows.map((row) => {
    const own = (checks.get(row.id) ?? []).sort(inOrder);
    const ownItems = (items.get(row.id) ?? []).sort(inOrder);
    const codes = [...own.map((check) => places.checks.get(check)?.item ?? ''), ...ownItems];
    const categories = [...new Set(codes.map((code) => places.items.get(code) ?? ''))];
    const { personId, confidentiality } = row;
    const facts: EvidenceFacts = { cycle, personId, confidentiality, categories };
    const isOpen = mayOpenEvidence(person, facts) && row.removedAt === null;
    return {
      ...{ id: row.id, cycle, title: row.title, confidentiality, checks: own, items: ownItems },
      file: isOpen ? fileOf(row) : null,
      versions: isOpen ? (versions.get(row.id)?.length ?? 1) : 0,
      effectiveDate: isOpen ? row.effectiveDate : null,
      fiscalYearBE: isOpen ? row.fiscalYearBE : null,
      added: { at: row.at, person: personId, name: row.personName },
      changedAt: row.changedAt,
      usedIn: uses.get(row.id) ?? [],
      snapshots: snapshots.get(row.id)?.length ?? 0,
      removed:
        row.removedAt === null ? null : { at: row.removedAt, person: row.removedBy ?? '', name: row.removerName ?? '' },
      mayChange: row.removedAt === null && mayChangeEvidence(person, facts),
    };
  });
}

function entryRows(database: Database, cycle: string, only: string | null) {
  let query = database
    .selectFrom('evidence')
    .innerJoin('file', 'file.id', 'evidence.fileId')
    .innerJoin('person', 'person.id', 'evidence.personId')
    .leftJoin('person as remover', 'remover.id', 'evidence.removedBy')
    .selectAll('evidence')
    .select(['person.name as personName', 'remover.name as removerName'])
    .select(['file.name', 'file.mediaType', 'file.sizeBytes', 'file.hash'])
    .where('evidence.cycleId', '=', cycle);
  if (only !== null) query = query.where('evidence.id', '=', only);
  return query.orderBy('evidence.at', 'desc').orderBy('evidence.id').execute();
}

function fileOf(row: { fileId: string } & Pick<File, 'name' | 'mediaType' | 'sizeBytes' | 'hash'>) {
  const { fileId: id, name, mediaType, sizeBytes, hash } = row;
  return { id, name, mediaType, sizeBytes, hash };
}

function checkRows(database: Database, cycle: string) {
  return database
    .selectFrom('evidenceCheck')
    .select(['evidenceId as entry', 'checkId as value'])
    .where('cycleId', '=', cycle)
    .execute();
}

function itemRows(database: Database, cycle: string) {
  return database
    .selectFrom('evidenceItem')
    .select(['evidenceId as entry', 'itemCode as value'])
    .where('cycleId', '=', cycle)
    .execute();
}

function versionRows(database: Database, cycle: string) {
  return database
    .selectFrom('evidenceVersion')
    .innerJoin('evidence', 'evidence.id', 'evidenceVersion.evidenceId')
    .select(['evidenceVersion.evidenceId as entry', 'evidenceVersion.number as value'])
    .where('evidence.cycleId', '=', cycle)
    .execute();
}

function snapshotRows(database: Database, cycle: string) {
  return database
    .selectFrom('snapshotReference')
    .select(['target as entry', 'snapshotId as value'])
    .where('cycleId', '=', cycle)
    .where('kind', '=', 'evidence')
    .execute();
}

/** Where entries are named; a note that is not submitted is its author's alone. */
async function useRows(
  database: Database,
  person: Person,
  cycle: string,
): Promise<readonly { entry: string; value: EvidenceUse }[]> {
  const rows = await database
    .selectFrom('documentReference')
    .innerJoin('document', 'document.id', 'documentReference.documentId')
    .select(['documentReference.target', 'document.id as document', 'document.item', 'document.kind', 'document.level'])
    .where('document.cycleId', '=', cycle)
    .where('documentReference.kind', '=', 'evidence')
    .where((where) =>
      where.or([
        where('document.kind', '!=', 'advice'),
        where('document.submittedAt', 'is not', null),
        where('document.authorId', '=', person.id),
      ]),
    )
    .orderBy('document.item')
    .orderBy('document.id')
    .execute();
  return rows.map(({ target, ...value }) => ({ entry: target, value }));
}

/** Newest first. */
async function versionsOf(database: Database, id: string): Promise<EvidenceDetail['history']> {
  const rows = await database
    .selectFrom('evidenceVersion')
    .innerJoin('file', 'file.id', 'evidenceVersion.fileId')
    .innerJoin('person', 'person.id', 'evidenceVersion.personId')
    .select(['evidenceVersion.fileId', 'evidenceVersion.at', 'evidenceVersion.personId as person', 'person.name as by'])
    .select(['file.name', 'file.mediaType', 'file.sizeBytes', 'file.hash'])
    .where('evidenceVersion.evidenceId', '=', id)
    .orderBy('evidenceVersion.number', 'desc')
    .execute();
  return rows.map(({ at, person, by, ...file }) => ({ at, person, name: by, file: fileOf(file) }));
}

function gathered<Value>(rows: readonly { entry: string; value: Value }[]): Map<string, Value[]> {
  const byEntry = new Map<string, Value[]>();
  for (const { entry, value } of rows) {
    const values = byEntry.get(entry);
    if (values === undefined) byEntry.set(entry, [value]);
    else values.push(value);
  }
  return byEntry;
}

/** By the framework's order of checks and items. */
function orderOf({ checks, items }: Places): (a: string, b: string) => number {
  const rank = new Map([...checks.keys(), ...items.keys()].map((id, index) => [id, index]));
  return (a, b) => (rank.get(a) ?? rank.size) - (rank.get(b) ?? rank.size);
}
