import { type SearchKind, type SearchResult, searchKinds } from '@ruam/shared/api/search.ts';
import { foldText, plainText } from '@ruam/shared/search/fold.ts';
import { termsOf } from '@ruam/shared/search/terms.ts';
import { paths } from '../ui/paths.ts';

/** What can be done from the search box. */
export interface Command {
  readonly id: string;
  readonly label: string;
  /** Other words by which it is found. */
  readonly also?: string;
  readonly run: () => void;
}

const maxCommands = 6;

/** The commands that have all words of a question; a code like "3.3" stands first. */
export function matchingCommands(commands: readonly Command[], question: string): readonly Command[] {
  const terms = termsOf(question);
  if (terms.length === 0) return [];
  const startsWith = ({ label }: Command): boolean => foldText(plainText(label)).startsWith(terms[0] ?? '');
  return commands
    .filter(({ label, also = '' }) => {
      const folded = foldText(plainText(`${label} ${also}`));
      return terms.every((term) => folded.includes(term));
    })
    .sort((one, other) => Number(startsWith(other)) - Number(startsWith(one)))
    .slice(0, maxCommands);
}

/** Results by their kind; the kind of the best result first. */
export function byKind(
  results: readonly SearchResult[],
): readonly { readonly kind: SearchKind; readonly results: readonly SearchResult[] }[] {
  const groups = Map.groupBy(results, ({ kind }) => kind);
  return [...groups].map(([kind, some]) => ({ kind, results: some }));
}

/** Where a result is shown; a passage is named by its beginning. */
export function resultPath({ cycle, item, category, kind, document, thread, quote, evidence }: SearchResult): string {
  if (kind === 'evidence' && evidence !== null) return paths.evidenceEntry(cycle, evidence);
  if (kind === 'item' && item !== null && category !== null) return paths.item(cycle, category, item);
  const place = documentPath(cycle, item, category, document);
  if (place === null) return paths.board(cycle);
  const more = [
    ...(thread === null ? [] : [`thread=${encodeURIComponent(thread)}`]),
    ...(quote === null ? [] : [`passage=${encodeURIComponent(quote)}`]),
  ];
  if (more.length === 0) return place;
  return `${place}${place.includes('?') ? '&' : '?'}${more.join('&')}`;
}

function documentPath(
  cycle: string,
  item: string | null,
  category: string | null,
  document: SearchResult['document'],
): string | null {
  if (document === null) return null;
  if (document.kind === 'overview') return paths.overview(cycle);
  if (item === null || category === null) return null;
  switch (document.kind) {
    case 'evidence':
      return document.level === null ? null : paths.evidence(cycle, category, item, document.level);
    case 'results':
      return `${paths.item(cycle, category, item)}?part=results`;
    // A note stands beside every part of its item.
    case 'advice':
    case 'recommendations':
      return paths.recommendations(cycle, category, item);
    case 'minutes':
      return null;
  }
}

/** A kind to look for, or all. */
export function kindOf(value: string): SearchKind | undefined {
  return searchKinds.find((kind) => kind === value);
}
