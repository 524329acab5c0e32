import type { ContentNode } from '@ruam/shared/document/content.ts';
import { numberNotes } from '@ruam/shared/document/notes.ts';
import { contentOf, type ReportDocument, type ReportPictures } from '@ruam/shared/report/reportDocument.ts';
import { Document, type FileChild, Packer, Paragraph, TextRun } from 'docx';
import { blocksOf } from './blocks.ts';
import { createMargin } from './comments.ts';
import { contentsOf, pageNumbersOf } from './contents.ts';
import { fontTable } from './fontTable.ts';
import { createLists } from './lists.ts';
import { measure, mm } from './measures.ts';
import { roomBelow, type Setting } from './pageEstimate.ts';
import type { Within } from './paragraphs.ts';
import { readable, readableContent } from './readable.ts';
import { runsOf } from './runs.ts';
import { sectionsOf } from './sections.ts';
import { styleIds, styles } from './styles.ts';

/**
 * The bytes of a Word file in the official form: A4, a cover without a number, contents, the page's number at its head.
 * Whatever a person wrote, Word can open it, and nothing in it leads anywhere but links that one may follow.
 */
export async function wordFile(document: ReportDocument, pictures: ReportPictures): Promise<Uint8Array> {
  const parts = partsOf(document);
  const margin = createMargin([...parts.cover, ...parts.body], document.comments);
  const lists = createLists(document);
  const within: Within = { lists, pictures, margin, width: measure, place: 'body', depth: 0 };
  const setting = { pictures, width: measure, hasSecrecy: document.secrecy !== null };
  const coverPlace = { ...within, place: 'cover' } as const;
  const cover = blocksOf(parts.cover, {
    ...coverPlace,
    first: { spacing: { before: loweredBy(parts.cover, setting) } },
  });
  const body = blocksOf(parts.body, within);
  const noMargin = createMargin([], []);
  const footnotes = parts.notes.map((note) => ({
    children: [new Paragraph({ style: styleIds.footnote, children: [new TextRun(' '), ...runsOf(note, noMargin)] })],
  }));
  const file = new Document({
    title: readable(document.title),
    creator: 'Ruam',
    lastModifiedBy: 'Ruam',
    styles,
    numbering: { config: lists.config() },
    footnotes: Object.fromEntries(footnotes.map((note, at) => [at + 1, note])),
    ...(margin.comments.children.length === 0 ? {} : { comments: margin.comments }),
    ...(document.hasContents ? { pageNumbers: pageNumbersOf(parts.body, document, setting) } : {}),
    sections: sectionsOf(document, { cover, contents: document.hasContents ? contentsOf() : [], body: filled(body) }),
  });
  return new Uint8Array(await Packer.toBuffer(file, undefined, [fontTable]));
}

/** A short cover does not hang at the head of its page; a longer one keeps the room for letters of another font. */
function loweredBy(cover: readonly ContentNode[], setting: Setting): number {
  return Math.round(Math.max(0, roomBelow(cover, setting) - mm(90)) * 0.4);
}

/** Cover and text with their footnotes numbered through, and the texts of these. */
function partsOf({ cover, body, annexes }: ReportDocument): {
  readonly cover: readonly ContentNode[];
  readonly body: readonly ContentNode[];
  readonly notes: readonly (readonly ContentNode[])[];
} {
  const first = readableContent(cover);
  const rest = readableContent(contentOf({ cover: { type: 'doc', content: [] }, body, annexes }));
  const { content, notes } = numberNotes({ type: 'doc', content: [...first.content, ...rest.content] });
  const length = first.content.length;
  return { cover: content.content.slice(0, length), body: content.content.slice(length), notes };
}

const filled = (blocks: readonly FileChild[]): readonly FileChild[] =>
  blocks.length === 0 ? [new Paragraph({})] : blocks;
