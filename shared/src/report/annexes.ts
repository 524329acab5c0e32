import type { ReportOptions } from '../api/reports.ts';
import { type ContentElement, type ContentNode, heading, paragraph } from '../document/content.ts';
import { bold, roled, tableOf } from './elements.ts';
import type { ReportedComment } from './reportDocument.ts';
import type { ReportedEvidence, ReportedItem, ReportSource } from './reportSource.ts';
import { confidentialityWords, levelWords, type ReportWords } from './reportWords.ts';
import { type Telling, tellText } from './tellText.ts';

/** An annex before it has its letter. */
export interface Annex {
  readonly title: string;
  readonly blocks: readonly ContentElement[];
}

/** Annexes in the order of Thai letters, without those that say nothing. */
export function lettered(annexes: readonly Annex[]): ContentElement[][] {
  return annexes
    .filter(({ blocks }) => blocks.length > 0)
    .map(({ title, blocks }, at) => [heading(1, `ภาคผนวก ${letters[at] ?? ''} ${title}`), ...blocks]);
}

const letters = ['ก', 'ข', 'ค', 'ง'];

/** The submitted advice notes by item, each with who gave it and when. */
export function adviceAnnex({ categories }: ReportSource, words: ReportWords, telling: Telling): Annex {
  const items = categories.flatMap((category) => category.items).filter(({ advice }) => advice.length > 0);
  return { title: 'ข้อคิดเห็นและข้อเสนอแนะของที่ปรึกษา', blocks: items.flatMap((item) => adviceOf(item, words, telling)) };
}

function adviceOf({ code, name, advice }: ReportedItem, words: ReportWords, telling: Telling): ContentElement[] {
  return [
    heading(3, `หัวข้อ ${words.digits(code)} ${name}`),
    ...advice.flatMap(({ document, author, submittedAt, content }) => {
      const by = [author, submittedAt > 0 ? words.day(submittedAt) : ''].filter((part) => part !== '').join(' ');
      const { blocks } = tellText(content, { item: code, kind: 'advice', document }, telling);
      return [...(by === '' ? [] : [roled('note', by)]), ...blocks];
    }),
  ];
}

/** What stands after a passage whose comment is a note at the end. */
export function commentReference(number: number, words: ReportWords): ContentNode {
  return { type: 'text', text: ` [ความเห็น ${words.digits(number)}] ` };
}

/** The comments as numbered notes: the passage, then what was said, the oldest first. */
export function commentAnnex(comments: readonly ReportedComment[], words: ReportWords): Annex {
  const blocks = comments.flatMap(({ number, item, level, quote, isResolved, entries }): ContentElement[] => {
    const passage = quote === null || quote === '' ? 'ความเห็นต่อข้อความทั้งหมด' : `“${quote.replace(/\s+/g, ' ')}”`;
    const on = [
      item === null ? '' : `หัวข้อ ${words.digits(item)}`,
      level === null ? '' : `ระดับ ${levelWords[level]}`,
    ].filter((part) => part !== '');
    const state = isResolved ? ' (ปิดประเด็นแล้ว)' : '';
    const head = [
      bold(`ความเห็น ${words.digits(number)} `),
      { type: 'text' as const, text: `${on.length === 0 ? '' : `(${on.join(' ')}) `}${passage}${state}` },
    ];
    const said = entries.map(({ name, at, text }) => paragraph(`${name} (${words.day(at)}): ${text}`));
    return [
      { type: 'paragraph', attrs: { textAlign: 'left' }, content: head },
      ...(said.length === 0 ? [] : [{ type: 'blockquote', content: said }]),
    ];
  });
  return { title: 'ความเห็นต่อข้อความในรายงาน', blocks };
}

/** The evidence register: number, title with file and hash, date, and what it proves. */
export function evidenceAnnex(
  evidence: readonly ReportedEvidence[],
  words: ReportWords,
  option: ReportOptions['evidence'],
): Annex {
  const rows = evidence.map((entry, at) => [
    words.digits(at + 1),
    entryWords(entry, words),
    [
      entry.effectiveDate === null ? '' : words.date(entry.effectiveDate),
      entry.fiscalYearBE === null ? '' : words.digits(`ปีงบประมาณ ${entry.fiscalYearBE}`),
    ]
      .filter((line) => line !== '')
      .join('\n') || '-',
    words.digits(entry.items.join(', ')) || '-',
    entry.checks.join(', ') || '-',
  ]);
  const note = option === 'files' ? [roled('note', 'ไฟล์หลักฐานอยู่ในโฟลเดอร์ “หลักฐาน” ที่มาพร้อมรายงานนี้ ตามชื่อในตาราง')] : [];
  const table = tableOf(['ลำดับ', 'หลักฐาน', 'วันที่มีผล', 'หัวข้อ', 'ข้อตรวจ'], rows, [9, 46, 19, 11, 15]);
  const told = rows.length === 0 ? [paragraph('ไม่มีรายการหลักฐาน')] : [...note, table];
  return { title: 'ทะเบียนหลักฐาน', blocks: option === 'none' ? [] : told };
}

/** Title, and in lines of their own who may see it, the file and its hash. */
function entryWords({ title, confidentiality, file }: ReportedEvidence, words: ReportWords): string {
  return [
    title,
    ...(confidentiality === 'public' ? [] : [`(${confidentialityWords[confidentiality]})`]),
    ...(file === null
      ? ['ไม่มีสิทธิ์เปิดไฟล์']
      : [`${file.path ?? file.name} (${size(file.sizeBytes, words)})`, `SHA-256 ${file.hash}`]),
  ].join('\n');
}

function size(bytes: number, words: ReportWords): string {
  const [amount, unit] =
    bytes < 1_000_000 ? [Math.max(1, Math.round(bytes / 1_000)), 'KB'] : [(bytes / 1_000_000).toFixed(1), 'MB'];
  return `${words.digits(amount)} ${unit}`;
}
