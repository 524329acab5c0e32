import type { NotUnderstood } from '@ruam/shared/api/api.ts';
import { importedTextSchema } from '@ruam/shared/api/imports.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import { reportSchema } from '@ruam/shared/import/report.ts';
import type { ArchiveBuilder } from '../archive/archiveBuilder.ts';
import { createCycleFromArchive, tellImportedItems } from '../archive/createCycleFromArchive.ts';
import { readKnown } from '../archive/knownInAgency.ts';
import type { Commands } from '../commands/commands.ts';
import { createCycle } from '../cycle/createCycle.ts';
import type { Database } from '../database/database.ts';
import { agencyChain, cycleChain } from '../events/audit.ts';
import { seatPeople } from '../people/seats.ts';
import { notUnderstoodJson } from './notUnderstoodList.ts';
import { addPictureFiles, keepPictures, keptPictures, type PictureStore, withPictures } from './pictures.ts';
import { lostPictures, type PlacedPicture } from './placedPictures.ts';
import type { ReadReport } from './readReport.ts';
import type { ReportReader } from './reportReader.ts';
import { removeSurplusDrafts } from './sweepDrafts.ts';

export interface ImportDependencies {
  readonly database: Database;
  readonly commands: Commands;
  readonly newId: () => string;
  /** The edition that imported reports are read against. */
  readonly framework: Framework;
  readonly reader: ReportReader;
  readonly archives: ArchiveBuilder;
  readonly maxDocumentBytes: number;
  /** Where pictures are kept; without it texts have their words alone. */
  readonly files?: PictureStore;
}

export interface ImportedFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

export interface Importer {
  readonly agencyId: string;
  /** Null when the server itself imports (sample, command line). */
  readonly personId: string | null;
}

/** An import's draft: its id, and what was read, as JSON. */
export interface ImportDraft extends ReadReport {
  readonly id: string;
}

/**
 * Reads a report and keeps what was understood as a draft. Throws `unknownFormat`, `notUnderstood`, `tooLarge`,
 * `unavailable`; then nothing is kept.
 */
export async function importReport(
  { database, commands, newId, framework, reader, maxDocumentBytes, files }: ImportDependencies,
  importer: Importer,
  file: ImportedFile,
): Promise<ImportDraft> {
  const agency = await database
    .selectFrom('agency')
    .select('name')
    .where('id', '=', importer.agencyId)
    .executeTakeFirstOrThrow();
  const against = { agencyName: agency.name, framework, maxDocumentBytes };
  const { agencyId, personId } = importer;
  const known = await readKnown(database, { agencyId, personIds: personId === null ? [] : [personId] });
  const { pictures, placed, ...answer } = await reader.read({ kind: 'file', bytes: file.bytes, known, ...against });
  // A file of a cycle is somebody's.
  const kept = await keepPictures(personId === null ? undefined : files, pictures);
  const read = { ...answer.read, notUnderstood: withLost(answer.read.notUnderstood, placed, kept) };
  const id = newId();
  await commands.run(personId, async (work) => {
    const { transaction, at, audit } = work;
    const fileName = file.fileName.slice(0, 255);
    await transaction
      .insertInto('importDraft')
      .values({ id, agencyId, personId, ...read, fixes: null, fileName, createdAt: at, committedCycleId: null })
      .execute();
    for (const picture of kept)
      await transaction
        .insertInto('importPicture')
        .values({ draftId: id, ...picture })
        .execute();
    await removeSurplusDrafts(work, agencyId, id);
    await audit(agencyChain(agencyId), 'import.read', { import: id, format: read.format });
  });
  return { id, ...read };
}

function withLost(
  notUnderstood: string,
  placed: readonly PlacedPicture[],
  kept: readonly { readonly hash: string }[],
): string {
  const lost = lostPictures(placed, new Set(kept.map(({ hash }) => hash)));
  if (lost.length === 0) return notUnderstood;
  return notUnderstoodJson([...lost, ...(JSON.parse(notUnderstood) as NotUnderstood[])]);
}

/** The answer to an import, assembled from what was made beside the loop. */
export function importAnswer(
  { id, format, report, notUnderstood }: ImportDraft,
  more: Readonly<Record<string, unknown>> = {},
): string {
  const head = JSON.stringify({ id, format, ...more }).slice(1, -1);
  return `{${head},"understood":${report},"notUnderstood":${notUnderstood}}`;
}

/**
 * Makes a new cycle of an import's draft, in the importer's agency. Committing again gives the same cycle: a double
 * click makes one. Throws `notFound`.
 */
export async function commitImport(
  dependencies: ImportDependencies,
  importer: Importer,
  importId: string,
): Promise<string> {
  const { commands, newId, framework } = dependencies;
  const cycleId = newId();
  const archived = await buildArchive(dependencies, importer, { importId, cycleId });
  return commands.run(importer.personId, async (work) => {
    const { transaction, at, audit } = work;
    const taken = await transaction
      .updateTable('importDraft')
      .set({ committedCycleId: cycleId })
      .where('id', '=', importId)
      .where('agencyId', '=', importer.agencyId)
      .where('committedCycleId', 'is', null)
      .returning(['report', 'texts'])
      .executeTakeFirst();
    if (!taken) return committedCycle(transaction, importer, importId);
    const { agencyId, personId } = importer;
    if (archived === null) {
      const report = reportSchema.parse(JSON.parse(taken.report));
      const read = importedTextSchema.array().parse(JSON.parse(taken.texts ?? '[]'));
      const kept = personId === null ? [] : await keptPictures(transaction, importId);
      const { texts, files } = withPictures(read, kept, newId);
      await createCycle(transaction, {
        ...{ id: cycleId, agencyId, framework, report, personId, at, newId },
        async textsOf() {
          if (personId !== null) await addPictureFiles(transaction, files, { cycle: cycleId, personId, at });
          return texts;
        },
      });
    } else await createCycleFromArchive(work, framework, archived);
    await seatPeople(transaction, { id: cycleId, agencyId }, personId);
    await audit(cycleChain(cycleId), 'cycle.imported', { cycle: cycleId, import: importId, framework: framework.id });
    if (archived !== null) await tellImportedItems(work, cycleId, archived);
    return cycleId;
  });
}

/** The cycle of a draft that is a whole one, made before others have to wait; null for any other draft. */
async function buildArchive(
  { database, framework, archives }: ImportDependencies,
  { agencyId: agency, personId }: Importer,
  { importId, cycleId: cycle }: { readonly importId: string; readonly cycleId: string },
) {
  const draft = await database
    .selectFrom('importDraft')
    .select(['archive', 'createdAt as at', 'personId as broughtBy'])
    .where('id', '=', importId)
    .where('agencyId', '=', agency)
    .where('committedCycleId', 'is', null)
    .executeTakeFirst();
  if (!draft || draft.archive === null) return null;
  const { archive, at, broughtBy } = draft;
  // Rights may have changed since the file was read, and somebody else may commit it.
  const personIds = [broughtBy, personId].filter((id) => id !== null);
  const known = await readKnown(database, { agencyId: agency, personIds });
  return archives.build({ archive, framework, cycle, agency, at, ...known });
}

async function committedCycle(
  transaction: Parameters<typeof createCycle>[0],
  importer: Importer,
  importId: string,
): Promise<string> {
  const draft = await transaction
    .selectFrom('importDraft')
    .select('committedCycleId')
    .where('id', '=', importId)
    .where('agencyId', '=', importer.agencyId)
    .executeTakeFirst();
  if (!draft?.committedCycleId) throw new AppError('notFound', 'there is no such import');
  return draft.committedCycleId;
}
