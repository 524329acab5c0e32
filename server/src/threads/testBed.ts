import { type Anchor, type ThreadAnswer, threadSchema } from '@ruam/shared/api/threads.ts';
import { anchorOf } from '@ruam/shared/threads/anchors.ts';
import { flatten, plainText } from '@ruam/shared/threads/flatDocument.ts';
import * as Y from 'yjs';
import { z } from 'zod';
import type { DatabaseLocation } from '../database/database.ts';
import type { CleanUp } from '../testing/cleanUp.ts';
import type { Answer } from '../testing/server.ts';
import { openWorldBed, type WorldBed } from '../testing/worldBed.ts';

/** A server with a cycle whose people comment. */
export interface ThreadBed extends WorldBed {
  open(login: string, documentId: string, request: Readonly<Record<string, unknown>>): Promise<Answer>;
  list(login: string, documentId: string): Promise<ThreadAnswer[]>;
}

export async function openThreadBed(location: DatabaseLocation, cleanUp: CleanUp): Promise<ThreadBed> {
  const bed = await openWorldBed(location, cleanUp);
  const { ask } = bed;
  return {
    ...bed,
    open: (login, documentId, request) => ask(login, 'POST', `/api/documents/${documentId}/threads`, request),
    list: async (login, documentId) =>
      z.array(threadSchema).parse((await ask(login, 'GET', `/api/documents/${documentId}/threads`)).body),
  };
}

/** The anchor of the first place where these words stand. */
export function anchorAt(doc: Y.Doc, words: string): Anchor {
  for (const { text, from } of flatten(doc).runs) {
    const at = plainText(text).indexOf(words);
    const anchor = at < 0 ? null : anchorOf(doc, from + at, from + at + words.length);
    if (anchor !== null) return anchor;
  }
  throw new Error(`"${words}" is not in the text`);
}

/** Adds a paragraph with these words at the end. */
export function addParagraph(doc: Y.Doc, words: string): void {
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(words)]);
  doc.getXmlFragment('default').push([paragraph]);
}
