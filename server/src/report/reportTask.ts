import type { ReportFormat, ReportOptions, ReportStep } from '@ruam/shared/api/reports.ts';
import type { ErrorCode } from '@ruam/shared/errors/errors.ts';
import type { DatabaseLocation } from '../database/database.ts';
import type { Reference } from '../evidence/references.ts';
import type { BlobLocation } from '../files/blobStore.ts';
import type { Reader } from './reader.ts';

/** A report to be made in a thread. */
export interface ReportTask {
  readonly location: DatabaseLocation;
  readonly files: BlobLocation;
  /** The folder of files that come and go; what is written there is the caller's to remove. */
  readonly directory: string;
  readonly printer: { readonly path: string | null; readonly mayGoWithoutSandbox: boolean };
  readonly cycle: string;
  readonly format: ReportFormat;
  readonly options: ReportOptions;
  readonly reader: Reader;
  /**
   * The version that it is made of: one that is kept, one that is to be kept (`keep` is asked for before anything is made of
   * it), or what is committed now, of which nothing is kept.
   */
  readonly of: { readonly kind: 'kept'; readonly snapshot: string } | { readonly kind: 'keep' | 'now' };
  /** Epoch ms. */
  readonly at: number;
}

/** The exact text of a cycle as it was read, and what it names. */
export interface ReadVersion {
  readonly contentHash: string;
  readonly hashed: string;
  readonly references: readonly Reference[];
}

export interface KeptVersion {
  readonly id: string;
  /** Epoch ms. */
  readonly at: number;
}

/** A report that was written into the task's folder. */
export interface MadeFile {
  readonly path: string;
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** SHA-256, hex. */
  readonly hash: string;
  /** Of the texts that it was made of, SHA-256, hex. */
  readonly contentHash: string;
}

/** What a thread tells; the last two are its last word. */
export type ReportMessage =
  | { readonly kind: 'step'; readonly step: ReportStep; readonly progress: number }
  | { readonly kind: 'version'; readonly version: ReadVersion }
  | { readonly kind: 'trouble'; readonly message: string }
  | { readonly kind: 'made'; readonly file: MadeFile }
  | { readonly kind: 'failed'; readonly code: ErrorCode | null; readonly message: string; readonly details?: unknown };

/** What a thread is told: the version was kept, or nobody wants the report any more. */
export type ReportReply = { readonly kind: 'kept'; readonly version: KeptVersion } | { readonly kind: 'end' };
