import { z } from 'zod';

/** What a person does in a body. `member`, `chair` and `secretary` belong to a category's body. */
export const roles = [
  'member',
  'chair',
  'secretary',
  'advisor',
  'steering-member',
  'steering-chair',
  'secretariat',
  'observer',
  'administrator',
] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

/**
 * A body of a cycle. The body of category n is `category-n`; the others are `steering`, `secretariat`,
 * `advisors`, `observers` and `administration`.
 */
export const bodySchema = z
  .string()
  .regex(/^(category-[1-9][0-9]?|steering|secretariat|advisors|observers|administration)$/);

/** One seat: a role in a body of a cycle. */
export const seatSchema = z.object({ cycle: z.string(), body: bodySchema, role: roleSchema });
export type Seat = z.infer<typeof seatSchema>;

/** The body that writes the items of a category ("3" → "category-3"). */
export function bodyOfCategory(category: string): string {
  return `category-${category}`;
}

/** The roles that a body has. */
export function rolesOfBody(body: string): readonly Role[] {
  switch (body) {
    case 'steering':
      return ['steering-member', 'steering-chair'];
    case 'secretariat':
      return ['secretariat'];
    case 'advisors':
      return ['advisor'];
    case 'observers':
      return ['observer'];
    case 'administration':
      return ['administrator'];
    default:
      return ['member', 'chair', 'secretary'];
  }
}
