import type { ResolutionKind } from '@ruam/shared/api/resolutions.ts';
import { confidentialityWords, levelWords, valueWords, wordsOf } from '@ruam/shared/report/reportWords.ts';
import { inThailand } from '@ruam/shared/thai/dates.ts';
import { unitFinder } from '@ruam/shared/units/register.ts';
import type { Workbook } from 'exceljs';
import { addRows, addSheet, buddhistDate, type Column, put, type Value, within } from './cells.ts';
import type { WorkbookSource } from './workbookSource.ts';

const recommendationSheet = 'ข้อเสนอแนะ';
const recommendationStatuses = {
  open: 'ยังไม่เริ่ม',
  underway: 'กำลังดำเนินการ',
  done: 'แล้วเสร็จ',
  dropped: 'ไม่ดำเนินการ',
} as const;
const unitKinds = { bureau: 'สำนัก', group: 'กลุ่ม', committee: 'คณะกรรมการ', 'person-role': 'ตำแหน่ง' } as const;
const resolutionWords: Readonly<Record<ResolutionKind, string>> = {
  approved: 'อนุมัติ',
  approvedWithConditions: 'อนุมัติโดยมีเงื่อนไข',
  returned: 'ส่งกลับ',
  noted: 'รับทราบ',
  postponed: 'เลื่อนพิจารณา',
  declared: 'ประกาศผลรวม',
  confirmed: 'รับรองรายงานการประชุม',
  resolved: 'มติ',
};

/** Longer names are not counted by a formula: a criterion of COUNTIF is bounded. */
const maxCriterion = 240;
/** What stands between names in the column that units are counted in; no name has it. */
const mark = '|';
const keyColumn = 12;

/** Every recommendation, and how many each unit has been given. */
export function addRecommendationSheets(workbook: Workbook, { report, recommendations, units }: WorkbookSource): void {
  const columns: readonly Column[] = [
    { title: 'ลำดับ', width: 8, isCentred: true },
    { title: 'หัวข้อ', width: 9, isCentred: true },
    { title: 'ย่อหน้า', width: 10, isCentred: true },
    { title: 'ข้อสังเกตและข้อเสนอแนะ', width: 60 },
    { title: 'ระดับเป้าหมาย', width: 14, isCentred: true },
    { title: 'ปีงบประมาณเป้าหมาย', width: 12, format: '0', isCentred: true },
    { title: 'หน่วยงานผู้รับผิดชอบ', width: 27 },
    { title: 'ผู้รับผิดชอบตามที่เขียน', width: 20 },
    { title: 'สถานะ', width: 14 },
    { title: 'ที่มา', width: 14 },
    { title: 'ยกมาจากปี', width: 10, format: '0', isCentred: true },
    { title: 'สำหรับนับ', width: 10, isHidden: true },
  ];
  const finder = unitFinder(units);
  const namesOf = (written: readonly string[]): string[] => [
    ...new Set(written.map((name) => finder.find(name)?.name ?? name)),
  ];
  const given = recommendations.map(({ units: written }) => namesOf(written));
  const title = `ทะเบียนข้อสังเกตและข้อเสนอแนะ ปีงบประมาณ พ.ศ. ${report.fiscalYearBE}`;
  const sheet = addSheet(workbook, { name: recommendationSheet, title, columns });
  addRows(
    sheet,
    columns,
    recommendations.map((one, index): Value[] => [
      ...[index + 1, one.item ?? 'ภาพรวม', `${one.item === null ? '' : `${one.item}-`}¶${one.number}`],
      [one.marker, one.text].filter((part) => part !== null).join(' '),
      ...[one.targetLevel === null ? null : levelWords[one.targetLevel], one.targetFiscalYear],
      ...[(given[index] ?? []).join('\n'), one.responsibleText],
      ...[one.status === null ? null : recommendationStatuses[one.status], one.origin, one.carriedFrom],
      (given[index] ?? []).map((name) => `${mark}${keyOf(name)}${mark}`).join(''),
    ]),
  );
  addUnits(workbook, { report, units, given });
}

const keyOf = (name: string): string => name.replaceAll(mark, ' ');
/** As COUNTIF reads it: a star, a question mark and a tilde in a name are themselves. */
const criterionOf = (name: string): string => `*${mark}${keyOf(name).replace(/[~*?]/g, '~$&')}${mark}*`;

interface Given extends Pick<WorkbookSource, 'report' | 'units'> {
  /** Of each recommendation the names of its units. */
  readonly given: readonly (readonly string[])[];
}

function addUnits(workbook: Workbook, { report, units, given }: Given): void {
  const columns: readonly Column[] = [
    { title: 'หน่วยงาน', width: 56 },
    { title: 'ประเภท', width: 18 },
    { title: 'จำนวนข้อเสนอแนะ', width: 16, format: '0', isCentred: true },
    { title: 'สำหรับนับ', width: 10, isHidden: true },
  ];
  const known = new Map(units.map(({ name, kind }) => [name, unitKinds[kind]]));
  const names = [...new Set([...known.keys(), ...given.flat()])];
  const sheet = addSheet(workbook, {
    name: 'หน่วยงาน',
    title: `จำนวนข้อเสนอแนะของหน่วยงาน ปีงบประมาณ พ.ศ. ${report.fiscalYearBE}`,
    columns,
  });
  const range = within(
    recommendationSheet,
    `$${String.fromCharCode(64 + keyColumn)}$4:$${String.fromCharCode(64 + keyColumn)}$${3 + Math.max(given.length, 1)}`,
  );
  const rows = names.map((name, index): Value[] => {
    const count = given.filter((own) => own.includes(name)).length;
    const criterion = criterionOf(name);
    const isCounted = criterion.length <= maxCriterion;
    const counted = { formula: `COUNTIF(${range},$D${4 + index})`, result: count };
    return [name, known.get(name) ?? 'ไม่อยู่ในทะเบียน', isCounted ? counted : count, isCounted ? criterion : null];
  });
  addRows(sheet, columns, rows);
}

/** The evidence register, as the reader may open it. */
export function addEvidenceSheet(workbook: Workbook, { report }: WorkbookSource): void {
  const columns: readonly Column[] = [
    { title: 'ลำดับ', width: 8, isCentred: true },
    { title: 'หลักฐาน', width: 52 },
    { title: 'หัวข้อ', width: 14 },
    { title: 'ข้อตรวจ', width: 22 },
    { title: 'วันที่มีผล', width: 16, format: buddhistDate, isCentred: true },
    { title: 'ปีงบประมาณ', width: 12, format: '0', isCentred: true },
    { title: 'การเปิดเผย', width: 16 },
    { title: 'ไฟล์', width: 34 },
    { title: 'ขนาด (ไบต์)', width: 14, format: '#,##0', isCentred: true },
    { title: 'SHA-256', width: 40 },
  ];
  const sheet = addSheet(workbook, {
    name: 'หลักฐาน',
    title: `ทะเบียนหลักฐาน ปีงบประมาณ พ.ศ. ${report.fiscalYearBE}`,
    columns,
  });
  addRows(
    sheet,
    columns,
    report.evidence.map((entry, index): Value[] => [
      ...[index + 1, entry.title, entry.items.join(', '), entry.checks.join(', ')],
      ...[entry.effectiveDate === null ? null : new Date(`${entry.effectiveDate}T00:00:00Z`), entry.fiscalYearBE],
      ...[confidentialityWords[entry.confidentiality], entry.file?.name ?? 'เปิดไม่ได้'],
      ...[entry.file?.sizeBytes ?? null, entry.file?.hash ?? null],
    ]),
  );
}

/** What was said of the texts; only when it was asked for. */
export function addCommentSheet(workbook: Workbook, { report }: WorkbookSource): void {
  if (report.threads.length === 0) return;
  const columns: readonly Column[] = [
    { title: 'หัวข้อ', width: 9, isCentred: true },
    { title: 'ข้อความที่อ้างถึง', width: 44 },
    { title: 'ผู้แสดงความเห็น', width: 24 },
    { title: 'เวลา', width: 20, format: `${buddhistDate} hh:mm`, isCentred: true },
    { title: 'ความเห็น', width: 64 },
    { title: 'สถานะ', width: 12 },
  ];
  const sheet = addSheet(workbook, {
    name: 'ความเห็นบนข้อความ',
    title: `ความเห็นบนข้อความ ปีงบประมาณ พ.ศ. ${report.fiscalYearBE}`,
    columns,
  });
  addRows(
    sheet,
    columns,
    report.threads.flatMap(({ item, quote, isResolved, entries }) =>
      entries.map(({ name, at, text }): Value[] => [
        ...[item ?? 'ภาพรวม', quote, name, inThailand(at), text, isResolved ? 'ปิดประเด็นแล้ว' : 'เปิดอยู่'],
      ]),
    ),
  );
}

/** What the meetings have resolved. */
export function addResolutionSheet(workbook: Workbook, { report, resolutions }: WorkbookSource): void {
  const columns: readonly Column[] = [
    { title: 'การประชุมครั้งที่', width: 16, isCentred: true },
    { title: 'วันที่', width: 16, format: buddhistDate, isCentred: true },
    { title: 'มติที่', width: 8, isCentred: true },
    { title: 'ประเภท', width: 20 },
    { title: 'หัวข้อ', width: 9, isCentred: true },
    { title: 'ระดับ', width: 14, isCentred: true },
    { title: 'มติ', width: 64 },
    { title: 'เงื่อนไขหรือเหตุผล', width: 36 },
    { title: 'ข้อสังเกตเพิ่มเติม', width: 40 },
    { title: 'ใบรับรอง', width: 22 },
  ];
  const sheet = addSheet(workbook, { name: 'มติ', title: `มติที่ประชุม ปีงบประมาณ พ.ศ. ${report.fiscalYearBE}`, columns });
  addRows(
    sheet,
    columns,
    resolutions.map((one): Value[] => [
      ...[one.meeting, one.date === null ? null : new Date(`${one.date}T00:00:00Z`), one.number],
      ...[resolutionWords[one.kind], one.item, one.level === null ? null : levelWords[one.level], one.text],
      ...[
        one.conditions?.text ?? one.reason,
        one.observations.map(({ text }) => text).join('\n'),
        one.certificateNumber,
      ],
    ]),
  );
}

/** Which cycle this is, by which value, of which version, and what the sheets are. */
export function addAboutSheet(workbook: Workbook, { report, framework }: WorkbookSource): void {
  const columns: readonly Column[] = [
    { title: 'เรื่อง', width: 34 },
    { title: 'ค่า', width: 100 },
  ];
  const { moment } = wordsOf({ thaiDigits: false });
  const sheet = addSheet(workbook, { name: 'เกี่ยวกับ', title: 'เกี่ยวกับไฟล์นี้', columns });
  const rows: readonly (readonly [string, Value])[] = [
    ['หน่วยงาน', report.agency],
    ['รอบการประเมิน', report.title],
    ['ปีงบประมาณ พ.ศ.', report.fiscalYearBE],
    ['รอบ (เดือน)', report.round],
    ['เกณฑ์', `${framework.longName.th} (${framework.id})`],
    ['ค่าที่ใช้เมื่อสร้างไฟล์', valueWords[report.value]],
    ['ฉบับ (SHA-256 ของข้อความทั้งหมด)', report.snapshot.contentHash],
    ['อ่านข้อความเมื่อ', moment(report.snapshot.at)],
    ['จัดทำโดย', report.made === null ? null : `${report.made.name} เมื่อ ${moment(report.made.at)}`],
    ['ระดับ', 'ระดับของหมวดและระดับรวมคือระดับของหัวข้อที่ต่ำที่สุด หมวด 7 แสดงเป็นร้อยละและไม่มีผลต่อระดับ'],
    ['คะแนน', 'คะแนนเต็ม 500 เป็นค่าเฉลี่ย ไม่เป็นทางการ ใช้เพื่อดูความก้าวหน้าเท่านั้น'],
    ['การคำนวณ', 'แก้ระดับในแผ่น "คะแนน" แล้วผลรายหมวดและผลรวมเปลี่ยนตาม การแก้ในไฟล์นี้ไม่เปลี่ยนข้อมูลในระบบ'],
  ];
  for (const [index, [label, value]] of rows.entries()) {
    put(sheet, 4 + index, 1, label);
    put(sheet, 4 + index, 2, value, { alignment: { wrapText: true, vertical: 'top', horizontal: 'left' } });
  }
}
