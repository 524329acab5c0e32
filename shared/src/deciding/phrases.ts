import { type Level, levels } from '../assessment/level.ts';

/** What a meeting resolves about an item. */
export const decisionKinds = ['approved', 'approvedWithConditions', 'returned', 'noted', 'postponed'] as const;
export type DecisionKind = (typeof decisionKinds)[number];

interface Resolved {
  readonly kind: DecisionKind;
  readonly code: string;
  /** The category, which names the body. */
  readonly category: string;
  /** Null for a dimension. */
  readonly level: Level | null;
}

/** A level as official texts write it. */
export const levelNames: Readonly<Record<Level, string>> = {
  basic: 'Basic (พื้นฐาน)',
  advance: 'Advance (ก้าวหน้า)',
  significance: 'Significance (พัฒนาจนเกิดผล)',
};

/**
 * The wording of a resolution as minutes have it, to begin with: always Thai, it is a text of the meeting and not of
 * the interface. Conditions, reason and dates are added to it when it is recorded, not repeated in it.
 */
export function resolutionPhrases({ kind, code, category, level }: Resolved): readonly string[] {
  const item = level === null ? `มิติ ${code}` : `หัวข้อ ${code}`;
  const at = level === null ? '' : ` ในระดับ ${levelNames[level]}`;
  const body = level === null ? `คณะทำงานหมวด ${category}` : `คณะอนุกรรมการหมวด ${category}`;
  switch (kind) {
    case 'approved':
      return [
        `ที่ประชุมมีมติเห็นชอบผลการประเมินตนเอง ${item}${at} ตามที่${body} เสนอ`,
        `ที่ประชุมพิจารณาแล้วมีมติอนุมัติผลการประเมินตนเอง ${item}${at} และมอบหมายให้${body} ดำเนินการตามข้อเสนอแนะต่อไป`,
        `ที่ประชุมมีมติเห็นชอบเป็นเอกฉันท์ให้รับรองผลการประเมินตนเอง ${item}${at}`,
      ];
    case 'approvedWithConditions':
      return [
        `ที่ประชุมมีมติเห็นชอบผลการประเมินตนเอง ${item}${at} โดยมีเงื่อนไขให้${body} ดำเนินการเพิ่มเติมให้แล้วเสร็จภายในกำหนด`,
        `ที่ประชุมมีมติอนุมัติผลการประเมินตนเอง ${item}${at} ทั้งนี้ ให้${body} รายงานผลการดำเนินการตามเงื่อนไขต่อฝ่ายเลขานุการ`,
      ];
    case 'returned':
      return [
        `ที่ประชุมมีมติให้ส่ง${item} คืน${body} เพื่อทบทวนและจัดทำหลักฐานเพิ่มเติม แล้วนำเสนอที่ประชุมอีกครั้ง`,
        `ที่ประชุมพิจารณาแล้วเห็นว่าหลักฐานของ${item} ยังไม่ครบถ้วน จึงมีมติให้${body} ปรับปรุงแล้วนำเสนอใหม่`,
      ];
    case 'noted':
      return [`ที่ประชุมรับทราบผลการดำเนินงานตาม${item} ตามที่${body} รายงาน`];
    case 'postponed':
      return [
        `ที่ประชุมมีมติให้เลื่อนการพิจารณา${item} ไปในการประชุมครั้งถัดไป`,
        `ที่ประชุมมีมติให้เลื่อนการพิจารณา${item} เพื่อให้${body} ชี้แจงข้อมูลเพิ่มเติม`,
      ];
  }
}

/** The levels that can be approved: up to the claimed one, above the approved one; highest first. */
export function approvableLevels(claimed: Level | null, approved: Level | null): readonly Level[] {
  const upTo = claimed === null ? 0 : levels.indexOf(claimed) + 1;
  const from = approved === null ? 0 : levels.indexOf(approved) + 1;
  return levels.slice(from, upTo).reverse();
}
