import { parentPort } from 'node:worker_threads';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A PDF whose named places are looked for. */
export interface PageTask {
  readonly pdf: Uint8Array;
}

export interface PageAnswer {
  readonly task: number;
  /** By name: the page, from 1. */
  readonly pages: readonly (readonly [string, number])[];
}

parentPort?.on('message', async ({ task, pdf }: PageTask & { task: number }) => {
  const pages = await pagesOf(pdf);
  parentPort?.postMessage({ task, pages } satisfies PageAnswer);
});

async function pagesOf(pdf: Uint8Array): Promise<PageAnswer['pages']> {
  const loading = getDocument({ data: pdf, verbosity: VerbosityLevel.ERRORS });
  const document = await loading.promise;
  const places: ReadonlyMap<string, unknown> = await document.getDestinations();
  const found: [string, number][] = [];
  for (const [name, place] of places) {
    const page: unknown = Array.isArray(place) ? place[0] : null;
    if (isReference(page)) found.push([name, (await document.getPageIndex(page)) + 1]);
  }
  await loading.destroy();
  return found;
}

function isReference(value: unknown): value is { readonly num: number; readonly gen: number } {
  return typeof value === 'object' && value !== null && 'num' in value && 'gen' in value;
}
