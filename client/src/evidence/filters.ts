import type { EvidenceAnswer } from '@ruam/shared/api/evidence.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import { listItems } from '@ruam/shared/framework/lookup.ts';

export const shows = ['all', 'placeless', 'orphan', 'confidential', 'removed'] as const;
type Show = (typeof shows)[number];

/** What of the register is looked at; empty texts: everything. */
export interface EvidenceFilter {
  readonly show: Show;
  readonly category: string;
  readonly item: string;
  readonly words: string;
}

/** Item by check, category by item, of a framework. */
export interface Places {
  readonly items: ReadonlyMap<string, string>;
  readonly categories: ReadonlyMap<string, string>;
}

export function placesIn(framework: Framework): Places {
  const items = listItems(framework).flatMap((item) =>
    item.kind === 'process'
      ? item.levels.flatMap(({ checks }) => checks.map(({ id }) => [id, item.code] as const))
      : [],
  );
  const categories = framework.categories.flatMap((category) =>
    category.items.map(({ code }) => [code, category.code] as const),
  );
  return { items: new Map(items), categories: new Map(categories) };
}

/** The items whose checks an entry proves, or to which it belongs. */
export function itemsOf({ checks, items }: Pick<EvidenceAnswer, 'checks' | 'items'>, places: Places): string[] {
  return [...new Set([...checks.flatMap((check) => places.items.get(check) ?? []), ...items])];
}

/** Whether an entry is among what is looked at. */
export function isShown(entry: EvidenceAnswer, filter: EvidenceFilter, places: Places): boolean {
  if ((entry.removed !== null) !== (filter.show === 'removed')) return false;
  if (filter.show === 'placeless' && entry.checks.length > 0) return false;
  if (filter.show === 'orphan' && entry.usedIn.length > 0) return false;
  if (filter.show === 'confidential' && entry.confidentiality !== 'confidential') return false;
  const items = itemsOf(entry, places);
  if (filter.item !== '' && !items.includes(filter.item)) return false;
  if (filter.category !== '' && !items.some((item) => places.categories.get(item) === filter.category)) return false;
  const title = entry.title.toLocaleLowerCase();
  const words = filter.words.normalize('NFC').toLocaleLowerCase().split(/\s+/);
  return words.every((word) => title.includes(word));
}

/** Checks of these items that no entry proves. */
export function unprovenChecks(
  framework: Framework,
  entries: readonly EvidenceAnswer[],
  isWanted: (item: string) => boolean,
) {
  const proven = new Set(entries.filter(({ removed }) => removed === null).flatMap(({ checks }) => checks));
  return listItems(framework).flatMap((item) =>
    item.kind === 'process' && isWanted(item.code)
      ? item.levels.flatMap(({ level, checks }) =>
          checks.filter(({ id }) => !proven.has(id)).map((check) => ({ ...check, item: item.code, level })),
        )
      : [],
  );
}

/** The title that a file's name suggests. */
export function titleOf(fileName: string): string {
  return (
    fileName
      .replace(/\.[a-z]{2,4}\d?$/i, '')
      .replace(/[_\s]+/g, ' ')
      .trim() || fileName
  );
}
