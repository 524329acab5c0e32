import type { Role } from '../policy/roles.ts';
import { toThaiDigits } from '../thai/digits.ts';

/** A body as official texts name it. */
export function bodyInWords(body: string): string {
  if (body === 'steering') return 'คณะกรรมการอำนวยการ (Steering Committee)';
  const category = toThaiDigits(body.replace('category-', ''));
  return body === 'category-7' ? `คณะทำงานหมวด ${category}` : `คณะอนุกรรมการหมวด ${category}`;
}

/** What somebody is in a meeting. */
export function roleInWords(role: Role): string {
  switch (role) {
    case 'steering-chair':
    case 'chair':
      return 'ประธาน';
    case 'secretary':
      return 'เลขานุการ';
    case 'secretariat':
      return 'ฝ่ายเลขานุการ';
    case 'advisor':
      return 'ที่ปรึกษา';
    case 'steering-member':
    case 'member':
      return 'กรรมการ';
    case 'observer':
    case 'administrator':
      return 'ผู้สังเกตการณ์';
  }
}
