import * as Y from 'yjs';
import { type Content, type ContentElement, type ContentNode, type ContentText, isText } from './content.ts';
import { documentRoot } from './schema.ts';
import { formattingOf, maxNesting, readNode, writeNodes } from './yjs.ts';

/** Pairs of neighbours that are held against each other at most; past it what lies between is written anew. */
const maxPairs = 1_000_000;

/** A child as it is compared: the runs of one text, or one element. */
type Unit = { readonly runs: readonly ContentText[] } | { readonly element: ContentElement };

/**
 * The update that gives a document this content, written under `clientId`; null when it has it already. Only what
 * differs is touched, within paragraphs too: what others type beside it, or into it at the same moment, stays.
 */
export function rewriteContent(doc: Y.Doc, content: Content, clientId: number): Uint8Array | null {
  const updates: Uint8Array[] = [];
  const listen = (update: Uint8Array): void => void updates.push(update);
  const before = doc.clientID;
  doc.clientID = clientId;
  doc.on('update', listen);
  doc.transact(() => rewriteChildren(doc.getXmlFragment(documentRoot), content.content, 1));
  doc.off('update', listen);
  doc.clientID = before;
  return updates.length === 0 ? null : Y.mergeUpdates(updates);
}

function rewriteChildren(parent: Y.XmlFragment, wanted: readonly ContentNode[], level: number): void {
  if (level > maxNesting) return;
  const old = parent.toArray();
  const oldUnits = old.map((child): Unit => unitOf(child, level));
  const oldKeys = oldUnits.map(keyOf);
  const units = unitsOf(wanted);
  const pairs = [...equalPairs(oldKeys, units.map(keyOf)), [old.length, units.length] as const];
  // Every change moves what stands behind it: from the last to the first.
  for (let n = pairs.length - 1; n >= 0; n--) {
    const [endOld, endNew] = pairs[n] ?? [0, 0];
    const [fromOld, fromNew] = n === 0 ? [0, 0] : [(pairs[n - 1]?.[0] ?? 0) + 1, (pairs[n - 1]?.[1] ?? 0) + 1];
    rewriteGap(parent, level, {
      from: fromOld,
      old: old.slice(fromOld, endOld),
      oldUnits: oldUnits.slice(fromOld, endOld),
      units: units.slice(fromNew, endNew),
    });
  }
}

interface Gap {
  readonly from: number;
  readonly old: ReturnType<Y.XmlFragment['toArray']>;
  readonly oldUnits: readonly Unit[];
  readonly units: readonly Unit[];
}

/** Neighbours of one kind become each other, in order; what is left over goes, or comes. */
function rewriteGap(parent: Y.XmlFragment, level: number, { from, old, oldUnits, units }: Gap): void {
  let paired = 0;
  while (paired < units.length && nameOf(oldUnits[paired]) === nameOf(units[paired])) paired++;
  const surplus = old.length - paired;
  if (surplus > 0) parent.delete(from + paired, surplus);
  if (units.length > paired) parent.insert(from + paired, writeNodes(units.slice(paired).flatMap(nodesOf)));
  for (let n = 0; n < paired; n++) {
    const child = old[n];
    const unit = units[n];
    if (unit === undefined) continue;
    if ('runs' in unit && child instanceof Y.XmlText) rewriteText(child, unit.runs);
    else if ('element' in unit && child instanceof Y.XmlElement) rewriteElement(child, unit.element, level);
  }
}

function rewriteElement(child: Y.XmlElement, { attrs = {}, content = [] }: ContentElement, level: number): void {
  const now = child.getAttributes() as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(now))
    if (attrs[name] === undefined || attrs[name] === null) child.removeAttribute(name);
  for (const [name, value] of Object.entries(attrs)) {
    if (value === null || JSON.stringify(value) === JSON.stringify(now[name])) continue;
    // Attributes may be any JSON (docs/decisions/0006); Yjs types them as text.
    child.setAttribute(name, value as string);
  }
  rewriteChildren(child, content, level + 1);
}

/** Takes out and puts in what lies between the common beginning and end, letters with their marks. */
function rewriteText(text: Y.XmlText, runs: readonly ContentText[]): void {
  const old = lettersOf(readNode(text, 1).filter(isText));
  const wanted = lettersOf(runs);
  const shorter = Math.min(old.length, wanted.length);
  let start = 0;
  while (start < shorter && old[start] === wanted[start]) start++;
  let end = 0;
  while (end < shorter - start && old[old.length - 1 - end] === wanted[wanted.length - 1 - end]) end++;
  const offset = lengthOf(old.slice(0, start));
  const removed = lengthOf(old.slice(start, old.length - end));
  const until = offset + lengthOf(wanted.slice(start, wanted.length - end));
  if (removed > 0) text.delete(offset, removed);
  let at = 0;
  for (const { text: words, marks = [] } of runs) {
    const [from, to] = [Math.max(at, offset), Math.min(at + words.length, until)];
    const attributes = formattingOf(marks);
    // What was put in before makes each place the one that it has in the new text.
    if (from < to) text.insert(from, words.slice(from - at, to - at), attributes);
    at += words.length;
  }
}

/** Whole code points, each with its marks: half a letter is never written. */
function lettersOf(runs: readonly ContentText[]): readonly string[] {
  return runs.flatMap(({ text, marks = [] }) => {
    const form = marks.length === 0 ? '' : stable(marks);
    return [...text].map((letter) => letter + form);
  });
}

/** Their length in the text, in UTF-16 units. */
function lengthOf(letters: readonly string[]): number {
  return letters.reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) > 0xffff ? 2 : 1), 0);
}

function unitOf(child: unknown, level: number): Unit {
  const nodes = readNode(child, level);
  const [first] = nodes;
  return first !== undefined && !isText(first) ? { element: first } : { runs: nodes.filter(isText) };
}

function unitsOf(nodes: readonly ContentNode[]): readonly Unit[] {
  const units: Unit[] = [];
  for (const node of nodes) {
    const last = units.at(-1);
    if (!isText(node)) units.push({ element: node });
    else if (last !== undefined && 'runs' in last) units[units.length - 1] = { runs: [...last.runs, node] };
    else units.push({ runs: [node] });
  }
  return units;
}

const nodesOf = (unit: Unit): readonly ContentNode[] => ('runs' in unit ? unit.runs : [unit.element]);
const nameOf = (unit: Unit | undefined): string | null =>
  unit === undefined ? null : 'runs' in unit ? '' : unit.element.type;
const keyOf = (unit: Unit): string => ('runs' in unit ? stable(unit.runs) : stable(unit.element));

/** JSON in which the order of names says nothing. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_name, within: unknown) =>
    typeof within === 'object' && within !== null && !Array.isArray(within)
      ? Object.fromEntries(Object.entries(within).sort(([a], [b]) => (a < b ? -1 : 1)))
      : within,
  );
}

/** Places of what is the same in both, growing on both sides: the longest such list. */
function equalPairs(old: readonly string[], wanted: readonly string[]): readonly (readonly [number, number])[] {
  let start = 0;
  const shorter = Math.min(old.length, wanted.length);
  while (start < shorter && old[start] === wanted[start]) start++;
  let end = 0;
  while (end < shorter - start && old[old.length - 1 - end] === wanted[wanted.length - 1 - end]) end++;
  const [rows, columns] = [old.length - start - end, wanted.length - start - end];
  const head = Array.from({ length: start }, (_, n) => [n, n] as const);
  const tail = Array.from({ length: end }, (_, n) => [old.length - end + n, wanted.length - end + n] as const);
  if (rows * columns > maxPairs) return [...head, ...tail];
  const width = columns + 1;
  const lengths = new Uint32Array((rows + 1) * width);
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      const isSame = old[start + row] === wanted[start + column];
      lengths[row * width + column] = isSame
        ? at(row + 1, column + 1) + 1
        : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const middle: (readonly [number, number])[] = [];
  for (let row = 0, column = 0; row < rows && column < columns; ) {
    if (old[start + row] === wanted[start + column]) middle.push([start + row++, start + column++]);
    else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
  return [...head, ...middle, ...tail];
}
