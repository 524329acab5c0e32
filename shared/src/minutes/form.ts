import { type ContentElement, heading, paragraph } from '../document/content.ts';
import { type AgendaSection, agendaSections } from '../meetings/agenda.ts';
import type { Presence } from '../meetings/quorum.ts';
import type { Role } from '../policy/roles.ts';
import { formatBuddhistDate } from '../thai/dates.ts';
import { toThaiDigits } from '../thai/digits.ts';
import { bodyInWords, roleInWords } from './bodies.ts';

/** What the form of minutes is made of. Times are `09:30`, days ISO dates; null is not known. */
export interface MinutesFacts {
  readonly body: string;
  readonly number: string;
  readonly isSpecial: boolean;
  readonly date: string | null;
  readonly place: string;
  readonly begunAt: string | null;
  readonly endedAt: string | null;
  readonly members: readonly { readonly name: string; readonly role: Role; readonly presence: Presence | null }[];
  /** Who is there without a seat in the body. */
  readonly attending: readonly { readonly name: string; readonly role: Role }[];
  /** Ordered; `number` as `4.2`. */
  readonly agenda: readonly {
    readonly id: string;
    readonly section: AgendaSection;
    readonly number: string;
    readonly title: string;
    readonly detail: string;
  }[];
}

/** A part of the form: its first block carries the name. */
export interface FormPart {
  readonly part: string;
  readonly blocks: readonly ContentElement[];
  /** Whether it still says that something is not known. */
  readonly isOpen: boolean;
  /** What the form may have said in its place before; other lines are somebody's. */
  readonly earlier: ReadonlySet<string>;
}

/** What stands where a fact is not known yet; a part that has it is written anew when the fact is (docs/resolutions.md N3). */
export const blank = '..............................';

const sectionTitles: Readonly<Record<AgendaSection, string>> = {
  chairInforms: 'เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ',
  confirmMinutes: 'เรื่องรับรองรายงานการประชุม',
  mattersArising: 'เรื่องสืบเนื่อง',
  forConsideration: 'เรื่องเสนอให้ที่ประชุมพิจารณา',
  others: 'เรื่องอื่น ๆ',
};

export const sectionPart = (section: AgendaSection): string => `section:${section}`;
export const entryPart = (entry: string): string => `entry:${entry}`;

/** The form of minutes as Thai offices have it, part by part, in order (docs/resolutions.md N2). */
export function minutesForm(facts: MinutesFacts): readonly FormPart[] {
  const { members, attending } = facts;
  const isNoted = members.some(({ presence }) => presence !== null);
  const present = members.filter(({ presence }) => presence === 'present');
  const absent = members.filter(({ presence }) => presence === 'excused' || presence === 'absent');
  return [
    ...titleOf(facts),
    partOf('present', heading(2, 'ผู้มาประชุม'), isNoted ? people(present) : [paragraph(blank)], members),
    partOf('absent', heading(2, 'ผู้ไม่มาประชุม (ถ้ามี)'), isNoted ? people(absent) : [paragraph(blank)], members),
    partOf('attending', heading(2, 'ผู้เข้าร่วมประชุม (ถ้ามี)'), people(attending)),
    partOf('begun', paragraph(`เริ่มประชุมเวลา ${clock(facts.begunAt)}`), []),
    ...agendaSections.flatMap((section, index) => sectionParts(facts, section, index)),
    partOf('ended', paragraph(`เลิกประชุมเวลา ${clock(facts.endedAt)}`), []),
    partOf('writer', right(`ผู้จดรายงานการประชุม ${blank}`), [right(`ผู้ตรวจรายงานการประชุม ${blank}`)]),
  ];
}

function titleOf({ body, number, isSpecial, date, place }: MinutesFacts): FormPart[] {
  const when = date === null ? blank : `เมื่อวัน${weekday(date)}ที่ ${formatBuddhistDate(date)}`;
  const title = { ...heading(1, `รายงานการประชุม${bodyInWords(body)}`), attrs: { level: 1, textAlign: 'center' } };
  return [
    partOf('title', title, [centred(`ครั้งที่ ${toThaiDigits(number)}${isSpecial ? ' (นัดพิเศษ)' : ''}`)]),
    partOf('when', centred(when), []),
    partOf('place', centred(place === '' ? blank : `ณ ${toThaiDigits(place)}`), []),
  ];
}

function sectionParts({ agenda }: MinutesFacts, section: AgendaSection, index: number): FormPart[] {
  const own = agenda.filter((entry) => entry.section === section);
  const title = heading(2, `ระเบียบวาระที่ ${toThaiDigits(String(index + 1))} ${sectionTitles[section]}`);
  return [
    partOf(sectionPart(section), title, own.length === 0 ? [paragraph('')] : []),
    ...own.map(({ id, number, title: words, detail }) =>
      partOf(
        entryPart(id),
        heading(3, `${toThaiDigits(number)} ${words}`),
        [...detail.split('\n').filter((line) => line.trim() !== ''), ''].map(paragraph),
      ),
    ),
  ];
}

type Attending = MinutesFacts['attending'][number] & { readonly presence?: Presence | null };

function people(list: readonly Attending[]): ContentElement[] {
  if (list.length === 0) return [paragraph(nobody)];
  const items = list.map((one) => ({ type: 'listItem', content: [paragraph(personLine(one))] }));
  return [{ type: 'orderedList', attrs: { start: 1 }, content: items }];
}

const nobody = 'ไม่มี';

function personLine({ name, role, presence }: Attending): string {
  return `${name} ${roleInWords(role)}${presence === 'excused' ? ' (ลาประชุม)' : ''}`;
}

function partOf(
  part: string,
  first: ContentElement,
  rest: readonly ContentElement[],
  members: MinutesFacts['members'] = [],
): FormPart {
  const blocks = [{ ...first, attrs: { ...first.attrs, part } }, ...rest];
  const lines = members.flatMap((one) =>
    (['present', 'excused'] as const).map((presence) => personLine({ ...one, presence })),
  );
  const earlier = new Set([...lines, ...(members.length === 0 ? [] : [nobody])]);
  return { part, blocks, isOpen: JSON.stringify(blocks).includes(blank), earlier };
}

const centred = (text: string): ContentElement => ({ ...paragraph(text), attrs: { textAlign: 'center' } });
const right = (text: string): ContentElement => ({ ...paragraph(text), attrs: { textAlign: 'right' } });

const clock = (time: string | null): string => (time === null ? blank : `${toThaiDigits(time.replace(':', '.'))} น.`);

const weekdays = ['อาทิตย์', 'จันทร์', 'อังคาร', 'พุธ', 'พฤหัสบดี', 'ศุกร์', 'เสาร์'];
const weekday = (iso: string): string => weekdays[new Date(`${iso}T00:00:00Z`).getUTCDay()] ?? '';
