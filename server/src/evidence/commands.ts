import type { newEvidenceSchema } from '@ruam/shared/api/evidence.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { maxEntries } from '@ruam/shared/evidence/bounds.ts';
import { mayPlaceEvidence, mayUpload } from '@ruam/shared/policy/evidence.ts';
import type { z } from 'zod';
import type { Work } from '../commands/commands.ts';
import type { DatabaseTransaction } from '../database/database.ts';
import { cycleChain } from '../events/audit.ts';
import type { Person } from '../people/actor.ts';
import { type EvidenceDependencies, takeFile } from './entry.ts';
import { type CheckPlace, checksNamed, itemsNamed, type Places, placesOf } from './places.ts';

type Asked = z.output<typeof newEvidenceSchema>;

/** An entry that was added, or had been by the same request. */
interface Added {
  readonly id: string;
  readonly isNew: boolean;
}

/**
 * Adds an entry to the register (docs/evidence.md F7). Throws `forbidden`, `notFound` (the file), `invalid`, `keyUsed`,
 * `tooLarge` (the register is full).
 */
export async function addEvidence(
  { database, commands, newId }: EvidenceDependencies,
  person: Person,
  cycle: string,
  asked: Asked,
): Promise<Added> {
  if (!mayUpload(person, cycle, 'evidence'))
    throw new AppError('forbidden', 'evidence is added by the bodies of the categories and the secretariat');
  const places = await placesOf(database, cycle);
  const checks = checksNamed(places, asked.checks ?? []);
  const items = itemsNamed(places, asked.items ?? []);
  requirePlaces(person, cycle, places, [...checks.map(({ item }) => item), ...items]);
  return commands.run(person.id, async (work) => {
    const { transaction, take, audit } = work;
    await take(cycleChain(cycle));
    const known = await byKey(transaction, person, cycle, asked);
    if (known !== null) return { id: known, isNew: false };
    const file = await takeFile(transaction, person, cycle, asked.file);
    await requireRoom(transaction, cycle);
    const id = newId();
    await insertEntry(work, person, { id, cycle, file: file.id }, asked);
    await addPlaces(transaction, { id, cycle }, checks, items);
    const { confidentiality = 'internal' } = asked;
    const ids = checks.map((check) => check.id);
    const about = [...new Set([...checks.map(({ item }) => item), ...items])];
    const subject = { cycle, evidence: id, file: file.id, confidentiality, checks: ids, items };
    await audit(cycleChain(cycle), 'evidence.added', about.length === 1 ? { ...subject, item: about[0] } : subject);
    return { id, isNew: true };
  });
}

/** Throws `forbidden` unless the person may place evidence at all of these items. */
export function requirePlaces(person: Person, cycle: string, places: Places, items: readonly string[]): void {
  const foreign = items.find((item) => !mayPlaceEvidence(person, cycle, places.items.get(item) ?? ''));
  if (foreign !== undefined)
    throw new AppError('forbidden', `what proves ${foreign} is said by the body of its category and the secretariat`);
}

/** Says that the entry proves these checks and belongs to these items; what is said already stays. */
export async function addPlaces(
  transaction: DatabaseTransaction,
  { id, cycle }: { readonly id: string; readonly cycle: string },
  checks: readonly CheckPlace[],
  items: readonly string[],
): Promise<void> {
  const entry = { evidenceId: id, cycleId: cycle };
  if (checks.length > 0)
    await transaction
      .insertInto('evidenceCheck')
      .values(checks.map((check) => ({ ...entry, checkId: check.id, itemCode: check.item })))
      .onConflict((conflict) => conflict.columns(['evidenceId', 'checkId']).doNothing())
      .execute();
  if (items.length > 0)
    await transaction
      .insertInto('evidenceItem')
      .values(items.map((itemCode) => ({ ...entry, itemCode })))
      .onConflict((conflict) => conflict.columns(['evidenceId', 'itemCode']).doNothing())
      .execute();
}

async function insertEntry(
  { transaction, at }: Work,
  person: Person,
  { id, cycle, file }: { readonly id: string; readonly cycle: string; readonly file: string },
  { title, effectiveDate = null, fiscalYearBE = null, confidentiality = 'internal', key }: Asked,
): Promise<void> {
  await transaction
    .insertInto('evidence')
    .values({
      ...{ id, cycleId: cycle, title, fileId: file, effectiveDate, fiscalYearBE, confidentiality },
      ...{ personId: person.id, at, changedAt: at, removedAt: null, removedBy: null, requestKey: key ?? null },
    })
    .execute();
  await transaction
    .insertInto('evidenceVersion')
    .values({ evidenceId: id, number: 1, fileId: file, personId: person.id, at })
    .execute();
}

/** The entry that this request has added before. Throws `keyUsed` when it was another request. */
async function byKey(
  transaction: DatabaseTransaction,
  person: Person,
  cycle: string,
  { key, file }: Asked,
): Promise<string | null> {
  if (key === undefined) return null;
  const made = await transaction
    .selectFrom('evidence')
    .innerJoin('evidenceVersion', 'evidenceVersion.evidenceId', 'evidence.id')
    .select(['evidence.id', 'evidence.cycleId', 'evidenceVersion.fileId'])
    .where('evidence.personId', '=', person.id)
    .where('evidence.requestKey', '=', key)
    .where('evidenceVersion.number', '=', 1)
    .executeTakeFirst();
  if (made === undefined) return null;
  if (made.cycleId !== cycle || made.fileId !== file)
    throw new AppError('keyUsed', 'another file was added with this key before');
  return made.id;
}

async function requireRoom(transaction: DatabaseTransaction, cycle: string): Promise<void> {
  const { count } = await transaction
    .selectFrom('evidence')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('cycleId', '=', cycle)
    .executeTakeFirstOrThrow();
  if (Number(count) >= maxEntries)
    throw new AppError('tooLarge', `a register has at most ${maxEntries} entries`, { maxEntries });
}
