import { isoDate, monthPattern, parseBuddhistDate } from '../thai/dates.ts';
import { toArabicDigits } from '../thai/digits.ts';
import { personTitle } from './lines.ts';
import type { Report } from './report.ts';

const date = `[๐-๙0-9]{1,2}\\s*(?:${monthPattern})\\s*(?:พ\\.ศ\\.\\s*)?[๐-๙0-9]{4}`;
const meetingPattern = new RegExp(
  `ครั้งที่\\s*([๐-๙0-9]+)\\s*/\\s*([๐-๙0-9]{4})(?:\\s*(?:เมื่อ|ใน)?(วัน[ก-๎]*ที่)\\s*(${date}))?`,
);
const orderPattern = /คำสั่ง([^\s]{0,80})\s*ที่\s*([๐-๙0-9]+)\s*\/\s*([๐-๙0-9]{4})/;
const orderDate = new RegExp(`(?:เมื่อวันที่|ลงวันที่|สั่ง ณ วันที่)\\s*(${date})`);
const advisorPattern = new RegExp(
  `(?:คำปรึกษา(?:และ)?(?:แนะนำ)?(?:ของ|จาก|โดย)|คำแนะนำ(?:ของ|จาก|โดย)|โดยเชิญ|ได้เชิญ|ที่ปรึกษา\\s*(?:คือ|ได้แก่|:)|วิทยากร\\s*(?:คือ|ได้แก่|:))\\s*((?:${personTitle}\\s*)+[ก-๎]+\\s[ก-๎]+)(?:\\s+((?:ผู้ทรงคุณวุฒิ|ผู้เชี่ยวชาญ|ที่ปรึกษา|อาจารย์|คณบดี|ผู้อำนวยการ)\\S*))?`,
);
const daysPattern = new RegExp(
  `((?:วัน[ก-๎]*\\s*)?[๐-๙0-9]{1,2}(?:\\s*(?:,|และ)\\s*(?:วัน[ก-๎]*\\s*)?[๐-๙0-9]{1,2}){0,9})\\s*(${monthPattern})\\s*(?:พ\\.ศ\\.\\s*)?([๐-๙0-9]{4})`,
  'g',
);
/** What a committee does, written on to its name. */
const afterBody = /(?:ได้(?:พิจารณา|มีมติ|ประชุม|รับ|เห็น)|มีมติ|เห็นชอบ|รับทราบ|ในการประชุม|ในคราว|ประชุม(?=ครั้ง|$)).*$/s;
/** How far behind a word its date may stand. */
const reach = 400;

/** The meeting that considered the report: number, date and the body nearest before it. */
export function findMeeting(paragraphs: readonly string[]): Report['meeting'] {
  for (const text of paragraphs) {
    const found = meetingPattern.exec(text);
    if (!found) continue;
    const before = text.slice(Math.max(0, found.index - reach), found.index);
    const body = [...before.matchAll(/(?:ที่ประชุม\s*)(คณะ[^\s(]+)|(คณะกรรมการ[^\s(]+)/g)];
    const chosen = body.findLast((one) => one[1]) ?? body.at(-1);
    if (!chosen) continue;
    const dateText = found[4] === undefined ? null : `${found[3]} ${found[4]}`;
    return {
      body: (chosen[1] ?? chosen[2] ?? '').replace(afterBody, ''),
      number: toArabicDigits(`${found[1]}/${found[2]}`),
      date: found[4] === undefined ? null : parseBuddhistDate(found[4]),
      dateText,
    };
  }
  return null;
}

/** The order that appointed the committee, with its date when it stands behind it. */
export function findOrder(paragraphs: readonly string[]): Report['order'] {
  for (const text of paragraphs) {
    const found = orderPattern.exec(text);
    if (!found) continue;
    const dated = orderDate.exec(text.slice(found.index, found.index + reach));
    const number = toArabicDigits(`${found[2]}/${found[3]}`);
    return { number, date: dated ? parseBuddhistDate(dated[1] ?? '') : null, text: `คำสั่ง${found[1]}`.trim() };
  }
  return null;
}

/** The advisor from outside: who gave counsel or was invited. */
export function findAdvisor(paragraphs: readonly string[], agency: string | null): Report['advisor'] {
  let advisor: Report['advisor'] = null;
  for (const text of paragraphs) {
    const found = advisorPattern.exec(text);
    if (!found) continue;
    const name = (found[1] ?? '').trim();
    const role = found[2] === undefined ? null : roleOf(found[2], agency);
    advisor ??= { name, role };
    // A line cut can glue the next words to the role; the shortest writing is the role.
    if (advisor.name === name && role !== null && (advisor.role === null || advisor.role.startsWith(role)))
      advisor = { name, role };
  }
  return advisor;
}

/** A line cut can glue the agency or the next clause to the role. */
function roleOf(text: string, agency: string | null): string {
  const own = agency === null ? text : (text.split(agency)[0] ?? text);
  return own.replace(/(?:อยู่ในระดับ|ซึ่ง|โดย|มาสร้าง|มาให้|เป็นผู้).*$/s, '');
}

/** The days on which the advisor came: the dates behind `จำนวน … ครั้ง` in a paragraph that names the advisor. */
export function findAdvisorSessions(paragraphs: readonly string[], advisor: Report['advisor']): string[] {
  if (!advisor) return [];
  for (const text of paragraphs) {
    const named = text.indexOf(advisor.name);
    const counted = named < 0 ? null : /จำนวน\s*[๐-๙0-9]+\s*(?:ครั้ง|วัน)/.exec(text.slice(named));
    if (!counted) continue;
    const from = named + counted.index + counted[0].length;
    const dates = [...text.slice(from, from + reach).matchAll(daysPattern)].flatMap((found) =>
      ((found[1] ?? '').match(/[๐-๙0-9]{1,2}/g) ?? []).flatMap(
        (day) => isoDate(day, found[2] ?? '', found[3] ?? '') ?? [],
      ),
    );
    if (dates.length > 0) return dates;
  }
  return [];
}

/** The first fiscal year (BE) a text names. */
export function findFiscalYear(text: string): number | null {
  const found = /ปีงบประมาณ\s*(?:พ\.ศ\.\s*|พุทธศักราช\s*)?([๐-๙0-9]{4})/.exec(text);
  return found ? Number(toArabicDigits(found[1] ?? '')) : null;
}

const namedTargets: readonly RegExp[] = [
  /ควร(?:เร่ง)?(?:ดำเนินการ|ดำเนินงาน|พัฒนา|จัดทำ)\s*ใน\s*ปี(?:งบประมาณ)?\s*(?:พ\.ศ\.\s*)?([๐-๙0-9]{4})(?!\s*[-–])/,
  /(?:ใน|ภายใน)ปี(?:งบประมาณ)?\s*(?:พ\.ศ\.\s*)?([๐-๙0-9]{4})(?!\s*[-–])\s*[ก-๎]{0,60}?(?:ควร|ต้อง)/,
  /เป้าหมาย\s*(?:ใน)?ปี(?:งบประมาณ)?\s*(?:พ\.ศ\.\s*)?([๐-๙0-9]{4})(?!\s*[-–])/,
];

/** The fiscal year a paragraph names as its target: `ในปีงบประมาณ พ.ศ. ๒๕๖๓ ควร…`, only when later than the report's own. */
export function targetFiscalYear(text: string, reportYear: number | null): number | null {
  for (const pattern of namedTargets) {
    const year = Number(toArabicDigits(pattern.exec(text)?.[1] ?? '0'));
    if (year > (reportYear ?? 9999)) return year;
  }
  return null;
}
