import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { NotUnderstood } from '@ruam/shared/api/api.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { refused } from '../refusal.ts';
import { plainSource, type Source } from '../source.ts';
import { tellActualTexts } from './actualText.ts';
import { type PdfLine, pageLines } from './pageLines.ts';
import { sourceLines } from './sourceLines.ts';
import { checkStreams } from './streams.ts';

/** No report has more. */
const maxPages = 2_000;
const maxLetters = 10_000_000;
/** A page that was scanned may still have a number set on it. */
const lettersOfPage = 12;

/**
 * Reads the text layer of a PDF, line for line, and repairs its Thai. Nothing of it runs and nothing is fetched: no script,
 * no font, no form; what letters a font means is looked up in the files of the reader itself. Throws `unknownFormat` with the
 * reason, `notUnderstood` (scanned, empty), `tooLarge` (pages).
 */
export async function readPdf(file: Buffer): Promise<Source> {
  checkStreams(file);
  const document = await openPdf(file);
  try {
    const { numPages } = document;
    if (numPages > maxPages) throw new AppError('tooLarge', `a report has at most ${maxPages} pages`, { maxPages });
    const lines: PdfLine[] = [];
    const unread: NotUnderstood[] = [];
    let letters = 0;
    for (let number = 1; number <= numPages; number++) {
      const page = await readPage(document, number);
      if (page === null) {
        unread.push({ line: 0, text: '', reason: `page ${number} could not be read` });
        continue;
      }
      letters += page.reduce((sum, { text }) => sum + text.replace(/\s/g, '').length, 0);
      if (letters > maxLetters)
        throw new AppError('tooLarge', 'the file holds more text than a report', { maxLetters });
      lines.push(...page);
    }
    if (letters <= lettersOfPage * numPages)
      throw new AppError('notUnderstood', 'the pages are pictures without text', { reason: 'scanned' });
    return plainSource('pdf', sourceLines(lines), unread);
  } finally {
    await document.loadingTask.destroy();
  }
}

async function openPdf(file: Buffer): Promise<PDFDocumentProxy> {
  // Loaded only when there is a PDF to be read.
  tellActualTexts();
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  try {
    return await getDocument({
      data: new Uint8Array(file),
      ...{ cMapUrl: `${join(folder, 'cmaps')}/`, cMapPacked: true },
      ...{ standardFontDataUrl: `${join(folder, 'standard_fonts')}/`, useWorkerFetch: false, useWasm: false },
      ...{ disableFontFace: true, useSystemFonts: false, enableXfa: false, isEvalSupported: false },
      ...{ maxImageSize: 0, stopAtErrors: false, verbosity: VerbosityLevel.ERRORS },
    }).promise;
  } catch (error) {
    throw refused(error instanceof Error && error.name === 'PasswordException' ? 'encrypted' : 'damaged');
  }
}

/** The lines of a page; null when it cannot be read. */
async function readPage(document: PDFDocumentProxy, number: number): Promise<PdfLine[] | null> {
  try {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent({ disableNormalization: true, includeMarkedContent: true });
    const { height, width } = page.getViewport({ scale: 1 });
    page.cleanup();
    return pageLines(items, { number, height, width });
  } catch {
    return null;
  }
}
