import type { ReportOptions } from '@ruam/shared/api/reports.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import { escapeHtml } from '@ruam/shared/document/html.ts';
import type { ReportedItem, ReportSource } from '@ruam/shared/report/reportSource.ts';
import { levelWords, valueWords } from '@ruam/shared/report/reportWords.ts';
import { toThaiDigits } from '@ruam/shared/thai/digits.ts';
import { thaiHtml } from '../pdf/thaiHtml.ts';

/** How firm a level is: pencil, highlighter, stamp. */
type Standing = 'claimed' | 'advised' | 'approved';

/** What the levels of a cycle are told by. */
export type BoardSource = Pick<ReportSource, 'agency' | 'value' | 'score' | 'categories' | 'statements'>;

interface Board {
  readonly hasThaiDigits: boolean;
  /** The id of what is told of an item or category; null where nothing is. */
  placeOf(code: string): string | null;
}

const meanings: Readonly<Record<Level, string>> = {
  basic: 'พื้นฐาน',
  advance: 'ก้าวหน้า',
  significance: 'พัฒนาจนเกิดผล',
};
const shapes: Readonly<Record<Level, string>> = {
  basic: '<circle cx="12" cy="12" r="8.6"/>',
  advance: '<path d="M12 1.6 22.4 12 12 22.4 1.6 12z"/>',
  significance: '<path d="m12 .9 3.3 7.3 7.9.9-5.9 5.4 1.6 7.9L12 18.4l-6.9 4 1.6-7.9L.8 9.1l7.9-.9z"/>',
};
const ring =
  '<circle cx="12" cy="12" r="8" fill="none" stroke="currentColor" stroke-width="2.4" stroke-dasharray="4 3.4"/>';

const legend =
  '<p class="legend"><span class="chip ink claimed">เสนอ</span> <span class="chip ink advised">ที่ปรึกษา</span> <span class="chip ink approved">อนุมัติ</span></p>';

/** What the board of a report tells: of one that is limited to items these alone, and nothing of the whole. */
export function boardSourceOf(source: BoardSource, { items: asked }: Pick<ReportOptions, 'items'>): BoardSource {
  if (asked.length === 0) return source;
  const categories = source.categories.flatMap((category) => {
    const items = category.items.filter(({ code }) => asked.includes(code));
    return items.length === 0 ? [] : [{ ...category, items, score: null }];
  });
  return { ...source, score: null, statements: [], categories };
}

/** The level of an item as a chip: its shape, its word, and how firm it is. */
export function levelChip(
  { level, values }: Pick<ReportedItem, 'level' | 'values'>,
  value: ReportSource['value'],
): string {
  const standing = standingOf(values, value);
  const word = level === null ? 'ยังไม่มีระดับ' : levelWords[level];
  const lock = standing === 'approved' && level !== null ? ' <span class="said">(อนุมัติแล้ว)</span>' : '';
  return `<span class="chip ${level ?? 'none'} ${standing}">${glyph(level)} ${word}${lock}</span>`;
}

/** The overall level and those of all categories and items, each leading to what is told of it. */
export function boardHtml({ value, score, categories, statements }: BoardSource, board: Board): string {
  const digits = (number: string): string => (board.hasThaiDigits ? toThaiDigits(number) : number);
  const link = (code: string, words: string): string => {
    const place = board.placeOf(code);
    return place === null ? words : `<a href="#${place}">${words}</a>`;
  };
  const process = categories.filter(({ kind }) => kind === 'process');
  const rows = process.map((category) => {
    const { code, name, items } = category;
    const level = category.score?.level ?? null;
    const verdictOf =
      category.score === null
        ? ''
        : `<span class="level ${level ?? 'none'}">${glyph(level)} ${level === null ? '–' : levelWords[level]}</span>`;
    const cells = items.map(
      (item) =>
        `<li>${link(item.code, `<b>${digits(item.code)}</b> ${thaiHtml(item.name)}`)}${levelChip(item, value)}</li>`,
    );
    const head = `${link(code, `<b>${digits(code)}</b> ${thaiHtml(name)}`)}${verdictOf}`;
    return `<section class="category"><h3>${head}</h3><ul>${cells.join('')}</ul></section>`;
  });
  const reported = categories
    .filter(({ kind }) => kind === 'results')
    .map(({ code, name }) => {
      const head = link(code, `<b>${digits(code)}</b> ${thaiHtml(name)}`);
      const figure = statements[0] === undefined ? '' : `<p>${thaiHtml(statements[0])}</p>`;
      return `<section class="category"><h3>${head}<span class="reported">ตามรายงาน</span></h3>${figure}</section>`;
    });
  return `<section class="board" id="board"><h2>ภาพรวม</h2>${verdict(score, value, digits)}<div class="categories">${[...rows, ...reported].join('')}</div></section>`;
}

function verdict(
  score: BoardSource['score'],
  value: ReportSource['value'],
  digits: (number: string) => string,
): string {
  if (score === null) return '';
  const { level, points } = score;
  const word = level === null ? 'ยังไม่มีระดับ' : levelWords[level];
  const meaning = level === null ? '' : ` <span>${meanings[level]}</span>`;
  const average = points > 0 ? ` · คะแนนเฉลี่ย ${digits(points.toFixed(2))} จาก ${digits('500')} (ไม่เป็นทางการ)` : '';
  return `<p class="verdict level ${level ?? 'none'}">${glyph(level)} ${word}${meaning}</p><p class="basis">${escapeHtml(valueWords[value])}${average}</p>${value === 'latest' ? legend : ''}`;
}

function standingOf(values: ReportedItem['values'], value: ReportSource['value']): Standing {
  if (value !== 'latest') return value;
  if (values.approved !== null) return 'approved';
  return values.advised !== null ? 'advised' : 'claimed';
}

function glyph(level: Level | null): string {
  return `<svg viewBox="0 0 24 24" aria-hidden="true">${level === null ? ring : shapes[level]}</svg>`;
}
