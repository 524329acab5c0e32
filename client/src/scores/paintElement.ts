/** Where a painted element begins on the picture, in its px. */
interface Place {
  readonly x: number;
  readonly y: number;
}

const graphemes = new Intl.Segmenter('th', { granularity: 'grapheme' });

/**
 * Paints what an element shows on the page: fills, borders, words in the page's own letters, and drawings. A canvas takes no
 * HTML, and a picture of it would be without the letters.
 */
export function paintElement(context: CanvasRenderingContext2D, root: Element, at: Place, scale: number): void {
  const { left, top } = root.getBoundingClientRect();
  const page = new DOMMatrix([scale, 0, 0, scale, (at.x - left) * scale, (at.y - top) * scale]);
  const visit = (element: Element): void => {
    const style = getComputedStyle(element);
    if (style.visibility === 'hidden' || element.classList.contains('ruam-hidden')) return;
    if (element instanceof SVGGraphicsElement) paintDrawing(context, element, style, page);
    else {
      context.setTransform(page);
      paintBox(context, element.getBoundingClientRect(), style);
      for (const node of element.childNodes) if (node instanceof Text) paintWords(context, node, style);
    }
    if (!(element instanceof SVGTextElement)) for (const child of element.children) visit(child);
  };
  visit(root);
}

const sides = ['Top', 'Right', 'Bottom', 'Left'] as const;

function paintBox(context: CanvasRenderingContext2D, box: DOMRect, style: CSSStyleDeclaration): void {
  context.fillStyle = style.backgroundColor;
  context.fillRect(box.left, box.top, box.width, box.height);
  for (const side of sides) {
    const width = Number.parseFloat(style[`border${side}Width`]);
    if (width === 0 || style[`border${side}Style`] === 'none') continue;
    context.fillStyle = style[`border${side}Color`];
    const isAcross = side === 'Top' || side === 'Bottom';
    context.fillRect(
      side === 'Right' ? box.right - width : box.left,
      side === 'Bottom' ? box.bottom - width : box.top,
      isAcross ? box.width : width,
      isAcross ? width : box.height,
    );
  }
}

/** Line by line, as the page has broken them. */
function paintWords(context: CanvasRenderingContext2D, node: Text, style: CSSStyleDeclaration): void {
  context.font = fontOf(style);
  context.fillStyle = style.color;
  context.textAlign = 'left';
  const range = document.createRange();
  let line: { words: string; box: DOMRect } | null = null;
  const paint = (): void => {
    if (line === null) return;
    const { fontBoundingBoxAscent, fontBoundingBoxDescent } = context.measureText(line.words);
    const middle = line.box.top + line.box.height / 2;
    context.fillText(line.words, line.box.left, middle + (fontBoundingBoxAscent - fontBoundingBoxDescent) / 2);
  };
  for (const { segment, index } of graphemes.segment(node.data)) {
    range.setStart(node, index);
    range.setEnd(node, index + segment.length);
    const [box] = range.getClientRects();
    if (box === undefined || box.width === 0) continue;
    if (line !== null && Math.abs(line.box.top - box.top) < box.height / 2) line.words += segment;
    else {
      paint();
      line = { words: segment, box };
    }
  }
  paint();
}

function paintDrawing(
  context: CanvasRenderingContext2D,
  element: SVGGraphicsElement,
  style: CSSStyleDeclaration,
  page: DOMMatrix,
): void {
  const matrix = element.getScreenCTM();
  if (matrix === null) return;
  context.setTransform(page.multiply(matrix));
  if (element instanceof SVGTextElement) {
    paintLabel(context, element);
    return;
  }
  const path = pathOf(element);
  if (path === null) return;
  const fill = (): void => {
    if (style.fill === 'none') return;
    context.fillStyle = style.fill;
    context.fill(path);
  };
  const stroke = (): void => {
    if (style.stroke === 'none') return;
    context.strokeStyle = style.stroke;
    context.globalAlpha = Number(style.strokeOpacity);
    context.lineWidth = Number.parseFloat(style.strokeWidth);
    context.lineJoin = 'round';
    context.setLineDash(
      style.strokeDasharray === 'none' ? [] : style.strokeDasharray.split(/[ ,]+/).map(Number.parseFloat),
    );
    context.stroke(path);
    context.globalAlpha = 1;
  };
  for (const paint of style.paintOrder.startsWith('stroke') ? [stroke, fill] : [fill, stroke]) paint();
}

/** A label in one line, whose parts may have letters of their own. */
function paintLabel(context: CanvasRenderingContext2D, label: SVGTextElement): void {
  const parts = [...label.childNodes].flatMap((node) => {
    const owner = node instanceof Element ? node : label;
    const words = node.textContent ?? '';
    if (words === '') return [];
    const style = getComputedStyle(owner);
    context.font = fontOf(style);
    return [{ words, style, width: context.measureText(words).width }];
  });
  const whole = parts.reduce((sum, { width }) => sum + width, 0);
  const { textAnchor } = getComputedStyle(label);
  let x = Number(label.getAttribute('x')) - (textAnchor === 'middle' ? whole / 2 : textAnchor === 'end' ? whole : 0);
  context.textAlign = 'left';
  for (const { words, style, width } of parts) {
    context.font = fontOf(style);
    context.fillStyle = style.fill;
    context.fillText(words, x, Number(label.getAttribute('y')));
    x += width;
  }
}

function pathOf(element: SVGGraphicsElement): Path2D | null {
  const number = (name: string): number => Number(element.getAttribute(name));
  if (element instanceof SVGPathElement) return new Path2D(element.getAttribute('d') ?? '');
  if (element instanceof SVGLineElement)
    return new Path2D(`M${number('x1')} ${number('y1')}L${number('x2')} ${number('y2')}`);
  if (element instanceof SVGPolygonElement) return new Path2D(`M${element.getAttribute('points') ?? ''}Z`);
  if (element instanceof SVGCircleElement) {
    const circle = new Path2D();
    circle.arc(number('cx'), number('cy'), number('r'), 0, 2 * Math.PI);
    return circle;
  }
  return null;
}

function fontOf({ fontWeight, fontSize, fontFamily }: CSSStyleDeclaration): string {
  return `${fontWeight} ${fontSize} ${fontFamily}`;
}
