import type { Indicator } from '@ruam/shared/score/indicators.ts';
import { computeScoreboard } from '@ruam/shared/score/score.ts';
import type { Conflict } from '@ruam/shared/score/scoreboard.ts';
import type { TraceNode } from '@ruam/shared/score/trace.ts';
import type { Workbook, Worksheet } from 'exceljs';
import { addSheet, type Column, offer, put, quoted, setHeight, type Value } from './cells.ts';
import type { WorkbookSource } from './workbookSource.ts';

const indicatorSheet = 'ตัวชี้วัด';

const methods = {
  'achievement-percent': 'ร้อยละความสำเร็จ',
  tiers: 'ขั้นคะแนน',
  'linear-band': 'ช่วงเชิงเส้น',
  binary: 'บรรลุ/ไม่บรรลุ',
} as const;
const directions = { more: 'มากดี', less: 'น้อยดี' } as const;
const statuses = { reported: 'วัดได้', pending: 'ยังวัดไม่ได้', 'not-applicable': 'ไม่นำมาคิด' } as const;
const owners = { 'category-7': 'หมวด 7', 'categories-1-6': 'หมวด 1-6', indicators: 'ตัวชี้วัด' } as const;

const columns: readonly Column[] = [
  { title: 'ตัวชี้วัด', width: 46 },
  { title: 'มิติ', width: 8, isCentred: true },
  { title: 'ทิศทาง', width: 10, isCentred: true },
  { title: 'เป้าหมาย', width: 12, isCentred: true },
  { title: 'ผลปีล่าสุด', width: 12, isCentred: true },
  { title: 'วิธีคิด', width: 20 },
  { title: 'เพดานร้อยละ / จุดศูนย์', width: 14, isCentred: true },
  { title: 'สถานะ', width: 14, isCentred: true },
  { title: 'ร้อยละ', width: 12, format: '0.00', isCentred: true },
  { title: 'เหตุผล', width: 40 },
];
/** Rows to fill in when nobody has entered an indicator. */
const emptyRows = 40;

/** Category 7: what is reported of it with its conflicts, and a table of indicators that works itself out (docs/score.md P6, P7). */
export function addIndicatorSheet(workbook: Workbook, source: WorkbookSource): void {
  const { framework, input, reported } = source;
  const results = framework.categories.find(({ kind }) => kind === 'results');
  if (results === undefined) return;
  const board =
    framework.scale.kind === 'cumulative-levels'
      ? computeScoreboard(framework, input, { value: 'claimed', profile: 'weakest-link' })
      : null;
  const head = told(source, board?.results.conflicts ?? []);
  // Title, a blank row, what is told, the sums, a blank row.
  const headRow = head.length + 9;
  const sheet = addSheet(workbook, { name: indicatorSheet, title: `ตัวชี้วัด ${results.title.th}`, columns, headRow });
  for (const [index, [label, value]] of head.entries()) {
    put(sheet, 3 + index, 1, label);
    put(sheet, 3 + index, 2, value, { alignment: { wrapText: false, vertical: 'top' } });
  }
  const measured = new Map(
    board === null ? [] : indicatorsIn(board.trace).map((node) => [node.subject, node.percent?.rounded ?? null]),
  );
  const missing: readonly Value[][] =
    input.indicators.length > 0 ? [] : (reported?.notMeasurable ?? []).map((one) => pendingRow(one));
  const count = Math.max(input.indicators.length, missing.length + emptyRows, reported?.indicatorCount ?? 0);
  const [first, last] = [headRow + 1, headRow + count];
  for (let index = 0; index < count; index++) {
    const indicator = input.indicators[index];
    const row = first + index;
    const values =
      indicator === undefined ? (missing[index] ?? [null, null, null, null, null, null, null, null]) : rowOf(indicator);
    const percent = indicator === undefined ? null : (measured.get(indicator.id) ?? null);
    const reason =
      indicator === undefined
        ? (missing[index]?.[9] ?? null)
        : 'reason' in indicator.status
          ? indicator.status.reason
          : null;
    setHeight(sheet, row, [
      { text: String(values[0] ?? ''), width: 46 },
      { text: String(reason ?? ''), width: 40 },
    ]);
    const cells: Value[] = [...values.slice(0, 8), { formula: percentFormula(row), result: percent ?? '' }, reason];
    for (const [place, value] of cells.entries()) {
      const { format, isCentred = false } = columns[place] ?? {};
      put(sheet, row, place + 1, value, {
        ...(format === undefined ? {} : { numFmt: format }),
        alignment: { wrapText: true, vertical: 'top', horizontal: isCentred ? 'center' : 'left' },
      });
    }
    offer(
      sheet,
      row,
      2,
      results.items.map(({ code }) => code),
    );
    offer(sheet, row, 3, Object.values(directions));
    offer(sheet, row, 6, Object.values(methods));
    offer(sheet, row, 8, Object.values(statuses));
  }
  addSums(sheet, headRow - 5, { first, last, percents: [...measured.values()], source });
  sheet.autoFilter = { from: { row: headRow, column: 1 }, to: { row: last, column: columns.length } };
}

function told({ reported }: WorkbookSource, conflicts: readonly Conflict[]): [string, Value][] {
  if (reported === null) return [['รายงานที่นำเข้า', 'ไม่มีตัวเลขของหมวด 7']];
  const figures = reported.figures.flatMap(({ percent, statements }) =>
    statements.map((one): [string, Value] => [`ตามรายงาน: ร้อยละ ${percent} (${owners[one.attributedTo]})`, one.text]),
  );
  return [
    ...figures,
    ...conflicts.map((conflict): [string, Value] => ['ข้อขัดแย้ง', conflictWords(conflict)]),
    ['ตัวชี้วัดทั้งหมดตามรายงาน', reported.indicatorCount],
    ['ยังวัดไม่ได้ตามรายงาน', reported.notMeasurableCount],
  ];
}

function conflictWords(conflict: Conflict): string {
  switch (conflict.kind) {
    case 'owners':
      return `ร้อยละ ${conflict.percent} ระบุว่าเป็นของ ${[...new Set(conflict.statements.map(({ attributedTo }) => owners[attributedTo]))].join(' และ ')}`;
    case 'figures':
      return `รายงานระบุต่างกัน: ร้อยละ ${conflict.figures.map(({ percent }) => percent).join(', ')}`;
    case 'measured':
      return `คำนวณได้ร้อยละ ${conflict.percent} แต่รายงานระบุร้อยละ ${conflict.reported}`;
  }
}

type NotMeasurable = NonNullable<WorkbookSource['reported']>['notMeasurable'][number];

function pendingRow({ marker, indicator, reason, expected }: NotMeasurable): Value[] {
  const due =
    expected === null
      ? null
      : `คาดว่าวัดได้ปีงบประมาณ ${expected.fiscalYearBE}${expected.quarter === null ? '' : ` ไตรมาส ${expected.quarter}`}`;
  const why = [reason, due].filter((part) => part !== null).join(' ');
  return [
    [marker, indicator].filter((part) => part !== null).join(' '),
    null,
    null,
    null,
    null,
    null,
    null,
    statuses.pending,
    null,
    why,
  ];
}

function rowOf({ id, dimension, direction, target, rule, status, years }: Indicator): Value[] {
  const newest = years.toSorted((a, b) => b.fiscalYearBE - a.fiscalYearBE)[0];
  const bound = rule.method === 'achievement-percent' ? rule.cap : rule.method === 'linear-band' ? rule.zeroAt : null;
  return [
    ...[id, dimension, directions[direction], Number(target), newest === undefined ? null : Number(newest.actual)],
    ...[methods[rule.method], bound === null ? null : Number(bound), statuses[status.kind]],
  ];
}

function indicatorsIn(node: TraceNode): readonly TraceNode[] {
  return node.kind === 'indicator' ? [node] : node.children.flatMap(indicatorsIn);
}

/** docs/score.md P6, P7; what is not measured, or not filled in, has no percentage. */
function percentFormula(row: number): string {
  const [direction, target, actual, method, bound, status] = ['C', 'D', 'E', 'F', 'G', 'H'].map(
    (column) => `$${column}${row}`,
  );
  const share = `MAX(0,100*IF(${direction}=${quoted(directions.less)},2-${actual}/${target},${actual}/${target}))`;
  const capped = `IF(${bound}="",${share},MIN(${bound},${share}))`;
  const tiers = `IF(${share}>105,100,IF(${share}>101,80,IF(${share}<100,${share}*0.6,60)))`;
  const band = `MAX(0,MIN(100,100*(${actual}-${bound})/(${target}-${bound})))`;
  const binary = `IF(IF(${direction}=${quoted(directions.less)},${actual}<=${target},${actual}>=${target}),100,0)`;
  const by = `IF(${method}=${quoted(methods.tiers)},${tiers},IF(${method}=${quoted(methods['linear-band'])},${band},IF(${method}=${quoted(methods.binary)},${binary},${capped})))`;
  return `IF(OR(${target}="",${actual}="",${status}=${quoted(statuses.pending)},${status}=${quoted(statuses['not-applicable'])}),"",${by})`;
}

interface Sums {
  readonly first: number;
  readonly last: number;
  readonly percents: readonly (number | null)[];
  readonly source: WorkbookSource;
}

/** How many are measured, and the mean without and with those that are not. */
function addSums(sheet: Worksheet, row: number, { first, last, percents, source }: Sums): void {
  const range = (column: string): string => `$${column}$${first}:$${column}$${last}`;
  const numbers = percents.filter((percent) => percent !== null);
  const { indicators } = source.input;
  const pending = indicators.filter(({ status }) => status.kind === 'pending').length;
  const listed = indicators.length > 0 ? pending : (source.reported?.notMeasurable.length ?? 0);
  const mean = (count: number): Value =>
    numbers.length === 0 ? '' : Math.round((numbers.reduce((sum, one) => sum + one, 0) / count) * 100) / 100;
  const sums: readonly [string, string, Value][] = [
    ['วัดได้ (ตัว)', `COUNT(${range('I')})`, numbers.length],
    ['ยังวัดไม่ได้ (ตัว)', `COUNTIF(${range('H')},${quoted(statuses.pending)})`, listed],
    [
      'ค่าเฉลี่ยร้อยละ ไม่นับที่ยังวัดไม่ได้',
      `IF(COUNT(${range('I')})=0,"",ROUND(AVERAGE(${range('I')}),2))`,
      mean(numbers.length),
    ],
    [
      'ค่าเฉลี่ยร้อยละ นับที่ยังวัดไม่ได้เป็น 0',
      `IF(COUNT(${range('I')})=0,"",ROUND(SUM(${range('I')})/(COUNT(${range('I')})+COUNTIF(${range('H')},${quoted(statuses.pending)})),2))`,
      mean(numbers.length + pending),
    ],
  ];
  for (const [index, [label, formula, result]] of sums.entries()) {
    put(sheet, row + index, 1, label);
    const value = { formula, result: typeof result === 'number' ? result : '' };
    put(sheet, row + index, 2, value, { alignment: { wrapText: false, vertical: 'top', horizontal: 'left' } });
  }
}
