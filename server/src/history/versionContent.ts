import type { DocumentKind, DocumentState } from '@ruam/shared/assessment/assessment.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import { readHashedText } from '@ruam/shared/deciding/hashedText.ts';
import type { Content } from '@ruam/shared/document/content.ts';
import { readContent } from '@ruam/shared/document/yjs.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { mayReadCycle } from '@ruam/shared/policy/policy.ts';
import type { Database } from '../database/database.ts';
import type { Person } from '../people/actor.ts';
import { readHeld } from '../sync/gate.ts';
import type { HistoryReader } from './historyReader.ts';

/** A document with a history. */
export interface HistoricDocument {
  readonly id: string;
  readonly cycle: string;
  readonly item: string | null;
  readonly category: string | null;
  readonly kind: DocumentKind;
  readonly level: Level | null;
  readonly state: DocumentState;
  /** Epoch ms. */
  readonly createdAt: number;
}

/** Throws `notFound`: no such document, not theirs, or an advice note, whose versions are notes themselves. */
export async function readHistoricDocument(database: Database, person: Person, id: string): Promise<HistoricDocument> {
  const row = await database
    .selectFrom('document')
    .leftJoin('item', (join) =>
      join.onRef('item.cycleId', '=', 'document.cycleId').onRef('item.code', '=', 'document.item'),
    )
    .select(['document.id', 'document.cycleId as cycle', 'document.item', 'item.category'])
    .select(['document.kind', 'document.level', 'document.state', 'document.createdAt'])
    .where('document.id', '=', id)
    .executeTakeFirst();
  if (!row || row.kind === 'advice' || !mayReadCycle(person, row.cycle))
    throw new AppError('notFound', 'there is no such document');
  return row;
}

/** What a version of a document says. Throws `notFound`: there is no such version, or it is not about this document. */
export async function readVersion(
  { database, history }: { readonly database: Database; readonly history: HistoryReader },
  { id, cycle }: Pick<HistoricDocument, 'id' | 'cycle'>,
  name: string,
): Promise<Content> {
  const content = await contentOf(name);
  if (content === null) throw new AppError('notFound', 'there is no such version of this document');
  return content;

  async function contentOf(version: string): Promise<Content | null> {
    if (version === 'now') return database.transaction().execute((it) => readHeld(it, id, readContent));
    if (version.startsWith('s')) return history.contentAt(id, { sequence: Number(version.slice(1)) });
    if (version.startsWith('t')) return history.contentAt(id, { at: Number(version.slice(1)) });
    const snapshot = await database
      .selectFrom('snapshot')
      .select('hashed')
      .where('id', '=', version.slice(1))
      .where('cycleId', '=', cycle)
      .executeTakeFirst();
    const documents = snapshot === undefined ? [] : readHashedText(snapshot.hashed);
    return documents.find((document) => document.id === id)?.content ?? null;
  }
}
