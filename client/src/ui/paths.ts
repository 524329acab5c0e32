import type { Level } from '@ruam/shared/assessment/level.ts';

/** The addresses of the screens. */
export const paths = {
  board: (cycle: string) => `/cycles/${encodeURIComponent(cycle)}`,
  overview: (cycle: string) => `${paths.board(cycle)}/overview`,
  rescues: (cycle: string) => `${paths.board(cycle)}/rescues`,
  work: (cycle: string) => `${paths.board(cycle)}/work`,
  threads: (cycle: string) => `${paths.board(cycle)}/threads`,
  register: (cycle: string) => `${paths.board(cycle)}/recommendations`,
  advice: (cycle: string) => `${paths.board(cycle)}/advice`,
  evidenceRegister: (cycle: string) => `${paths.board(cycle)}/evidence`,
  evidenceEntry: (cycle: string, id: string) => `${paths.evidenceRegister(cycle)}?entry=${encodeURIComponent(id)}`,
  consensus: (cycle: string) => `${paths.board(cycle)}/consensus`,
  meetings: (cycle: string) => `${paths.board(cycle)}/meetings`,
  meeting: (cycle: string, id: string) => `${paths.meetings(cycle)}/${encodeURIComponent(id)}`,
  meetingJoin: (cycle: string, id: string) => `${paths.meeting(cycle, id)}/join`,
  meetingConsole: (cycle: string, id: string) => `${paths.meeting(cycle, id)}/console`,
  meetingMinutes: (cycle: string, id: string) => `${paths.meeting(cycle, id)}/minutes`,
  scores: (cycle: string) => `${paths.board(cycle)}/scores`,
  reports: (cycle: string) => `${paths.board(cycle)}/reports`,
  imports: () => '/imports',
  import: (id: string) => `${paths.imports()}/${encodeURIComponent(id)}`,
  projector: () => '/projector',
  meetingPack: (cycle: string, id: string) => `${paths.meeting(cycle, id)}/pack`,
  people: (cycle: string) => `${paths.board(cycle)}/people`,
  audit: (cycle: string) => `${paths.board(cycle)}/audit`,
  decide: (cycle: string, code: string) => `${paths.board(cycle)}/items/${encodeURIComponent(code)}/decide`,
  history: (cycle: string, code: string) => `${paths.board(cycle)}/items/${encodeURIComponent(code)}/history`,
  certificate: (id: string) => `/certificates/${encodeURIComponent(id)}`,
  verify: (id: string) => `/verify/${encodeURIComponent(id)}`,
  profile: () => '/profile',
  category: (cycle: string, category: string) => `${paths.board(cycle)}/categories/${encodeURIComponent(category)}`,
  item: (cycle: string, category: string, code: string) =>
    `${paths.category(cycle, category)}/items/${encodeURIComponent(code)}`,
  recommendations: (cycle: string, category: string, code: string) =>
    `${paths.item(cycle, category, code)}?part=recommendations`,
  evidence: (cycle: string, category: string, code: string, level: Level) =>
    `${paths.item(cycle, category, code)}?part=evidence&level=${level}`,
} as const;

/** Whether this page is a projector's. */
export function isProjectorPage(): boolean {
  return globalThis.location?.pathname === paths.projector();
}
