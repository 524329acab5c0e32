import type { Level } from '../assessment/level.ts';
import type { Content } from '../document/content.ts';

/** A comment on the text of a report; text nodes with the mark `comment` (attrs `numbers`) are what it is about. */
export interface ReportedComment {
  /** From 1, in the order of the text. */
  readonly number: number;
  /** What it is about; both null for a text of the whole cycle. */
  readonly item: string | null;
  readonly level: Level | null;
  /** The passage it was written on; null for the whole text. */
  readonly quote: string | null;
  readonly isResolved: boolean;
  /** The first and its answers. `at`: epoch ms. */
  readonly entries: readonly { readonly name: string; readonly at: number; readonly text: string }[];
}

/**
 * A report as it is set: DOCX, PDF, HTML and Markdown are all made of it. Headings of level 1 and 2 in `body` and
 * `annexes` make the table of contents; one of level 3 is a heading within a text. Blocks may have the attribute
 * `paragraphNumber` (`3.3-¶7`), printed small beside them, and paragraphs `role`: `title`, `subtitle` (of the document,
 * where it stands again), `subheading` (ผลการดำเนินงาน), `goal`, `note` (what is said small).
 */
export interface ReportDocument {
  /** Of the file. */
  readonly title: string;
  /** The first page, without a number; no content for none. */
  readonly cover: Content;
  readonly hasContents: boolean;
  readonly body: Content;
  /** Each begins with a heading of level 1, on a page of its own; no content for none. */
  readonly annexes: Content;
  /** Told in the margin (`docx`); empty where they are notes in an annex or left out. */
  readonly comments: readonly ReportedComment[];
  /** Small at the foot of every page: of which version it was made; '' for nothing. */
  readonly foot: string;
  /** Words across every page. */
  readonly watermark: string | null;
  /** At the head and foot of every page. */
  readonly secrecy: string | null;
  /** Of what the report itself writes: its numbers of pages, lists and notes too. Texts stay as they were written. */
  readonly hasThaiDigits: boolean;
}

/** A picture of a text, ready to be set. */
export interface ReportPicture {
  readonly bytes: Uint8Array;
  readonly mediaType: 'image/png' | 'image/jpeg';
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** By id of the file that an image node names. */
export type ReportPictures = ReadonlyMap<string, ReportPicture>;

/** All of a report in one text, as formats without pages have it. */
export function contentOf({ cover, body, annexes }: Pick<ReportDocument, 'cover' | 'body' | 'annexes'>): Content {
  const parts = [cover, body, annexes].map(({ content }) => content).filter((content) => content.length > 0);
  return {
    type: 'doc',
    content: parts.flatMap((content, at) => (at === 0 ? content : [{ type: 'pageBreak' }, ...content])),
  };
}
