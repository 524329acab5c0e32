import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A piece of a printed line; cells of a table that stand side by side are pieces of their own. */
export interface PrintedPiece {
  readonly text: string;
  /** Points from the left and from the bottom. */
  readonly x: number;
  readonly y: number;
}

export interface ReadPdf {
  /** Page by page, from the top. */
  readonly pages: readonly (readonly PrintedPiece[])[];
  readonly title: string;
  readonly language: string | null;
  /** Names of the bookmarks, all levels. */
  readonly bookmarks: readonly string[];
  /** By name of the place that a link within leads to: the page, from 1. */
  readonly places: ReadonlyMap<string, number>;
  /** Where links lead outside. */
  readonly addresses: readonly string[];
}

/** What a PDF says, for tests. */
export async function readPdf(pdf: Uint8Array): Promise<ReadPdf> {
  const loading = getDocument({ data: pdf.slice(), verbosity: VerbosityLevel.ERRORS });
  const document = await loading.promise;
  const pages: PrintedPiece[][] = [];
  const addresses: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent({ disableNormalization: true });
    pages.push(piecesOf(items.flatMap((item) => ('str' in item ? [item] : []))));
    for (const { url } of await page.getAnnotations()) if (typeof url === 'string') addresses.push(url);
  }
  const { info } = await document.getMetadata();
  const places = new Map<string, number>();
  for (const [name, place] of (await document.getDestinations()) as ReadonlyMap<string, unknown[]>) {
    const page = place[0] as { num: number; gen: number };
    places.set(name, (await document.getPageIndex(page)) + 1);
  }
  const read = {
    ...{ pages, addresses, places, bookmarks: namesOf((await document.getOutline()) ?? []) },
    title: 'Title' in info ? String(info.Title) : '',
    language: 'Language' in info ? String(info.Language) : null,
  };
  await loading.destroy();
  return read;
}

/** All words of a page or of a PDF without blanks. */
export function wordsIn(pieces: readonly PrintedPiece[]): string {
  return pieces.map(({ text }) => text.replace(/\s/g, '')).join('');
}

interface Item {
  readonly str: string;
  readonly transform: number[];
  readonly width: number;
}

const sameLine = 3;
/** Wider than any space between words is the room between two columns. */
const betweenColumns = 9;

function piecesOf(items: readonly Item[]): PrintedPiece[] {
  const placed = items
    .filter(({ str }) => str.trim() !== '')
    .map(({ str, transform, width }) => ({ str, x: transform[4] ?? 0, y: transform[5] ?? 0, width }));
  const lines: (typeof placed)[] = [];
  for (const item of placed.toSorted((a, b) => b.y - a.y)) {
    const last = lines.at(-1);
    if (last?.[0] !== undefined && last[0].y - item.y < sameLine) last.push(item);
    else lines.push([item]);
  }
  return lines.flatMap((line) => {
    const pieces: { text: string; x: number; y: number; end: number }[] = [];
    for (const { str, x, y, width } of line.toSorted((a, b) => a.x - b.x)) {
      const last = pieces.at(-1);
      if (last === undefined || x - last.end > betweenColumns) pieces.push({ text: str, x, y, end: x + width });
      else {
        last.text += str;
        last.end = x + width;
      }
    }
    return pieces;
  });
}

function namesOf(entries: readonly { readonly title: string; readonly items: readonly unknown[] }[]): string[] {
  return entries.flatMap(({ title, items }) => [title, ...namesOf(items as typeof entries)]);
}
