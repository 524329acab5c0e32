import { type Content, type ContentElement, textOf } from '../document/content.ts';
import { elementsOf, isHeading, written } from './elements.ts';

/** The overview of a cycle by the places where a report tells it. */
export interface OverviewParts {
  readonly title: ContentElement | null;
  /** A sentence for each category, and the overall result. */
  readonly summary: readonly ContentElement[];
  readonly background: readonly ContentElement[];
  /** Of the results category. */
  readonly results: readonly ContentElement[];
  readonly whole: readonly ContentElement[];
}

type Part = 'summary' | 'background' | 'results' | 'whole';

/** Which heading of the overview begins which part; what stands under another one belongs to the background. */
const partNames: readonly (readonly [RegExp, Part])[] = [
  [/^สรุปผลรายหมวด/, 'summary'],
  [/^ผลลัพธ์การดำเนินการ/, 'results'],
  [/^ข้อสังเกตและข้อเสนอแนะในภาพรวม/, 'whole'],
];
const backgroundName = /^ความเป็นมา/;

/** Nothing is left out: what stands under a heading of its own stands with the background, with that heading. */
export function overviewParts(overview: Content): OverviewParts {
  const blocks = elementsOf(overview.content);
  const first = blocks[0];
  const title = first !== undefined && isHeading(first, 1) ? first : null;
  const parts: Record<Part, ContentElement[]> = { summary: [], background: [], results: [], whole: [] };
  let part: Part = 'background';
  for (const block of title === null ? blocks : blocks.slice(1)) {
    if (!isHeading(block, 2)) {
      parts[part].push(block);
      continue;
    }
    const words = textOf(block).trim();
    part = partNames.find(([pattern]) => pattern.test(words))?.[1] ?? 'background';
    if (part === 'background' && !backgroundName.test(words)) parts.background.push(block);
  }
  const { summary, background, results, whole } = parts;
  return {
    title,
    ...{ summary: written(summary), background: written(background) },
    ...{ results: written(results), whole: written(whole) },
  };
}
