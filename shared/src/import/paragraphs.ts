import { type Block, cutBlocks, type Marker, responsibleLabel } from './blocks.ts';
import { joinText, type SourceLine } from './lines.ts';

/** A paragraph while it is being put together. */
export interface DraftParagraph {
  marker: string | null;
  text: string;
  line: number;
  responsible: { text: string; position: 'inline' | 'after-children'; line: number } | null;
  attribution: string | null;
  children: DraftParagraph[];
}

/** One open list: the paragraph that carries it, its style and its newest entry. */
interface OpenList {
  readonly style: Marker['style'] | 'plain';
  readonly entries: DraftParagraph[];
  readonly number: number;
}

/** Lists nested deeper are damage or malice; they go on at the top. */
const maxDepth = 10;
const introducer = /(?:ดังนี้|ดังต่อไปนี้|ได้แก่|ประกอบด้วย|คือ)\s*(?=\S)/g;
const opinion = /\s*\(((?:ความเห็น|ข้อคิดเห็น|ข้อเสนอแนะ|ข้อเสนอ)(?:ของ|โดย|จาก)\s*[^()]+)\)\s*$/;

/** Builds the paragraphs of a section: lists to any depth, also those numbered inside a sentence, with their responsible units. */
export function buildParagraphs(lines: readonly SourceLine[], width: number): DraftParagraph[] {
  const top: DraftParagraph[] = [];
  let open: OpenList[] = [];
  for (const block of cutBlocks(lines, width)) {
    if (block.responsibleAlone && closesList(open, block)) {
      open = open.slice(0, -1);
      continue;
    }
    open = placeBlock(block, top, open);
  }
  return top;
}

/** `(ผู้รับผิดชอบ …)` on its own line under a list whose entries carry none belongs to the list's paragraph. */
function closesList(open: readonly OpenList[], block: Block): boolean {
  const list = open.at(-1);
  const parent = open.at(-2)?.entries.at(-1);
  if (
    !list ||
    !parent ||
    list.entries.length < 2 ||
    parent.responsible ||
    list.entries.some((entry) => entry.responsible)
  )
    return false;
  const text = joinText(block.lines).text.replace(responsibleLabel, '').replace(/\)$/, '').trim();
  parent.responsible = { text, position: 'after-children', line: block.line };
  return true;
}

function placeBlock(block: Block, top: DraftParagraph[], before: OpenList[]): OpenList[] {
  const joined = joinText(block.lines);
  let open = before;
  if (block.responsibleAlone) {
    const last = open.at(-1)?.entries.at(-1);
    if (last) attach(last, joined.text, joined.lineAt);
    return open;
  }
  const pieces = cutInline(joined.text, block.marker, open);
  pieces.forEach((piece, at) => {
    const marker = at === 0 ? block.marker : piece.marker;
    const paragraph = draft(marker?.printed ?? null, joined.lineAt(piece.offset));
    open = place(paragraph, marker, at > 0, block.gap, top, open);
    attach(paragraph, piece.text, (offset) => joined.lineAt(piece.start + offset));
  });
  return open;
}

function draft(marker: string | null, line: number): DraftParagraph {
  return { marker, text: '', line, responsible: null, attribution: null, children: [] };
}

/** Puts a paragraph where its marker belongs and returns the lists that are open behind it. */
function place(
  paragraph: DraftParagraph,
  marker: Marker | null,
  inline: boolean,
  gap: SourceLine['gap'],
  top: DraftParagraph[],
  open: OpenList[],
): OpenList[] {
  if (marker === null) {
    top.push(paragraph);
    return [{ style: 'plain', entries: [paragraph], number: 0 }];
  }
  const fits = open.flatMap((list, depth) => (continues(list, marker) ? [depth] : []));
  const depth = inline || gap === 'none' ? fits.at(-1) : fits[0];
  if (depth !== undefined) {
    const list = open[depth];
    list?.entries.push(paragraph);
    if (depth === 0) top.push(paragraph);
    else open[depth - 1]?.entries.at(-1)?.children.push(paragraph);
    return [...open.slice(0, depth), { style: marker.style, entries: list?.entries ?? [], number: marker.number }];
  }
  const parent = open.at(-1)?.entries.at(-1);
  const started = { style: marker.style, entries: [paragraph], number: marker.number };
  if (
    !parent ||
    open.length >= maxDepth ||
    (marker.style === 'number' && marker.number !== 1) ||
    (parent.marker === null && parent.responsible !== null)
  ) {
    top.push(paragraph);
    return [started];
  }
  parent.children.push(paragraph);
  return [...open, started];
}

function continues(list: OpenList, marker: Marker): boolean {
  return list.style === marker.style && (marker.style === 'dash' || list.number + 1 === marker.number);
}

interface Piece {
  readonly marker: Marker | null;
  readonly text: string;
  /** Where the marker stands in the block. */
  readonly offset: number;
  /** Where the text begins in the block. */
  readonly start: number;
}

/** Cuts a text at the markers inside it that count up from ๑, or on from an open list (`… ดังนี้ ๑. … ๒. …`). */
function cutInline(text: string, first: Marker | null, open: readonly OpenList[]): Piece[] {
  const found: { readonly marker: Marker; readonly at: number; readonly end: number }[] = [];
  for (const match of text.matchAll(/(?<=[\s)”"])(?:([๐-๙0-9]{1,2})\.\s+|\(([๐-๙0-9]{1,2})\)\s*)(?=\S)/g)) {
    const digits = match[1] ?? match[2] ?? '';
    const number = Number(digits.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50)));
    const style = match[1] === undefined ? 'paren' : 'number';
    found.push({
      marker: { style, number, printed: match[0].trim() },
      at: match.index,
      end: match.index + match[0].length,
    });
  }
  const kept: typeof found = [];
  for (const style of ['number', 'paren'] as const) {
    const ofStyle = found.filter((one) => one.marker.style === style);
    const begins = ofStyle.findIndex((one) => one.marker.number === 1);
    const goesOn =
      first?.style === style ? first.number + 1 : (open.findLast((list) => list.style === style)?.number ?? -1) + 1;
    let expected = begins >= 0 ? 1 : goesOn;
    const chain = ofStyle.filter((one, at) => {
      if (at < begins || one.marker.number !== expected) return false;
      expected++;
      return true;
    });
    if (chain.length > 1 || (chain.length === 1 && (begins < 0 || style === 'number'))) kept.push(...chain);
  }
  kept.sort((one, other) => one.at - other.at);
  const pieces: Piece[] = [{ marker: first, text: text.slice(0, kept[0]?.at ?? text.length), offset: 0, start: 0 }];
  kept.forEach((one, at) => {
    pieces.push({
      marker: one.marker,
      text: text.slice(one.end, kept[at + 1]?.at ?? text.length),
      offset: one.at,
      start: one.end,
    });
  });
  return pieces;
}

/** Gives a paragraph its text, its responsible units and its attribution; several units in a row are unnumbered children. */
function attach(paragraph: DraftParagraph, text: string, lineAt: (offset: number) => number): void {
  const parts = cutResponsible(text);
  if (parts.length > 2 || (parts.length === 2 && parts[0]?.responsible !== null && parts[1]?.responsible !== null)) {
    const head = parts[0];
    const cut = [...(head?.text ?? '').matchAll(introducer)].at(-1);
    const cutAt = head && cut ? cut.index + cut[0].length : 0;
    paragraph.text = (head?.text ?? '').slice(0, cutAt).trim();
    for (const [at, part] of parts.entries()) {
      const child = draft(null, lineAt(part.offset + (at === 0 ? cutAt : 0)));
      child.text = (at === 0 ? part.text.slice(cutAt) : part.text).trim();
      child.responsible =
        part.responsible === null ? null : { text: part.responsible, position: 'inline', line: lineAt(part.labelAt) };
      if (child.text !== '' || child.responsible) paragraph.children.push(child);
    }
    return;
  }
  const own = parts.map((part) => part.text.trim()).filter((part) => part !== '');
  let whole = [paragraph.text, ...own].filter((part) => part !== '').join(' ');
  const said = opinion.exec(whole);
  if (said) {
    paragraph.attribution = (said[1] ?? '').trim();
    whole = whole.slice(0, said.index);
  }
  paragraph.text = whole.trim();
  const named = parts.find((part) => part.responsible !== null);
  if (named?.responsible != null)
    paragraph.responsible = { text: named.responsible, position: 'inline', line: lineAt(named.labelAt) };
}

interface ResponsiblePart {
  readonly text: string;
  readonly offset: number;
  readonly responsible: string | null;
  readonly labelAt: number;
}

/** Cuts a text behind each `(ผู้รับผิดชอบ …)`. */
function cutResponsible(text: string): ResponsiblePart[] {
  const parts: ResponsiblePart[] = [];
  let offset = 0;
  for (const label of text.matchAll(new RegExp(responsibleLabel.source, 'g'))) {
    if (label.index < offset) continue;
    const from = label.index + label[0].length;
    let depth = 1;
    let end = from;
    while (end < text.length && depth > 0) {
      if (text[end] === '(') depth++;
      else if (text[end] === ')') depth--;
      end++;
    }
    const responsible = text.slice(from, depth === 0 ? end - 1 : end).trim();
    parts.push({ text: text.slice(offset, label.index), offset, responsible, labelAt: label.index });
    offset = end;
  }
  const rest = text.slice(offset);
  if (rest.trim() !== '' || parts.length === 0) parts.push({ text: rest, offset, responsible: null, labelAt: offset });
  return parts;
}
