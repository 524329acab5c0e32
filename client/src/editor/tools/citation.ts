import { identifiedParagraphs } from '@ruam/shared/document/blockIds.ts';
import { type ContentElement, textOf } from '@ruam/shared/document/content.ts';
import { type BlockId, blockIdPattern } from '@ruam/shared/document/paragraphs.ts';
import type * as Y from 'yjs';

/** A paragraph as a link cites it (docs/decisions/0007). */
export interface Citation {
  readonly document: string;
  readonly block: BlockId;
  /** Its number when it was cited. */
  readonly number: number;
  /** Its first words then. */
  readonly quote: string;
}

/** Where a cited paragraph is now: the block itself, another one that begins with its words, or nowhere. */
export type Cited = { readonly name: 'here' | 'sameWords'; readonly number: number } | { readonly name: 'gone' };

const quoteLetters = 60;
/** A paragraph that was written anew is known by its words only when there are at least so many letters. */
const minFoundLetters = 8;
const maxNumber = 1_000_000;
const names = ['in', 'block', 'number', 'quote'] as const;

/** What an address cites; null: nothing, or nothing that can be meant. */
export function readCitation(address: URLSearchParams): Citation | null {
  const [document, block, number, quote] = names.map((name) => address.get(name) ?? '');
  const asNumber = Number(number);
  if (!document || !block || !blockIdPattern.test(block)) return null;
  if (!Number.isInteger(asNumber) || asNumber < 1 || asNumber > maxNumber) return null;
  return { document, block, number: asNumber, quote: cut(quote ?? '') };
}

/** The address without what it cites. */
export function withoutCitation(address: URLSearchParams): URLSearchParams {
  const rest = new URLSearchParams(address);
  for (const name of names) rest.delete(name);
  return rest;
}

/** The link to a paragraph of the document that is read at `address`. */
export function linkTo({ document, block, number, quote }: Citation, address: URL): string {
  const link = new URL(address);
  const rest = withoutCitation(link.searchParams);
  for (const [name, value] of Object.entries({ in: document, block, number, quote })) rest.set(name, String(value));
  link.search = rest.toString();
  link.hash = '';
  return link.href;
}

/** Cites the paragraph with this number; null when there is none. */
export function citationOf(doc: Y.Doc, document: string, number: number): Citation | null {
  const found = identifiedParagraphs(doc)[number - 1];
  return found === undefined ? null : { document, block: found.id, number, quote: cut(wordsOf(found.block)) };
}

/**
 * Where a cited paragraph stands, wherever it went. One that was cut and pasted, or became a list or a heading, is another block:
 * it is found when its words begin exactly one paragraph.
 */
export function findCited(doc: Y.Doc, { block, quote }: Citation): Cited {
  const paragraphs = identifiedParagraphs(doc);
  const own = paragraphs.findIndex(({ id }) => id === block);
  if (own >= 0) return { name: 'here', number: own + 1 };
  const words = quote.replace(/\s+/gu, ' ').trim().normalize('NFC');
  if (words.length < minFoundLetters) return { name: 'gone' };
  const same = paragraphs.flatMap((paragraph, index) => (wordsOf(paragraph.block).startsWith(words) ? [index] : []));
  const [index, ...others] = same;
  return index === undefined || others.length > 0 ? { name: 'gone' } : { name: 'sameWords', number: index + 1 };
}

function wordsOf(block: ContentElement): string {
  return textOf(block).replace(/\s+/gu, ' ').trim().normalize('NFC');
}

function cut(words: string): string {
  return words.slice(0, quoteLetters).toWellFormed().replaceAll('\ufffd', '');
}
