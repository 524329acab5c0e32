import { type Anchored, findPassages } from '@ruam/shared/threads/anchors.ts';
import type { ThreadDependencies } from './dependencies.ts';

/** A document with its threads that stand on a passage. */
interface AnchoredDocument {
  readonly id: string;
  readonly generation: number;
  readonly lastSequence: number;
  /** Epoch ms. */
  readonly updatedAt: number;
  readonly threads: readonly Anchored[];
}

/** Finds the threads whose passage is no longer in the committed text. */
export interface OrphanFinder {
  find(documents: readonly AnchoredDocument[]): Promise<ReadonlySet<string>>;
}

/** A text is kept in mind only when it has rested: an open document may not hold yet what its row already counts. */
const restMs = 5_000;
const maxKept = 500;

/** Looks into each document once as long as nothing is written in it: every comment makes everybody ask again. */
export function createOrphanFinder({ contentOf, now }: Pick<ThreadDependencies, 'contentOf' | 'now'>): OrphanFinder {
  const kept = new Map<string, { readonly version: string; readonly here: Map<string, boolean> }>();

  async function orphansOf(document: AnchoredDocument): Promise<string[]> {
    const version = `${document.generation} ${document.lastSequence}`;
    const known = kept.get(document.id);
    const here = known?.version === version ? known.here : new Map<string, boolean>();
    const asked = document.threads.filter(({ id }) => !here.has(id));
    if (asked.length > 0) {
      const found = (await contentOf(document.id, (doc) => findPassages(doc, asked))) ?? new Map();
      for (const { id } of asked) here.set(id, found.has(id));
      if (now() - document.updatedAt > restMs) keep(document.id, { version, here });
    }
    return document.threads.filter(({ id }) => here.get(id) === false).map(({ id }) => id);
  }

  function keep(id: string, value: { readonly version: string; readonly here: Map<string, boolean> }): void {
    kept.delete(id);
    kept.set(id, value);
    const [oldest] = kept.keys();
    if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest);
  }

  return {
    async find(documents) {
      const orphans = new Set<string>();
      // One after the other: loading documents is shared with those who open them to write.
      for (const document of documents) for (const id of await orphansOf(document)) orphans.add(id);
      return orphans;
    },
  };
}
