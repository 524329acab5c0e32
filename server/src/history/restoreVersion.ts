import type { Content } from '@ruam/shared/document/content.ts';
import { rewriteContent } from '@ruam/shared/document/rewrite.ts';
import { readContent } from '@ruam/shared/document/yjs.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { mayRestoreVersion } from '@ruam/shared/policy/history.ts';
import type { Commands, Work } from '../commands/commands.ts';
import type { Database } from '../database/database.ts';
import { hashContents } from '../deciding/contentHash.ts';
import { keepVersion } from '../deciding/keptText.ts';
import { freshClient } from '../document/freshClient.ts';
import { cycleChain } from '../events/audit.ts';
import type { Person } from '../people/actor.ts';
import { appendHeld, holdDocuments, readHeld } from '../sync/gate.ts';
import type { HistoryReader } from './historyReader.ts';
import { type HistoricDocument, readHistoricDocument, readVersion } from './versionContent.ts';

export interface HistoryDependencies {
  readonly database: Database;
  readonly commands: Commands;
  readonly newId: () => string;
  readonly history: HistoryReader;
  /** Lets those who have the document open know that it was written; resolves when they are told. */
  readonly documentChanged: (documentId: string) => Promise<void>;
}

interface Restoration {
  readonly before: string | null;
  readonly after: string | null;
}

/**
 * Brings back what a version of a document says, as edits of what differs: what others type at the same moment stays.
 * A version of the text before and one of the text after are kept. A text that is the same already is left as it is.
 * Throws `notFound`, `forbidden`, `locked`, `unavailable`.
 */
export async function restoreVersion(
  dependencies: HistoryDependencies,
  person: Person,
  { document: id, version }: { readonly document: string; readonly version: string },
): Promise<Restoration> {
  const { database, commands, documentChanged } = dependencies;
  const document = await readHistoricDocument(database, person, id);
  if (!mayRestoreVersion(person, { ...document, state: 'open' }))
    throw new AppError('forbidden', 'the secretariat, and the chair and secretary of the item bring versions back');
  if (document.state === 'locked') throw new AppError('locked', 'the text is approved');
  const wanted = await readVersion(dependencies, document, version);
  const restored = await commands.run(person.id, async (work): Promise<Restoration> => {
    await work.take(cycleChain(document.cycle));
    await holdDocuments(work.transaction, [id]);
    const change = await readHeld(work.transaction, id, (doc) => {
      const before = readContent(doc);
      const update = rewriteContent(doc, wanted, freshClient(doc));
      return { before, update, after: readContent(doc) };
    });
    if (change === null) throw new AppError('notFound', 'the document is gone');
    if (change.update === null) return { before: null, after: null };
    const before = await keep(dependencies, work, person, document, change.before, 'ก่อนกู้คืน');
    const isWritten = await appendHeld(work.transaction, id, {
      update: change.update,
      personId: person.id,
      at: work.at,
    });
    if (!isWritten) throw new AppError('locked', 'the text was approved meanwhile');
    const after = await keep(dependencies, work, person, document, change.after, 'กู้คืน');
    const { cycle, item } = document;
    await work.audit(cycleChain(cycle), 'item.restored', { cycle, item, document: id, version, before, after });
    return { before, after };
  });
  if (restored.after !== null) await documentChanged(id);
  return restored;
}

/** Keeps a text of the document as a version; gives its id. */
async function keep(
  { newId }: HistoryDependencies,
  work: Work,
  { id: personId }: Person,
  { id: document, kind, level, cycle, item }: HistoricDocument,
  content: Content,
  name: string,
): Promise<string> {
  const id = newId();
  await keepVersion(work, {
    ...hashContents([{ id: document, kind, level, content }]),
    id,
    cycle,
    item,
    personId,
    name,
  });
  return id;
}
