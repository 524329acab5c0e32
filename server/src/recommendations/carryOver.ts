import type { BlockReference } from '@ruam/shared/api/recommendations.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { mayCarryOver } from '@ruam/shared/policy/recommendations.ts';
import { carriedElement, depthsAmong, isOpen } from '@ruam/shared/recommendations/carryOver.ts';
import { readRecommendations } from '@ruam/shared/recommendations/readRecommendations.ts';
import type { Commands, Work } from '../commands/commands.ts';
import type { Database } from '../database/database.ts';
import { appendBehind } from '../document/appendBehind.ts';
import { cycleChain } from '../events/audit.ts';
import type { Person } from '../people/actor.ts';
import { readHeld } from '../sync/gate.ts';
import {
  type ContentReader,
  carriedBefore,
  cycleBefore,
  type FoundRecommendation,
  recommendationDocuments,
  recommendationsIn,
} from './carryCandidates.ts';

export interface CarryDependencies {
  readonly database: Database;
  readonly commands: Commands;
  readonly maxDocumentBytes: number;
  readonly contentOf: ContentReader;
  /** Lets those who have the document open know that it was written; resolves when they are told. */
  readonly documentChanged: (documentId: string) => Promise<void>;
}

interface CarryRequest {
  readonly cycle: string;
  readonly recommendations: readonly BlockReference[];
}

/**
 * Writes open recommendations of the cycle before behind those of the same items in this one, with the year that they were
 * first made in: all that are chosen, or none. What stands there already is not written again (docs/projections.md J10).
 * Throws `forbidden`, `notFound` (no such recommendation, or no such item here), `textChanged` (it is not open any more),
 * `locked`, `tooLarge`.
 */
export async function carryOver(
  { database, commands, maxDocumentBytes, documentChanged }: CarryDependencies,
  person: Person,
  { cycle, recommendations }: CarryRequest,
): Promise<{ readonly carried: number; readonly carriedBefore: number }> {
  if (!mayCarryOver(person, cycle)) throw new AppError('forbidden', 'the secretariat carries recommendations over');
  const before = await cycleBefore(database, person, cycle);
  if (before === null) throw new AppError('notFound', 'there is no cycle before this one');
  const chosen = Map.groupBy(recommendations, ({ document }) => document);
  const done = await commands.run(person.id, async (work) => {
    const { transaction, take, audit } = work;
    await take(cycleChain(cycle));
    const contentOf: ContentReader = (id, read) => readHeld(transaction, id, read);
    const standing = await carriedBefore(transaction, contentOf, cycle);
    const targets = new Map((await recommendationDocuments(transaction, cycle)).map(({ item, id }) => [item, id]));
    const sources = new Map((await recommendationDocuments(transaction, before.id)).map(({ item, id }) => [id, item]));
    const written: { readonly document: string; readonly count: number }[] = [];
    for (const [source, blocks] of chosen) {
      const item = sources.get(source);
      if (item === undefined) throw new AppError('notFound', 'the cycle before has no such text');
      const all = (await contentOf(source, recommendationsIn)) ?? [];
      const found = blocks.map(({ block }) => foundIn(all, block));
      const fresh = firstOfWords(found.filter((each) => !standing.has(source, each)));
      if (fresh.size === 0) continue;
      const document = targets.get(item);
      if (document === undefined) throw new AppError('notFound', 'this cycle has no such item', { item });
      await write(work, { person, cycle, source, document, all, fresh, year: before.fiscalYearBE, maxDocumentBytes });
      written.push({ document, count: fresh.size });
    }
    const carried = written.reduce((sum, { count }) => sum + count, 0);
    const documents = written.map(({ document }) => document);
    if (carried > 0)
      await audit(cycleChain(cycle), 'recommendations.carriedOver', { cycle, from: before.id, carried, documents });
    return { carried, documents };
  });
  for (const document of done.documents) await documentChanged(document);
  return { carried: done.carried, carriedBefore: recommendations.length - done.carried };
}

function foundIn(all: readonly FoundRecommendation[], block: string): FoundRecommendation {
  const found = all.find((each) => each.block === block);
  if (found === undefined) throw new AppError('textChanged', 'there is no such recommendation any more', { block });
  const [read] = readRecommendations({ type: 'doc', content: [found.element] });
  if (read === undefined || !isOpen(read)) throw new AppError('textChanged', 'it is not open any more', { block });
  return found;
}

/** What a text says twice is one recommendation. */
function firstOfWords(found: readonly FoundRecommendation[]): ReadonlySet<FoundRecommendation> {
  return new Set(new Map(found.toReversed().map((each) => [each.words, each])).values());
}

interface Writing {
  readonly person: Person;
  readonly cycle: string;
  readonly source: string;
  readonly document: string;
  /** Of the source, in reading order. */
  readonly all: readonly FoundRecommendation[];
  readonly fresh: ReadonlySet<FoundRecommendation>;
  readonly year: number;
  readonly maxDocumentBytes: number;
}

async function write(work: Work, writing: Writing): Promise<void> {
  const { person, cycle, source, document, all, fresh, year, maxDocumentBytes } = writing;
  const depths = depthsAmong(
    all.map(({ element }) => readRecommendations({ type: 'doc', content: [element] })[0]?.depth ?? 0),
    (index) => all[index] !== undefined && fresh.has(all[index]),
  );
  const inOrder = all.map((each, index) => ({ ...each, isFresh: fresh.has(each), depth: depths[index] ?? 0 }));
  const carried = inOrder.filter(({ isFresh }) => isFresh);
  const blocks = await appendBehind(work, {
    documentId: document,
    elements: carried.map(({ element, depth }) => carriedElement(element, depth, year)),
    personId: person.id,
    maxDocumentBytes,
  });
  for (const [index, { block: sourceBlock, words }] of carried.entries()) {
    const made = { words, documentId: document, block: blocks[index] ?? '', personId: person.id, at: work.at };
    await work.transaction
      .insertInto('carriedRecommendation')
      .values({ cycleId: cycle, sourceDocumentId: source, sourceBlock, ...made })
      .onConflict((conflict) => conflict.columns(['cycleId', 'sourceDocumentId', 'sourceBlock']).doUpdateSet(made))
      .execute();
  }
}
