import { blockNames, inlineNames, markNames } from '@ruam/shared/document/schema.ts';
import * as Y from 'yjs';

const elements: ReadonlySet<string> = new Set([...blockNames, ...inlineNames]);
const marks: ReadonlySet<string> = new Set(markNames);
/** y-tiptap's name of a mark that may overlap itself: `name--hash`. */
const overlapHash = /--[A-Za-z0-9+/=]{8}$/;

/**
 * Whether a transaction brought an element or mark that this client's schema does not know: an editor that is bound
 * would delete it as soon as it hears of it (docs/sync.md S10). Ask in `beforeObserverCalls`.
 */
export function bringsUnknown({ beforeState, afterState, doc }: Y.Transaction): boolean {
  for (const [client, clock] of afterState) {
    const before = beforeState.get(client) ?? 0;
    const structs = doc.store.clients.get(client);
    if (structs === undefined || before >= clock) continue;
    for (let index = Y.findIndexSS(structs, before); index < structs.length; index++) {
      const struct = structs[index];
      if (struct instanceof Y.Item && !struct.deleted && isUnknown(struct)) return true;
    }
  }
  return false;
}

function isUnknown({ content }: Y.Item): boolean {
  if (content instanceof Y.ContentFormat) return !marks.has(content.key.replace(overlapHash, ''));
  return (
    content instanceof Y.ContentType &&
    content.type instanceof Y.XmlElement &&
    !elements.has(content.type.nodeName ?? '')
  );
}
