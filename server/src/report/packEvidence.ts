import { createReadStream } from 'node:fs';
import { PassThrough, Readable } from 'node:stream';
import type { ReportedEvidence } from '@ruam/shared/report/reportSource.ts';
import { confidentialityWords } from '@ruam/shared/report/reportWords.ts';
import { ZipFile } from 'yazl';
import type { BlobStore } from '../files/blobStore.ts';

/** Already as small as they get. */
const isPacked = /^(image\/(?!svg)|video\/|application\/(zip|pdf|vnd\.openxmlformats))/;

/**
 * A zip of the report, the files of the register that come with it, and a list of all entries, also of those that have no
 * file here and why. It is read while it is made: one file after the other.
 * @param report where it was written, and its name in the zip
 */
export function packEvidence(
  store: BlobStore,
  report: { readonly path: string; readonly name: string },
  evidence: readonly ReportedEvidence[],
  at: number,
): Readable {
  const zip = new ZipFile();
  const mtime = new Date(at);
  const lost = new Set<string>();
  const pack = async (): Promise<void> => {
    zip.addReadStream(createReadStream(report.path), report.name, { mtime, compress: false });
    for (const { id, file } of evidence) {
      if (file === null || file.path === null) continue;
      if (!(await store.has(file.hash))) lost.add(id);
      else
        zip.addReadStreamLazy(file.path, { mtime, compress: !isPacked.test(file.mediaType) }, (opened) => {
          store.read(file.hash).then(
            (stream) =>
              stream === null ? opened(new Error('a file is gone'), Readable.from([])) : opened(null, stream),
            (error: unknown) => opened(error, Readable.from([])),
          );
        });
    }
    zip.addBuffer(Buffer.from(`\ufeff${listOf(evidence, lost)}`), 'หลักฐาน/รายการหลักฐาน.csv', { mtime });
    zip.end();
  };
  const output = new PassThrough();
  zip.outputStream.pipe(output);
  zip.on('error', (error: Error) => output.destroy(error));
  pack().catch((error: unknown) => output.destroy(error instanceof Error ? error : new Error('a zip failed')));
  return output;
}

/** A table that a spreadsheet opens: nothing in it is taken for a formula. */
function listOf(evidence: readonly ReportedEvidence[], lost: ReadonlySet<string>): string {
  const head = ['ลำดับ', 'ชื่อหลักฐาน', 'หัวข้อ', 'ข้อตรวจ', 'ปีงบประมาณ', 'วันที่มีผล', 'การเปิดเผย', 'ไฟล์', 'SHA-256'];
  const rows = evidence.map(({ id, title, items, checks, fiscalYearBE, effectiveDate, confidentiality, file }, at) => [
    ...[String(at + 1), title, items.join(' '), checks.join(' '), String(fiscalYearBE ?? ''), effectiveDate ?? ''],
    ...[confidentialityWords[confidentiality], placeOf(file?.path ?? null, lost.has(id)), file?.hash ?? ''],
  ]);
  return [head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n');
}

function placeOf(path: string | null, isLost: boolean): string {
  if (isLost) return '(ไฟล์สูญหายจากระบบ)';
  return path ?? '(ผู้ขอรายงานไม่มีสิทธิ์เปิดไฟล์)';
}

function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${plain.replaceAll('"', '""')}"`;
}
