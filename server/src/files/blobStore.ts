import type { Readable } from 'node:stream';
import { createDiskStore } from './diskStore.ts';
import { createS3Store } from './s3Store.ts';

/** Where the bytes of files are: a folder, or a bucket of any S3-compatible store (path-style). */
export type BlobLocation =
  | { readonly kind: 'disk'; readonly directory: string }
  | {
      readonly kind: 's3';
      readonly endpoint: string;
      readonly bucket: string;
      readonly region: string;
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
    };

/**
 * Bytes under keys: the SHA-256 of a file (hex), and with an ending what was made of it. What stands under a key never
 * changes. Throws `unavailable` when the store does not answer or is full; then nothing is left of what was to be kept.
 */
export interface BlobStore {
  /** Keeps the file's bytes; `sha256` is their hash, hex. Kept already: nothing happens. May move the file. */
  put(key: string, path: string, sha256: string): Promise<void>;
  /** Null when there is nothing under the key. Whoever gets a stream reads or destroys it. */
  read(key: string): Promise<Readable | null>;
  has(key: string): Promise<boolean>;
  /** Also when there is nothing under the key. */
  remove(key: string): Promise<void>;
}

export function openBlobStore(location: BlobLocation): BlobStore {
  switch (location.kind) {
    case 'disk':
      return createDiskStore(location.directory);
    case 's3':
      return createS3Store(location);
  }
}

const keyPattern = /^[0-9a-f]{64}(\.[a-z]+)?$/;

/** Throws for what is no key: it would become a path. */
export function checkKey(key: string): void {
  if (!keyPattern.test(key)) throw new Error('not a key of the file store');
}
