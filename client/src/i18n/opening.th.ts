import { boardTh, switchTh } from './board.th.ts';
import { checksTh } from './checks.th.ts';
import { errorsTh } from './errors.th.ts';
import { menuTh } from './menu.th.ts';
import { networkTh } from './network.th.ts';
import { notificationsTh } from './notifications.th.ts';
import { searchTh } from './search.th.ts';
import { signInWaysTh } from './signInWays.th.ts';

/** The words of the sign-in, the frame and the board, Thai: their keys are the keys of every other language; the rest comes with the screens that need it. */
export const openingTh = {
  common: { retry: 'ลองอีกครั้ง', loading: 'กำลังเปิด', close: 'ปิด', cancel: 'ยกเลิก', and: 'และ' },
  level: { basic: 'Basic', advance: 'Advance', significance: 'Significance', none: 'ยังไม่มีระดับ' },
  levelMeaning: { basic: 'พื้นฐาน', advance: 'ก้าวหน้า', significance: 'พัฒนาจนเกิดผล', none: 'ยังไม่ครบทุกข้อ' },
  value: {
    claimed: { word: 'เสนอ', noun: 'ค่าที่เสนอ' },
    advised: { word: 'ที่ปรึกษา', noun: 'ค่าที่ที่ปรึกษาให้' },
    approved: { word: 'อนุมัติ', noun: 'ค่าที่อนุมัติ' },
    latest: { word: 'ล่าสุด', noun: 'ค่าล่าสุด' },
    same: 'ตรงกัน',
  },
  profile: { 'weakest-link': 'ข้อต่ำสุดกำหนด', 'points-500': 'คะแนนเต็ม 500' },
  status: {
    drafting: 'กำลังเขียน',
    claimed: 'เสนอแล้ว',
    advised: 'ที่ปรึกษาให้ความเห็นแล้ว',
    scheduled: 'รอมติ',
    approved: 'อนุมัติแล้ว',
    approvedWithConditions: 'อนุมัติโดยมีเงื่อนไข',
    returned: 'ส่งกลับ',
    noted: 'รับทราบ',
    postponed: 'เลื่อนพิจารณา',
    reopened: 'เปิดแก้ไขอีกครั้ง',
  },
  role: {
    member: 'กรรมการ',
    chair: 'ประธาน',
    secretary: 'เลขานุการ',
    advisor: 'ที่ปรึกษา',
    'steering-member': 'กรรมการ Steering Committee',
    'steering-chair': 'ประธาน Steering Committee',
    secretariat: 'ฝ่ายเลขานุการ',
    observer: 'ผู้สังเกตการณ์',
    administrator: 'ผู้ดูแลระบบ',
  },
  access: {
    locked: 'อนุมัติและล็อกแล้ว',
    write: 'คุณแก้ไขได้',
    read: 'อ่านอย่างเดียว แก้ไขได้โดยคณะอนุกรรมการหรือคณะทำงานหมวด {{category}}',
  },
  category: { numbered: 'หมวด {{code}}' },
  shell: {
    product: 'ร่วม',
    home: 'ร่วม ไปหน้าภาพรวม',
    skip: 'ข้ามไปยังเนื้อหา',
    cycle: '{{framework}} · ปีงบประมาณ {{year}} · รอบ {{round}} เดือน',
    cycleShort: 'ปีงบประมาณ {{year}} · รอบ {{round}} เดือน',
    board: 'ภาพรวม',
    overview: 'บทสรุปรายงาน',
    navigation: 'หลัก',
    categories: 'หมวด',
    language: 'ภาษา',
    theme: 'สีของหน้าจอ',
    themes: { light: 'สว่าง', dark: 'มืด', auto: 'ตามเครื่อง' },
    person: '{{name}} เมนูของฉัน',
    otherCycles: 'รอบการประเมินอื่น',
    signOut: 'ออกจากระบบ',
    signOutUnsent: 'มีข้อความที่ยังไม่ได้บันทึก หากออกจากระบบตอนนี้และปิดหน้านี้ ข้อความนั้นจะหาย ออกจากระบบหรือไม่',
    signOutUnsentKept: 'มีข้อความที่ยังไม่ได้บันทึก เก็บไว้ในเครื่องนี้แล้ว และจะส่งเมื่อคุณเข้าสู่ระบบที่เครื่องนี้อีกครั้ง ออกจากระบบหรือไม่',
    unsent: 'ค้างส่ง',
  },
  signIn: {
    title: 'เข้าสู่ระบบ',
    motto: { write: 'เขียนร่วมกัน', trace: 'เห็นที่มาของทุกคะแนน', decide: 'ตัดสินด้วยมติเดียวกัน' },
    purpose: 'พื้นที่ทำงานของคณะกรรมการ เพื่อการประเมินตนเองตามเกณฑ์คุณภาพการบริหารจัดการภาครัฐสู่ระบบราชการ 4.0',
    levels: 'ระดับทั้งสาม',
    login: 'ชื่อผู้ใช้',
    password: 'รหัสผ่าน',
    showPassword: 'แสดงหรือซ่อนรหัสผ่าน',
    submit: 'เข้าสู่ระบบ',
    privacy: 'แต่ละหน่วยงานเห็นเฉพาะข้อมูลของตน',
  },
  menu: menuTh,
  signInWays: signInWaysTh,
  board: boardTh,
  switch: switchTh,
  guidance: {
    of: 'ข้อตรวจของหัวข้อ {{code}}',
    mark: 'ข้อตรวจโดยย่อ ไม่ใช่ถ้อยคำของ ก.พ.ร.',
  },
  part: {
    label: 'ส่วนของหัวข้อ',
    evidenceOf: 'หลักฐาน {{level}}',
    recommendations: 'ข้อเสนอแนะ',
    results: 'ผลลัพธ์ของมิติ',
  },
  noPage: {
    home: 'ไปหน้าภาพรวม',
    page: { title: 'ไม่พบหน้านี้', advice: 'ที่อยู่อาจพิมพ์ผิด หรือหน้านี้ย้ายไปแล้ว' },
    item: { title: 'ไม่พบหัวข้อนี้', advice: 'ไม่มีหมวดหรือหัวข้อนี้ในรอบการประเมิน' },
    cycle: {
      title: 'เปิดรอบการประเมินนี้ไม่ได้',
      advice: 'ไม่มีรอบนี้ หรือคุณยังไม่มีบทบาทในรอบนี้ หากควรมี ติดต่อผู้ดูแลระบบของหน่วยงาน',
    },
    noCycle: {
      title: 'ยังไม่มีรอบการประเมินสำหรับคุณ',
      advice: 'คุณยังไม่มีบทบาทในรอบใด ติดต่อผู้ดูแลระบบหรือฝ่ายเลขานุการของหน่วยงาน',
    },
  },
  notifications: notificationsTh,
  checks: checksTh,
  search: searchTh,
  network: networkTh,
  error: errorsTh,
};
