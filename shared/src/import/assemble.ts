import type { Level } from '../assessment/level.ts';
import { withoutSpaces } from '../thai/normalize.ts';
import type { Complain } from './categories.ts';
import { targetFiscalYear } from './facts.ts';
import { targetLevelOf } from './levels.ts';
import type { DraftParagraph } from './paragraphs.ts';
import type { Report, ReportParagraph } from './report.ts';
import { findAliases, readUnits, type UnitMention } from './units.ts';

/** The units that a report's paragraphs name, under one name each. */
export interface UnitRegister {
  readonly units: Report['units'];
  /** The units that the words behind a label name, by canonical name, each once. */
  namesIn(text: string): string[];
}

/** Collects the units of all paragraphs; words that name none and names taken as another go to `complain`. */
export function collectUnits(paragraphs: readonly DraftParagraph[], complain: Complain): UnitRegister {
  const mentions: (UnitMention & { readonly line: number })[] = [];
  const visit = (paragraph: DraftParagraph): void => {
    if (paragraph.responsible) {
      const { text, line } = paragraph.responsible;
      const read = readUnits(text);
      mentions.push(...read.mentions.map((mention) => ({ ...mention, line })));
      for (const words of read.unread) complain(line, words, 'responsible unit not recognised');
      if (read.mentions.length === 0 && read.unread.length === 0) complain(line, text, 'no responsible unit named');
    }
    paragraph.children.forEach(visit);
  };
  paragraphs.forEach(visit);

  const counts = new Map<string, number>();
  for (const { name, kind } of mentions) if (kind === 'bureau') counts.set(name, (counts.get(name) ?? 0) + 1);
  const aliases = findAliases(counts);
  const canonical = (name: string): string => aliases.get(name) ?? name;

  const units = new Map<string, { name: string; kind: UnitMention['kind']; writtenAs: string[] }>();
  const told = new Set<string>();
  for (const mention of mentions) {
    const name = canonical(mention.name);
    const unit = units.get(name) ?? { name, kind: mention.kind, writtenAs: [] };
    if (!unit.writtenAs.includes(mention.writtenAs)) unit.writtenAs.push(mention.writtenAs);
    units.set(name, unit);
    if (name !== mention.name && !told.has(mention.name))
      complain(mention.line, mention.writtenAs, `unit taken as ${name}`);
    if (name !== mention.name) told.add(mention.name);
  }
  return {
    units: [...units.values()],
    namesIn: (text) => [...new Set(readUnits(text).mentions.map((mention) => canonical(mention.name)))],
  };
}

/** What a paragraph's reading depends on beside its own words. */
export interface ParagraphContext {
  readonly register: UnitRegister;
  /** The level the item has reached. */
  readonly reached: Level | null;
  readonly fiscalYearBE: number | null;
  readonly advisor: Report['advisor'];
  /** Overall observations have no target level. */
  readonly targets: boolean;
}

/** Gives a drafted paragraph its units, target and attribution. */
export function finishParagraph(draft: DraftParagraph, context: ParagraphContext): ReportParagraph {
  return {
    marker: draft.marker,
    text: draft.text,
    targetLevel: context.targets ? targetLevelOf(draft.text, context.reached) : null,
    targetFiscalYearBE: targetFiscalYear(draft.text, context.fiscalYearBE),
    responsible: draft.responsible && {
      text: draft.responsible.text,
      units: context.register.namesIn(draft.responsible.text),
      position: draft.responsible.position,
    },
    attribution:
      draft.attribution === null
        ? null
        : { text: draft.attribution, person: personOf(draft.attribution, context.advisor) },
    children: draft.children.map((child) => finishParagraph(child, context)),
    line: draft.line,
  };
}

/** The person behind `ความเห็นของ`; the advisor's name is taken as the report writes it elsewhere. */
function personOf(text: string, advisor: Report['advisor']): string {
  const person = text.replace(/^(?:ความเห็น|ข้อคิดเห็น|ข้อเสนอแนะ|ข้อเสนอ)(?:ของ|โดย|จาก)\s*/, '');
  return advisor && withoutSpaces(person) === withoutSpaces(advisor.name) ? advisor.name : person;
}
