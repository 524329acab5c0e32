import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutSpaces } from './normalize.ts';
import { explainRepair, repairExtractedText } from './repair.ts';
import { damageBody, damageBold, marksOf, moveMark, swapSpaceAndMark } from './testing/damage.ts';
import { healthySentences } from './testing/sentences.ts';

const sample = readFileSync(new URL('../../../server/sample/fy2562-report.txt', import.meta.url), 'utf8');
const truth = readFileSync(new URL('../import/fixtures/fy2562-assessment.json', import.meta.url), 'utf8');

describe('each rule on its examples', () => {
  const examples: readonly (readonly [rule: number, damaged: string, healthy: string])[] = [
    [1, 'ส ำนัก', 'สำนัก'],
    [1, 'น้ ำท่วม', 'น้ำท่วม'],
    [1, 'มีกำรน ำ', 'มีการนำ'],
    [2, 'ประจ าปี', 'ประจำปี'],
    [2, 'คดดี าเนินการ', 'คดีดำเนินการ'],
    [2, 'ถ้อยค า', 'ถ้อยคำ'],
    [3, 'กำร', 'การ'],
    [3, 'ประชำชนด้วย', 'ประชาชนด้วย'],
    [3, 'มูลค่ำสินค้ำ', 'มูลค่าสินค้า'],
    [3, 'ระยะสั้น/ระยะยำว', 'ระยะสั้น/ระยะยาว'],
    [5, 'เพ่ือ', 'เพื่อ'],
    [5, 'ท่ี', 'ที่'],
    [5, 'พ้ืน', 'พื้น'],
    [5, 'ทีด่ี', 'ที่ดี'],
    [6, 'วฒุิ', 'วุฒิ'],
    [6, 'เทคโนโลยดีิจิทัล', 'เทคโนโลยีดิจิทัล'],
    [6, 'แตต่้น', 'แต่ต้น'],
    [6, 'ระดบั', 'ระดับ'],
    [6, 'นวตักรรม', 'นวัตกรรม'],
    [6, 'เปลีย่น', 'เปลี่ยน'],
    [6, 'ทีส่ร้าง', 'ที่สร้าง'],
    [6, 'สูผ่ลลพัธ์', 'สู่ผลลัพธ์'],
    [6, 'บรกิาร', 'บริการ'],
    [6, 'เลขาธกิาร', 'เลขาธิการ'],
    [6, 'ส ำนักงำนด ำเนนิกำร', 'สำนักงานดำเนินการ'],
    [7, 'สรา้ง', 'สร้าง'],
    [7, 'เจำ้ของ', 'เจ้าของ'],
    [7, 'ดำ้น', 'ด้าน'],
    [7, 'การวเิคราะห์', 'การวิเคราะห์'],
    [7, 'ไดแ้ก่', 'ได้แก่'],
    [8, 'หมวดที ่๑', 'หมวดที่ ๑'],
    [8, 'ประโยชน ์', 'ประโยชน์ '],
    [8, 'ป ีท่ีแสดง', 'ปี ที่แสดง'],
    [8, 'เกณฑ ์ระดับ', 'เกณฑ์ ระดับ'],
    [9, 'อิ เล็กทรอนิกส์', 'อิเล็กทรอนิกส์'],
    [9, 'เ พ่ือ', 'เพื่อ'],
    [9, 'แต่งตั้ ง', 'แต่งตั้ง'],
    [9, 'ตัวชี้ วัด', 'ตัวชี้วัด'],
    [9, 'มุ่ ง เน้น', 'มุ่งเน้น'],
    [9, 'ปี งบประมำณ', 'ปีงบประมาณ'],
  ];
  it.each(examples)('rule %i: %s', (_rule, damaged, healthy) => {
    expect(repairExtractedText(damaged)).toBe(healthy);
  });

  it('leaves whole ำ alone beside those of a font that cuts them', () => {
    expect(repairExtractedText('สำนักงานจัดทำแผนตามที่คณะกรรมการก าหนด และท าให้เกิดผลจากการด าเนินงาน')).toBe(
      'สำนักงานจัดทำแผนตามที่คณะกรรมการกำหนด และทำให้เกิดผลจากการดำเนินงาน',
    );
  });

  it('decides per character: one line holds both fonts', () => {
    expect(repairExtractedText('หมวด ๑ การน าองค์การ ส ำนักงำนเลขำธิกำรวฒุิสภำ')).toBe(
      'หมวด ๑ การนำองค์การ สำนักงานเลขาธิการวุฒิสภา',
    );
  });
});

describe('healthy text comes back exactly as it is', () => {
  it.each([
    'ตำรวจอำเภอลำพูน',
    'ทำ',
    'กำแพง',
    'ลำปำ',
    'ทํางานตามคําสั่ง',
    'สระอาใช้รูป า',
    'หมู่ ก และหมู่ ข',
    'มีส่วนร่วม มีหน้าที่ ผู้มี กลับ จับ',
    'งบ ประมาณ ๕๐๐ บาท',
    'plain Latin, 123 and ๔๕๖',
    'กำนันทำนาที่ลำคลอง  \r\n\n  ',
    ' \t',
    '',
    'วรรณยุกต์ ้ ใช้กับอักษรกลาง',
    'ธำรง ธนาวิชญ์ จินดาประดิษฐ์',
    '(ผู้รับผิดชอบ กองคลัง) – “ดี” … 😀',
  ])('%j', (text) => {
    expect(repairExtractedText(text)).toBe(text);
  });

  it('any mix of healthy sentences', () => {
    const lines = fc.array(fc.constantFrom(...healthySentences, '', '  ', 'Line@Senate', '๑๒'), { maxLength: 12 });
    fc.assert(
      fc.property(lines, (chosen) => repairExtractedText(chosen.join('\n')) === chosen.join('\n')),
      { numRuns: 60, seed: 2562 },
    );
  });

  it('the ground truth itself', () => {
    expect(repairExtractedText(truth)).toBe(truth);
  });
});

describe('any sentence, damaged in any of the ways', () => {
  const sentence = fc.constantFrom(...healthySentences);
  const chance = fc
    .infiniteStream(fc.double({ min: 0, max: 1, noNaN: true }))
    .map((stream) => () => stream.next().value ?? 1);

  it('rules 1, 3 and 5: the body font, a line alone', () => {
    fc.assert(
      fc.property(sentence, chance, (text, draw) => repairExtractedText(damageBody(text, draw)) === text),
      { numRuns: 150, seed: 1 },
    );
  });

  it('rule 2: the bold font, a line alone', () => {
    fc.assert(
      fc.property(sentence, (text) => repairExtractedText(damageBold(text)) === text),
      { numRuns: 80, seed: 2 },
    );
  });

  it('rules 6 and 7: one mark moved in nearly every place is put back', () => {
    let tried = 0;
    let right = 0;
    for (const text of healthySentences) {
      for (const at of marksOf(text)) {
        const moved = moveMark(text, at);
        if (moved === null) continue;
        tried++;
        if (withoutSpaces(repairExtractedText(damageBold(moved))) === withoutSpaces(text)) right++;
      }
    }
    expect(right / tried).toBeGreaterThan(0.9);
  });

  it('rule 8: spaces and marks swapped', () => {
    fc.assert(
      fc.property(sentence, sentence, (one, other) => {
        const text = `${one} ${other}`;
        return repairExtractedText(swapSpaceAndMark(text)) === text;
      }),
      { numRuns: 60, seed: 3 },
    );
  });

  it('healthy and damaged paragraphs in one document', () => {
    const paragraph = fc.record({ text: fc.array(sentence, { minLength: 2, maxLength: 4 }), damaged: fc.boolean() });
    const property = fc.property(fc.array(paragraph, { minLength: 1, maxLength: 5 }), (paragraphs) => {
      const healthy = paragraphs.map(({ text }) => text.join('\n')).join('\n\n');
      const mixed = paragraphs
        .map(({ text, damaged }) => (damaged ? damageBody(text.join('\n')) : text.join('\n')))
        .join('\n\n');
      return repairExtractedText(mixed) === healthy;
    });
    fc.assert(property, { numRuns: 60, seed: 4 });
  });

  it('repairing twice changes nothing more, whatever the text', () => {
    const thai = fc
      .array(fc.constantFrom(...'กขคงนมรสดำ า่้ิีัื์เแไ ะ\n๑ab'), { maxLength: 40 })
      .map((letters) => letters.join(''));
    fc.assert(
      fc.property(thai, (text) => {
        const once = repairExtractedText(text);
        return repairExtractedText(once) === once;
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  it('adds and drops no character but spaces', () => {
    const letters = (text: string) => [...withoutSpaces(text).replaceAll('ำ', 'า')].sort().join('');
    fc.assert(
      fc.property(sentence, chance, (text, draw) => {
        const damaged = swapSpaceAndMark(damageBody(text, draw));
        return letters(repairExtractedText(damaged)) === letters(damaged);
      }),
      { numRuns: 60, seed: 6 },
    );
  });
});

describe('the FY 2562 report', () => {
  it('has as many true ำ as the source has "space + ำ/า"', () => {
    const places = sample.match(/[ก-ฮ][่-๋]? [ำา]/g)?.length;
    expect(repairExtractedText(sample).match(/ำ/g)?.length).toBe(places);
  });

  it('keeps its lines', () => {
    expect(repairExtractedText(sample).split('\n')).toHaveLength(sample.split('\n').length);
  });

  it('is read within two seconds', () => {
    const start = performance.now();
    repairExtractedText(sample);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('explainRepair', () => {
  it('names line and rules of each change', () => {
    const { text, changes } = explainRepair('ส ำนักงำน\nปกติ\nหมวดที ่๑');
    expect(text).toBe('สำนักงาน\nปกติ\nหมวดที่ ๑');
    expect(changes).toEqual([
      { line: 1, before: 'ส ำนักงำน', after: 'สำนักงาน', rules: [1, 3] },
      { line: 3, before: 'หมวดที ่๑', after: 'หมวดที่ ๑', rules: [8] },
    ]);
  });
});
