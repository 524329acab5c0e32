import type { changeEvidenceSchema } from '@ruam/shared/api/evidence.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { maxPlaces, maxVersions } from '@ruam/shared/evidence/bounds.ts';
import { type EvidenceFacts, mayChangeEvidence, mayOpenEvidence } from '@ruam/shared/policy/evidence.ts';
import type { z } from 'zod';
import type { Work } from '../commands/commands.ts';
import type { DatabaseTransaction } from '../database/database.ts';
import { cycleChain } from '../events/audit.ts';
import type { Person } from '../people/actor.ts';
import { addPlaces, requirePlaces } from './commands.ts';
import { type EvidenceDependencies, factsOf, readEntry, type StoredEntry, takeFile } from './entry.ts';
import { type CheckPlace, checksNamed, itemsNamed, placesOf } from './places.ts';

type Asked = z.output<typeof changeEvidenceSchema>;

/** What is added to and taken from an entry's places. */
interface PlaceChanges {
  readonly addChecks: readonly CheckPlace[];
  readonly removeChecks: readonly CheckPlace[];
  readonly addItems: readonly string[];
  readonly removeItems: readonly string[];
}

/**
 * Changes what is named of an entry (docs/evidence.md F7). Throws `notFound` (also for a removed one), `forbidden`,
 * `invalid`, `replaced` (somebody was faster with a new version), `tooLarge`.
 */
export async function changeEvidence(
  { database, commands }: EvidenceDependencies,
  person: Person,
  id: string,
  asked: Asked,
): Promise<void> {
  const { cycleId: cycle } = await readEntry(database, person, id);
  const places = await placesOf(database, cycle);
  const changes: PlaceChanges = {
    addChecks: checksNamed(places, asked.addChecks ?? []),
    removeChecks: checksNamed(places, asked.removeChecks ?? []),
    addItems: itemsNamed(places, asked.addItems ?? []),
    removeItems: itemsNamed(places, asked.removeItems ?? []),
  };
  const placed = [
    ...[...changes.addChecks, ...changes.removeChecks].map(({ item }) => item),
    ...changes.addItems,
    ...changes.removeItems,
  ];
  requirePlaces(person, cycle, places, placed);
  await commands.run(person.id, async (work) => {
    const { transaction, at, take, audit } = work;
    await take(cycleChain(cycle));
    const entry = await readEntry(transaction, person, id);
    if (entry.removedAt !== null) throw new AppError('notFound', 'this evidence was removed');
    requireRight(person, await factsOf(transaction, entry), asked, placed);
    const changed = [
      ...(await changeColumns(transaction, entry, asked)),
      ...(await changePlaces(transaction, entry, changes)),
    ];
    const replaced = asked.file === undefined ? null : await addVersion(work, person, entry, asked.file);
    if (changed.length === 0 && replaced === null) return;
    await transaction.updateTable('evidence').set({ changedAt: at }).where('id', '=', id).execute();
    const subject = { cycle, evidence: id };
    if (changed.length > 0) await audit(cycleChain(cycle), 'evidence.changed', { ...subject, changed });
    if (replaced !== null) await audit(cycleChain(cycle), 'evidence.replaced', { ...subject, ...replaced });
  });
}

/** To place a confidential entry is to open it for the own body: that is for who may open it already. */
function requireRight(person: Person, facts: EvidenceFacts, asked: Asked, placed: readonly string[]): void {
  const { title, effectiveDate, fiscalYearBE, confidentiality, file } = asked;
  const changesFacts = [title, effectiveDate, fiscalYearBE, confidentiality, file].some((value) => value !== undefined);
  if (changesFacts && !mayChangeEvidence(person, facts))
    throw new AppError('forbidden', 'evidence is changed by the bodies that use it, who added it, and the secretariat');
  if (placed.length > 0 && !mayOpenEvidence(person, facts))
    throw new AppError('forbidden', 'this evidence is for those concerned only');
}

/** Which of them have another value now. */
async function changeColumns(
  transaction: DatabaseTransaction,
  entry: StoredEntry,
  asked: Asked,
): Promise<readonly string[]> {
  const names = ['title', 'effectiveDate', 'fiscalYearBE', 'confidentiality'] as const;
  const changed = names.filter((name) => asked[name] !== undefined && asked[name] !== entry[name]);
  if (changed.length === 0) return [];
  const values = Object.fromEntries(changed.map((name) => [name, asked[name]]));
  await transaction.updateTable('evidence').set(values).where('id', '=', entry.id).execute();
  return changed;
}

async function changePlaces(
  transaction: DatabaseTransaction,
  { id, cycleId: cycle }: StoredEntry,
  { addChecks, removeChecks, addItems, removeItems }: PlaceChanges,
): Promise<readonly string[]> {
  const before = await placesIn(transaction, id);
  await addPlaces(transaction, { id, cycle }, addChecks, addItems);
  if (removeChecks.length > 0)
    await transaction
      .deleteFrom('evidenceCheck')
      .where('evidenceId', '=', id)
      .where(
        'checkId',
        'in',
        removeChecks.map((check) => check.id),
      )
      .execute();
  if (removeItems.length > 0)
    await transaction
      .deleteFrom('evidenceItem')
      .where('evidenceId', '=', id)
      .where('itemCode', 'in', removeItems)
      .execute();
  const after = await placesIn(transaction, id);
  if (after.length > maxPlaces) throw new AppError('tooLarge', `one entry proves at most ${maxPlaces} checks`);
  return [
    ...after.filter((place) => !before.includes(place)).map((place) => `+${place}`),
    ...before.filter((place) => !after.includes(place)).map((place) => `-${place}`),
  ];
}

async function placesIn(transaction: DatabaseTransaction, id: string): Promise<readonly string[]> {
  const checks = await transaction.selectFrom('evidenceCheck').select('checkId').where('evidenceId', '=', id).execute();
  const items = await transaction.selectFrom('evidenceItem').select('itemCode').where('evidenceId', '=', id).execute();
  return [...checks.map(({ checkId }) => checkId), ...items.map(({ itemCode }) => itemCode)];
}

/** The old version stays. Null when it is the same file. */
async function addVersion(
  { transaction, at }: Work,
  person: Person,
  { id, cycleId, fileId }: StoredEntry,
  asked: NonNullable<Asked['file']>,
): Promise<{ readonly file: string; readonly replaces: string } | null> {
  if (asked.id === fileId) return null;
  if (asked.replaces !== fileId) throw new AppError('replaced', 'somebody has put in a newer version meanwhile');
  const file = await takeFile(transaction, person, cycleId, asked.id);
  const { last } = await transaction
    .selectFrom('evidenceVersion')
    .select(({ fn }) => fn.max<number>('number').as('last'))
    .where('evidenceId', '=', id)
    .executeTakeFirstOrThrow();
  if (last >= maxVersions) throw new AppError('tooLarge', `an entry has at most ${maxVersions} versions`);
  await transaction
    .insertInto('evidenceVersion')
    .values({ evidenceId: id, number: last + 1, fileId: file.id, personId: person.id, at })
    .execute();
  await transaction.updateTable('evidence').set({ fileId: file.id }).where('id', '=', id).execute();
  return { file: file.id, replaces: fileId };
}
