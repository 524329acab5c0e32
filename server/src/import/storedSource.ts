import type { NotUnderstood } from '@ruam/shared/api/api.ts';
import { maxSourceLines } from '@ruam/shared/api/imports.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { SourceLine } from '@ruam/shared/import/lines.ts';
import type { Report } from '@ruam/shared/import/report.ts';
import type { RichBlock, Source } from './source.ts';

/** What is kept of a file to be read again: the file itself is not. */
export interface StoredSource {
  /** JSON of its lines (`sourceLineSchema[]`); null for what has none, or too many to be set right by hand. */
  readonly source: string | null;
  /** JSON of what is needed beside the lines. */
  readonly basis: string | null;
}

type Basis =
  | {
      readonly kind: 'lines';
      readonly format: 'txt' | 'docx' | 'pdf';
      readonly blocks: readonly (readonly [number, RichBlock])[];
      readonly notUnderstood: readonly NotUnderstood[];
    }
  | { readonly kind: 'report'; readonly report: Report; readonly notUnderstood: readonly NotUnderstood[] };

/** Nobody goes through more text by hand. */
const maxLetters = 4_000_000;

/** Whether a source is kept, so that it can be set right by hand. */
export function isKept(source: Source): boolean {
  if (source.kind === 'report') return source.archive === undefined;
  const { lines } = source;
  const last = lines.at(-1)?.number ?? 0;
  return last <= maxSourceLines && lines.reduce((sum, { text }) => sum + text.length, 0) <= maxLetters;
}

/** The source as it is kept. */
export function keptSource(source: Source): StoredSource {
  if (!isKept(source)) return { source: null, basis: null };
  if (source.kind === 'report') {
    const { report, notUnderstood } = source;
    return { source: null, basis: JSON.stringify({ kind: 'report', report, notUnderstood } satisfies Basis) };
  }
  const { format, lines, blocks, notUnderstood } = source;
  const basis: Basis = { kind: 'lines', format, blocks: [...blocks], notUnderstood };
  return {
    source: JSON.stringify(lines.map((line) => ({ ...line, page: line.page ?? null, holds: line.holds ?? 'text' }))),
    basis: JSON.stringify(basis),
  };
}

/** The source as it was when the file was read. Throws `tooLarge` when it was too long to be kept. */
export function openSource({ source, basis }: StoredSource): Source {
  if (basis === null) throw new AppError('tooLarge', 'this source is too long to be set right by hand');
  const kept = JSON.parse(basis) as Basis;
  if (kept.kind === 'report') return { ...kept, format: 'json' };
  const stored = JSON.parse(source ?? '[]') as (Omit<SourceLine, 'page' | 'holds'> & {
    readonly page: number | null;
    readonly holds: NonNullable<SourceLine['holds']> | 'text';
  })[];
  const lines = stored.map(
    ({ page, holds, ...line }): SourceLine => ({
      ...line,
      ...(page === null ? {} : { page }),
      ...(holds === 'text' ? {} : { holds }),
    }),
  );
  return { ...kept, lines, blocks: new Map(kept.blocks), pictures: [] };
}
