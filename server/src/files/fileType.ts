import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { isPicture } from '@ruam/shared/evidence/mediaTypes.ts';
import { fileTypeFromBuffer } from 'file-type';
import { oleType } from './types/ole.ts';
import { textType } from './types/text.ts';
import { zipType } from './types/zip.ts';

/** Enough for every signature. */
const headBytes = 4_100;
/** A PDF says here where its table of contents is. */
const tailBytes = 64 * 1024;

/** Why a file is not taken (`details.reason` of `unknownFormat`). */
type Refusal = 'empty' | 'damaged' | 'encrypted' | 'macros' | 'notAllowed';

/**
 * The true media type of a file, by its content (docs/evidence.md F2). Opens nothing but tables of contents, and unpacks
 * at most a megabyte. Throws `unknownFormat` with the reason.
 */
export async function detectType(path: string, sizeBytes: number, givenName: string): Promise<string> {
  if (sizeBytes === 0) throw refused('empty');
  const file = await open(path);
  try {
    return await typeOf(file, sizeBytes, givenName);
  } finally {
    await file.close();
  }
}

async function typeOf(file: FileHandle, sizeBytes: number, givenName: string): Promise<string> {
  const head = await bytesAt(file, 0, Math.min(headBytes, sizeBytes));
  if (head.subarray(0, 2).toString('latin1') === 'PK') return zipType(file, sizeBytes);
  const found = await fileTypeFromBuffer(head);
  const mediaType = found?.mime === 'image/apng' ? 'image/png' : found?.mime;
  if (mediaType === 'application/x-cfb') return oleType(file, sizeBytes);
  if (mediaType === 'application/pdf') {
    const tail = await bytesAt(file, Math.max(0, sizeBytes - tailBytes), Math.min(tailBytes, sizeBytes));
    if (!tail.includes('startxref')) throw refused('damaged');
    return mediaType;
  }
  if (mediaType === undefined) return textType(file, givenName);
  if (!isPicture(mediaType)) throw refused('notAllowed');
  return mediaType;
}

/** `length` bytes from `position` on; fewer at the end of the file. */
export async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

/** The error for a file that is not taken. */
export function refused(reason: Refusal): AppError {
  return new AppError('unknownFormat', `this file is not taken: ${reasons[reason]}`, { reason });
}

const reasons: Readonly<Record<Refusal, string>> = {
  empty: 'it is empty',
  damaged: 'it is cut off or damaged',
  encrypted: 'it is locked by a password',
  macros: 'it holds macros',
  notAllowed: 'only office documents, PDF, pictures, plain text and CSV are',
};
