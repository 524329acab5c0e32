import type { Level } from '@ruam/shared/assessment/level.ts';
import type { Report, ReportItem, ReportParagraph } from '@ruam/shared/import/report.ts';
import { fy2562Levels } from '@ruam/shared/score/fixtures/fy2562.ts';

const observation: ReportParagraph = {
  marker: '๑.',
  text: 'ควรทบทวนแผนปฏิบัติการ',
  targetLevel: 'significance',
  targetFiscalYearBE: 2563,
  responsible: { text: 'สนผ.', units: ['สำนักนโยบายและแผน'], position: 'inline' },
  attribution: null,
  children: [],
  line: 1,
};

/** An opinion of the advisor: it becomes an advice note. */
const opinion: ReportParagraph = {
  ...observation,
  text: 'ควรใช้ข้อมูลจริง',
  attribution: { text: 'ความเห็นของที่ปรึกษา', person: 'ที่ปรึกษา' },
};

function itemOf(code: string, level: Level): ReportItem {
  return {
    code,
    name: `ข้อ ${code}`,
    result: `ผลการดำเนินงานของ ${code} อยู่ในระดับ ${level}`,
    level,
    levelAsWritten: level,
    observationsState: 'present',
    targetLevels: [],
    observations: code === '5.2' ? [observation, opinion] : [observation],
    line: 1,
  };
}

/** A small report with the levels of FY 2562; 5.2 has one opinion of the advisor. */
export const smallReport: Report = {
  title: 'รายงานการประเมินตนเอง ปีงบประมาณ พ.ศ. 2562',
  agency: 'กรมตัวอย่าง',
  fiscalYearBE: 2562,
  round: 12,
  framework: 'PMQA 4.0',
  meeting: { body: 'คณะกรรมการอำนวยการ', number: '6/2562', date: '2019-09-30', dateText: '30 กันยายน 2562' },
  order: null,
  advisor: null,
  advisorSessions: [],
  overall: { level: 'basic', levelAsWritten: 'Basic', text: 'ภาพรวมอยู่ในระดับ Basic' },
  introduction: ['ความเป็นมาของการประเมิน'],
  categories: fy2562Levels.map((levels, index) => ({
    code: String(index + 1),
    name: `หมวด ${index + 1}`,
    goal: null,
    summary: null,
    items: levels.map((level, place) => itemOf(`${index + 1}.${place + 1}`, level)),
    line: 1,
  })),
  results: null,
  overallObservations: [observation],
  units: [{ name: 'สำนักนโยบายและแผน', kind: 'bureau', writtenAs: ['สนผ.'] }],
};
