import { type Content, type ContentElement, type ContentNode, isText, paragraph, textOf } from '../document/content.ts';
import { agendaSections } from '../meetings/agenda.ts';
import { blank, entryPart, type FormPart, sectionPart } from './form.ts';

/** A resolution as it stands in minutes; `entry` and `isDeclared` say where. */
export interface PlacedResolution {
  readonly id: string;
  readonly entry: string | null;
  readonly isDeclared: boolean;
  readonly words: readonly string[];
}

/**
 * Minutes with the parts of the form that they lack, each before the next one that they have; nothing that is there is
 * touched but a part that still says that something is not known, when it is (docs/resolutions.md N2, N3).
 * @param isWanted which of the lacking parts are added
 */
export function withForm(
  content: Content,
  form: readonly FormPart[],
  isWanted: (part: string) => boolean = () => true,
): Content {
  const nodes = filled(content.content, form);
  for (const [index, { part, blocks }] of form.entries()) {
    if (!isWanted(part) || indexOfPart(nodes, part) !== -1) continue;
    const next = form.slice(index + 1).map((later) => indexOfPart(nodes, later.part));
    const before = next.find((at) => at !== -1);
    nodes.splice(before ?? nodes.length, 0, ...blocks);
  }
  return { type: 'doc', content: nodes };
}

/**
 * Minutes with exactly these resolutions, each once, where it stands, and one that lacks at the end of its entry: a block
 * that somebody forged, changed or took away is put right (docs/resolutions.md R7).
 */
export function withResolutions(content: Content, resolutions: readonly PlacedResolution[]): Content {
  const wanted = new Map(resolutions.map((resolution) => [resolution.id, resolution]));
  const nodes = content.content.flatMap((node) => putRight(node, wanted));
  for (const resolution of resolutions) {
    if (!wanted.has(resolution.id)) continue;
    nodes.splice(placeOf(nodes, resolution), 0, blockOf(resolution));
  }
  return { type: 'doc', content: nodes };
}

/** Minutes with a paragraph that says what would be; one of this name is there once (docs/resolutions.md N6). */
export function withScenario(content: Content, name: string, words: string): Content {
  const part = `${scenario}${name}`;
  if (indexOfPart(content.content, part) !== -1) return content;
  const nodes = [...content.content];
  const block = { ...paragraph(words), attrs: { part } };
  nodes.splice(endOfConsideration(nodes), 0, block);
  return { type: 'doc', content: nodes };
}

const scenario = 'scenario:';

/** The parts in which nobody has written, with what is known by now. */
function filled(nodes: readonly ContentNode[], form: readonly FormPart[]): ContentNode[] {
  const written = [...nodes];
  for (const { part, blocks, isOpen, earlier } of form) {
    const at = indexOfPart(written, part);
    if (isOpen || at === -1) continue;
    const end = endOfPart(written, at);
    const [first = '', ...rest] = written.slice(at, end).flatMap(linesOf);
    const own = blocks.flatMap(linesOf);
    const isOfForm = (line: string): boolean => line === blank || earlier.has(line);
    const isHead = first === own[0] && rest.length > 0 && rest.every(isOfForm);
    // A part where somebody has written stays theirs.
    if (isHead || (rest.length === 0 && isDotted(first, own))) written.splice(at, end - at, ...blocks);
  }
  return written;
}

/** The lines of a block and of those in it, without empty ones. */
function linesOf(node: ContentNode): readonly string[] {
  const children = isText(node) ? [] : (node.content ?? []);
  if (children.some((child) => !isText(child) && child.content !== undefined)) return children.flatMap(linesOf);
  const text = textOf(node).trim();
  return text === '' ? [] : [text];
}

/** Whether a line says nothing but what the form said while something was not known. */
function isDotted(line: string, own: readonly string[]): boolean {
  if (!line.endsWith(blank)) return false;
  const before = line.slice(0, -blank.length);
  return before === '' || own.some((said) => said.startsWith(before));
}

/** Without resolutions that are not wanted, or stand here a second time; those that are found are no longer wanted. */
function putRight(node: ContentNode, wanted: Map<string, PlacedResolution>): ContentNode[] {
  if (isText(node)) return [node];
  if (node.type === 'resolution') {
    const id = node.attrs?.resolution;
    const known = typeof id === 'string' ? wanted.get(id) : undefined;
    if (known === undefined) return [];
    wanted.delete(known.id);
    return [blockOf(known)];
  }
  if (node.content === undefined) return [node];
  const content = node.content.flatMap((child) => putRight(child, wanted));
  return [
    content.length === node.content.length && content.every((child, i) => child === node.content?.[i])
      ? node
      : { ...node, content },
  ];
}

const blockOf = ({ id, words }: PlacedResolution): ContentElement => ({
  type: 'resolution',
  attrs: { resolution: id, words: [...words] },
});

function placeOf(nodes: readonly ContentNode[], { entry, isDeclared }: PlacedResolution): number {
  const at = entry === null ? -1 : indexOfPart(nodes, entryPart(entry));
  if (at !== -1) return endOfPart(nodes, at);
  return isDeclared ? endOfConsideration(nodes) : before(nodes, ['ended', 'writer']);
}

function endOfConsideration(nodes: readonly ContentNode[]): number {
  return before(nodes, [sectionPart(agendaSections[4]), 'ended', 'writer']);
}

/** Before the first of these parts that is there, else at the end. */
function before(nodes: readonly ContentNode[], parts: readonly string[]): number {
  const found = parts.map((part) => indexOfPart(nodes, part)).find((at) => at !== -1);
  return found ?? nodes.length;
}

function indexOfPart(nodes: readonly ContentNode[], part: string): number {
  return nodes.findIndex((node) => partOf(node) === part);
}

/** Behind all that stands under the part which begins at `at`. */
function endOfPart(nodes: readonly ContentNode[], at: number): number {
  const next = nodes.findIndex((node, index) => index > at && isBeginning(node));
  return next === -1 ? nodes.length : next;
}

const isBeginning = (node: ContentNode): boolean => partOf(node)?.startsWith(scenario) === false;

/** The part of the form that a block begins; null for none. */
function partOf(node: ContentNode): string | null {
  const part = isText(node) ? null : node.attrs?.part;
  return typeof part === 'string' ? part : null;
}
