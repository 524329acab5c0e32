import type { NotUnderstood } from '@ruam/shared/api/api.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import { type Report, reportSchema } from '@ruam/shared/import/report.ts';
import type { Commands } from '../commands/commands.ts';
import { createCycle } from '../cycle/createCycle.ts';
import type { Database } from '../database/database.ts';
import { agencyChain, cycleChain } from '../events/audit.ts';
import { seatPeople } from '../people/seats.ts';
import { compareWithAgency, compareWithFramework, withPlausibleYear } from './differences.ts';
import { parseInWorker } from './parseInWorker.ts';

export interface ImportDependencies {
  readonly database: Database;
  readonly commands: Commands;
  readonly newId: () => string;
  /** The edition that imported reports are read against. */
  readonly framework: Framework;
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

export interface ImportAnswer {
  readonly id: string;
  readonly format: 'txt' | 'json';
  readonly understood: Report;
  readonly notUnderstood: readonly NotUnderstood[];
}

/**
 * Reads a report and keeps what was understood as a draft. Throws `unknownFormat`, `notUnderstood`; then nothing is kept.
 */
export async function importReport(
  dependencies: ImportDependencies,
  importer: Importer,
  file: ImportedFile,
): Promise<ImportAnswer> {
  const { database, commands, newId, framework } = dependencies;
  const parsed = await parseInWorker(file.bytes);
  const { report, notUnderstood: ofYear } = withPlausibleYear(parsed.report);
  const agency = await database
    .selectFrom('agency')
    .select('name')
    .where('id', '=', importer.agencyId)
    .executeTakeFirstOrThrow();
  const notUnderstood = [
    ...parsed.notUnderstood,
    ...ofYear,
    ...compareWithAgency(report, agency.name),
    ...compareWithFramework(report, framework),
  ];
  const id = newId();
  await commands.run(importer.personId, async ({ transaction, at, audit }) => {
    await transaction
      .insertInto('importDraft')
      .values({
        id,
        agencyId: importer.agencyId,
        personId: importer.personId,
        format: parsed.format,
        fileName: file.fileName.slice(0, 255),
        report: JSON.stringify(report),
        notUnderstood: JSON.stringify(notUnderstood),
        createdAt: at,
        committedCycleId: null,
      })
      .execute();
    await audit(agencyChain(importer.agencyId), 'import.read', { import: id, format: parsed.format });
  });
  return { id, format: parsed.format, understood: report, notUnderstood };
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
  return commands.run(importer.personId, async ({ transaction, at, audit }) => {
    const cycleId = newId();
    const taken = await transaction
      .updateTable('importDraft')
      .set({ committedCycleId: cycleId })
      .where('id', '=', importId)
      .where('agencyId', '=', importer.agencyId)
      .where('committedCycleId', 'is', null)
      .returning('report')
      .executeTakeFirst();
    if (!taken) return committedCycle(transaction, importer, importId);
    const report = reportSchema.parse(JSON.parse(taken.report));
    const { agencyId, personId } = importer;
    await createCycle(transaction, { id: cycleId, agencyId, framework, report, personId, at, newId });
    await seatPeople(transaction, { id: cycleId, agencyId }, personId);
    await audit(cycleChain(cycleId), 'cycle.imported', { cycle: cycleId, import: importId, framework: framework.id });
    return cycleId;
  });
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
