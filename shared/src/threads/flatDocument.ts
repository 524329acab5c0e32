import * as Y from 'yjs';
import { documentRoot, leafNames } from '../document/schema.ts';
import { maxNesting } from '../document/yjs.ts';

/** A run of text in a document; `from` is where it begins, counted as ProseMirror counts. */
export interface TextRun {
  readonly text: Y.XmlText;
  readonly from: number;
  readonly length: number;
  /** The block that holds it: a passage over several blocks is read with line feeds between them. */
  readonly block: Y.XmlElement | Y.XmlFragment;
}

/**
 * A document's text with positions as ProseMirror counts them: a letter is 1, an element 2 and what it holds, a leaf 1.
 * So an anchor has the same position in every view of the same content, bound to the replica or not.
 */
export interface FlatDocument {
  readonly runs: readonly TextRun[];
  /** Where the inside of an element begins, or a run. */
  readonly starts: ReadonlyMap<unknown, number>;
  /** Behind the last block. */
  readonly size: number;
}

/** Walks the whole document once. */
export function flatten(doc: Y.Doc): FlatDocument {
  const runs: TextRun[] = [];
  const starts = new Map<unknown, number>();
  const visit = (parent: Y.XmlElement | Y.XmlFragment, start: number, level: number): number => {
    starts.set(parent, start);
    let position = start;
    for (const child of level > maxNesting ? [] : parent.toArray()) {
      if (child instanceof Y.XmlText) {
        starts.set(child, position);
        runs.push({ text: child, from: position, length: child.length, block: parent });
        position += child.length;
      } else if (child instanceof Y.XmlElement) {
        position = leafNames.has(child.nodeName) ? position + 1 : visit(child, position + 1, level + 1) + 1;
      }
    }
    return position;
  };
  return { runs, starts, size: visit(doc.getXmlFragment(documentRoot), 0, 0) };
}

/** The position of the `index`-th place in a type; null when the type is not (or no longer) in the document. */
export function positionIn(flat: FlatDocument, type: unknown, index: number): number | null {
  const start = flat.starts.get(type);
  if (start === undefined) return null;
  if (type instanceof Y.XmlText) return start + Math.min(index, type.length);
  if (!(type instanceof Y.XmlElement) && !(type instanceof Y.XmlFragment)) return null;
  let position = start;
  for (const child of type.toArray().slice(0, index)) position += sizeOf(flat, child);
  return position;
}

/** The text of a run, without formatting. */
export function plainText(text: Y.XmlText): string {
  const delta: readonly { readonly insert?: unknown }[] = text.toDelta();
  // What is no text takes one place.
  return delta.map(({ insert }) => (typeof insert === 'string' ? insert : '\ufffc')).join('');
}

function sizeOf(flat: FlatDocument, child: unknown): number {
  if (child instanceof Y.XmlText) return child.length;
  if (!(child instanceof Y.XmlElement)) return 0;
  if (leafNames.has(child.nodeName)) return 1;
  return 2 + child.toArray().reduce((sum: number, inner: unknown) => sum + sizeOf(flat, inner), 0);
}
