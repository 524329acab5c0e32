import type { Level } from '../assessment/level.ts';
import { type Content, type ContentElement, type ContentNode, isText, textOf } from '../document/content.ts';
import { formatBuddhistDate } from '../thai/dates.ts';

/** Whose note it is; `author` null for one that came with an imported report. */
export interface NoteSource {
  readonly author: string | null;
  /** ISO date. */
  readonly visitDate: string | null;
  readonly content: Content;
}

const advisor = 'ที่ปรึกษา';
/** `(ความเห็นของ …)`, as reports end a paragraph that is somebody's opinion. */
const attribution = /\((?:ความเห็น|ข้อคิดเห็น|ข้อเสนอแนะ|ข้อเสนอ)(?:ของ|โดย|จาก)\s*([^()]+)\)/;

/** Who advised, and when: "ที่ปรึกษา ชื่อ ๒๒ สิงหาคม ๒๕๖๒". Of an imported note as far as its text says it. */
export function originOf({ author, visitDate, content }: NoteSource): string {
  const name = (author ?? attribution.exec(textOfContent(content))?.[1] ?? '').trim();
  const who = name.startsWith(advisor) ? name : `${advisor} ${name}`.trim();
  return visitDate === null ? who : `${who} ${formatBuddhistDate(visitDate)}`;
}

/** What an accepted note asks for beside its words. */
export interface RecommendationTarget {
  readonly targetLevel: Level | null;
  /** Buddhist era. */
  readonly targetFiscalYear: number | null;
  readonly units: readonly string[];
}

/** One recommendation with all that the note says; its blocks are lines. */
export function recommendationOf(source: NoteSource, target: RecommendationTarget): ContentElement {
  const { targetLevel, targetFiscalYear, units } = target;
  return {
    type: 'recommendation',
    attrs: {
      ...(targetLevel === null ? {} : { targetLevel }),
      ...(targetFiscalYear === null ? {} : { targetFiscalYear }),
      ...(units.length === 0 ? {} : { units: [...units], responsibleText: units.join(' ') }),
      origin: originOf(source),
    },
    content: linesOf(source.content.content).flatMap((line, index) =>
      index === 0 ? line : [{ type: 'hardBreak' }, ...line],
    ),
  };
}

/** Whether there is anything to read in it. */
export function saysNothing(content: Content): boolean {
  return textOfContent(content).trim() === '';
}

function textOfContent(content: Content): string {
  return content.content.map(textOf).join('\n');
}

/** The inline content of every block that has words, in reading order. */
function linesOf(nodes: readonly ContentNode[]): ContentNode[][] {
  return nodes.flatMap((node): ContentNode[][] => {
    const children = isText(node) ? [] : (node.content ?? []);
    if (!children.some(isInline)) return linesOf(children);
    const line = children.filter(isInline);
    return line.map(textOf).join('').trim() === '' ? [] : [line];
  });
}

function isInline(node: ContentNode): boolean {
  return isText(node) || node.type === 'hardBreak';
}
