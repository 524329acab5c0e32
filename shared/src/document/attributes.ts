/** A cell takes at most this many columns or rows, and a column is at most this wide, in px. */
export const maxSpan = 100;
export const maxColumnWidth = 2_000;
/** A table of more rows or columns is shown without its merged cells: laying it out would stop the page. */
export const maxTableRows = 1_000;
export const maxTableColumns = 200;
/** The words for who cannot see an image, in letters. */
export const maxAltLength = 1_000;

/** Where a paragraph, heading or image stands in its line; without it at the left. */
export const alignments = ['left', 'center', 'right', 'justify'] as const;
export type Alignment = (typeof alignments)[number];

/** How far a cell reaches; `colwidth` has one width in px for each column (0: none), or is null. */
export interface BoundedCell {
  readonly colspan: number;
  readonly rowspan: number;
  readonly colwidth: readonly number[] | null;
}

/** What a cell's attributes say, within bounds: who draws a table may trust it (docs/sync.md S10). */
export function boundedCell(attributes: Readonly<Record<string, unknown>>): BoundedCell {
  const colspan = within(attributes.colspan, 1, maxSpan) ?? 1;
  const rowspan = within(attributes.rowspan, 1, maxSpan) ?? 1;
  return { colspan, rowspan, colwidth: widths(attributes.colwidth, colspan) };
}

/** Whether a cell heads its row or column: what its attribute says, else its type (docs/decisions/0008). */
export function isHeaderCell(type: string, attributes: Readonly<Record<string, unknown>>): boolean {
  return typeof attributes.header === 'boolean' ? attributes.header : type === 'tableHeader';
}

/** A node's attributes as they may be drawn: what a layout is computed from is within bounds, the rest as it is. */
export function boundedAttributes(
  name: string,
  attributes: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (name !== 'tableCell' && name !== 'tableHeader') return attributes;
  const within: Readonly<Record<string, unknown>> = { ...boundedCell(attributes) };
  return Object.fromEntries(
    Object.entries(attributes).map(([key, value]) => [key, key in within ? within[key] : value]),
  );
}

/** What a `resolution` says, one line each; a value that says nothing is no line. */
export function resolutionLines(attributes: Readonly<Record<string, unknown>>): readonly string[] {
  const { words } = attributes;
  return Array.isArray(words) ? words.filter((line) => typeof line === 'string') : [];
}

/** The alignment that an attribute names, null for none of ours. */
export function alignmentOf(value: unknown): Alignment | null {
  return alignments.find((alignment) => alignment === value) ?? null;
}

/** The id of an uploaded file or of an entry of the evidence register; null for anything that is no id of ours. */
export function idOf(value: unknown): string | null {
  return typeof value === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(value) ? value : null;
}

/** What an image's attributes say, within bounds. */
export function boundedImage(attributes: Readonly<Record<string, unknown>>): {
  readonly file: string | null;
  readonly alt: string;
  /** Percent of the measure, 10-100. */
  readonly width: number;
  readonly textAlign: Alignment | null;
} {
  const { alt } = attributes;
  return {
    file: idOf(attributes.file),
    alt: typeof alt === 'string' ? alt.slice(0, maxAltLength) : '',
    width: within(attributes.width, 10, 100) ?? 100,
    textAlign: alignmentOf(attributes.textAlign),
  };
}

/** Where an uploaded image is fetched; null without the id of one. Nothing of a document ever becomes another address. */
export function imagePath(file: unknown): string | null {
  const id = idOf(file);
  return id === null ? null : `/api/files/${id}/image`;
}

function widths(value: unknown, colspan: number): readonly number[] | null {
  if (!Array.isArray(value)) return null;
  const given = Array.from({ length: colspan }, (_, column) => within(value[column], 0, maxColumnWidth) ?? 0);
  return given.some((width) => width > 0) ? given : null;
}

/** A whole number, moved into its bounds; null when it is no number. */
function within(value: unknown, least: number, most: number): number | null {
  if (typeof value !== 'number' || Number.isNaN(value)) return null;
  return Math.min(Math.max(Math.round(value), least), most);
}
