import type { Level } from '../assessment/level.ts';
import { type Content, type ContentNode, heading, paragraph } from '../document/content.ts';
import type { ReportedItem, ReportedThread, ReportSource } from './reportSource.ts';

export function doc(content: readonly ContentNode[]): Content {
  return { type: 'doc', content };
}

export function itemOf(code: string, level: Level | null, more: Partial<ReportedItem> = {}): ReportedItem {
  const results = doc(level === null ? [] : [paragraph(`สำนักงานดำเนินการได้ในระดับ ${level}`)]);
  return {
    ...{ code, name: `หัวข้อ ${code}`, level, status: 'claimed', results },
    values: { claimed: level, advised: null, approved: null },
    texts: level === null ? [] : [{ level, content: results }],
    recommendations: doc([]),
    advice: [],
    ...more,
  };
}

/** A cycle of two categories and the results, small enough to be read; for tests. */
export function sourceOf(items: readonly ReportedItem[], more: Partial<ReportSource> = {}): ReportSource {
  const of = (code: string): readonly ReportedItem[] => items.filter((item) => item.code.startsWith(`${code}.`));
  return {
    ...{ agency: 'สำนักงานเลขาธิการวุฒิสภา', value: 'claimed', title: 'รอบ 2562', fiscalYearBE: 2562, round: 12 },
    snapshot: { id: 'v1', at: Date.UTC(2019, 8, 30, 7, 5), contentHash: '42a3'.repeat(16) },
    ...{ made: null, score: { level: 'basic', points: 400 }, statements: [], threads: [], evidence: [] },
    overview: doc([
      heading(1, 'สรุปรายงานของสำนักงานเลขาธิการวุฒิสภา'),
      heading(2, 'ความเป็นมา'),
      paragraph('ตามที่สำนักงานได้แต่งตั้งคณะกรรมการ'),
      heading(2, 'สรุปผลรายหมวด'),
      paragraph('หมวด ๑ การนำองค์การ สำนักงานดำเนินการได้'),
      heading(2, 'ข้อสังเกตและข้อเสนอแนะในภาพรวม'),
      paragraph('ควรพัฒนาต่อไป'),
    ]),
    categories: [
      { ...{ code: '1', kind: 'process', name: 'การนำองค์การ', goal: 'เพื่อให้ยั่งยืน' }, score: null, items: of('1') },
      { ...{ code: '3', kind: 'process', name: 'การให้ความสำคัญ', goal: 'เพื่อบริการ' }, score: null, items: of('3') },
      { ...{ code: '7', kind: 'results', name: 'ผลลัพธ์', goal: 'เพื่อวัดผล' }, score: null, items: of('7') },
    ],
    ...more,
  };
}

export function threadOn(quote: string | null, more: Partial<ReportedThread> = {}): ReportedThread {
  const entries = [{ name: 'สมชาย', at: Date.UTC(2019, 7, 22), text: 'ขอหลักฐาน' }];
  return {
    ...{ document: 'd', item: '3.3', kind: 'evidence', level: 'basic', isResolved: false },
    quote,
    entries,
    ...more,
  };
}
