import { domainCompounds } from '@ruam/shared/thai/words.ts';
import { Fragment, type ReactNode } from 'react';
import { bindNumbers } from '../i18n/bindNumbers.ts';

/** Words of the interface's own labels that browsers cut in two, beside the compounds of the domain. */
const labelWords = [
  'นวัตกรรม',
  'ตอบสนอง',
  'ความต้องการ',
  'เฉพาะกลุ่ม',
  'ทันสมัย',
  'เข้าถึง',
  'ประโยชน์',
  'กระบวนการ',
  'ข้อร้องเรียน',
  'ความแตกต่าง',
  'ประสิทธิภาพ',
  'ประสิทธิผล',
  'ความพึงพอใจ',
  'ความผูกพัน',
  'ยั่งยืน',
  'วิสัยทัศน์',
  'ความโปร่งใส',
  'โปร่งใส',
  'เป้าหมาย',
  'ระดับ',
  'ดำเนินการ',
  'ดำเนินงาน',
  'บุคลากร',
  'องค์การ',
  'ระยะยาว',
  'ระยะสั้น',
  'เทคโนโลยี',
  'แก้ปัญหา',
  'เชื่อมโยง',
  'ยุทธศาสตร์',
  'ต่อเนื่อง',
  'สำนักงาน',
  'คุณภาพ',
  'สร้างสรรค์',
  'รวดเร็ว',
  'วัฒนธรรม',
  'ขีดสมรรถนะ',
  'สมรรถนะ',
  'เครือข่าย',
  'ความร่วมมือ',
  'ห่วงโซ่คุณค่า',
];
const compounds = [...domainCompounds, ...labelWords].sort((one, other) => other.length - one.length);
const pattern = new RegExp(`(${compounds.join('|')})`, 'g');

/** A Thai label that is not broken inside a compound, nor between หมวด, ข้อ, พ.ศ. and their number. The text stays as it is. */
export function ThaiText({ children }: { children: string }): ReactNode {
  let offset = 0;
  return bindNumbers(children)
    .split(pattern)
    .map((piece, index) => {
      const key = offset;
      offset += piece.length;
      return index % 2 === 1 ? (
        <span key={key} className="ruam-whole">
          {piece}
        </span>
      ) : (
        <Fragment key={key}>{piece}</Fragment>
      );
    });
}
