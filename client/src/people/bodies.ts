import type { CycleSeat } from '@ruam/shared/api/people.ts';
import { bodyOfCategory, type Role, rolesOfBody } from '@ruam/shared/policy/roles.ts';
import type { TFunction } from 'i18next';

const otherBodies = ['steering', 'advisors', 'secretariat', 'observers', 'administration'] as const;

/** The bodies of a cycle in the order of its screens: categories, then the others. */
export function bodiesOf(categories: readonly string[]): string[] {
  return [...categories.map(bodyOfCategory), ...otherBodies];
}

/** The name of a body in the reader's language. */
export function bodyName(t: TFunction, body: string): string {
  const other = otherBodies.find((one) => one === body);
  if (other !== undefined) return t(`people.bodies.${other}`);
  if (body === 'category-7') return t('people.bodies.category-7');
  return t('people.bodies.category', { code: body.slice('category-'.length) });
}

/** A seat in words: the body with the role, or the role alone where the body has only one. */
export function seatName(t: TFunction, { body, role }: CycleSeat): string {
  if (!body.startsWith('category-')) return t(`role.${role}`);
  return `${t(`role.${role}`)} · ${t('category.numbered', { code: body.slice('category-'.length) })}`;
}

/** The columns of the matrix: who leads, who keeps the records, and the others. */
export const columns = ['chair', 'secretary', 'member'] as const;
export type Column = (typeof columns)[number];

/** The role of a body that stands in a column of the matrix, null for none. */
export function roleInColumn(body: string, column: Column): Role | null {
  const bodyRoles = rolesOfBody(body);
  return bodyRoles.find((role) => columnOf(role) === column) ?? null;
}

/** The roles of a body, who leads it first. */
export function rolesInOrder(body: string): Role[] {
  return columns.map((column) => roleInColumn(body, column)).filter((role) => role !== null);
}

function columnOf(role: Role): Column {
  if (role === 'chair' || role === 'steering-chair') return 'chair';
  return role === 'secretary' ? 'secretary' : 'member';
}
