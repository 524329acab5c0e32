import type { Content } from '@ruam/shared/document/content.ts';
import { numberNotes } from '@ruam/shared/document/notes.ts';
import {
  AlignmentType,
  Document,
  Footer,
  Header,
  type IParagraphOptions,
  NumberFormat,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx';
import { blocksOf } from './blocks.ts';
import { createLists } from './lists.ts';
import { font, language, measure, page, sizes } from './measures.ts';
import { runsOf, wordsOf } from './runs.ts';

/** A text to be made a Word file of. */
export interface WordText {
  readonly content: Content;
  /** Of the file; what stands in the text is all in `content`. */
  readonly title: string;
  /** Small, at the foot of each page; null for none. */
  readonly foot: string | null;
}

/** The bytes of a Word file in the official form: A4, Thai digits, the page's number at its head from the second on. */
export async function wordFile({ content, title, foot }: WordText): Promise<Uint8Array> {
  const lists = createLists();
  const { content: numbered, notes } = numberNotes(content);
  const children = blocksOf(numbered.content, { lists, isInside: false, depth: 0, width: measure });
  const footnotes = Object.fromEntries(
    notes.map((note, at) => [at + 1, { children: [new Paragraph({ children: runsOf(note, { size: sizes.note }) })] }]),
  );
  const run = { font, language, size: sizes.text, sizeComplexScript: sizes.text };
  const number = { font, size: sizes.text, sizeComplexScript: sizes.text, children: ['- ', PageNumber.CURRENT, ' -'] };
  const file = new Document({
    title,
    creator: 'Ruam',
    styles: { default: { document: { run } } },
    numbering: { config: lists.config() },
    footnotes,
    sections: [
      {
        properties: { titlePage: true, page: { ...page, pageNumbers: { formatType: NumberFormat.THAI_NUMBERS } } },
        headers: {
          first: new Header({ children: [new Paragraph({})] }),
          default: new Header({ children: [centred({ children: [new TextRun(number)] })] }),
        },
        footers: foot === null ? {} : { first: footerOf(foot), default: footerOf(foot) },
        children: children.length === 0 ? [new Paragraph({})] : children,
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(file));
}

const centred = (options: IParagraphOptions): Paragraph =>
  new Paragraph({ ...options, alignment: AlignmentType.CENTER });

function footerOf(foot: string): Footer {
  return new Footer({ children: [centred({ children: wordsOf(foot, { size: sizes.foot, isVerbatim: true }) })] });
}
