import type { AdviceSeverity, AdviceType } from '../api/advice.ts';
import type { Content } from '../document/content.ts';
import { contentAsHtml, escapeHtml } from '../document/html.ts';
import { contentAsMarkdown } from '../document/markdown.ts';
import { formatBuddhistDate } from '../thai/dates.ts';

/** A submitted note as the annex prints it. */
export interface AnnexNote {
  readonly item: string;
  /** The item's name, Thai. */
  readonly itemTitle: string;
  readonly type: AdviceType | null;
  readonly severity: AdviceSeverity | null;
  readonly visitDate: string | null;
  readonly quote: string | null;
  readonly author: string | null;
  /** A later version stands in its place. */
  readonly isReplaced: boolean;
  readonly answer: { readonly kind: 'accepted' | 'declined'; readonly reason: string | null } | null;
  readonly content: Content;
}

/** The annex of a cycle; `notes` in the order of the items. */
export interface Annex {
  readonly title: string;
  readonly notes: readonly AnnexNote[];
}

const heading = 'ภาคผนวก ความเห็นของที่ปรึกษา';
const types: Readonly<Record<AdviceType, string>> = {
  observation: 'ข้อสังเกต',
  recommendation: 'ข้อเสนอแนะ',
  question: 'คำถาม',
};
const severities: Readonly<Record<AdviceSeverity, string>> = {
  minor: 'เล็กน้อย',
  major: 'สำคัญ',
  critical: 'เร่งด่วน',
};
const nothing = 'ไม่มีความเห็นของที่ปรึกษา';

/** The annex as Markdown; each note ends with whose opinion it is. */
export function annexAsMarkdown({ title, notes }: Annex): string {
  const sections = byItem(notes).flatMap(([first, ...others]) => [
    `## ${first.item} ${plain(first.itemTitle)}`,
    ...[first, ...others].flatMap((note) => [
      `**${kindOf(note)}**`,
      ...(note.quote === null ? [] : [`> ${plain(note.quote)}`]),
      contentAsMarkdown(note.content),
      ...[attributionOf(note), answerOf(note)].filter((line) => line !== null).map(plain),
    ]),
  ]);
  return [`# ${heading}`, plain(title), ...(sections.length === 0 ? [nothing] : sections)].join('\n\n');
}

/** The annex as the body of a page, everything escaped. */
export function annexAsHtml({ title, notes }: Annex): string {
  const sections = byItem(notes).flatMap(([first, ...others]) => [
    `<h2>${escapeHtml(`${first.item} ${first.itemTitle}`)}</h2>`,
    ...[first, ...others].flatMap((note) => [
      '<section>',
      `<p><strong>${escapeHtml(kindOf(note))}</strong></p>`,
      ...(note.quote === null ? [] : [`<blockquote>${escapeHtml(note.quote)}</blockquote>`]),
      contentAsHtml(note.content),
      ...[attributionOf(note), answerOf(note)]
        .filter((line) => line !== null)
        .map((line) => `<p>${escapeHtml(line)}</p>`),
      '</section>',
    ]),
  ]);
  const body = sections.length === 0 ? [`<p>${nothing}</p>`] : sections;
  return [`<h1>${heading}</h1>`, `<p>${escapeHtml(title)}</p>`, ...body].join('\n');
}

/** "ข้อเสนอแนะ (สำคัญ)"; a note of an imported report is an opinion. */
function kindOf({ type, severity, isReplaced }: AnnexNote): string {
  const kind = type === null ? 'ความเห็น' : types[type];
  const grade = severity === null ? '' : ` (${severities[severity]})`;
  return `${kind}${grade}${isReplaced ? ' ฉบับก่อนแก้ไข' : ''}`;
}

/** As the report of FY 2562 has it at 5.2: "(ความเห็นของ …)". An imported note says it in its own text. */
function attributionOf({ author, visitDate }: AnnexNote): string | null {
  if (author === null) return null;
  return `(ความเห็นของ${author}${visitDate === null ? '' : ` ${formatBuddhistDate(visitDate)}`})`;
}

function answerOf({ type, answer }: AnnexNote): string | null {
  if (answer === null) return null;
  const reason = answer.reason === null || answer.reason === '' ? '' : ` ${answer.reason}`;
  if (answer.kind === 'declined') return `ไม่รับ เหตุผล:${reason}`;
  return type === 'question' ? `คำตอบ:${reason}` : `รับเป็นข้อเสนอแนะ${reason}`;
}

function byItem(notes: readonly AnnexNote[]): (readonly [AnnexNote, ...AnnexNote[]])[] {
  const items = new Map<string, [AnnexNote, ...AnnexNote[]]>();
  for (const note of notes) {
    const found = items.get(note.item);
    if (found) found.push(note);
    else items.set(note.item, [note]);
  }
  return [...items.values()];
}

/** What a person wrote on a line of its own means nothing in Markdown. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#~&|]/g, '\\$&');
}
