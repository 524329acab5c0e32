import { type Content, type ContentElement, type ContentNode, isText, textOf } from '@ruam/shared/document/content.ts';
import { blockNames, inlineNames, markNames } from '@ruam/shared/document/schema.ts';
import type { Schema } from '@tiptap/pm/model';

const blocks: ReadonlySet<string> = new Set(blockNames);
const inlines: ReadonlySet<string> = new Set(inlineNames);
const marks: ReadonlySet<string> = new Set(markNames);

/**
 * Whether an editor may be bound to a document with this content: y-tiptap deletes what its schema does not know or
 * where it may not stand (S10). An empty document may.
 */
export function mayBind(content: Content, schema: Schema): boolean {
  if (content.content.length === 0) return true;
  if (!content.content.every((node) => isKnown(node) && hasKnownAttributes(node, schema))) return false;
  try {
    schema.nodeFromJSON(content).check();
    return true;
  } catch {
    return false;
  }
}

/** Content that a read-only view can show: unknown blocks become paragraphs of their text, unknown marks are left out. */
export function viewable(content: Content): Content {
  const shown = content.content.map(viewableBlock);
  return { type: 'doc', content: shown.length > 0 ? shown : [{ type: 'paragraph' }] };
}

function isKnown(node: ContentNode): boolean {
  if (isText(node)) return (node.marks ?? []).every(({ type }) => marks.has(type));
  return (blocks.has(node.type) || inlines.has(node.type)) && (node.content ?? []).every(isKnown);
}

/** An attribute that the schema lacks is lost when its block or mark is next changed. */
function hasKnownAttributes(node: ContentNode, schema: Schema): boolean {
  const isWithin = (attributes: object | undefined, known: object | undefined): boolean =>
    Object.keys(attributes ?? {}).every((name) => known !== undefined && name in known);
  if (isText(node)) {
    return (node.marks ?? []).every(({ type, attrs }) => isWithin(attrs, schema.marks[type]?.spec.attrs));
  }
  return (
    isWithin(node.attrs, schema.nodes[node.type]?.spec.attrs) &&
    (node.content ?? []).every((child) => hasKnownAttributes(child, schema))
  );
}

function viewableBlock(node: ContentNode): ContentNode {
  if (isKnown(node) && !isText(node) && blocks.has(node.type)) return node;
  if (isText(node) || !blocks.has(node.type)) return asParagraph(node);
  const content = (node.content ?? []).map((child) =>
    isText(child)
      ? withKnownMarks(child)
      : blocks.has(child.type) || !inlines.has(child.type)
        ? viewableBlock(child)
        : child,
  );
  return { ...node, content };
}

function asParagraph(node: ContentNode): ContentElement {
  const text = textOf(node);
  return { type: 'paragraph', ...(text === '' ? {} : { content: [{ type: 'text', text }] }) };
}

function withKnownMarks(node: ContentNode): ContentNode {
  if (!isText(node) || node.marks === undefined) return node;
  return { ...node, marks: node.marks.filter(({ type }) => marks.has(type)) };
}
