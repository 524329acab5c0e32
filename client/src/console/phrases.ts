import type { Level } from '@ruam/shared/assessment/level.ts';
import { levelNames } from '@ruam/shared/deciding/phrases.ts';

/** Resolutions that no decision on an item makes. */
export type WordedKind = 'resolved' | 'confirmed' | 'declared';

/**
 * The wording of such a resolution to begin with: always Thai, it is a text of the meeting and not of the interface.
 * @param number of the meeting whose minutes are confirmed @param level the overall level that is declared
 */
export function wordedPhrases(kind: WordedKind, number: string, level: Level | null): readonly string[] {
  switch (kind) {
    case 'resolved':
      return [
        'ที่ประชุมรับทราบ',
        'ที่ประชุมมีมติเห็นชอบตามที่เสนอ',
        'ที่ประชุมมีมติมอบหมายให้ฝ่ายเลขานุการดำเนินการและรายงานในการประชุมครั้งถัดไป',
      ];
    case 'confirmed':
      return [
        `ที่ประชุมมีมติรับรองรายงานการประชุม ครั้งที่ ${number} โดยไม่มีการแก้ไข`,
        `ที่ประชุมมีมติรับรองรายงานการประชุม ครั้งที่ ${number} ตามที่แก้ไข`,
      ];
    case 'declared': {
      const result = level === null ? 'ยังไม่ถึงระดับพื้นฐาน' : `ระดับ ${levelNames[level]}`;
      return [
        `ที่ประชุมมีมติรับรองผลการประเมินตนเองในภาพรวม ${result}`,
        `ที่ประชุมมีมติเห็นชอบผลการประเมินตนเองในภาพรวม ${result} และให้ฝ่ายเลขานุการจัดทำรายงานเสนอต่อไป`,
      ];
    }
  }
}

/** The question of a quick vote, to begin with. */
export function voteQuestion(code: string | null, level: Level | null): string {
  if (code === null) return 'เห็นชอบตามที่เสนอหรือไม่';
  return level === null ? `เห็นชอบหัวข้อ ${code} หรือไม่` : `เห็นชอบหัวข้อ ${code} ระดับ ${levelNames[level]} หรือไม่`;
}
