import { elementsIn, isOn, valOf, within, type XmlElement } from './xml.ts';

/** What a paragraph's style says, what it is based on included. */
export interface Style {
  readonly isHeading: boolean;
  /** A line of a table of contents. */
  readonly isContents: boolean;
  readonly isBold: boolean;
  readonly isItalic: boolean;
  readonly alignment: string | null;
  readonly numbering: NumberingPlace | null;
}

/** Which entry of which list a paragraph is: the ids of the file. */
export interface NumberingPlace {
  readonly numId: string;
  /** From 0. */
  readonly level: number;
}

export type Styles = ReadonlyMap<string, Style>;

export const plainStyle: Style = {
  ...{ isHeading: false, isContents: false, isBold: false, isItalic: false },
  ...{ alignment: null, numbering: null },
};
/** Styles based on each other; a circle ends here. */
const maxChain = 12;
const headingName = /^(?:heading|title|หัวเรื่อง|ชื่อเรื่อง)\b/i;
const contentsName = /^(?:toc\s*\d|toc heading|สารบัญ)/i;

/** The styles of a Word file, by id. */
export function readStyles(part: XmlElement | null): Styles {
  const elements = new Map(
    (part === null ? [] : elementsIn(part, 'style')).map((style) => [style.attributes.styleId ?? '', style]),
  );
  return new Map([...elements].map(([id]) => [id, styleOf(id, elements)]));
}

/** Which list a paragraph's or style's properties name; null for none, undefined when they say nothing. */
export function numberingIn(properties: XmlElement | undefined): NumberingPlace | null | undefined {
  const numbering = within(properties, 'numPr');
  const numId = valOf(numbering, 'numId');
  if (numId === undefined) return undefined;
  if (numId === '0' || numId === '') return null;
  const level = Number(valOf(numbering, 'ilvl') ?? 0);
  return { numId, level: Number.isInteger(level) && level >= 0 && level <= 8 ? level : 0 };
}

function styleOf(id: string, elements: ReadonlyMap<string, XmlElement>): Style {
  const chain: XmlElement[] = [];
  for (let next: string | undefined = id; next !== undefined && chain.length < maxChain; ) {
    const element = elements.get(next);
    if (element === undefined) break;
    chain.push(element);
    next = valOf(element, 'basedOn');
  }
  const first = <Value>(read: (style: XmlElement) => Value | undefined): Value | undefined => {
    for (const style of chain) {
      const value = read(style);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const name = valOf(chain[0], 'name') ?? '';
  const outline = first((style) => valOf(style, 'pPr', 'outlineLvl'));
  const isContents = contentsName.test(name);
  return {
    isContents,
    isHeading: !isContents && (headingName.test(name) || (outline !== undefined && Number(outline) < 9)),
    isBold: first((style) => isOn(within(style, 'rPr'), 'b') ?? isOn(within(style, 'rPr'), 'bCs')) ?? false,
    isItalic: first((style) => isOn(within(style, 'rPr'), 'i')) ?? false,
    alignment: first((style) => valOf(style, 'pPr', 'jc')) ?? null,
    numbering: first((style) => numberingIn(within(style, 'pPr'))) ?? null,
  };
}
