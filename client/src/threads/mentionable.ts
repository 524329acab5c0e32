import type { CyclePerson } from '@ruam/shared/api/people.ts';
import type { Unit } from '@ruam/shared/api/units.ts';
import { bodyOfCategory } from '@ruam/shared/policy/roles.ts';
import { toArabicDigits } from '@ruam/shared/thai/digits.ts';
import { withoutSpaces } from '@ruam/shared/thai/normalize.ts';
import type { TFunction } from 'i18next';

/** Somebody or something that can be named in a comment. */
export interface Mentionable {
  readonly kind: 'person' | 'body' | 'unit';
  readonly id: string;
  readonly name: string;
  /** Other names under which it is found. */
  readonly aliases: readonly string[];
  /** Belongs to the category whose text is commented. */
  readonly isOwn: boolean;
}

/** Offered at once of people, of bodies, and of units: so that none of the three hides the others. */
const shownOfKind = 8;

/** All that can be named: the people, bodies and units of a cycle, those of the text's category (null: none) first. */
export function mentionables(
  t: TFunction,
  { people, units, category }: { people: readonly CyclePerson[]; units: readonly Unit[]; category: string | null },
): Mentionable[] {
  const own = category === null ? null : bodyOfCategory(category);
  const bodies = [...new Set(people.flatMap(({ seats }) => seats.map(({ body }) => body)))].sort();
  const all: Mentionable[] = [
    ...people.map(({ id, name, seats }) => {
      const isOwn = seats.some(({ body }) => body === own);
      return { kind: 'person', id, name, aliases: [], isOwn } as const;
    }),
    ...bodies.map((id) => ({ kind: 'body', id, name: bodyWords(t, id), aliases: [], isOwn: id === own }) as const),
    ...units.map(({ name, aliases }) => ({ kind: 'unit', id: name, name, aliases, isOwn: false }) as const),
  ];
  return [...all.filter(({ isOwn }) => isOwn), ...all.filter(({ isOwn }) => !isOwn)];
}

/** What is being typed after an "@" in front of the caret; null when nothing is. */
export function mentionQuery(text: string, caret: number): { readonly from: number; readonly query: string } | null {
  const found = /(?:^|[^A-Za-z0-9.])@([^\s@]{0,40})$/.exec(text.slice(0, caret));
  if (found === null) return null;
  const query = found[1] ?? '';
  return { from: caret - query.length - 1, query };
}

/** Those of which a name holds what was typed: those of the own category first, then names that begin with it. */
export function matching(all: readonly Mentionable[], query: string): Mentionable[] {
  const wanted = folded(query);
  const counts = { person: 0, body: 0, unit: 0 };
  return all
    .flatMap((one) => {
      const places = [one.name, ...one.aliases].map((name) => folded(name).indexOf(wanted)).filter((at) => at >= 0);
      return places.length === 0 ? [] : [{ one, at: Math.min(...places) }];
    })
    .sort((a, b) => Number(b.one.isOwn) - Number(a.one.isOwn) || Math.sign(a.at) - Math.sign(b.at))
    .map(({ one }) => one)
    .filter(({ kind }) => ++counts[kind] <= shownOfKind);
}

/** The name of a body; in the reader's language, or in that one. */
export function bodyWords(t: TFunction, body: string, lng?: 'th' | 'en'): string {
  const inLanguage = lng === undefined ? {} : { lng };
  switch (body) {
    case 'steering':
    case 'secretariat':
    case 'advisors':
    case 'observers':
    case 'administration':
    case 'category-7':
      return t(`people.bodies.${body}`, inLanguage);
    default:
      return t('people.bodies.category', { code: body.slice('category-'.length), ...inLanguage });
  }
}

/** `สำนักกรรมาธิการ ๑` is found by `กรรมาธิการ1`: what is typed behind an "@" has no spaces. */
function folded(name: string): string {
  return toArabicDigits(withoutSpaces(name)).toLocaleLowerCase();
}
