import { createHash } from 'node:crypto';
import {
  type ImportedText,
  type importedIntoSchema,
  importedTextSchema,
  type importIntoSchema,
} from '@ruam/shared/api/imports.ts';
import { type Content, type ContentNode, isText, textOf } from '@ruam/shared/document/content.ts';
import { rewriteContent } from '@ruam/shared/document/rewrite.ts';
import { readContent } from '@ruam/shared/document/yjs.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { mayRestoreVersion } from '@ruam/shared/policy/history.ts';
import { mayReadCycle } from '@ruam/shared/policy/policy.ts';
import type * as Y from 'yjs';
import type { z } from 'zod';
import type { Work } from '../commands/commands.ts';
import { hashContents } from '../deciding/contentHash.ts';
import { keepVersion } from '../deciding/keptText.ts';
import { freshClient } from '../document/freshClient.ts';
import { cycleChain } from '../events/audit.ts';
import { type HistoricDocument, readHistoricDocument } from '../history/versionContent.ts';
import type { Person } from '../people/actor.ts';
import { appendHeld, holdDocuments, readHeld } from '../sync/gate.ts';
import { type DraftDependencies, findDraft } from './drafts.ts';
import { addPictureFiles, type KeptPicture, keptPictures, withPictures } from './pictures.ts';

export interface IntoDependencies extends DraftDependencies {
  /** Lets those who have the document open know that it was written; resolves when they are told. */
  readonly documentChanged: (documentId: string) => Promise<void>;
}

type Request = z.infer<typeof importIntoSchema>;
type Brought = z.infer<typeof importedIntoSchema>['documents'][number];

/** What comes into one document, in the order in which it was asked for. */
interface Coming {
  readonly document: HistoricDocument;
  readonly texts: readonly (ImportedText & { readonly how: 'append' | 'replace'; readonly hash: string })[];
}

/**
 * Brings texts of a draft into documents of a cycle, as edits of what differs: all of them or none. Of each document that
 * becomes another a version before and one after are kept. What was brought before and still stands there comes only once.
 * Throws `notFound`, `forbidden`, `locked`, `invalid` (no such text), `tooLarge`.
 */
export async function bringInto(
  dependencies: IntoDependencies,
  person: Person,
  draftId: string,
  { cycle, texts }: Request,
): Promise<readonly Brought[]> {
  const { database, commands, now, documentChanged } = dependencies;
  const draft = await findDraft(database, { agencyId: person.agencyId, personId: person.id }, draftId, now());
  if (!mayReadCycle(person, cycle)) throw new AppError('notFound', 'there is no such cycle');
  const documents = await writableDocuments(dependencies, person, { cycle, texts });
  const read = importedTextSchema.array().parse(JSON.parse(draft.texts ?? '[]'));
  const coming = documents.map((document): Coming => ({ document, texts: textsFor(document.id, texts, read) }));
  const kept = await keptPictures(database, draftId);
  const brought = await commands.run(person.id, async (work) => {
    await work.take(cycleChain(cycle));
    await holdDocuments(
      work.transaction,
      documents.map(({ id }) => id),
    );
    const before = await broughtBefore(work, draftId, coming);
    const results: Brought[] = [];
    for (const each of coming)
      results.push(await bring(dependencies, work, person, { ...each, draftId, before, kept }));
    return results;
  });
  for (const { document, after } of brought) if (after !== null) await documentChanged(document);
  return brought;
}

/** The documents that are named, each once. */
async function writableDocuments(
  { database }: IntoDependencies,
  person: Person,
  { cycle, texts }: Request,
): Promise<readonly HistoricDocument[]> {
  const documents: HistoricDocument[] = [];
  for (const id of new Set(texts.map(({ document }) => document))) {
    const document = await readHistoricDocument(database, person, id);
    if (document.cycle !== cycle) throw new AppError('notFound', 'there is no such document in this cycle');
    if (document.kind === 'minutes' || !mayRestoreVersion(person, { ...document, state: 'open' }))
      throw new AppError('forbidden', 'texts are brought in by those who bring older versions back');
    documents.push(document);
  }
  if (documents.some(({ state }) => state === 'locked')) throw new AppError('locked', 'a text is approved');
  return documents;
}

function textsFor(document: string, asked: Request['texts'], read: readonly ImportedText[]): Coming['texts'] {
  return asked
    .filter((one) => one.document === document)
    .map(({ item, kind, level, how }) => {
      const found = read.find((text) => text.item === item && text.kind === kind && text.level === level);
      if (found === undefined) throw new AppError('invalid', 'the import has no such text');
      return { ...found, how, hash: createHash('sha256').update(JSON.stringify(found.content)).digest('hex') };
    });
}

/** What of a draft was brought into which document, by hash; of those documents that a text may be put behind again. */
async function broughtBefore(
  { transaction }: Work,
  draftId: string,
  coming: readonly Coming[],
): Promise<ReadonlySet<string>> {
  const appended = coming.filter(({ texts }) => texts.some(({ how }) => how === 'append'));
  const before = new Set<string>();
  for (const { id, cycle, item } of appended.map(({ document }) => document)) {
    const entries = await transaction
      .selectFrom('audit')
      .select('subject')
      .where('chain', '=', cycleChain(cycle))
      .where('item', item === null ? 'is' : '=', item)
      .where('type', '=', 'text.imported')
      .where('subject', 'like', `%${draftId}%`)
      .execute();
    for (const { subject } of entries) {
      const told = JSON.parse(subject) as {
        readonly document: string;
        readonly import: string;
        readonly texts: string[];
      };
      if (told.document === id && told.import === draftId) for (const hash of told.texts) before.add(`${id} ${hash}`);
    }
  }
  return before;
}

interface Bringing extends Coming {
  readonly draftId: string;
  readonly before: ReadonlySet<string>;
  readonly kept: readonly KeptPicture[];
}

async function bring(
  { maxDocumentBytes, newId }: IntoDependencies,
  work: Work,
  person: Person,
  bringing: Bringing,
): Promise<Brought> {
  const { id, cycle, item } = bringing.document;
  const edit = await readHeld(work.transaction, id, (doc) => editOf(doc, bringing, newId));
  if (edit === null) throw new AppError('notFound', 'the document is gone');
  if (edit === 'nothing') return { document: id, before: null, after: null };
  const { sizeBytes } = await work.transaction
    .selectFrom('document')
    .select('sizeBytes')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (sizeBytes + edit.update.length > maxDocumentBytes)
    throw new AppError('tooLarge', 'the text is full', { maxBytes: maxDocumentBytes, document: id });
  await addPictureFiles(work.transaction, edit.files, { cycle, personId: person.id, at: work.at });
  const versions = { before: newId(), after: newId() };
  await keep(work, person, bringing.document, { id: versions.before, content: edit.standing, name: 'ก่อนนำเข้า' });
  const isWritten = await appendHeld(work.transaction, id, { update: edit.update, personId: person.id, at: work.at });
  if (!isWritten) throw new AppError('locked', 'the text was approved meanwhile');
  await keep(work, person, bringing.document, { id: versions.after, content: edit.after, name: 'นำเข้า' });
  const subject = { cycle, item, document: id, import: bringing.draftId, texts: edit.hashes, ...versions };
  await work.audit(cycleChain(cycle), 'text.imported', subject);
  return { document: id, ...versions };
}

/** What becomes of a document that texts are brought into; nothing when it says all of it already. */
function editOf(doc: Y.Doc, { document: { id }, texts, before, kept }: Bringing, newId: () => string) {
  const standing = readContent(doc);
  const isNew = ({ hash, how, content }: Coming['texts'][number]): boolean =>
    how === 'replace' || !before.has(`${id} ${hash}`) || !stands(content as Content, standing);
  const coming = texts.filter(isNew);
  if (coming.length === 0 || isSame(coming, standing)) return 'nothing';
  const named = withPictures(coming, kept, newId);
  const update = rewriteContent(doc, named.texts.reduce(joined, standing), freshClient(doc));
  if (update === null) return 'nothing';
  return { standing, update, after: readContent(doc), files: named.files, hashes: coming.map(({ hash }) => hash) };
}

/** Keeps a text of the document as a version. */
async function keep(
  work: Work,
  { id: personId }: Person,
  { id: document, kind, level, cycle, item }: HistoricDocument,
  { id, content, name }: { readonly id: string; readonly content: Content; readonly name: string },
): Promise<void> {
  const version = { id, cycle, item, personId, name };
  await keepVersion(work, { ...hashContents([{ id: document, kind, level, content }]), ...version });
}

function joined(before: Content, { how, content }: Coming['texts'][number]): Content {
  const coming = (content as Content).content;
  if (how === 'replace') return { type: 'doc', content: coming };
  // An editor leaves an empty paragraph at the end.
  const last = before.content.findLastIndex((node) => !isEmpty(node));
  return { type: 'doc', content: [...before.content.slice(0, last + 1), ...coming] };
}

function isEmpty(node: ContentNode): boolean {
  return !isText(node) && node.type === 'paragraph' && textOf(node).trim() === '';
}

/** Whether anything of a text is still there. */
function stands(text: Content, { content }: Content): boolean {
  const words = new Set(content.map((node) => textOf(node).trim()));
  return text.content.some((node) => words.has(textOf(node).trim()) && !isEmpty(node));
}

/** Whether a text that would replace another says the same: pictures have other names each time. */
function isSame(coming: Coming['texts'], standing: Content): boolean {
  const [only, ...others] = coming;
  if (only?.how !== 'replace' || others.length > 0) return false;
  const plain = (nodes: readonly ContentNode[]): string =>
    JSON.stringify(nodes, (key, value: unknown) => (key === 'file' ? null : value));
  return plain((only.content as Content).content) === plain(standing.content);
}
