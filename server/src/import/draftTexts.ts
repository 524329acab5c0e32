import type { ImportedText } from '@ruam/shared/api/imports.ts';
import { levels } from '@ruam/shared/assessment/level.ts';
import type { ContentElement } from '@ruam/shared/document/content.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import { levelParts } from '@ruam/shared/import/levelParts.ts';
import type { SourceLine } from '@ruam/shared/import/lines.ts';
import type { ParsedLines } from '@ruam/shared/import/parseReport.ts';
import type { Report, ReportItem, ReportParagraph } from '@ruam/shared/import/report.ts';
import { evidenceContent, overviewContent, recommendationContent } from '../cycle/reportContent.ts';
import { objectsAmong, sectionContent } from './sectionContent.ts';
import type { RichBlocks } from './source.ts';

/** What a report's texts are taken from beside the report: its sections, with what stands in them. */
export interface TextSource {
  readonly sections: ParsedLines['sections'];
  readonly blocks: RichBlocks;
}

/** Every text that a report gives to a document of the framework, in the order of the items, the whole last. */
export function draftTexts(report: Report, framework: Framework, source: TextSource | null): ImportedText[] {
  const kinds = new Map(
    framework.categories.flatMap(({ items }) => items.map(({ code, kind }) => [code, kind] as const)),
  );
  const items = report.categories.flatMap((category) => category.items);
  const texts = items.flatMap((item): ImportedText[] => {
    const kind = kinds.get(item.code);
    if (kind === undefined) return [];
    const recommendations = recommendationsOf(item, source);
    // A result without a level that can be read is still evidence: it stands in the lowest text.
    const level = item.level ?? levels[0];
    const about = kind === 'process' ? { kind: 'evidence' as const, level } : { kind: 'results' as const, level: null };
    const byLevel = kind === 'process' ? evidenceByLevel(item, source) : null;
    return [
      ...(byLevel ?? text({ item: item.code, ...about }, evidenceOf(item, source))),
      ...text({ item: item.code, kind: 'recommendations', level: null }, recommendations),
    ];
  });
  return [...texts, ...text({ item: null, kind: 'overview', level: null }, overviewContent(report, objectsOf(source)))];
}

function text(about: Omit<ImportedText, 'content'>, content: readonly ContentElement[]): ImportedText[] {
  return content.length === 0 ? [] : [{ ...about, content: { type: 'doc', content } }];
}

/** The text of each level, when the result is told by levels: what stands before all belongs to the level of the item. */
function evidenceByLevel(item: ReportItem, source: TextSource | null): ImportedText[] | null {
  const byLevel = levelParts(resultLines(item, source));
  if (source === null || byLevel === null) return null;
  const reached = item.level ?? levels[0];
  return levels.flatMap((level) => {
    const own = byLevel.parts.filter((part) => part.level === level).flatMap(({ lines }) => lines);
    const lines = level === reached ? [...byLevel.lead, ...own] : own;
    return text({ item: item.code, kind: 'evidence', level }, sectionContent(lines, source.blocks));
  });
}

function resultLines({ code: item }: ReportItem, source: TextSource | null): readonly SourceLine[] {
  return source?.sections.find(({ kind, code }) => kind === 'result' && code === item)?.lines ?? [];
}

function evidenceOf(item: ReportItem, source: TextSource | null): ContentElement[] {
  const section = source?.sections.find(({ kind, code }) => kind === 'result' && code === item.code);
  if (source === null || section === undefined || source.blocks.size === 0) return evidenceContent(item);
  return sectionContent(section.lines, source.blocks);
}

function recommendationsOf(item: ReportItem, source: TextSource | null): ContentElement[] {
  const sections = source?.sections.filter(({ kind, code }) => kind === 'observations' && code === item.code) ?? [];
  const objects = source === null ? [] : sections.flatMap(({ lines }) => objectsAmong(lines, source.blocks));
  return withObjects(item.observations, objects);
}

/** Observations as blocks, each table or picture behind the one that it stands under. */
function withObjects(
  observations: readonly ReportParagraph[],
  objects: readonly { readonly line: number; readonly nodes: readonly ContentElement[] }[],
): ContentElement[] {
  const parts = observations.map((one, at) => {
    const next = observations[at + 1]?.line ?? Number.POSITIVE_INFINITY;
    const from = at === 0 ? 0 : one.line;
    const own = objects.filter(({ line }) => line >= from && line < next);
    return [...recommendationContent([one]), ...own.flatMap(({ nodes }) => nodes)];
  });
  return observations.length === 0 ? objects.flatMap(({ nodes }) => nodes) : parts.flat();
}

function objectsOf(source: TextSource | null): Parameters<typeof overviewContent>[1] {
  if (source === null) return {};
  const among = (isPart: (section: ParsedLines['sections'][number]) => boolean): ContentElement[] =>
    source.sections
      .filter(isPart)
      .flatMap(({ lines }) => objectsAmong(lines, source.blocks))
      .flatMap(({ nodes }) => nodes);
  return {
    background: among(({ kind }) => kind === 'front'),
    results: among(({ kind, code }) => code === '7' && ['category', 'loose', 'result'].includes(kind)),
    whole: among(({ kind }) => kind === 'overall'),
  };
}
