import type { ReportFormat } from '@ruam/shared/api/reports.ts';
import { contentAsMarkdown } from '@ruam/shared/document/markdown.ts';
import { composeReport } from '@ruam/shared/report/composeReport.ts';
import { contentOf, type ReportDocument } from '@ruam/shared/report/reportDocument.ts';
import type { ReportSource } from '@ruam/shared/report/reportSource.ts';
import type { ArchiveRows } from '../archive/archiveRows.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import type { BlobStore } from '../files/blobStore.ts';
import type { PrintablePage } from '../pdf/printablePage.ts';
import type { WorkbookSource } from '../spreadsheet/workbookSource.ts';
import type { Ear } from './makeReport.ts';
import { boardSourceOf } from './packBoard.ts';
import { readPictures } from './readPictures.ts';
import type { Asked } from './readReportSource.ts';
import type { ReportTask } from './reportTask.ts';

/** What a format tells beside the source of all. */
export type Told =
  | { readonly format: Exclude<ReportFormat, 'json' | 'xlsx'> }
  | { readonly format: 'json'; readonly rows: ArchiveRows }
  | { readonly format: 'xlsx'; readonly workbook: WorkbookSource };

/** Reads it, at the moment of the source. Throws `notFound`. */
export async function readTold(
  database: DatabaseTransaction,
  format: ReportFormat,
  asked: Asked,
  source: ReportSource,
): Promise<Told> {
  switch (format) {
    case 'json': {
      const { readArchiveRows } = await import('../archive/archiveRows.ts');
      return { format, rows: await readArchiveRows(database, asked.reader, asked.cycle) };
    }
    case 'xlsx': {
      const { readWorkbookSource } = await import('../spreadsheet/readWorkbookSource.ts');
      return { format, workbook: await readWorkbookSource(database, asked, source) };
    }
    case 'markdown':
    case 'docx':
    case 'pdf':
    case 'html':
      return { format };
  }
}

interface Writing {
  readonly database: Database;
  readonly store: BlobStore;
  readonly task: ReportTask;
  readonly source: ReportSource;
  readonly told: Told;
  readonly ear: Pick<Ear, 'step' | 'trouble' | 'signal'>;
}

/**
 * The bytes of a report in the format that was asked for; only what makes this one is loaded. Throws `noPrinter`,
 * `unavailable`.
 */
export async function writeReport(writing: Writing): Promise<Uint8Array> {
  const { task, told, ear } = writing;
  switch (told.format) {
    case 'markdown':
      ear.step('writing', 0);
      return new TextEncoder().encode(contentAsMarkdown(contentOf(composed(writing))));
    case 'docx': {
      const { wordFile } = await import('../docx/wordFile.ts');
      const { document, pictures } = await withPictures(writing);
      return wordFile(document, pictures);
    }
    case 'pdf': {
      const { reportPage } = await import('./reportPage.ts');
      const { document, pictures } = await withPictures(writing);
      return print(task, reportPage(document, pictures), ear);
    }
    case 'json': {
      const { archiveFile } = await import('../archive/writeArchive.ts');
      ear.step('writing', 0);
      return archiveFile(told.rows);
    }
    case 'xlsx': {
      const { writeWorkbook } = await import('../spreadsheet/writeWorkbook.ts');
      ear.step('writing', 0);
      return writeWorkbook(told.workbook);
    }
    case 'html': {
      const { packPage } = await import('./packPage.ts');
      const { document, pictures } = await withPictures(writing);
      return new TextEncoder().encode(packPage(document, pictures, boardSourceOf(writing.source, task.options)));
    }
  }
}

/** Only Word has a margin for comments; elsewhere they are notes. */
function composed({ task: { format, options }, source }: Writing): ReportDocument {
  const comments = options.comments === 'word' && format !== 'docx' ? 'notes' : options.comments;
  return composeReport(source, { ...options, comments });
}

async function withPictures(writing: Writing) {
  const { database, store, task, ear } = writing;
  ear.step('pictures', 0);
  const document = composed(writing);
  const pictures = await readPictures({ database, store, cycle: task.cycle }, document, (count, all) =>
    ear.step('pictures', count / all),
  );
  ear.step('writing', 0);
  return { document, pictures };
}

async function print(task: ReportTask, page: PrintablePage, ear: Writing['ear']): Promise<Uint8Array> {
  ear.step('printing', 0);
  const { printPage } = await import('../pdf/printPage.ts');
  return printPage(page, { ...task.printer, failed: ear.trouble, signal: ear.signal });
}
