import { domainCompounds } from './words.ts';

/** Words that browsers cut in two, in the words of the interface and of a framework; all others come with the texts. */
const labelWords = [
  'ร้อยละ เฉพาะกลุ่ม เฉพาะตน เข้าถึง ประโยชน์ ความแตกต่าง ตอบสนอง เป้าหมาย ดำเนินการ ดำเนินงาน รูปแบบ แรงจูงใจ สร้างสรรค์ ภาครัฐ รับบริการ ปฏิบัติงาน คล้ายคลึงกัน เป็นกลุ่ม เป็นกระบวนการ',
  'งบประมาณ ปีงบประมาณ ตัวชี้วัด การประเมิน ผลการประเมิน ประเมินตนเอง ผู้เกี่ยวข้อง ผู้รับผิดชอบ ข้อเสนอแนะ',
  'ข้อสังเกต ข้อคิดเห็น ข้อมูล คุณภาพ ขั้นตอน ผลลัพธ์ เครือข่าย ก้าวหน้า พื้นฐาน คณะกรรมการ คณะอนุกรรมการ',
  'คณะทำงาน อนุกรรมการ เลขานุการ สำนัก ศูนย์ หน่วยงาน ตำแหน่ง คำสั่ง มติที่ประชุม ระบบราชการ การบริหารจัดการ',
  'บริหารจัดการ ให้คำปรึกษา บัญชี อิเล็กทรอนิกส์ คอมพิวเตอร์ เว็บไซต์ เซิร์ฟเวอร์ ภาพรวม บทบาท สิทธิ',
  'ปรับปรุง แก้ไข กำหนด จำนวน สำคัญ สำเร็จ สำหรับ ลำดับ คำแนะนำ เพื่อให้ เพื่อ ต่อเนื่อง ครบถ้วน ครอบคลุม',
  'เพิ่มเติม เกณฑ์ ตั้งแต่ ครั้ง เรื่อง ระดับ เพราะ เนื่องจาก เมื่อ ภายใน สร้าง พัฒนา บริหาร บริการ ราชการ',
  'กลุ่ม หัวข้อ เขียน ได้รับ กว้าง หนึ่ง วันนี้ ปัจจุบัน กำลัง เพิ่ง ประมาณ เชื่อ เปลี่ยน เลือก ตัดสิน',
  'ติดตาม ประเมิน ประชุม อนุมัติ อนุญาต ลงนาม ประธาน สมาชิก เพียง เฉพาะ ทั้งหมด ตัวอย่าง ที่อยู่ เอกสาร',
  'เพิ่ม เริ่ม อย่าง เดือน พื้นที่ ดังนี้ หน้าที่ ระเบียบ ประกาศ จัดทำ เริ่มต้น ผลการดำเนินงาน',
];
const minLetters = 5;
/** A number stays with the word before it: พ.ศ. ๒๕๖๒, หมวด 3. */
const numbered = '(?:พ\\.ศ\\.|(?:หมวด|หัวข้อ|ข้อ)(?:ที่)?|ระดับ|ครั้งที่|ร้อยละ)[ \\u00a0][0-9๐-๙][0-9๐-๙.]*';

/** Finds the words of `lists` that a line must not break, and numbers. */
export function wholeWordsIn(lists: readonly string[]): RegExp {
  const words = [...new Set(lists.flatMap((list) => list.split(/\s+/)))]
    .filter((word) => word.length >= minLetters)
    .sort((one, other) => other.length - one.length);
  return new RegExp(`(${numbered}|${words.join('|')})`, 'g');
}

/** What a line of a label must not break. */
export const labelLists: readonly string[] = [...domainCompounds, ...labelWords];
export const wholeLabelPattern: RegExp = wholeWordsIn(labelLists);
