import type { Role } from '@ruam/shared/policy/roles.ts';

/** A role account of the trial: named after its role, never after a person. */
export interface SampleAccount {
  readonly login: string;
  readonly name: string;
  readonly body: string;
  readonly role: Role;
}

const single: readonly SampleAccount[] = [
  { login: 'admin', name: 'ผู้ดูแลระบบ', body: 'administration', role: 'administrator' },
  { login: 'secretariat', name: 'ฝ่ายเลขานุการ', body: 'secretariat', role: 'secretariat' },
  { login: 'advisor', name: 'ที่ปรึกษา', body: 'advisors', role: 'advisor' },
  { login: 'steering-chair', name: 'ประธาน Steering Committee', body: 'steering', role: 'steering-chair' },
  { login: 'steering-member-1', name: 'กรรมการ Steering Committee 1', body: 'steering', role: 'steering-member' },
  { login: 'steering-member-2', name: 'กรรมการ Steering Committee 2', body: 'steering', role: 'steering-member' },
  { login: 'observer', name: 'ผู้สังเกตการณ์', body: 'observers', role: 'observer' },
];

const ofCategory = (n: number): SampleAccount[] => [
  { login: `cat${n}-chair`, name: `ประธาน หมวด ${n}`, body: `category-${n}`, role: 'chair' },
  { login: `cat${n}-secretary`, name: `เลขานุการ หมวด ${n}`, body: `category-${n}`, role: 'secretary' },
  { login: `cat${n}-member-1`, name: `กรรมการ หมวด ${n} คนที่ 1`, body: `category-${n}`, role: 'member' },
  { login: `cat${n}-member-2`, name: `กรรมการ หมวด ${n} คนที่ 2`, body: `category-${n}`, role: 'member' },
];

/** The sign-ins of the trial, all with one password. */
export const sampleAccounts: readonly SampleAccount[] = [...single, ...[1, 2, 3, 4, 5, 6, 7].flatMap(ofCategory)];
