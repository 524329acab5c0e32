import { registerHooks } from 'node:module';

/**
 * Where the reader of PDFs tells that marked content begins, so that it also tells the text which the file says that these
 * glyphs are (`ActualText`): Chromium and LibreOffice name Thai letters with marks so, and nowhere else. The reader gives
 * no other way to it (pdfjs-dist 6.5.438); of a version in which this line is another, the glyphs are read as they are.
 */
const told = 'tag: args[0] instanceof Name ? args[0].name : null';
const alsoTold = `${told}, actualText: args[1] instanceof Dict ? args[1].get("ActualText") : undefined`;
let isHooked = false;

/** Lets the reader tell actual texts; to be called before it is loaded, in a thread of its own. */
export function tellActualTexts(): void {
  if (isHooked) return;
  isHooked = true;
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      if (!url.endsWith('/pdfjs-dist/legacy/build/pdf.worker.mjs') || !loaded.source) return loaded;
      const source = typeof loaded.source === 'string' ? loaded.source : new TextDecoder().decode(loaded.source);
      return { ...loaded, source: source.replaceAll(told, alsoTold) };
    },
  });
}

/** The text that a mark says its glyphs are; null when it says none. */
export function actualTextOf(mark: object): string | null {
  if (!('actualText' in mark) || typeof mark.actualText !== 'string') return null;
  const bytes = Buffer.from(mark.actualText, 'latin1');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes.subarray(2));
  return bytes[0] === 0xef && bytes[1] === 0xbb ? bytes.subarray(3).toString('utf8') : mark.actualText;
}
