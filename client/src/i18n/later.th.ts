import { adviceTh } from './advice.th.ts';
import { consoleTh } from './console.th.ts';
import { decidingTh } from './deciding.th.ts';
import { editorTh } from './editor.th.ts';
import { evidenceTh } from './evidence.th.ts';
import { historyTh } from './history.th.ts';
import { importsTh } from './imports.th.ts';
import { meetingsTh } from './meetings.th.ts';
import { minutesTh } from './minutes.th.ts';
import { peopleTh } from './people.th.ts';
import { projectorTh } from './projector.th.ts';
import { proofTh } from './proof.th.ts';
import { recommendationsTh } from './recommendations.th.ts';
import { reportsTh } from './reports.th.ts';
import { rescueTh } from './rescue.th.ts';
import { scoresTh } from './scores.th.ts';
import { threadsTh } from './threads.th.ts';
import { toolsTh } from './tools.th.ts';

/** The words of every screen but those of `openingTh`. */
export const laterTh = {
  certainty: {
    seed: 'ถ้อยคำตามรายงานปีงบประมาณ 2562',
    published: 'ถ้อยคำจากเว็บไซต์ของหน่วยงานรัฐแห่งอื่น',
    observed: 'พบในระบบของหน่วยงานอื่น',
    inferred: 'อนุมานจากรายงาน ยังไม่ได้รับการยืนยัน',
    memory: 'เรียบเรียงจากเอกสารเผยแพร่ ยังไม่ได้ตรวจทาน',
    translation: 'คำแปลของระบบ ไม่ใช่ชื่อทางการ',
    'own-words': 'ข้อตรวจโดยย่อ ไม่ใช่ถ้อยคำของ ก.พ.ร.',
    unknown: 'ยังไม่ทราบที่มาแน่ชัด',
  },
  workspace: {
    items: 'หัวข้อในหมวด {{code}}',
    claimed: 'เสนอแล้ว {{count}}/{{all}}',
    goal: 'เป้าหมายของหมวด {{code}}',
    back: 'กลับไปหน้าภาพรวม',
    more: 'หัวข้อและข้อตรวจ',
    beside: 'หลักฐาน ความเห็น และเป้าหมาย',
    tabs: { label: 'ส่วนที่อยู่ข้างเอกสาร', evidence: 'หลักฐาน', threads: 'ความเห็น', advice: 'ที่ปรึกษา', history: 'ประวัติ' },
  },
  overview: {
    title: 'บทสรุปรายงาน: ความเป็นมา ผลการประเมิน และข้อเสนอแนะในภาพรวม',
    about: 'จากข้อความที่บันทึกแล้วขณะนี้ ตามระดับที่เสนอ',
    fileName: 'รายงาน PMQA ปีงบประมาณ {{year}}',
    formats: { docx: 'Word (DOCX)', pdf: 'PDF' },
  },
  ladder: {
    label: 'บันไดสามระดับ',
    guidance: '{{count}} ข้อตรวจ',
    advisedSame: 'ที่ปรึกษาเห็นตรงกัน',
    advised: 'ที่ปรึกษาให้ระดับนี้',
  },
  claim: {
    again: 'เสนออีกครั้ง',
    this: 'เสนอระดับนี้',
    withdraw: 'ถอนข้อเสนอ',
    title: 'เสนอระดับของหัวข้อ {{code}}',
    withdrawTitle: 'ถอนข้อเสนอของหัวข้อ {{code}}',
    withdrawEffect: 'หัวข้อนี้จะกลับไปยังไม่มีระดับที่เสนอ ข้อความหลักฐานไม่เปลี่ยน',
    statement: 'คำชี้แจง (ไม่บังคับ)',
    statementHint: 'เก็บไว้พร้อมข้อเสนอ ที่ประชุมจะเห็น',
    confirm: 'เสนอระดับนี้',
    confirmWithdraw: 'ถอนข้อเสนอ',
  },
  sheet: {
    none: 'ไม่มีเอกสารนี้ในรอบการประเมิน',
    lockedTitle: 'ล็อกแล้วตามมติที่ประชุม',
    lockedAdvice: 'ข้อความนี้อนุมัติแล้ว อ่านได้อย่างเดียว หากต้องแก้ไข ขอให้ฝ่ายเลขานุการเปิดแก้ไข',
    phoneTitle: 'บนโทรศัพท์อ่านได้ ข้อความเป็นปัจจุบันเสมอ',
    phoneAdvice: 'แก้ไขได้บนแท็บเล็ตหรือคอมพิวเตอร์',
    mayWrite: 'คุณแก้ไขได้',
    readOnly: 'อ่านอย่างเดียว',
    writers: {
      evidence: 'แก้ไขได้โดยคณะอนุกรรมการหมวด {{category}} ถามเลขานุการหมวด {{category}}',
      results: 'แก้ไขได้โดยคณะทำงานหมวด {{category}} ถามเลขานุการหมวด {{category}}',
      recommendations: 'แก้ไขได้โดยคณะอนุกรรมการหรือคณะทำงานหมวด {{category}} และฝ่ายเลขานุการ',
      advice: 'แก้ไขได้โดยที่ปรึกษาผู้เขียน',
      overview: 'แก้ไขได้โดยฝ่ายเลขานุการและประธาน Steering Committee',
      minutes: 'แก้ไขได้โดยฝ่ายเลขานุการ',
    },
    here: 'อยู่ที่นี่ {{count}} คน',
  },
  save: {
    connecting: 'กำลังเชื่อมต่อ',
    saved: 'บันทึกแล้ว {{time}}',
    upToDate: 'เป็นปัจจุบัน {{time}}',
    saving: 'กำลังบันทึก',
    unsent: 'ยังไม่ได้บันทึก',
    offline: 'ขาดการเชื่อมต่อ',
    kept: 'เก็บไว้ในหน้านี้',
    stopped: 'หยุดการเชื่อมต่อ',
    locked: 'ล็อกแล้ว',
    unsentElsewhere: 'ค้างส่ง',
  },
  rescue: rescueTh,
  meetings: meetingsTh,
  console: consoleTh,
  projector: projectorTh,
  scores: scoresTh,
  minutes: minutesTh,
  imports: importsTh,
  reports: reportsTh,
  people: peopleTh,
  adviceNotes: adviceTh,
  threads: threadsTh,
  tools: toolsTh,
  evidence: evidenceTh,
  recommendations: recommendationsTh,
  history: historyTh,
  proof: proofTh,
  deciding: decidingTh,
  editor: editorTh,
};
