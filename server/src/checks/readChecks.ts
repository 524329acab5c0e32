import type { CheckAnswer } from '@ruam/shared/api/checks.ts';
import { listChecks } from '@ruam/shared/checks/coverage.ts';
import { frameworkOf } from '../cycle/readCycle.ts';
import type { Database } from '../database/database.ts';

/** So many passages and files of one check are told; the counts are of all. */
const maxTold = 20;

/** Every check of the cycle's framework with what proves it, in the framework's order. Throws `notFound`. */
export async function readChecks(database: Database, cycle: string): Promise<CheckAnswer[]> {
  const checks = listChecks(await frameworkOf(database, cycle));
  const [proofs, files, ticks] = [
    await readProofRows(database, cycle),
    await readFiles(database, cycle),
    await readTicks(database, cycle),
  ];
  return checks.map(({ id, item, level }) => {
    // A passage speaks for its own item only, whatever somebody has pasted or crafted.
    const passages = (proofs.get(id) ?? []).filter((proof) => proof.item === item);
    const proving = files.get(id) ?? [];
    return {
      id,
      item,
      level,
      passages: passages
        .slice(0, maxTold)
        .map(({ document, level: of, number, quote }) => ({ document, level: of, number, quote })),
      passageCount: passages.length,
      files: proving.slice(0, maxTold).map(({ evidence, title }) => ({ evidence, title })),
      fileCount: proving.length,
      tick: ticks.get(id) ?? null,
    };
  });
}

async function readProofRows(database: Database, cycle: string) {
  const rows = await database
    .selectFrom('proof')
    .innerJoin('document', 'document.id', 'proof.documentId')
    .select(['checkId', 'documentId as document', 'proof.item', 'proof.level', 'number', 'quote'])
    .where('proof.cycleId', '=', cycle)
    .orderBy('document.createdAt')
    .orderBy('document.id')
    .orderBy('proof.position')
    .execute();
  return Map.groupBy(rows, ({ checkId }) => checkId);
}

async function readFiles(database: Database, cycle: string) {
  const rows = await database
    .selectFrom('evidenceCheck')
    .innerJoin('evidence', 'evidence.id', 'evidenceCheck.evidenceId')
    .select(['checkId', 'evidence.id as evidence', 'title'])
    .where('evidenceCheck.cycleId', '=', cycle)
    .where('evidence.removedAt', 'is', null)
    .orderBy('evidence.at')
    .orderBy('evidence.id')
    .execute();
  return Map.groupBy(rows, ({ checkId }) => checkId);
}

async function readTicks(database: Database, cycle: string) {
  const rows = await database
    .selectFrom('checkTick')
    .innerJoin('person', 'person.id', 'checkTick.personId')
    .select(['checkId', 'personId as person', 'person.name as personName', 'at', 'note'])
    .where('cycleId', '=', cycle)
    .execute();
  return new Map(rows.map(({ checkId, ...tick }) => [checkId, tick]));
}
