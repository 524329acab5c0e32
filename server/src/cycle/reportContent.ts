import type { ContentElement } from '@ruam/shared/document/content.ts';
import { heading, inlineText, paragraph } from '@ruam/shared/document/content.ts';
import type { RecommendationAttributes } from '@ruam/shared/document/schema.ts';
import type { Report, ReportItem, ReportParagraph } from '@ruam/shared/import/report.ts';

/** The evidence text of the reached level: what the report says the result is, mostly a sentence. */
export function evidenceContent(item: ReportItem): ContentElement[] {
  return item.result === null ? [] : item.result.split('\n').map(paragraph);
}

/** Every observation, children included, as recommendation blocks in reading order; an advisor's opinion is not among them. */
export function recommendationContent(observations: readonly ReportParagraph[]): ContentElement[] {
  return observations.filter((observation) => observation.attribution === null).flatMap((node) => blocks(node, 0));
}

/** The paragraphs that the report gives to a person, each to become an advice note of its own. */
export function attributedParagraphs(observations: readonly ReportParagraph[]): ReportParagraph[] {
  return observations.flatMap((node) => (node.attribution ? [node] : attributedParagraphs(node.children)));
}

/** An advice note: the paragraph with its children, and whose opinion it is as the report has it. */
export function adviceContent(node: ReportParagraph): ContentElement[] {
  const source = node.attribution === null ? '' : ` (${node.attribution.text})`;
  return [paragraph(`${marked(node)}${source}`), ...node.children.flatMap(nestedParagraphs)];
}

/** Tables and pictures that stand among what a report says of the whole. */
interface OverviewObjects {
  readonly background?: readonly ContentElement[];
  readonly results?: readonly ContentElement[];
  readonly whole?: readonly ContentElement[];
}

/** Introduction, category summaries, the narrative of the results and the overall recommendations. */
export function overviewContent(report: Report, objects: OverviewObjects = {}): ContentElement[] {
  const { background = [], results = [], whole = [] } = objects;
  const summaries = report.categories.flatMap((category) =>
    category.summary === null ? [] : [paragraph(category.summary)],
  );
  const narrative = report.results?.narrative ?? [];
  return [
    ...(report.title === null ? [] : [heading(1, report.title)]),
    ...section('ความเป็นมา', [...report.introduction.map(paragraph), ...background]),
    ...section('สรุปผลรายหมวด', [...summaries, ...(report.overall ? [paragraph(report.overall.text)] : [])]),
    ...section('ผลลัพธ์การดำเนินการ', [...narrative.map(paragraph), ...results]),
    ...section('ข้อสังเกตและข้อเสนอแนะในภาพรวม', [
      ...recommendationContent(report.overallObservations),
      // A note belongs to an item; an opinion on the whole stands with the whole.
      ...attributedParagraphs(report.overallObservations).flatMap(adviceContent),
      ...whole,
    ]),
  ];
}

function section(title: string, content: readonly ContentElement[]): ContentElement[] {
  return content.length === 0 ? [] : [heading(2, title), ...content];
}

function blocks(node: ReportParagraph, depth: number): ContentElement[] {
  const attributes: Partial<RecommendationAttributes> = {
    ...(node.marker === null ? {} : { marker: node.marker }),
    ...(depth === 0 ? {} : { depth }),
    ...(node.targetLevel === null ? {} : { targetLevel: node.targetLevel }),
    ...(node.targetFiscalYearBE === null ? {} : { targetFiscalYear: node.targetFiscalYearBE }),
    ...(node.responsible === null ? {} : { units: node.responsible.units, responsibleText: node.responsible.text }),
  };
  const block: ContentElement = { type: 'recommendation', attrs: attributes, ...inlineText(node.text) };
  const children = node.children.filter((child) => child.attribution === null);
  return [block, ...children.flatMap((child) => blocks(child, Math.min(depth + 1, 8)))];
}

function nestedParagraphs(node: ReportParagraph): ContentElement[] {
  return [paragraph(marked(node)), ...node.children.flatMap(nestedParagraphs)];
}

function marked(node: ReportParagraph): string {
  const responsible = node.responsible === null ? '' : ` (ผู้รับผิดชอบ ${node.responsible.text})`;
  return `${node.marker === null ? '' : `${node.marker} `}${node.text}${responsible}`;
}
