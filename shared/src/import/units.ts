import { toThaiDigits } from '../thai/digits.ts';
import { withoutSpaces } from '../thai/normalize.ts';

/** What kind of body a unit is. */
export type UnitKind = 'bureau' | 'group' | 'committee' | 'person-role';

/** One unit as a text names it. */
export interface UnitMention {
  readonly name: string;
  readonly kind: UnitKind;
  readonly writtenAs: string;
}

const bodyWord =
  'สำนักงาน|สำนัก|กองทุน|กอง|ศูนย์|ฝ่าย|กลุ่มงาน|กลุ่ม|สถาบัน|สถานี|กรม|แผนก|หน่วยงาน|หน่วย|โรงพยาบาล|วิทยาลัย|คณะ(?:กรรมการ|อนุกรรมการ|ทำงาน|ผู้บริหาร)|เทศบาล';
const roleWord =
  'ผู้(?:บริหาร|บังคับบัญชา|อำนวยการ|ว่าราชการ|ตรวจ|จัดการ|ช่วย|เกี่ยวข้อง|ปฏิบัติ|แทน)|หัวหน้า|เลขานุการ|เลขาธิการ|รองเลขาธิการ|อธิบดี|รองอธิบดี|ปลัด|รองปลัด|ประธาน|นายก|บุคลากรทุก|ข้าราชการทุก|เจ้าหน้าที่';
const headPattern = new RegExp(`^(?:ทุก(?:${bodyWord})|${bodyWord}|${roleWord})`);
const separator = new RegExp(
  `(?:\\s*(?:,|/|;)\\s*|\\s+(?:และ|ร่วมกับ|กับ)?\\s*|และ|ร่วมกับ)(?=ทุก(?:${bodyWord})|(?:${bodyWord})|(?:${roleWord}))`,
  'g',
);
const series = /^(.*?[^๐-๙0-9\s])\s*([๐-๙0-9]{1,2}(?:\s*(?:,|และ|\s)\s*[๐-๙0-9]{1,2})+)$/;
const range = /^(.*?[^๐-๙0-9\s])\s*([๐-๙0-9]{1,2})\s*(?:-|–|ถึง)\s*([๐-๙0-9]{1,2})$/;
const concerned = new RegExp(`^(?:ทุก)?(${bodyWord})\\s*(?:ต่าง\\s*ๆ|อื่น\\s*ๆ|อื่น)?\\s*(?:ที่|ผู้)เกี่ยวข้อง$`);
const longestText = 4000;

/**
 * The units that the words after ผู้รับผิดชอบ name, in order, and the words that name none. Spaces, commas, และ and
 * ร่วมกับ separate only before another unit (`สำนักนโยบายและแผน` is one); `…ในฐานะ…` is a qualification;
 * `สำนักกรรมาธิการ ๑ ๒ และ ๓` are three.
 */
export function readUnits(text: string): { readonly mentions: UnitMention[]; readonly unread: string[] } {
  const mentions: UnitMention[] = [];
  const unread: string[] = [];
  for (const piece of cutMentions(text.slice(0, longestText))) {
    if (!headPattern.test(piece)) unread.push(piece);
    else for (const name of namesOf(piece)) mentions.push({ name, kind: kindOf(name), writtenAs: piece });
  }
  if (text.length > longestText) unread.push(text.slice(longestText));
  return { mentions, unread };
}

function cutMentions(text: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const found of text.matchAll(separator)) {
    const piece = text.slice(from, found.index);
    // A committee's name runs on through spaces: คณะอนุกรรมการ หมวด ๓ การให้ …
    if (found.index === 0 || isInsideName(piece, text.slice(found.index + found[0].length), found[0])) continue;
    pieces.push(piece);
    from = found.index + found[0].length;
  }
  pieces.push(text.slice(from));
  return pieces.map((piece) => piece.trim().replace(/[.,;]$/, '')).filter((piece) => piece !== '');
}

/** `ประธานวุฒิสภา` behind `สำนักงาน` and the like: no separator, so no piece. A bare body word is never a unit. */
function isInsideName(piece: string, following: string, between: string): boolean {
  return between === '' || /^(?:สำนัก|กอง|ศูนย์|ฝ่าย|กลุ่ม)$/.test(piece.trim()) || following === '';
}

function namesOf(piece: string): string[] {
  const plain = piece.replace(/\s*(?:ในฐานะ|ซึ่งเป็น|\().*$/s, '').trim();
  if (plain === '') return [piece];
  const group = concerned.exec(plain);
  if (group) return [`${group[1]}ที่เกี่ยวข้อง`];
  if (/^คณะ/.test(plain)) return [plain.replace(/\s*(หมวด)\s*(?=[๐-๙0-9])/g, ' $1 ').replace(/\s+/g, ' ')];
  const span = range.exec(plain);
  const listed = series.exec(plain);
  if (span) return numbered(span[1] ?? '', numbersBetween(span[2] ?? '', span[3] ?? ''));
  if (listed) return numbered(listed[1] ?? '', (listed[2] ?? '').match(/[๐-๙0-9]+/g) ?? []);
  const single = /^(.*?[^๐-๙0-9\s])\s*([๐-๙0-9]{1,2})$/.exec(plain);
  if (single) return numbered(single[1] ?? '', [single[2] ?? '']);
  return [joinedName(plain)];
}

function numbered(name: string, numbers: readonly string[]): string[] {
  return numbers.map((number) => `${joinedName(name)} ${toThaiDigits(number)}`);
}

function numbersBetween(from: string, to: string): string[] {
  const [first, last] = [from, to].map((text) =>
    Number(text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))),
  );
  if (first === undefined || last === undefined || last < first) return [from, to];
  return Array.from({ length: last - first + 1 }, (_, at) => String(first + at));
}

/** Thai names have no spaces inside; those of line cuts and phrase breaks go, those beside Latin letters and abbreviations stay. */
function joinedName(name: string): string {
  return name.replace(/\s+/g, ' ').replace(/(?<=[\u0e01-\u0e4e]) (?=[\u0e01-\u0e4e])(?![ก-ฮ]\.)/g, '');
}

function kindOf(name: string): UnitKind {
  if (/^คณะ/.test(name)) return 'committee';
  if (/^ทุก|ที่เกี่ยวข้อง$|เจ้าของกระบวน(?:การ|งาน)/.test(name)) return 'group';
  return new RegExp(`^(?:${roleWord})`).test(name) ? 'person-role' : 'bureau';
}

/** The shortest beginning and end that a shortened name must share with the full one, beyond the body word. */
const sharedLetters = 4;
/** No agency has more units; beyond it names are not compared pairwise. */
const mostUnits = 500;

/**
 * For names written shorter than elsewhere in the same report: short name → full name. A name is taken as another one
 * only when it is that name with some words left out in the middle, the other is named more often, and no third fits.
 */
export function findAliases(counts: ReadonlyMap<string, number>): Map<string, string> {
  const aliases = new Map<string, string>();
  if (counts.size > mostUnits) return aliases;
  for (const [name, count] of counts) {
    const fits = [...counts].filter(([other, times]) => other !== name && times > count && leavesOutWords(name, other));
    const only = fits[0];
    if (fits.length === 1 && only) aliases.set(name, only[0]);
  }
  return aliases;
}

function leavesOutWords(short: string, full: string): boolean {
  const [brief, whole] = [withoutSpaces(short), withoutSpaces(full)];
  const head = headPattern.exec(brief)?.[0] ?? '';
  if (brief.length >= whole.length || /[๐-๙0-9]$/.test(whole)) return false;
  let start = 0;
  while (start < brief.length && brief[start] === whole[start]) start++;
  let end = 0;
  while (end < brief.length && brief[brief.length - 1 - end] === whole[whole.length - 1 - end]) end++;
  if (start + end < brief.length || end === brief.length) return false;
  const shared = brief.length - end;
  return shared >= head.length + sharedLetters && end >= sharedLetters;
}
