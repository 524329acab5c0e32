import type { Level } from '../assessment/level.ts';
import { levelNames } from '../deciding/phrases.ts';
import type { SupposedChange } from '../score/whatIf.ts';
import { formatBuddhistDate } from '../thai/dates.ts';
import { toThaiDigits } from '../thai/digits.ts';

interface Overall {
  readonly level: Level | null;
  readonly points: number;
}

interface Scenario {
  readonly changes: readonly SupposedChange[];
  readonly before: Overall;
  readonly after: Overall;
  /** Epoch ms. */
  readonly at: number;
}

/** What would be, in words that cannot be taken for a resolution (docs/resolutions.md N6). */
export function scenarioWords({ changes, before, after, at }: Scenario): string {
  const supposed = changes.map(({ code, to }) => `หัวข้อ ${toThaiDigits(code)} อยู่ในระดับ ${named(to)}`).join(' และ ');
  const bangkok = new Date(at + 7 * 3_600_000).toISOString();
  const when = `${formatBuddhistDate(bangkok.slice(0, 10))} เวลา ${toThaiDigits(bangkok.slice(11, 16).replace(':', '.'))} น.`;
  return `สมมติ (ไม่ใช่มติ): หาก${supposed} ผลการประเมินในภาพรวมจะเป็น ${said(after)} จากปัจจุบัน ${said(before)} คำนวณโดยระบบเมื่อวันที่ ${when}`;
}

const named = (level: Level | null): string => (level === null ? 'ยังไม่ถึงพื้นฐาน' : levelNames[level]);

const said = ({ level, points }: Overall): string => `${named(level)} ${toThaiDigits(points.toFixed(2))} คะแนน`;
