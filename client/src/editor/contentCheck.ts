import { boundedAttributes } from '@ruam/shared/document/attributes.ts';
import { type Content, type ContentElement, type ContentNode, isText, textOf } from '@ruam/shared/document/content.ts';
import { blockNames, inlineNames, markNames } from '@ruam/shared/document/schema.ts';
import { Fragment, type NodeType, type Schema } from '@tiptap/pm/model';

const blocks: ReadonlySet<string> = new Set(blockNames);
const inlines: ReadonlySet<string> = new Set(inlineNames);
const marks: ReadonlySet<string> = new Set(markNames);

/**
 * Whether an editor may be bound to a document with this content: y-tiptap deletes what its schema does not know or where it
 * may not stand (S10). An empty document may, and so may one in which something is missing, as merging can leave it.
 */
export function mayBind(content: Content, schema: Schema): boolean {
  const fits = (node: ContentNode): boolean => {
    if (isText(node))
      return (node.marks ?? []).every(({ type, attrs }) => isWithin(attrs, schema.marks[type]?.spec.attrs));
    const type = schema.nodes[node.type];
    return (
      type !== undefined &&
      isWithin(node.attrs, type.spec.attrs) &&
      fitsSchema(type, (node.content ?? []).map(nameOf)) &&
      (node.content ?? []).every(fits)
    );
  };
  return (
    isKnown({ type: 'paragraph', content: content.content }) &&
    fitsSchema(schema.topNodeType, content.content.map(nameOf)) &&
    content.content.every(fits)
  );
}

const nameOf = ({ type }: ContentNode): string => type;

/** Whether nodes of these names may stand in a node one after the other, were it for others that are missing. */
export function fitsSchema(parent: NodeType, names: readonly string[]): boolean {
  const known = names.map((name) => parent.schema.nodes[name]);
  const children = known.flatMap((type) =>
    type === undefined ? [] : type.isText ? [parent.schema.text(' ')] : [type.create()],
  );
  if (children.length !== names.length) return false;
  const content = Fragment.fromArray(children);
  if (parent.validContent(content)) return true;
  const before = parent.contentMatch.fillBefore(content, true);
  return before !== null;
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
function isWithin(attributes: object | undefined, known: object | undefined): boolean {
  return Object.keys(attributes ?? {}).every((name) => known !== undefined && name in known);
}

function viewableBlock(node: ContentNode): ContentNode {
  if (isText(node) || !blocks.has(node.type)) return asParagraph(node);
  const isAsItIs = isKnown(node) && bounded(node) === node;
  if (isAsItIs && (node.content ?? []).every((child) => isText(child) || isBounded(child))) return node;
  const content = (node.content ?? []).map((child) =>
    isText(child)
      ? withKnownMarks(child)
      : blocks.has(child.type) || !inlines.has(child.type)
        ? viewableBlock(child)
        : child,
  );
  return { ...bounded(node), content };
}

/** Itself, when all that is laid out by it is within bounds. */
function bounded(node: ContentElement): ContentElement {
  if (node.attrs === undefined) return node;
  const attrs = boundedAttributes(node.type, node.attrs);
  return attrs === node.attrs || JSON.stringify(attrs) === JSON.stringify(node.attrs) ? node : { ...node, attrs };
}

function isBounded(node: ContentElement): boolean {
  return bounded(node) === node && (node.content ?? []).every((child) => isText(child) || isBounded(child));
}

function asParagraph(node: ContentNode): ContentElement {
  const text = textOf(node);
  return { type: 'paragraph', ...(text === '' ? {} : { content: [{ type: 'text', text }] }) };
}

function withKnownMarks(node: ContentNode): ContentNode {
  if (!isText(node) || node.marks === undefined) return node;
  return { ...node, marks: node.marks.filter(({ type }) => marks.has(type)) };
}
