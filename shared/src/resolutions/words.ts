import type { KeptObservation, ResolutionAnswer } from '../api/resolutions.ts';
import { levelNames } from '../deciding/phrases.ts';
import { formatBuddhistDate } from '../thai/dates.ts';
import { toThaiDigits } from '../thai/digits.ts';

/** What the words of a resolution are made of. */
export type WordedResolution = Pick<
  ResolutionAnswer,
  | 'number'
  | 'kind'
  | 'level'
  | 'text'
  | 'conditions'
  | 'reason'
  | 'until'
  | 'vote'
  | 'certificateNumber'
  | 'contentHash'
  | 'points'
  | 'decided'
  | 'correctsAt'
  | 'correctedAt'
> & { readonly observations: readonly Omit<KeptObservation, 'recommendation'>[] };

/**
 * A resolution as minutes have it, one line each, always in Thai: what is asked first, then what belongs to it. The same
 * record gives the same words, so that who has the record can tell whether a text says them (docs/resolutions.md R7).
 */
export function resolutionWords(resolution: WordedResolution): readonly string[] {
  const { number, kind, text, conditions, reason, until, observations, vote } = resolution;
  const lines: (string | null)[] = [
    `มติที่ ${toThaiDigits(String(number))} ${text}`,
    levelLine(resolution),
    conditions && `เงื่อนไข: ${conditions.text} ภายในวันที่ ${formatBuddhistDate(conditions.deadline)}`,
    reason && `เหตุผล: ${reason}`,
    until && `${kind === 'returned' ? 'ให้นำเสนออีกครั้งภายในวันที่' : 'เลื่อนไปถึงวันที่'} ${formatBuddhistDate(until)}`,
    ...(observations.length === 0 ? [] : ['ข้อสังเกตของที่ประชุม']),
    ...observations.map((observation, at) => `${toThaiDigits(String(at + 1))}) ${observationWords(observation)}`),
    vote && `ผลการลงมติ: ${voteWords(vote)}`,
    resolution.certificateNumber && `ใบรับรองเลขที่ ${resolution.certificateNumber}`,
    kind === 'confirmed' && resolution.contentHash !== null
      ? `ค่าแฮช (SHA-256) ของรายงานการประชุมที่รับรอง: ${resolution.contentHash}`
      : null,
    resolution.correctsAt && `มตินี้แก้ไข${placeWords(resolution.correctsAt)}`,
    resolution.correctedAt && `มตินี้ได้รับการแก้ไขโดย${placeWords(resolution.correctedAt)}`,
  ];
  return lines.filter((line): line is string => line !== null && line !== '');
}

/** What is to be done, by whom and until when, in one line; it is also the text of the recommendation. */
export function observationWords({ text, units, due }: Omit<KeptObservation, 'recommendation'>): string {
  const who = units.length === 0 ? '' : ` (ผู้รับผิดชอบ ${units.join(', ')})`;
  return observationText({ text, due }) + who;
}

/** Without who is responsible: a recommendation says that elsewhere. */
export function observationText({ text, due }: Pick<KeptObservation, 'text' | 'due'>): string {
  return due === null ? text : `${text} ภายในวันที่ ${formatBuddhistDate(due)}`;
}

function levelLine({ kind, level, points, decided }: WordedResolution): string | null {
  if (kind === 'declared') {
    const said = level === null ? 'ยังไม่ถึงระดับพื้นฐาน' : levelNames[level];
    const score = points === null ? '' : ` (${toThaiDigits(points.toFixed(2))} คะแนน ไม่เป็นทางการ)`;
    const rest =
      decided === null || decided.approved >= decided.of
        ? ''
        : ` โดยมีหัวข้อที่อนุมัติแล้ว ${toThaiDigits(String(decided.approved))} จาก ${toThaiDigits(String(decided.of))} หัวข้อ หัวข้ออื่นใช้ระดับที่ที่ปรึกษาเห็นหรือที่คณะเสนอ`;
    return `ระดับผลการประเมินในภาพรวม: ${said}${score}${rest}`;
  }
  return level === null ? null : `ระดับที่อนุมัติ: ${levelNames[level]}`;
}

const usualChoices = ['เห็นชอบ', 'ไม่เห็นชอบ', 'งดออกเสียง'];

function voteWords({ choices, counts }: NonNullable<WordedResolution['vote']>): string {
  return (choices ?? usualChoices)
    .map((choice, at) => `${choice} ${toThaiDigits(String(counts[at] ?? 0))} เสียง`)
    .join(' ');
}

function placeWords({ meetingNumber, number }: { readonly meetingNumber: string; readonly number: number }): string {
  return `มติที่ ${toThaiDigits(String(number))} ในการประชุมครั้งที่ ${toThaiDigits(meetingNumber)}`;
}
