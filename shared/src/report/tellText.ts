import type { DocumentKind } from '../assessment/assessment.ts';
import type { Level } from '../assessment/level.ts';
import { type Content, type ContentElement, type ContentNode, isText } from '../document/content.ts';
import { numberedParagraphs } from '../document/paragraphs.ts';
import { markThreads, type PlacedThread } from './commentMarks.ts';
import { elementsOf, written } from './elements.ts';
import type { ReportedThread } from './reportSource.ts';

/** Which text of the cycle it is; `document` tells advice notes of one item apart. */
export interface TextPlace {
  readonly item: string | null;
  readonly kind: DocumentKind;
  readonly level?: Level | null;
  readonly document?: string;
}

/** How the texts of a report are told. */
export interface Telling {
  readonly hasParagraphNumbers: boolean;
  readonly threads: readonly ReportedThread[];
  /** What stands for a piece of evidence that a text names, by its id; null: as the text has it. */
  readonly evidenceWords: (id: unknown) => string | null;
}

/** A text as the report tells it; `missing` are the threads about it that are about none of its passages. */
export interface ToldText {
  readonly blocks: readonly ContentElement[];
  readonly missing: readonly PlacedThread[];
}

/**
 * The blocks of a text within a report: with the numbers of its paragraphs, the passages of its threads, and its headings
 * below those of the report. Empty blocks at its end are left out.
 */
export function tellText(text: Content, place: TextPlace, telling: Telling): ToldText {
  return markThreads(belowHeadings(rewrittenBlocks(text, place.item, telling)), threadsOn(place, telling));
}

/** The threads on a text, with their places among all. */
export function threadsOn(place: TextPlace, { threads }: Pick<Telling, 'threads'>): PlacedThread[] {
  return threads.flatMap((thread, at) => {
    const isHere =
      thread.item === place.item &&
      thread.kind === place.kind &&
      (place.level === undefined || thread.level === place.level) &&
      (place.document === undefined || thread.document === place.document);
    return isHere ? [{ place: at, quote: thread.quote }] : [];
  });
}

/** The blocks without the marks of threads, their headings as they are. */
export function rewrittenBlocks(text: Content, item: string | null, telling: Telling): readonly ContentElement[] {
  const prefix = item === null ? '' : `${item}-`;
  const numbered = telling.hasParagraphNumbers ? numberedParagraphs(text) : [];
  const numbers = new Map(numbered.map(({ block, number }) => [block, `${prefix}¶${number}`]));
  const rewrite = (node: ContentNode): ContentNode => {
    if (isText(node)) return node;
    if (node.type === 'evidenceFile') {
      const words = telling.evidenceWords(node.attrs?.evidence);
      return words === null ? node : { type: 'text', text: words };
    }
    return rewriteBlock(node);
  };
  const rewriteBlock = (node: ContentElement): ContentElement => {
    const number = numbers.get(node);
    const attrs = { ...node.attrs, ...(number === undefined ? {} : { paragraphNumber: number }) };
    return {
      ...node,
      ...(Object.keys(attrs).length === 0 ? {} : { attrs }),
      ...(node.content === undefined ? {} : { content: node.content.map(rewrite) }),
    };
  };
  return written(elementsOf(text.content).map(rewriteBlock));
}

/** Headings of a text stand below those of the report. */
export function belowHeadings(blocks: readonly ContentElement[]): readonly ContentElement[] {
  return blocks.map((block) => (block.type === 'heading' ? { ...block, attrs: { ...block.attrs, level: 3 } } : block));
}
