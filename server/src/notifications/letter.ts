import { createHash } from 'node:crypto';
import type { NotificationKind } from '@ruam/shared/notifications/kinds.ts';
import { notificationPath } from '@ruam/shared/notifications/link.ts';
import type { NotificationSubject } from '@ruam/shared/notifications/subject.ts';
import { escapeHtml, thaiMoment } from '../mail/letterWords.ts';
import type { Letter } from '../mail/mailer.ts';

/** One line of a letter. */
export interface LetterItem {
  readonly id: string;
  readonly cycle: string;
  readonly kind: NotificationKind;
  readonly subject: NotificationSubject;
  readonly at: number;
}

/** The public names of a cycle: what its agency prints on every page. */
export interface LetterCycle {
  readonly agency: string;
  readonly fiscalYearBE: number;
  readonly round: number;
  /** Thai titles of the items by code. */
  readonly titles: ReadonlyMap<string, string>;
}

/**
 * The letter that tells a person what has happened, in Thai, each line with its link. A letter leaves the house: it
 * names items and what happened to them, and quotes nothing that somebody wrote.
 *
 * @param items not empty, oldest first
 * @param origin the public address, without a slash at its end
 */
export function writeLetter(
  to: Letter['to'],
  items: readonly LetterItem[],
  cycles: ReadonlyMap<string, LetterCycle>,
  origin: string,
): Letter {
  const [first] = items;
  const subject =
    items.length === 1 && first
      ? `ร่วม: ${lineOf(first, cycles.get(first.cycle), false)}`
      : `ร่วม: มีเรื่องใหม่ ${items.length} เรื่อง`;
  const settingsUrl = `${origin}/profile#notifications`;
  const groups = [...Map.groupBy(items, ({ cycle }) => cycle)].map(([cycle, own]) => ({
    title: titleOf(cycles.get(cycle)),
    lines: own.map((item) => ({
      words: lineOf(item, cycles.get(cycle), true),
      time: thaiMoment(item.at),
      url: origin + notificationPath(item.cycle, item.kind, item.subject),
    })),
  }));
  const opening = `มีเรื่องที่เกี่ยวข้องกับคุณ ${items.length} เรื่อง`;
  const text = [
    `เรียน ${to.name}`,
    '',
    opening,
    ...groups.flatMap(({ title, lines }) => [
      '',
      title,
      ...lines.flatMap(({ words, time, url }) => ['', `• ${words}`, `  ${time}`, `  ${url}`]),
    ]),
    '',
    nothingQuoted,
    `${settingsWords}: ${settingsUrl}`,
    '',
  ].join('\n');
  const html = [
    '<!doctype html><html lang="th"><meta charset="utf-8"><body style="font-family:Sarabun,Tahoma,sans-serif;line-height:1.6">',
    `<p>เรียน ${escapeHtml(to.name)}</p><p>${opening}</p>`,
    ...groups.map(
      ({ title, lines }) =>
        `<h2 style="font-size:16px">${escapeHtml(title)}</h2><ul>${lines
          .map(
            ({ words, time, url }) =>
              `<li style="margin-bottom:8px"><a href="${escapeHtml(url)}">${escapeHtml(words)}</a><br><small>${escapeHtml(time)}</small></li>`,
          )
          .join('')}</ul>`,
    ),
    `<p><small>${nothingQuoted}<br><a href="${escapeHtml(settingsUrl)}">${settingsWords}</a></small></p></body></html>`,
  ].join('\n');
  return { to, subject, text, html, settingsUrl, messageId: messageIdOf(items, origin) };
}

const nothingQuoted = 'อีเมลนี้ไม่มีเนื้อหาของเอกสารหรือความเห็น เปิดอ่านได้ในระบบหลังเข้าสู่ระบบ';
const settingsWords = 'ตั้งค่าหรือเลิกรับอีเมล';
const levelWords = { basic: 'Basic', advance: 'Advance', significance: 'Significance' } as const;

function titleOf(cycle: LetterCycle | undefined): string {
  if (cycle === undefined) return '';
  return `${cycle.agency} · ปีงบประมาณ ${cycle.fiscalYearBE} รอบ ${cycle.round} เดือน`;
}

function lineOf({ kind, subject }: LetterItem, cycle: LetterCycle | undefined, isLong: boolean): string {
  const words = wordsOf(kind, subject);
  if (subject.item === null) return words;
  const title = cycle?.titles.get(subject.item);
  const item = isLong && title !== undefined ? `หัวข้อ ${subject.item} ${title}` : `หัวข้อ ${subject.item}`;
  return `${item}: ${words}`;
}

function wordsOf(kind: NotificationKind, { event, level, count, meeting }: NotificationSubject): string {
  switch (kind) {
    case 'mention':
      return 'มีผู้กล่าวถึงคุณในความเห็น';
    case 'reply':
      return 'มีความเห็นใหม่ในเรื่องที่คุณติดตาม';
    case 'advice':
      return event === 'advice.answered' ? 'คำแนะนำของคุณได้รับคำตอบแล้ว' : 'มีคำแนะนำของที่ปรึกษารอคำตอบ';
    case 'decision':
      return decisionWords(event);
    case 'reopened':
      return 'เปิดให้แก้ไขอีกครั้งแล้ว';
    case 'reopeningRequested':
      return 'มีคำขอเปิดแก้ไข';
    case 'rescue':
      return `มีข้อความที่ไม่ได้ลงในเอกสาร ${count} รายการ ระบบเก็บไว้ให้แล้ว`;
    case 'seat':
      return 'คุณได้รับบทบาทใหม่ในรอบการประเมิน';
    case 'meeting':
      if (event === 'minutes.circulated')
        return `แจ้งเวียนรายงานการประชุมครั้งที่ ${meeting?.number ?? ''} แล้ว โปรดตรวจและเสนอแก้ไข`;
      return event === 'meeting.moved'
        ? `เปลี่ยนกำหนดการประชุมครั้งที่ ${meeting?.number ?? ''}`
        : `ระเบียบวาระการประชุมครั้งที่ ${meeting?.number ?? ''} เผยแพร่แล้ว`;
    case 'claim':
      return level === null ? 'มีการถอนข้อเสนอระดับ' : `มีการเสนอระดับ ${levelWords[level]}`;
  }
}

function decisionWords(event: string): string {
  switch (event) {
    case 'item.returned':
      return 'ที่ประชุมมีมติส่งกลับให้ปรับปรุง';
    case 'item.noted':
      return 'ที่ประชุมมีมติรับทราบ';
    case 'item.postponed':
      return 'ที่ประชุมมีมติเลื่อนการพิจารณา';
    case 'item.conditionsMet':
      return 'ดำเนินการตามเงื่อนไขของมติครบแล้ว';
    default:
      return 'ที่ประชุมมีมติอนุมัติ';
  }
}

function messageIdOf(items: readonly LetterItem[], origin: string): string {
  const hash = createHash('sha256').update(items.map(({ id }) => id).join(' '));
  return `<${hash.digest('hex').slice(0, 40)}@${new URL(origin).hostname}>`;
}
