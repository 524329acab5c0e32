/** A drawn element as plain data: name, attributes, children; a string is text. Nothing of it can run or lead anywhere. */
export type KeptNode =
  | string
  | readonly [name: string, attributes: Readonly<Record<string, string>>, children: readonly KeptNode[]];

const htmlNames = new Set(
  'div span section article header footer main figure figcaption h1 h2 h3 p br hr b strong em i u s sup ins del small ul ol li dl dt dd table tbody tr th td img'.split(
    ' ',
  ),
);
const svgNames = new Set('svg g path circle ellipse line rect polygon polyline text tspan'.split(' '));
const attributeName =
  /^(?:class|style|lang|role|alt|src|colspan|rowspan|viewBox|d|points|transform|x|y|x1|x2|y1|y2|dx|dy|cx|cy|r|rx|ry|width|height|fill|stroke|stroke-[a-z]+|font-size|font-weight|text-anchor|shape-rendering|aria-[a-z]+|data-[a-z-]+)$/;
const ownPicture = /^\/api\/files\/[A-Za-z0-9_-]{1,64}\/image\?projector=1$/;
const svgSpace = 'http://www.w3.org/2000/svg';
const maxDepth = 60;

/** What is drawn under an element; hidden parts and what is not drawn by plain elements are left out. */
export function keptNodeOf(element: Element): KeptNode {
  const attributes: Record<string, string> = {};
  for (const { name, value } of element.attributes) if (mayKeep(name, value)) attributes[name] = value;
  const children: KeptNode[] = [];
  for (const child of element.childNodes) {
    if (child instanceof Text) children.push(child.data);
    else if (child instanceof Element && isKnown(child.localName) && !isHidden(child)) children.push(keptNodeOf(child));
  }
  return [element.localName, attributes, children];
}

/** Makes the elements again; null for what is no kept node. Only names and attributes of the lists are made. */
export function buildNode(page: Document, kept: unknown, depth = 0): Node | null {
  if (typeof kept === 'string') return page.createTextNode(kept);
  if (!Array.isArray(kept) || depth > maxDepth) return null;
  const [name, attributes, children]: readonly unknown[] = kept;
  if (typeof name !== 'string' || !isKnown(name) || !isRecord(attributes) || !Array.isArray(children)) return null;
  const element = svgNames.has(name) ? page.createElementNS(svgSpace, name) : page.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value !== 'string' || !mayKeep(key, value)) continue;
    if (key === 'style') element.style.cssText = value;
    else element.setAttribute(key, value);
  }
  for (const child of children) {
    const made = buildNode(page, child, depth + 1);
    if (made !== null) element.append(made);
  }
  return element;
}

function isKnown(name: string): boolean {
  return htmlNames.has(name) || svgNames.has(name);
}

function mayKeep(name: string, value: string): boolean {
  if (!attributeName.test(name)) return false;
  if (name === 'src') return ownPicture.test(value);
  return !/url\(/i.test(value);
}

function isHidden(element: Element): boolean {
  return element instanceof HTMLElement && element.style.visibility === 'hidden';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
