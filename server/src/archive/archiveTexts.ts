import { asWritten, type Renaming, rewriteIds } from '@ruam/shared/archive/content.ts';
import { isReference } from '@ruam/shared/archive/references.ts';
import { readHashedText } from '@ruam/shared/deciding/hashedText.ts';
import { identifiedBlocks } from '@ruam/shared/document/blockIds.ts';
import type { Content } from '@ruam/shared/document/content.ts';
import { readContent } from '@ruam/shared/document/yjs.ts';
import { anchorOf, findPassages, type Passage } from '@ruam/shared/threads/anchors.ts';
import type * as Y from 'yjs';
import { openCommittedDoc } from '../sync/committedDoc.ts';
import type { ArchiveRows } from './archiveRows.ts';
import type { Names } from './names.ts';

type Thread = ArchiveRows['threads'][number];

/** A document's text, and where in it stands what other records hold to. */
export interface ReadText {
  readonly content: Content;
  /** By thread; what is not among them has lost its passage. */
  readonly passages: ReadonlyMap<string, Passage>;
  /** Identities of its recommendations, in reading order. */
  readonly recommendations: readonly string[];
}

/** Reads a document as it is stored, with its ids as they are. */
export function readText({ stored }: ArchiveRows['documents'][number], threads: readonly Thread[]): ReadText {
  const { doc } = openCommittedDoc(stored);
  const anchored = threads.flatMap(({ id, anchorStart: start, anchorEnd: end, quote }) =>
    start === null || end === null ? [] : [{ id, anchor: { start, end }, quote }],
  );
  const passages = new Map([...findPassages(doc, anchored)].map(([id, passage]) => [id, tightened(doc, id, passage)]));
  const text = {
    content: asWritten(readContent(doc)),
    passages,
    recommendations: identifiedBlocks(doc, 'recommendation').map(({ id }) => id),
  };
  doc.destroy();
  return text;
}

/** From its first letter to its last, as an anchor holds it. */
function tightened(doc: Y.Doc, id: string, passage: Passage): Passage {
  const anchor = anchorOf(doc, passage.from, passage.to);
  return (anchor && findPassages(doc, [{ id, anchor, quote: null }]).get(id)) ?? passage;
}

/** How ids in texts are written in the archive. What it does not have keeps its id, but for one that reads as a reference. */
function renamingOf(names: Names): Renaming {
  return (kind, id) => names.of(kind, id) ?? (isReference(id) ? '' : null);
}

/** A document of a kept version, its ids as they are in the certified text. */
export type KeptText = ReturnType<typeof readHashedText>[number];

/** What a kept version holds. */
export function keptTexts({ hashed }: { readonly hashed: string }): readonly KeptText[] {
  return readHashedText(hashed);
}

/** The text as the archive has it. */
export function written(content: Content, names: Names): Content {
  return rewriteIds(content, renamingOf(names));
}
