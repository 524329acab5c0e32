import { documentRoot } from '@ruam/shared/document/schema.ts';
import * as Y from 'yjs';
import { createCommittedDoc } from '../committedDoc.ts';
import type { SeededRandom } from '../seededRandom.ts';

const maxParagraphs = 4;
/** Above it more is deleted than written, so that documents stay small and deletions meet. */
const manyCharacters = 120;
const marks = ['bold', 'italic', 'underline'] as const;

/** Changes a document at a random place in a random way; says how. */
export function editAtRandom(doc: Y.Doc, random: SeededRandom): string {
  const root = doc.getXmlFragment(documentRoot);
  const texts = root.toArray().flatMap((block) => (block instanceof Y.XmlElement ? block.toArray() : []));
  const written = texts.filter((text) => text instanceof Y.XmlText);
  const [length, dice] = [textLength(root), random.below(100)];
  if (written.length === 0 || (dice < 8 && root.length < maxParagraphs)) return addParagraph(root, random);
  const text = random.pick(written);
  if (dice < 12 && root.length > 1) {
    root.delete(random.below(root.length), 1);
    return 'deletes a paragraph';
  }
  if (text.length > 0 && (dice < 35 || length > manyCharacters)) {
    const at = random.below(text.length);
    text.delete(at, 1 + random.below(Math.min(8, text.length - at)));
    return 'deletes';
  }
  if (text.length > 0 && dice < 48) {
    const at = random.below(text.length);
    const on = random.chance(0.7) ? true : null;
    text.format(at, 1 + random.below(text.length - at), { [random.pick(marks)]: on });
    return 'formats';
  }
  text.insert(random.below(text.length + 1), word(random));
  return 'types';
}

/** An update that only inserts, written by a client on what is in a document. */
export function insertion(base: Y.Doc, clientId: number, text: string): Uint8Array {
  const doc = createCommittedDoc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(base));
  doc.clientID = clientId;
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(text)]);
  doc.getXmlFragment(documentRoot).insert(0, [paragraph]);
  doc.destroy();
  return Y.mergeUpdates(updates);
}

/** What is written, in one form whatever way it came about. */
export function contentOf(doc: Y.Doc): string {
  const root = doc.getXmlFragment(documentRoot);
  return JSON.stringify(root.toArray().map((block) => (block instanceof Y.XmlElement ? deltas(block) : '?')));
}

function deltas(block: Y.XmlElement): unknown {
  const inside = block.toArray().map((each) => (each instanceof Y.XmlText ? each.toDelta() : each.toString()));
  return [block.nodeName, block.getAttributes(), inside];
}

function textLength(root: Y.XmlFragment): number {
  const texts = root.toArray().flatMap((block) => (block instanceof Y.XmlElement ? block.toArray() : []));
  return texts.reduce((sum, text) => sum + (text instanceof Y.XmlText ? text.length : 0), 0);
}

function addParagraph(root: Y.XmlFragment, random: SeededRandom): string {
  const paragraph = new Y.XmlElement('paragraph');
  const text = new Y.XmlText();
  text.insert(0, word(random));
  paragraph.insert(0, [text]);
  root.insert(random.below(root.length + 1), [paragraph]);
  return 'adds a paragraph';
}

function word(random: SeededRandom): string {
  return 'กขคงabcdefghij'.slice(0, 1 + random.below(6)) + random.below(10);
}
