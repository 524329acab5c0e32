import { administrativeTerms } from '@ruam/shared/thai/terms.ts';
import { domainCompounds } from '@ruam/shared/thai/words.ts';

/** Words that browsers cut in two and that neither list of the domain has. */
const labelWords =
  'ร้อยละ เฉพาะกลุ่ม เฉพาะตน เข้าถึง ประโยชน์ ความแตกต่าง ตอบสนอง เป้าหมาย ดำเนินการ ดำเนินงาน รูปแบบ แรงจูงใจ สร้างสรรค์ ภาครัฐ รับบริการ ปฏิบัติงาน คล้ายคลึงกัน เป็นกลุ่ม เป็นกระบวนการ';
const minLetters = 5;
/** A number stays with the word before it: พ.ศ. ๒๕๖๒, หมวด 3. */
const numbered = '(?:พ\\.ศ\\.|หมวด|ข้อ|ระดับ|ครั้งที่|ร้อยละ)[ \\u00a0][0-9๐-๙][0-9๐-๙.]*';

const words = [...new Set([...domainCompounds, ...administrativeTerms.split(/\s+/), ...labelWords.split(' ')])]
  .filter((word) => word.length >= minLetters)
  .sort((one, other) => other.length - one.length);

/** Finds the words that a line must not break: in labels (`ThaiText`) and in documents (`wholeWords` decorations). */
export const wholeWordPattern = new RegExp(`(${numbered}|${words.join('|')})`, 'g');
