import { AppError } from '@ruam/shared/errors/errors.ts';
import { toThaiDigits } from '@ruam/shared/thai/digits.ts';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
import { RunEnded, type RunLimits, runBrowser } from './browserRun.ts';
import { findChromium } from './findChromium.ts';
import { createPageFinder, type PageFinder } from './pageFinder.ts';
import { type PrintablePage, pageAddress, pagePolicy, pictureAddress } from './printablePage.ts';

interface Printing {
  /** Where Chromium is; null: where it usually is. */
  readonly path: string | null;
  /** Only a trial may print without Chromium's own sandbox, which it refuses to the superuser. */
  readonly mayGoWithoutSandbox: boolean;
  readonly failed: (error: unknown) => void;
  readonly limits?: Partial<RunLimits>;
  /** Gives it up; its reason is thrown. */
  readonly signal: AbortSignal;
}

const usualLimits: RunLimits = { timeoutMs: 120_000, memoryBytes: 1.5 * 2 ** 30, answerBytes: 200 * 2 ** 20 };
const pieceBytes = 2 ** 20;

/**
 * Prints a page as PDF with the machine's Chromium: nothing else sets Thai right. No script of it runs and nothing is fetched,
 * whatever stands in it. Throws `noPrinter` (details `browser: missing | superuser`), `unavailable` (`failed` · `time`, `memory`,
 * `size`: more than a print may take).
 */
export async function printPage(
  page: PrintablePage,
  { path, mayGoWithoutSandbox, failed, limits, signal }: Printing,
): Promise<Uint8Array> {
  const executablePath = findChromium(path, () => chromium.executablePath());
  if (executablePath === null) throw noPrinter('missing');
  const isRoot = process.getuid?.() === 0;
  if (isRoot && !mayGoWithoutSandbox) throw noPrinter('superuser');
  signal.throwIfAborted();
  const allowed = { ...usualLimits, ...limits };
  const finder = createPageFinder();
  try {
    const browser = { executablePath, hasSandbox: !isRoot };
    return await runBrowser(browser, allowed, signal, (open) => printWith(open, page, finder, allowed));
  } catch (error) {
    if (error instanceof RunEnded && error.end === 'stopped') throw signal.reason;
    failed(error);
    throw unavailable(error instanceof RunEnded ? error.end : 'failed');
  } finally {
    finder.close();
  }
}

async function printWith(
  browser: Browser,
  page: PrintablePage,
  finder: PageFinder,
  { timeoutMs, answerBytes }: RunLimits,
): Promise<Uint8Array> {
  const sheet = await openSheet(browser, page, timeoutMs);
  const session = await sheet.context().newCDPSession(sheet);
  const printed = (form: typeof wholeForm | typeof bareForm) => pdfOf(session, form, answerBytes);
  if (page.contents.length === 0) return printed(wholeForm);
  const pageOf = await finder.pagesOf(await printed(bareForm));
  if (pageOf !== null) await sheet.evaluate(`(${writeStyle})(${JSON.stringify(numbersStyle(page, pageOf))})`);
  return printed(wholeForm);
}

/** The numbers have a place of their own, so the second print has the pages of the first. */
function numbersStyle({ contents, hasThaiDigits }: PrintablePage, pageOf: ReadonlyMap<string, number>): string {
  return contents
    .map((id) => {
      const page = String(pageOf.get(id) ?? '');
      return `.contents [href="#${id}"]::after{content:"${hasThaiDigits ? toThaiDigits(page) : page}"}`;
    })
    .join('\n');
}

/** Run in the page by us: a page that runs no script tells nobody either that a style has been read. */
const writeStyle = `(style) => { document.head.append(Object.assign(document.createElement('style'), { textContent: style })); }`;

/** A tab with the page, in which nothing runs and which reaches nothing. */
async function openSheet(browser: Browser, { html, pictures }: PrintablePage, timeoutMs: number): Promise<Page> {
  const context = await browser.newContext({
    ...{ javaScriptEnabled: false, offline: true, serviceWorkers: 'block', acceptDownloads: false, permissions: [] },
  });
  context.setDefaultTimeout(timeoutMs);
  const sheet = await context.newPage();
  context.on('page', (other) => void other.close().catch(() => undefined));
  const byAddress = new Map(pictures.map((picture, index) => [pictureAddress(index), picture]));
  let isGiven = false;
  await context.route('**/*', (route) => {
    const address = route.request().url();
    const picture = byAddress.get(address);
    if (picture !== undefined)
      return route.fulfill({ body: Buffer.from(picture.bytes), contentType: picture.mediaType });
    if (address !== pageAddress || isGiven) return route.abort();
    isGiven = true;
    const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': pagePolicy };
    return route.fulfill({ body: html, headers });
  });
  await sheet.goto(pageAddress, { waitUntil: 'load' });
  return sheet;
}

const wholeForm = { generateTaggedPDF: true, generateDocumentOutline: true } as const;
/** Enough to find places in. */
const bareForm = { generateTaggedPDF: false, generateDocumentOutline: false } as const;

/** Read in pieces, so that one that is too large is never held. Throws `RunEnded`. */
async function pdfOf(
  session: CDPSession,
  form: typeof wholeForm | typeof bareForm,
  maxBytes: number,
): Promise<Uint8Array> {
  const { stream } = await session.send('Page.printToPDF', {
    ...{ preferCSSPageSize: true, printBackground: true, transferMode: 'ReturnAsStream' },
    ...form,
  });
  if (stream === undefined) throw new Error('Chromium printed nothing');
  const pieces: Buffer[] = [];
  let size = 0;
  for (let isLast = false; !isLast; ) {
    const { data, eof, base64Encoded } = await session.send('IO.read', { handle: stream, size: pieceBytes });
    const piece = Buffer.from(data, base64Encoded === true ? 'base64' : 'latin1');
    size += piece.length;
    if (size > maxBytes) throw new RunEnded('size');
    pieces.push(piece);
    isLast = eof;
  }
  return new Uint8Array(Buffer.concat(pieces));
}

function noPrinter(browser: 'missing' | 'superuser'): AppError {
  return new AppError('noPrinter', 'PDF is printed by Chromium, which is not there or may not run', { browser });
}

function unavailable(browser: 'failed' | RunEnded['end']): AppError {
  return new AppError('unavailable', 'PDF is printed by Chromium, which gave none', { browser });
}
