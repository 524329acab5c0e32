import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContentElement } from '@ruam/shared/document/content.ts';
import { parseReportText } from '@ruam/shared/import/parseReport.ts';
import type { ReportedItem, ReportSource } from '@ruam/shared/report/reportSource.ts';
import {
  adviceContent,
  attributedParagraphs,
  evidenceContent,
  overviewContent,
  recommendationContent,
} from '../cycle/reportContent.ts';

const file = join(import.meta.dirname, '../../sample/fy2562-report.txt');
const doc = (content: readonly ContentElement[]) => ({ type: 'doc', content }) as const;

/** The report of FY 2562 as a source of reports, read from its text; for tests. */
export function fy2562Source(): ReportSource {
  const { report } = parseReportText(readFileSync(file, 'utf8'));
  const at = Date.UTC(2019, 8, 30, 3);
  const categories = report.categories.map((category) => {
    const isProcess = category.code !== '7';
    const items = category.items.map((item): ReportedItem => {
      const results = doc(evidenceContent(item));
      const { level } = item;
      return {
        ...{ code: item.code, name: item.name, level, status: level === null ? 'drafting' : 'claimed' },
        values: { claimed: level, advised: null, approved: null },
        results,
        texts: level === null ? [] : [{ level, content: results }],
        recommendations: doc(recommendationContent(item.observations)),
        advice: attributedParagraphs(item.observations).map((note, index) => ({
          ...{ document: `${item.code}-${index}`, author: 'ที่ปรึกษา', submittedAt: at },
          content: doc(adviceContent(note)),
        })),
      };
    });
    return {
      score: isProcess ? { level: lowest(items), points: 0 } : null,
      ...{ code: category.code, kind: isProcess ? ('process' as const) : ('results' as const) },
      ...{ name: category.name, goal: category.goal ?? '', items },
    };
  });
  return {
    ...{ agency: report.agency ?? '', value: 'claimed', made: { name: 'ฝ่ายเลขานุการ', at } },
    snapshot: { id: 'v1', at, contentHash: '3f5a'.repeat(16) },
    score: {
      level: lowest(categories.flatMap(({ items }) => items).filter(({ level }) => level !== null)),
      points: 445.83,
    },
    ...{ title: report.title ?? '', fiscalYearBE: report.fiscalYearBE ?? 0, round: report.round ?? 12 },
    ...{ overview: doc(overviewContent(report)), categories, threads: [], evidence: [] },
    statements: report.results?.figures.flatMap(({ statements }) => statements.map(({ text }) => text)) ?? [],
  };
}

function lowest(items: readonly Pick<ReportedItem, 'level'>[]): ReportedItem['level'] {
  const order = ['basic', 'advance', 'significance'] as const;
  return order.find((level) => items.some((item) => item.level === level)) ?? null;
}
