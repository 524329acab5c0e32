import { AppError } from '@ruam/shared/errors/errors.ts';
import { decodeImport, parseJsonText } from '@ruam/shared/import/format.ts';
import { readSource } from '@ruam/shared/import/lines.ts';
import { parseAssessmentJson } from '@ruam/shared/import/parseAssessment.ts';
import { repairExtractedText } from '@ruam/shared/thai/repair.ts';
import { type ArchiveTask, isArchive, readArchive } from '../archive/readArchive.ts';
import { holdsStorableText } from '../database/storableText.ts';
import { readDocx } from './docx/readDocx.ts';
import { readPdf } from './pdf/readPdf.ts';
import { refused } from './refusal.ts';
import { plainSource, type Source } from './source.ts';

/** Old Office files, and new ones that are locked by a password. */
const compoundFile = Buffer.of(0xd0, 0xcf, 0x11, 0xe0);

/** Takes a file apart by its content, whatever its name. Throws `unknownFormat` with the reason, `notUnderstood`. */
export async function parseFile(bytes: Uint8Array, against: ArchiveTask): Promise<Source> {
  const source = await partsOf(bytes, against);
  const { report, notUnderstood, lines } = { report: null, lines: [], ...source };
  if (!holdsStorableText([report, notUnderstood, lines])) {
    throw new AppError('notUnderstood', 'the text holds NUL or half a letter');
  }
  return source;
}

async function partsOf(bytes: Uint8Array, against: ArchiveTask): Promise<Source> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = file.subarray(0, 4);
  if (start.toString('latin1', 0, 2) === 'PK' && (start[2] ?? 0) < 8) return readDocx(file);
  // Some programs write a few bytes before it.
  if (file.subarray(0, 1024).includes('%PDF-')) return readPdf(file);
  if (start.equals(compoundFile))
    throw refused(file.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'encrypted' : 'notAllowed');
  const { format, text } = decodeImport(bytes);
  if (format === 'txt') return plainSource('txt', readSource(repairExtractedText(text)));
  const value = parseJsonText(text);
  if (!isArchive(value)) return { kind: 'report', format, ...parseAssessmentJson(value) };
  const { archive, ...read } = readArchive(value, against);
  return { kind: 'report', format, ...read, archive: JSON.stringify(archive) };
}
