import type { Level } from '@ruam/shared/assessment/level.ts';

/** The addresses of the screens. */
export const paths = {
  board: (cycle: string) => `/cycles/${encodeURIComponent(cycle)}`,
  overview: (cycle: string) => `${paths.board(cycle)}/overview`,
  rescues: (cycle: string) => `${paths.board(cycle)}/rescues`,
  category: (cycle: string, category: string) => `${paths.board(cycle)}/categories/${encodeURIComponent(category)}`,
  item: (cycle: string, category: string, code: string) =>
    `${paths.category(cycle, category)}/items/${encodeURIComponent(code)}`,
  recommendations: (cycle: string, category: string, code: string) =>
    `${paths.item(cycle, category, code)}?part=recommendations`,
  evidence: (cycle: string, category: string, code: string, level: Level) =>
    `${paths.item(cycle, category, code)}?part=evidence&level=${level}`,
} as const;
