import type { CyclePerson } from '@ruam/shared/api/people.ts';
import type { TFunction } from 'i18next';

/** Somebody or something that can be named in a comment. */
export interface Mentionable {
  readonly kind: 'person' | 'body' | 'unit';
  readonly id: string;
  readonly name: string;
}

const shown = 8;

/** Everybody who can be named: the people of a cycle, then its bodies. */
export function mentionables(t: TFunction, people: readonly CyclePerson[]): Mentionable[] {
  const bodies = [...new Set(people.flatMap(({ seats }) => seats.map(({ body }) => body)))].sort();
  return [
    ...people.map(({ id, name }) => ({ kind: 'person', id, name }) as const),
    ...bodies.map((id) => ({ kind: 'body', id, name: bodyWords(t, id) }) as const),
  ];
}

/** What is being typed after an "@" in front of the caret; null when nothing is. */
export function mentionQuery(text: string, caret: number): { readonly from: number; readonly query: string } | null {
  const found = /(?:^|[^A-Za-z0-9.])@([^\s@]{0,40})$/.exec(text.slice(0, caret));
  if (found === null) return null;
  const query = found[1] ?? '';
  return { from: caret - query.length - 1, query };
}

/** Those whose name holds what was typed; names that begin with it first. */
export function matching(all: readonly Mentionable[], query: string): Mentionable[] {
  const wanted = query.toLocaleLowerCase();
  return all
    .map((one) => ({ one, at: one.name.toLocaleLowerCase().indexOf(wanted) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => Math.sign(a.at) - Math.sign(b.at))
    .slice(0, shown)
    .map(({ one }) => one);
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
