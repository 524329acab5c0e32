import { expect, it } from 'vitest';
import { resolutionWords, type WordedResolution } from './words.ts';

const plain: WordedResolution = {
  ...{ number: 3, kind: 'resolved', level: null, text: 'มอบหมาย', conditions: null, reason: null, until: null },
  ...{ vote: null, certificateNumber: null, contentHash: null, points: null, decided: null, observations: [] },
  ...{ correctsAt: null, correctedAt: null },
};

it('R7 a plain resolution is its number and its words', () => {
  expect(resolutionWords(plain)).toEqual(['มติที่ ๓ มอบหมาย']);
});

it('R7 an approval says level, conditions, observations, vote and certificate, in this order', () => {
  const said = resolutionWords({
    ...plain,
    ...{ kind: 'approvedWithConditions', level: 'advance', certificateNumber: 'PMQA-1' },
    conditions: { text: 'จัดทำหลักฐาน', deadline: '2020-09-30' },
    observations: [
      { text: 'ทำแผน', units: ['กองหนึ่ง', 'กองสอง'], due: '2020-03-31' },
      { text: 'ติดตาม', units: [], due: null },
    ],
    vote: { question: 'เห็นชอบ', choices: null, counts: [12, 1, 0] },
  });
  expect(said.slice(1)).toEqual([
    'ระดับที่อนุมัติ: Advance (ก้าวหน้า)',
    'เงื่อนไข: จัดทำหลักฐาน ภายในวันที่ ๓๐ กันยายน ๒๕๖๓',
    'ข้อสังเกตของที่ประชุม',
    '๑) ทำแผน ภายในวันที่ ๓๑ มีนาคม ๒๕๖๓ (ผู้รับผิดชอบ กองหนึ่ง, กองสอง)',
    '๒) ติดตาม',
    'ผลการลงมติ: เห็นชอบ ๑๒ เสียง ไม่เห็นชอบ ๑ เสียง งดออกเสียง ๐ เสียง',
    'ใบรับรองเลขที่ PMQA-1',
  ]);
});

it.each([
  ['returned', 'ให้นำเสนออีกครั้งภายในวันที่ ๓๑ มกราคม ๒๕๖๓'],
  ['postponed', 'เลื่อนไปถึงวันที่ ๓๑ มกราคม ๒๕๖๓'],
] as const)('R7 %s says until when', (kind, line) => {
  expect(resolutionWords({ ...plain, kind, reason: 'ไม่ครบ', until: '2020-01-31' }).slice(1)).toEqual([
    'เหตุผล: ไม่ครบ',
    line,
  ]);
});

it('R6 a declared level says what it is made of', () => {
  const declared = { ...plain, kind: 'declared', level: 'advance', points: 454.17 } as const;
  const [, whole] = resolutionWords({ ...declared, decided: { approved: 24, of: 24 } });
  expect(whole).toBe('ระดับผลการประเมินในภาพรวม: Advance (ก้าวหน้า) (๔๕๔.๑๗ คะแนน ไม่เป็นทางการ)');
  const [, partly] = resolutionWords({ ...declared, level: null, decided: { approved: 3, of: 24 } });
  expect(partly).toBe(
    'ระดับผลการประเมินในภาพรวม: ยังไม่ถึงระดับพื้นฐาน (๔๕๔.๑๗ คะแนน ไม่เป็นทางการ) โดยมีหัวข้อที่อนุมัติแล้ว ๓ จาก ๒๔ หัวข้อ หัวข้ออื่นใช้ระดับที่ที่ปรึกษาเห็นหรือที่คณะเสนอ',
  );
});

it('R4 both ends of a correction say it; R7 confirmed minutes say their hash', () => {
  const at = { meeting: 'm', meetingNumber: '6/2562', number: 2 };
  expect(resolutionWords({ ...plain, correctsAt: at })[1]).toBe('มตินี้แก้ไขมติที่ ๒ ในการประชุมครั้งที่ ๖/๒๕๖๒');
  expect(resolutionWords({ ...plain, correctedAt: at })[1]).toContain('ได้รับการแก้ไขโดยมติที่ ๒');
  expect(resolutionWords({ ...plain, kind: 'confirmed', contentHash: 'abc' })[1]).toContain('abc');
  expect(resolutionWords({ ...plain, contentHash: 'abc' })).toHaveLength(1);
});
