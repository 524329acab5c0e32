import type { EvidenceAnswer } from '@ruam/shared/api/evidence.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import type { ReportedEvidence, ReportedFile } from '@ruam/shared/report/reportSource.ts';
import type { Database } from '../database/database.ts';
import { placesOf } from '../evidence/places.ts';
import { listEvidence } from '../evidence/readEvidence.ts';
import { placeFiles } from './evidencePaths.ts';
import type { Asked } from './readReportSource.ts';

/** The register as the reader may see it, in the framework's order; without entries that were removed. */
export async function readReportedEvidence(
  database: Database,
  { cycle, reader, options }: Asked,
  framework: Framework,
): Promise<ReportedEvidence[]> {
  const codes = framework.categories.flatMap(({ items }) => items.map(({ code }) => code));
  const places = await placesOf(database, cycle);
  const itemsOf = ({ checks, items }: EvidenceAnswer): string[] => {
    const own = new Set([...checks.map((check) => places.checks.get(check)?.item ?? ''), ...items]);
    return codes.filter((code) => own.has(code));
  };
  const rank = (items: readonly string[]): number => {
    const first = items[0];
    return first === undefined ? codes.length : codes.indexOf(first);
  };
  const wanted = (await listEvidence(database, reader, cycle))
    .filter(({ removed }) => removed === null)
    .map((entry) => ({ entry, items: itemsOf(entry) }))
    .filter(({ items }) => options.items.length === 0 || items.some((code) => options.items.includes(code)))
    // `listEvidence` gives the newest first.
    .reverse()
    .sort((a, b) => rank(a.items) - rank(b.items));
  const paths =
    options.evidence === 'files' ? placeFiles(wanted.map(({ entry, items }) => ({ ...entry, items }))) : null;
  return wanted.map(({ entry, items }) => ({
    ...{ id: entry.id, title: entry.title, confidentiality: entry.confidentiality, items, checks: entry.checks },
    ...{ effectiveDate: entry.effectiveDate, fiscalYearBE: entry.fiscalYearBE },
    file: entry.file && fileOf(entry.file, paths?.get(entry.id) ?? null),
  }));
}

function fileOf({ name, mediaType, sizeBytes, hash }: Omit<ReportedFile, 'path'>, path: string | null): ReportedFile {
  return { name, mediaType, sizeBytes, hash, path };
}
