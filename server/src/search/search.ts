import {
  maxFound,
  type SearchAnswer,
  type SearchKind,
  type SearchQuestion,
  type SearchResult,
  searchPageSize,
} from '@ruam/shared/api/search.ts';
import { mayReadCycle } from '@ruam/shared/policy/policy.ts';
import { bodyOfCategory } from '@ruam/shared/policy/roles.ts';
import { inOrder, type Ranked } from '@ruam/shared/search/rank.ts';
import { snippetOf } from '@ruam/shared/search/snippet.ts';
import { termsOf } from '@ruam/shared/search/terms.ts';
import type { Database, DatabaseLocation } from '../database/database.ts';
import type { Person } from '../people/actor.ts';
import { type FoundPassage, findPassages } from './findPassages.ts';
import { type FoundEvidence, type FoundItem, findEvidence, findItems } from './findTitles.ts';

/** Letters by which a screen finds a passage again. */
const quoteLength = 60;

interface Found extends Ranked {
  readonly text: string;
  readonly result: Omit<SearchResult, 'snippet'>;
}

/**
 * What a person may read that answers a question, the best first (docs/search.md). A cycle that is not theirs gives
 * nothing.
 */
export async function search(
  database: Database,
  store: DatabaseLocation['kind'],
  person: Person,
  { q, cycle, kind, category, cursor = 0 }: SearchQuestion,
): Promise<SearchAnswer> {
  const terms = termsOf(q);
  const own = [...new Set(person.seats.map((seat) => seat.cycle))];
  const cycles = own.filter((id) => (cycle === undefined || id === cycle) && mayReadCycle(person, id));
  const wanted = { cycles, terms, kind, category };
  const [items, evidence, passages] = await Promise.all([
    findItems(database, wanted),
    findEvidence(database, wanted),
    findPassages(database, store, person, wanted),
  ]);
  const isOwn = ownCategories(person);
  const all = [
    ...items.map((item) => ofItem(item, isOwn)),
    ...evidence.map(ofEvidence),
    ...passages.map((passage) => ofPassage(passage, isOwn)),
  ];
  const ordered = inOrder(all, terms).slice(0, maxFound);
  const page = ordered.slice(cursor, cursor + searchPageSize);
  const end = cursor + page.length;
  return {
    results: page.map(({ result, text, folded }) => {
      const { text: piece, marks } = snippetOf(text, folded, terms);
      return { ...result, snippet: { text: piece, marks: marks.map(([from, to]) => [from, to]) } };
    }),
    count: ordered.length,
    isMore: all.length > maxFound,
    next: end < ordered.length && page.length > 0 ? String(end) : null,
  };
}

type OwnCategory = (cycle: string, category: string | null) => boolean;

function ownCategories({ seats }: Person): OwnCategory {
  const own = new Set(seats.map(({ cycle, body }) => `${cycle} ${body}`));
  return (cycle, category) => category !== null && own.has(`${cycle} ${bodyOfCategory(category)}`);
}

/** What a result has that stands in no document. */
const nowhere = {
  ...{ item: null, category: null, document: null, thread: null, number: null },
  ...{ quote: null, byName: null, evidence: null },
} as const;

function ofItem({ cycle, code, category, text, folded, period }: FoundItem, isOwn: OwnCategory): Found {
  const result = { ...nowhere, id: `item ${cycle} ${code}`, kind: 'item', at: 0, cycle, item: code, category } as const;
  return { text, folded, isTitle: true, isOwn: isOwn(cycle, category), period, at: 0, result };
}

function ofEvidence({ id, cycle, text, folded, period, at }: FoundEvidence): Found {
  const result = { ...nowhere, id: `evidence ${id}`, kind: 'evidence', cycle, evidence: id, at } as const;
  return { text, folded, isTitle: true, isOwn: false, period, at, result };
}

function ofPassage(passage: FoundPassage, isOwn: OwnCategory): Found {
  const { id, cycle, item, category, documentId, documentKind, level, text, folded, ownLength, number } = passage;
  const at = passage.commentedAt ?? passage.updatedAt;
  const result = {
    id: `passage ${id}`,
    kind: kindOf(passage),
    ...{ cycle, item, category, number, at },
    document: { id: documentId, kind: documentKind, level },
    thread: passage.threadId,
    quote: passage.commentId === null ? text.slice(0, Math.min(ownLength, quoteLength)).toWellFormed() : null,
    byName: passage.writerName,
    evidence: null,
  };
  const period = passage.fiscalYearBE * 100 + passage.round;
  const isTitle = passage.block === 'heading';
  return { text, folded, isTitle, isOwn: isOwn(cycle, category), period, at, result };
}

function kindOf({ commentId, documentKind, block }: FoundPassage): SearchKind {
  if (commentId !== null) return 'comment';
  if (documentKind === 'advice') return 'advice';
  return block === 'recommendation' ? 'recommendation' : 'text';
}
