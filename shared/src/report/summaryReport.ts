import type { Level } from '../assessment/level.ts';
import {
  type Content,
  type ContentElement,
  type ContentNode,
  heading,
  isText,
  paragraph,
  textOf,
} from '../document/content.ts';
import { toThaiDigits } from '../thai/digits.ts';
import { withoutSpaces } from '../thai/normalize.ts';

/** What a summary report is made of: the committed texts of one cycle. */
export interface ReportSource {
  /** Of the cycle; the heading of the overview stands for it where there is one. */
  readonly title: string;
  /** Buddhist era. */
  readonly fiscalYearBE: number;
  /** Months. */
  readonly round: 6 | 12;
  readonly overview: Content;
  /** Sentences in which the imported report states a figure of the results category; those of the overview stand there. */
  readonly statements: readonly string[];
  readonly categories: readonly ReportedCategory[];
}

export interface ReportedCategory {
  readonly code: string;
  readonly kind: 'process' | 'results';
  readonly name: string;
  readonly goal: string;
  readonly items: readonly ReportedItem[];
}

export interface ReportedItem {
  readonly code: string;
  readonly name: string;
  /** The level whose text `results` is; null for a dimension and for an item without one. */
  readonly level: Level | null;
  readonly results: Content;
  readonly recommendations: Content;
  /** Submitted advice notes, the oldest first. */
  readonly advice: readonly Content[];
}

const resultsHeading = 'ผลการดำเนินงาน';
const observationsHeading = 'ข้อสังเกตและข้อเสนอแนะ';

/**
 * The summary report as a document of its own, in the order in which agencies publish it: cover, background, the
 * categories with goal, items, results and observations, the results category, the whole. What is not there is left out
 * (an item without observations has no such heading), what the overview says besides stands with the background. Numbers
 * that the report itself writes are in Thai digits; texts stay as they were written (docs/report.md O1-O5).
 */
export function summaryReport(source: ReportSource): Content {
  const { title, overview, categories, statements } = source;
  const parts = partsOf(overview);
  const name = [parts.title ?? heading(1, title), ...subtitles(source)].map(centred);
  const told = withoutSpaces(textOf({ type: 'doc', content: overview.content }));
  const untold = statements.filter((statement) => !told.includes(withoutSpaces(statement)));
  const process = categories.filter(({ kind }) => kind === 'process');
  const results = categories.filter(({ kind }) => kind === 'results');
  return {
    type: 'doc',
    content: [
      ...name,
      ...parts.summary,
      { type: 'pageBreak' },
      ...name,
      ...parts.background,
      ...process.flatMap(categoryBlocks),
      ...results.flatMap((category) => [
        ...categoryHead(category),
        ...untold.map(paragraph),
        ...parts.results,
        ...category.items.flatMap(itemBlocks),
      ]),
      ...(parts.whole.length === 0 ? [] : [heading(2, 'ข้อสังเกตและข้อเสนอแนะในภาพรวม'), ...parts.whole]),
    ],
  };
}

function centred(block: ContentElement): ContentElement {
  return { ...block, attrs: { ...block.attrs, textAlign: 'center' } };
}

/** Which year and round it is about, and what of the framework. */
function subtitles({ fiscalYearBE, round, categories }: ReportSource): ContentElement[] {
  const process = categories.filter(({ kind }) => kind === 'process');
  const results = categories.find(({ kind }) => kind === 'results');
  const [first, last] = [process[0]?.code ?? '', process.at(-1)?.code ?? ''];
  const of = `หมวดที่ ${first} – ${last}${results === undefined ? '' : ` และ หมวด ${results.code} ${results.name}`}`;
  return [
    paragraph(toThaiDigits(`ประจำปีงบประมาณ พ.ศ. ${fiscalYearBE}`)),
    paragraph(toThaiDigits(`(ประเมินตนเอง ${of} รอบ ${round} เดือน)`)),
  ];
}

function categoryBlocks(category: ReportedCategory): ContentElement[] {
  return [...categoryHead(category), ...category.items.flatMap(itemBlocks)];
}

function categoryHead({ code, name, goal }: ReportedCategory): ContentElement[] {
  return [heading(2, `หมวด ${toThaiDigits(code)} ${name}`), paragraph(`เป้าหมาย : ${goal}`)];
}

/** Nothing of an item about which nothing was written. */
function itemBlocks({ code, name, results, recommendations, advice }: ReportedItem): ContentElement[] {
  const said = written(results);
  const observed = [...written(recommendations), ...advice.flatMap(written)];
  if (said.length === 0 && observed.length === 0) return [];
  return [
    heading(3, `${toThaiDigits(code)} ${name}`),
    ...(said.length === 0 ? [] : [subheading(resultsHeading), ...said]),
    ...(observed.length === 0 ? [] : [subheading(observationsHeading), ...observed]),
  ];
}

/** Below the heading of an item there is no level of headings left. */
function subheading(text: string): ContentElement {
  return { type: 'paragraph', content: [{ type: 'text', text, marks: [{ type: 'bold' }] }] };
}

interface OverviewParts {
  readonly title: ContentElement | null;
  readonly summary: readonly ContentElement[];
  readonly background: readonly ContentElement[];
  readonly results: readonly ContentElement[];
  readonly whole: readonly ContentElement[];
}

/** Which heading of the overview begins which part; what stands under another one belongs to the background. */
const partNames: readonly (readonly [RegExp, keyof OverviewParts & ('summary' | 'results' | 'whole')])[] = [
  [/^สรุปผลรายหมวด/, 'summary'],
  [/^ผลลัพธ์การดำเนินการ/, 'results'],
  [/^ข้อสังเกตและข้อเสนอแนะในภาพรวม/, 'whole'],
];
const backgroundName = /^ความเป็นมา/;

function partsOf(overview: Content): OverviewParts {
  const blocks = elementsOf(overview.content);
  const first = blocks[0];
  const hasTitle = first !== undefined && isHeading(first, 1);
  const parts = { summary: [], background: [], results: [], whole: [] } as Record<
    'summary' | 'background' | 'results' | 'whole',
    ContentElement[]
  >;
  let part: keyof typeof parts = 'background';
  for (const block of hasTitle ? blocks.slice(1) : blocks) {
    if (!isHeading(block, 2)) {
      parts[part].push(block);
      continue;
    }
    const words = textOf(block).trim();
    part = partNames.find(([pattern]) => pattern.test(words))?.[1] ?? 'background';
    if (part === 'background' && !backgroundName.test(words)) parts.background.push(block);
  }
  return { title: hasTitle ? first : null, ...parts };
}

/** The blocks of a text, without empty ones at its end: an editor leaves an empty paragraph there. */
function written(content: Content): ContentElement[] {
  const blocks = elementsOf(content.content);
  const last = blocks.findLastIndex((block) => block.type !== 'paragraph' || textOf(block).trim() !== '');
  return blocks.slice(0, last + 1);
}

function isHeading({ type, attrs }: ContentElement, level: number): boolean {
  return type === 'heading' && attrs?.level === level;
}

function elementsOf(nodes: readonly ContentNode[]): ContentElement[] {
  return nodes.filter((node) => !isText(node));
}
