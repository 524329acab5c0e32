import { type Content, type ContentElement, type ContentNode, paragraph } from '@ruam/shared/document/content.ts';
import type { ReportDocument } from '@ruam/shared/report/reportDocument.ts';

/** A report of these blocks, with nothing else unless asked for; for tests. */
export function reportOf(body: readonly ContentNode[], more: Partial<ReportDocument> = {}): ReportDocument {
  return {
    ...{ title: 'รายงาน', cover: doc([]), hasContents: false, body: doc(body), annexes: doc([]) },
    ...{ comments: [], foot: '', watermark: null, secrecy: null, hasThaiDigits: true },
    ...more,
  };
}

export function doc(content: readonly ContentNode[]): Content {
  return { type: 'doc', content };
}

export function cell(text: string, attrs: Readonly<Record<string, unknown>> = {}, type = 'tableCell'): ContentElement {
  return { type, attrs, content: [paragraph(text)] };
}

export function row(...content: readonly ContentElement[]): ContentElement {
  return { type: 'tableRow', content };
}

/** A table of some pages: heads of two rows, cells over columns and rows, widths of its own. */
export function longTable(groups: number): ContentElement {
  const head = (text: string, attrs: Readonly<Record<string, unknown>> = {}) => cell(text, attrs, 'tableHeader');
  const figures = ['๘๑.๒๐', '๘๕.๔๐', '๙๒.๘๘'].map((figure) => cell(figure));
  const group = (number: number): ContentElement[] => [
    row(
      cell(`ด้านที่ ${number} การให้บริการน้ำประปาและการกำกับปั๊มน้ำ โดยผู้ทรงคุณวุฒิ`, { colspan: 4 }),
      cell('สำนักนโยบายและแผน และสำนักกำกับและตรวจสอบ ร่วมกันรับผิดชอบทุกตัวชี้วัดของด้านนี้', { rowspan: 5 }),
    ),
    ...[1, 2, 3, 4].map((at) =>
      row(cell(`ร้อยละความพึงพอใจ ลำดับที่ ${at} ซึ่งมีความก่ำกึ่งระหว่างกลุ่มเป้าหมายหลักและกลุ่มรอง`), ...figures),
    ),
  ];
  return {
    type: 'table',
    content: [
      row(
        head('ตัวชี้วัด', { rowspan: 2, colwidth: [240] }),
        head('ผลการดำเนินงาน', { colspan: 3, colwidth: [80, 80, 80] }),
        head('ผู้รับผิดชอบ', { rowspan: 2, colwidth: [160] }),
      ),
      row(head('๒๕๖๐'), head('๒๕๖๑'), head('๒๕๖๒')),
      ...Array.from({ length: groups }, (_, at) => group(at + 1)).flat(),
    ],
  };
}
