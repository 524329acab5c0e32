import type { ItemStatus, ScoreValue } from '@ruam/shared/assessment/assessment.ts';
import { type Level, levelRank, levels } from '@ruam/shared/assessment/level.ts';
import type { LevelScale, ProcessItem } from '@ruam/shared/framework/framework.ts';
import { levelWords } from '@ruam/shared/report/reportWords.ts';
import { computeScoreboard } from '@ruam/shared/score/score.ts';
import type { Scoreboard } from '@ruam/shared/score/scoreboard.ts';
import type { Workbook } from 'exceljs';
import {
  addRows,
  addSheet,
  type Column,
  type Formula,
  letterOf,
  offer,
  put,
  quoted,
  type Value,
  within,
} from './cells.ts';
import type { WorkbookSource } from './workbookSource.ts';

const scoreSheet = 'คะแนน';
const categorySheet = 'รายหมวด';
const workSheet = 'คำนวณ';
const values: readonly ScoreValue[] = ['claimed', 'advised', 'approved', 'latest'];
/** How the three values, and what stands for them, are chosen in the sheet. */
const choiceWords: Readonly<Record<ScoreValue, string>> = {
  claimed: 'ที่หมวดเสนอ',
  advised: 'ที่ปรึกษาเห็น',
  approved: 'ที่ประชุมอนุมัติ',
  latest: 'ล่าสุด',
};
const statusWords: Readonly<Record<ItemStatus, string>> = {
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
};
const levelNames = levels.map((level) => levelWords[level]);
const noLevel = 'ไม่มีระดับ';
const nameOf = (level: Level | null): string => (level === null ? noLevel : levelWords[level]);
/** Above the head of the first sheet: what is chosen and what comes of it. */
const headRow = 7;
const choiceCell = '$D$3';

/** The process items with the three values, the categories and the whole: all of it worked out by the sheets themselves. */
export function addScoreSheets(workbook: Workbook, source: WorkbookSource): void {
  const { framework } = source;
  if (framework.scale.kind !== 'cumulative-levels') return;
  const boards = new Map(
    values.map((value) => [value, computeScoreboard(framework, source.input, { value, profile: 'points-500' })]),
  );
  const items = framework.categories.flatMap((category) =>
    category.kind === 'process' ? category.items.map((item) => ({ category: category.code, item })) : [],
  );
  const layout: Layout = { source, scale: framework.scale, boards, items };
  addItems(workbook, layout);
  addCategories(workbook, layout);
  addWork(workbook, layout);
}

interface Layout {
  readonly source: WorkbookSource;
  readonly scale: LevelScale;
  readonly boards: ReadonlyMap<ScoreValue, Scoreboard>;
  readonly items: readonly { readonly category: string; readonly item: ProcessItem }[];
}

const boardOf = ({ boards }: Layout, value: ScoreValue): Scoreboard => {
  const board = boards.get(value);
  if (board === undefined) throw new Error(`no scoreboard of ${value}`);
  return board;
};

/** Where the sheet of workings has what: ranks of the four values, then their points, a row an item. */
const workRow = 4;
const rankColumn = (value: ScoreValue): string => letterOf(3 + values.indexOf(value));
const pointsColumn = (value: ScoreValue): string => letterOf(3 + values.length + values.indexOf(value));

const level = (rank: string): string => `CHOOSE(${rank}+1,${[noLevel, ...levelNames].map(quoted).join(',')})`;

function addItems(workbook: Workbook, layout: Layout): void {
  const { source, items } = layout;
  const { value } = source.report;
  const columns: readonly Column[] = [
    { title: 'หมวด', width: 8, isCentred: true },
    { title: 'รหัส', width: 8, isCentred: true },
    { title: 'หัวข้อ', width: 52 },
    { title: 'สถานะ', width: 22 },
    { title: choiceWords.claimed, width: 16, isCentred: true },
    { title: choiceWords.advised, width: 16, isCentred: true },
    { title: choiceWords.approved, width: 16, isCentred: true },
    { title: 'ระดับที่ใช้คิด', width: 16, isCentred: true },
    { title: 'คะแนน (ไม่เป็นทางการ)', width: 14, format: '0', isCentred: true },
  ];
  const title = `คะแนนรายหัวข้อ ปีงบประมาณ พ.ศ. ${source.report.fiscalYearBE}`;
  const sheet = addSheet(workbook, { name: scoreSheet, title, columns, headRow });
  const board = boardOf(layout, value);
  put(sheet, 3, 3, 'ใช้ค่า');
  put(sheet, 3, 4, choiceWords[value]);
  offer(
    sheet,
    3,
    4,
    values.map((one) => choiceWords[one]),
  );
  const chosen = `MATCH(${choiceCell},{${values.map((one) => quoted(choiceWords[one])).join(',')}},0)`;
  const overall = (row: number): string =>
    values
      .map((one) =>
        within(categorySheet, `$${letterOf(3 + 2 * values.indexOf(one) + (row === 4 ? 0 : 1))}$${categoryEnd(layout)}`),
      )
      .join(',');
  put(sheet, 4, 3, 'ระดับรวม');
  put(sheet, 4, 4, { formula: `CHOOSE(${chosen},${overall(4)})`, result: nameOf(board.overall.level) });
  put(sheet, 5, 3, 'คะแนนรวม (ไม่เป็นทางการ)');
  put(
    sheet,
    5,
    4,
    { formula: `CHOOSE(${chosen},${overall(5)})`, result: board.overall.points },
    { numFmt: '0.00', alignment: { horizontal: 'left' } },
  );
  const byCode = new Map(source.input.items.map((item) => [item.code, item]));
  const reported = new Map(
    source.report.categories.flatMap((category) => category.items.map((item) => [item.code, item])),
  );
  const traced = new Map(board.trace.children.flatMap(({ children }) => children.map((node) => [node.subject, node])));
  const rows = items.map(({ category, item }, index): Value[] => {
    const own = byCode.get(item.code);
    const row = workRow + index;
    const pick = (columnOf: (one: ScoreValue) => string): string =>
      `CHOOSE(${chosen},${values.map((one) => within(workSheet, `$${columnOf(one)}$${row}`)).join(',')})`;
    const node = traced.get(item.code);
    const status = reported.get(item.code)?.status ?? 'drafting';
    return [
      ...[category, item.code, item.title.th, statusWords[status]],
      ...[own?.claimed, own?.advised, own?.approved].map((one) => (one ? levelWords[one] : null)),
      { formula: level(pick(rankColumn)), result: nameOf(node?.level ?? null) },
      { formula: pick(pointsColumn), result: node?.points?.rounded ?? 0 },
    ];
  });
  addRows(sheet, columns, rows, headRow);
  for (const index of items.keys())
    for (const column of [5, 6, 7]) offer(sheet, headRow + 1 + index, column, levelNames);
}

/** The row of the whole, behind the process categories. */
const categoryEnd = ({ source }: Layout): number =>
  categoryHead + 1 + source.framework.categories.filter(({ kind }) => kind === 'process').length;
const categoryHead = 3;

function addCategories(workbook: Workbook, layout: Layout): void {
  const { source, items } = layout;
  const process = source.framework.categories.filter(({ kind }) => kind === 'process');
  const columns: readonly Column[] = [
    { title: 'หมวด', width: 8, isCentred: true },
    { title: 'ชื่อหมวด', width: 44 },
    ...values.flatMap((value): Column[] => [
      { title: `ระดับ: ${choiceWords[value]}`, width: 16, isCentred: true },
      { title: `คะแนน (ไม่เป็นทางการ): ${choiceWords[value]}`, width: 14, format: '0.00', isCentred: true },
    ]),
  ];
  const sheet = addSheet(workbook, {
    name: categorySheet,
    title: `ผลรายหมวด ปีงบประมาณ พ.ศ. ${source.report.fiscalYearBE}`,
    columns,
  });
  const ranges = process.map(({ code }) => {
    const own = items.flatMap(({ category }, index) => (category === code ? [workRow + index] : []));
    return (column: string): string => within(workSheet, `$${column}$${own[0]}:$${column}$${own.at(-1)}`);
  });
  const rows = process.map(({ code, title }, index): Value[] => [
    ...[code, title.th],
    ...values.flatMap((value): Formula[] => {
      const range = ranges[index] ?? (() => '');
      const score = boardOf(layout, value).categories.find((category) => category.code === code);
      return [
        { formula: level(`MIN(${range(rankColumn(value))})`), result: nameOf(score?.level ?? null) },
        { formula: `AVERAGE(${range(pointsColumn(value))})`, result: score?.points ?? 0 },
      ];
    }),
  ]);
  const all = (column: string): string =>
    within(workSheet, `$${column}$${workRow}:$${column}$${workRow + items.length - 1}`);
  const whole: Value[] = [
    ...['', 'รวมทุกหมวดกระบวนการ'],
    ...values.flatMap((value, index): Formula[] => {
      const { overall } = boardOf(layout, value);
      const column = letterOf(4 + 2 * index);
      return [
        { formula: level(`MIN(${all(rankColumn(value))})`), result: nameOf(overall.level) },
        {
          formula: `ROUND(AVERAGE(${column}${categoryHead + 1}:${column}${categoryHead + process.length}),2)`,
          result: overall.points,
        },
      ];
    }),
  ];
  const counts = [...levels.toReversed(), null].map((one): Value[] => [
    ...['', `จำนวนหัวข้อ: ${nameOf(one)}`],
    ...values.flatMap((value): Value[] => [
      {
        formula: `COUNTIF(${all(rankColumn(value))},${levelRank(one)})`,
        result: boardOf(layout, value).counts[one ?? 'none'],
      },
      null,
    ]),
  ]);
  addRows(sheet, columns, [...rows, whole, ...counts]);
  const end = categoryHead + 1 + rows.length;
  for (const column of columns.keys()) {
    const cell = sheet.getCell(end, column + 1);
    cell.style = { ...cell.style, font: { ...cell.font, bold: true } };
  }
  for (const row of counts.keys())
    for (const index of values.keys()) sheet.getCell(end + 1 + row, 3 + 2 * index).style.numFmt = '0';
  sheet.autoFilter = '';
}

function addWork(workbook: Workbook, layout: Layout): void {
  const { items, scale } = layout;
  const columns: readonly Column[] = [
    { title: 'หมวด', width: 8, isCentred: true },
    { title: 'รหัส', width: 8, isCentred: true },
    ...values.map((value): Column => ({ title: `ลำดับระดับ: ${choiceWords[value]}`, width: 16, isCentred: true })),
    ...values.map((value): Column => ({ title: `คะแนน: ${choiceWords[value]}`, width: 16, isCentred: true })),
  ];
  const title = 'ที่มาของตัวเลข: ลำดับระดับ 0 คือไม่มีระดับ 1 Basic 2 Advance 3 Significance (คะแนนไม่เป็นทางการ)';
  const sheet = addSheet(workbook, { name: workSheet, title, columns });
  const points = [
    scale.none.points,
    ...levels.map((one) => scale.levels.find(({ level: own }) => own === one)?.points ?? scale.none.points),
  ].map(Number);
  const byCode = new Map(layout.source.input.items.map((item) => [item.code, item]));
  const rows = items.map(({ category, item }, index): Value[] => {
    const [source, own] = [headRow + 1 + index, workRow + index];
    const cellOf = (value: ScoreValue): string =>
      within(scoreSheet, `$${letterOf(5 + values.indexOf(value))}$${source}`);
    const given = byCode.get(item.code) ?? { claimed: null, advised: null, approved: null };
    const rankOf = (value: ScoreValue): number =>
      levelRank(value === 'latest' ? (given.approved ?? given.advised ?? given.claimed) : given[value]);
    const rank = (value: ScoreValue): string =>
      value === 'latest'
        ? `IF(${rankColumn('approved')}${own}>0,${rankColumn('approved')}${own},IF(${rankColumn('advised')}${own}>0,${rankColumn('advised')}${own},${rankColumn('claimed')}${own}))`
        : `IFERROR(MATCH(${cellOf(value)},{${levelNames.map(quoted).join(',')}},0),0)`;
    return [
      ...[category, item.code],
      ...values.map((value): Formula => ({ formula: rank(value), result: rankOf(value) })),
      ...values.map(
        (value): Formula => ({
          formula: `CHOOSE(${rankColumn(value)}${own}+1,${points.join(',')})`,
          result: points[rankOf(value)] ?? 0,
        }),
      ),
    ];
  });
  addRows(sheet, columns, rows);
}
