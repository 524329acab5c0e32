import {
  AlignmentType,
  BorderStyle,
  type ICharacterStyleOptions,
  type IParagraphStyleOptions,
  type IStylesOptions,
} from 'docx';
import { deepestList, firstLine, fontName, listStep, mm } from './measures.ts';

/** Every style that a paragraph of ours may have: all looks are theirs, so that a person restyles a report in Word. */
export const styleIds = {
  title: 'Title',
  subtitle: 'Subtitle',
  headings: ['Heading1', 'Heading2', 'Heading3'],
  body: 'BodyText',
  cover: 'CoverText',
  /** A body text that its writer has aligned, or a line of a form. */
  line: 'TextLine',
  /** With the number of the paragraph where its first line is indented. */
  numbered: 'NumberedText',
  subheading: 'Subheading',
  /** Of a recommendation below another, by how deep. */
  below: ['BodyText', 'Recommendation2', 'Recommendation3', 'Recommendation4'],
  goal: 'Goal',
  note: 'Note',
  quote: 'Quote',
  code: 'Code',
  list: 'ListParagraph',
  tableText: 'TableText',
  tableHead: 'TableHeading',
  figure: 'Figure',
  rule: 'Rule',
  resolution: 'Resolution',
  scenario: 'Scenario',
  contentsTitle: 'TOCHeading',
  header: 'Header',
  footer: 'Footer',
  secrecy: 'SecrecyMark',
  comment: 'CommentText',
  footnote: 'FootnoteText',
} as const;

/** Of a run: what its words are. */
export const runStyles = { number: 'ParagraphNumber', link: 'Hyperlink', code: 'CodeText', box: 'CheckBox' } as const;

/** The style of what follows the first block of a list's item. @param depth from 1 */
export function continuedStyle(depth: number): string {
  return `ListContinue${Math.min(depth, deepestList + 1)}`;
}

/** Thai is a complex script to Word; Latin words among it break and are spelled as English ones. */
const language = { value: 'en-US', eastAsia: 'th-TH', bidirectional: 'th-TH' };
const font = { ascii: fontName, hAnsi: fontName, cs: fontName, eastAsia: fontName };
const grey = '595959';

/** Points, for Thai letters and others alike. */
const sized = (points: number) => ({ size: points * 2, sizeComplexScript: points * 2 });
const bold = { bold: true, boldComplexScript: true };
const spread = { alignment: AlignmentType.THAI_DISTRIBUTE, spacing: { after: 60 } };
const keep = { keepNext: true, keepLines: true };
const dash = { style: BorderStyle.DASHED, size: 6, space: 4 };

const paragraphStyles: readonly IParagraphStyleOptions[] = [
  named('BodyText', 'Body Text', { paragraph: { ...spread, indent: { firstLine } } }),
  {
    ...named('CoverText', 'Cover Text', { paragraph: { spacing: { before: 100, after: 100 } } }),
    basedOn: 'BodyText',
  },
  ...[2, 3, 4].map((depth) => ({
    ...named(`Recommendation${depth}`, `Recommendation ${depth}`, {
      paragraph: { indent: { firstLine: firstLine + mm(7) * (depth - 1) } },
    }),
    basedOn: 'BodyText',
  })),
  named('TextLine', 'Text Line', { paragraph: { spacing: { after: 60 } } }),
  {
    ...named('NumberedText', 'Numbered Text', {
      paragraph: { indent: { firstLine: 0 }, leftTabStop: firstLine },
    }),
    basedOn: 'BodyText',
  },
  named('Subheading', 'Subheading', { paragraph: { ...keep, spacing: { before: 60, after: 40 } }, run: bold }),
  named('Goal', 'Goal', { paragraph: { ...spread, spacing: { after: 120 } } }),
  named('Note', 'Note', { paragraph: { spacing: { after: 60 } }, run: { ...sized(14), color: grey } }),
  named('Subtitle', 'Subtitle', {
    paragraph: { alignment: AlignmentType.CENTER, spacing: { after: 60 }, keepNext: true },
    run: { ...sized(18), ...bold },
  }),
  named('Quote', 'Quote', { paragraph: { ...spread, indent: { left: mm(12), right: mm(12) } } }),
  named('Code', 'Code', { paragraph: { spacing: { after: 60 }, indent: { left: mm(8) } }, run: sized(14) }),
  named('TableText', 'Table Text', { paragraph: { spacing: { after: 20 } }, run: sized(14) }),
  {
    ...named('TableHeading', 'Table Heading', {
      paragraph: { alignment: AlignmentType.CENTER, keepNext: true },
      run: bold,
    }),
    basedOn: 'TableText',
  },
  named('Figure', 'Figure', { paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 80, after: 80 } } }),
  named('Rule', 'Rule', { paragraph: { border: { bottom: { style: BorderStyle.SINGLE, size: 4, space: 1 } } } }),
  named('Resolution', 'Resolution', {
    paragraph: { indent: { left: firstLine }, spacing: { after: 60 }, keepLines: true },
  }),
  named('Scenario', 'Scenario', {
    // What was supposed must not be taken for what was resolved.
    paragraph: { spacing: { after: 60 }, border: { top: dash, bottom: dash, left: dash, right: dash } },
  }),
  named('TOCHeading', 'TOC Heading', {
    paragraph: { alignment: AlignmentType.CENTER, spacing: { after: 160 }, keepNext: true },
    run: { ...sized(18), ...bold },
  }),
  ...[1, 2].map((level) =>
    named(`TOC${level}`, `toc ${level}`, {
      paragraph: {
        spacing: { before: level === 1 ? 80 : 0, after: 0 },
        indent: { left: level === 1 ? 0 : mm(8) },
      },
      run: level === 1 ? bold : {},
    }),
  ),
  named('Header', 'header', { paragraph: { alignment: AlignmentType.CENTER } }),
  named('Footer', 'footer', { paragraph: { alignment: AlignmentType.CENTER }, run: { ...sized(10), color: grey } }),
  named('SecrecyMark', 'Secrecy Mark', {
    paragraph: { alignment: AlignmentType.CENTER },
    run: { ...sized(22), ...bold, color: 'C00000' },
  }),
  named('CommentText', 'annotation text', { run: sized(14) }),
  ...Array.from({ length: deepestList + 1 }, (_, at) =>
    named(continuedStyle(at + 1), at === 0 ? 'List Continue' : `List Continue ${at + 1}`, {
      paragraph: { ...spread, indent: { left: listStep * (at + 1) } },
    }),
  ),
];

const characterStyles: readonly ICharacterStyleOptions[] = [
  {
    id: 'ParagraphNumber',
    name: 'Paragraph Number',
    run: { ...sized(10), color: grey, bold: false, boldComplexScript: false },
  },
  { id: 'CodeText', name: 'Code Text', run: { font: 'Courier New', ...sized(12) } },
  // Thai fonts have no boxes.
  { id: 'CheckBox', name: 'Check Box', run: { font: 'Segoe UI Symbol', ...sized(12) } },
];

/** The styles of a file. */
export const styles: IStylesOptions = {
  default: {
    document: { run: { font, language, ...sized(16) } },
    title: {
      ...{ basedOn: 'Normal', next: 'BodyText', quickFormat: true },
      paragraph: { ...keep, alignment: AlignmentType.CENTER, spacing: { before: 120, after: 80 } },
      run: { ...sized(20), ...bold },
    },
    heading1: headed({ before: 240, after: 80 }, 18),
    heading2: headed({ before: 160, after: 60 }, 16),
    heading3: headed({ before: 120, after: 60 }, 16),
    listParagraph: { basedOn: 'Normal', quickFormat: true, paragraph: spread },
    footnoteText: { basedOn: 'Normal', paragraph: { spacing: { after: 0 } }, run: sized(12) },
    hyperlink: { run: { color: '0B3D91', underline: {} } },
  },
  paragraphStyles,
  characterStyles,
};

function headed(spacing: { readonly before: number; readonly after: number }, points: number) {
  return {
    ...{ basedOn: 'Normal', next: 'BodyText', quickFormat: true },
    paragraph: { ...keep, spacing },
    run: { ...sized(points), ...bold, color: '000000' },
  };
}

function named(
  id: string,
  name: string,
  look: Pick<IParagraphStyleOptions, 'paragraph' | 'run'>,
): IParagraphStyleOptions {
  return { id, name, basedOn: 'Normal', quickFormat: true, ...look };
}
