import type { NotUnderstood } from '@ruam/shared/api/api.ts';
import type { ContentElement } from '@ruam/shared/document/content.ts';
import type { ImportFormat } from '@ruam/shared/import/format.ts';
import type { SourceLine } from '@ruam/shared/import/lines.ts';
import type { Report } from '@ruam/shared/import/report.ts';

/** What a paragraph, table or picture of a source is beside its words. */
export interface RichBlock {
  /** How many lines of the source it is, from its own on. */
  readonly lines: number;
  readonly nodes: readonly ContentElement[];
  /** An entry of a list; `nodes` is what it says without its number. */
  readonly list?: ListEntry;
}

export interface ListEntry {
  /** From 0. */
  readonly depth: number;
  readonly isOrdered: boolean;
  readonly number: number;
}

/** By number of the first line. */
export type RichBlocks = ReadonlyMap<number, RichBlock>;

/** A picture of a source, named by its hash in the blocks. */
export interface SourcePicture {
  /** SHA-256, hex. */
  readonly hash: string;
  readonly bytes: Uint8Array;
}

/** A file as it was taken apart: lines that are read for a report, a report that is one already, or a whole cycle. */
export type Source =
  | {
      readonly kind: 'lines';
      readonly format: Exclude<ImportFormat, 'json'>;
      readonly lines: readonly SourceLine[];
      readonly blocks: RichBlocks;
      /** What was left out on the way. */
      readonly notUnderstood: readonly NotUnderstood[];
      readonly pictures: readonly SourcePicture[];
    }
  | {
      readonly kind: 'report';
      readonly format: 'json';
      readonly report: Report;
      readonly notUnderstood: readonly NotUnderstood[];
      /** JSON of a whole cycle, when that is what was read; then it is brought in as it is. */
      readonly archive?: string;
    };

/** A source without blocks and pictures. */
export function plainSource(
  format: 'txt' | 'pdf',
  lines: readonly SourceLine[],
  notUnderstood: readonly NotUnderstood[] = [],
): Source {
  return { kind: 'lines', format, lines, blocks: new Map(), notUnderstood, pictures: [] };
}
