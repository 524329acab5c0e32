import { type Content, type ContentNode, isText } from '@ruam/shared/document/content.ts';
import type { DatabaseTransaction } from '../database/database.ts';
import type { ReferenceKind } from '../database/tables/evidence.ts';
import type { ProjectedDocument, Projection } from '../projection/projection.ts';

/** What a text names: an entry of the register, or the file of a picture. */
export interface Reference {
  readonly kind: ReferenceKind;
  readonly target: string;
}

/** Anything else is nobody's id. */
const idPattern = /^[\w-]{1,100}$/;
/** Of one document; a text that names more does not keep the rest. */
const maxReferences = 2_000;

/** Everything that a content names, each once. */
export function referencesIn(content: Content): readonly Reference[] {
  const found = new Map<string, Reference>();
  const name = (kind: ReferenceKind, target: unknown): void => {
    if (typeof target !== 'string' || !idPattern.test(target)) return;
    if (found.size < maxReferences) found.set(`${kind} ${target}`, { kind, target });
  };
  const visit = (node: ContentNode): void => {
    if (isText(node)) return;
    if (node.type === 'evidenceFile') name('evidence', node.attrs?.evidence);
    if (node.type === 'image') name('file', node.attrs?.file);
    node.content?.forEach(visit);
  };
  content.content.forEach(visit);
  return [...found.values()];
}

/** What each document's committed text names (docs/evidence.md F8). */
export const referenceProjection: Projection<Reference> = {
  read: (_document, content) => referencesIn(content),
  async write(transaction, { id, cycle }, references) {
    const before = await transaction
      .selectFrom('documentReference')
      .select(['kind', 'target'])
      .where('documentId', '=', id)
      .execute();
    const keyOf = ({ kind, target }: Reference): string => `${kind} ${target}`;
    const [old, now] = [new Set(before.map(keyOf)), new Set(references.map(keyOf))];
    const gone = before.filter((reference) => !now.has(keyOf(reference)));
    const fresh = references.filter((reference) => !old.has(keyOf(reference)));
    if (gone.length === 0 && fresh.length === 0) return false;
    for (const { kind, target } of gone)
      await transaction
        .deleteFrom('documentReference')
        .where('documentId', '=', id)
        .where('kind', '=', kind)
        .where('target', '=', target)
        .execute();
    await insert(transaction, { id, cycle }, fresh);
    for (const { kind, target } of fresh)
      if (kind === 'file')
        await transaction
          .updateTable('file')
          .set({ isUsed: 1 })
          .where('id', '=', target)
          .where('cycleId', '=', cycle)
          .where('isUsed', '=', 0)
          .execute();
    return true;
  },
};

async function insert(
  transaction: DatabaseTransaction,
  { id, cycle }: Pick<ProjectedDocument, 'id' | 'cycle'>,
  references: readonly Reference[],
): Promise<void> {
  if (references.length === 0) return;
  const rows = references.map(({ kind, target }) => ({ documentId: id, cycleId: cycle, kind, target }));
  for (let from = 0; from < rows.length; from += 100)
    await transaction
      .insertInto('documentReference')
      .values(rows.slice(from, from + 100))
      .execute();
}
