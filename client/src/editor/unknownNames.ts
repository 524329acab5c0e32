import { blockNames, inlineNames, markNames } from '@ruam/shared/document/schema.ts';
import type { Schema } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { fitsSchema } from './contentCheck.ts';

const elements: ReadonlySet<string> = new Set([...blockNames, ...inlineNames]);
const marks: ReadonlySet<string> = new Set(markNames);
/** y-tiptap's name of a mark that may overlap itself: `name--hash`. */
const overlapHash = /--[A-Za-z0-9+/=]{8}$/;

/**
 * Whether a transaction brought an element or mark that this client's schema does not know: an editor that is bound
 * would delete it as soon as it hears of it (docs/sync.md S10). Ask in `beforeObserverCalls`.
 */
export function bringsUnknown(transaction: Y.Transaction): boolean {
  for (const item of newItems(transaction)) if (isUnknown(item)) return true;
  return false;
}

/**
 * Whether a transaction puts nodes where no editor would: text beside blocks, a row in a paragraph. Looks only at what it
 * has changed. Merging makes nothing of the kind, a crafted client may.
 */
export function bringsMisplaced(transaction: Y.Transaction, schema: Schema): boolean {
  for (const [type, keys] of transaction.changed) {
    const isThere = keys.has(null) && type._item?.deleted !== true;
    if (isThere && type instanceof Y.XmlFragment && !fits(type, schema)) return true;
  }
  for (const { content } of newItems(transaction)) {
    if (content instanceof Y.ContentType && content.type instanceof Y.XmlElement && !fits(content.type, schema))
      return true;
  }
  return false;
}

/** An element is a fragment with a name. */
function fits(type: Y.XmlFragment, schema: Schema): boolean {
  const parent = type instanceof Y.XmlElement ? schema.nodes[type.nodeName] : schema.topNodeType;
  const names = type.toArray().flatMap((child) => {
    if (child instanceof Y.XmlElement) return [child.nodeName];
    return child instanceof Y.XmlText && child.length > 0 ? ['text'] : [];
  });
  return parent !== undefined && (names.length === 0 || fitsSchema(parent, names));
}

function* newItems({ beforeState, afterState, doc }: Y.Transaction): Generator<Y.Item> {
  for (const [client, clock] of afterState) {
    const before = beforeState.get(client) ?? 0;
    const structs = doc.store.clients.get(client);
    if (structs === undefined || before >= clock) continue;
    for (let index = Y.findIndexSS(structs, before); index < structs.length; index++) {
      const struct = structs[index];
      if (struct instanceof Y.Item && !struct.deleted) yield struct;
    }
  }
}

function isUnknown({ content }: Y.Item): boolean {
  if (content instanceof Y.ContentFormat) return !marks.has(content.key.replace(overlapHash, ''));
  return (
    content instanceof Y.ContentType &&
    content.type instanceof Y.XmlElement &&
    !elements.has(content.type.nodeName ?? '')
  );
}
