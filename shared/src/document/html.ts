import { alignmentOf, boundedImage, imagePath, isHeaderCell, resolutionLines } from './attributes.ts';
import { type Content, type ContentElement, type ContentNode, isText } from './content.ts';
import { noteNumber, numberNotes } from './notes.ts';
import { recommendationAttributesSchema } from './schema.ts';
import { cellsOf, spansOf } from './tableGrid.ts';
import { isDone } from './text.ts';

const elements: Readonly<Record<string, string>> = {
  bulletList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  blockquote: 'blockquote',
};
const marks: Readonly<Record<string, string>> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  code: 'code',
  highlight: 'mark',
};

/**
 * The content as HTML: only known elements, every text escaped. Of attributes there are a checked `href`, the address of an
 * uploaded image, spans and widths within bounds, and classes of ours; never a style. Footnotes stand at the end.
 */
export function contentAsHtml(content: Content): string {
  const { content: numbered, notes } = numberNotes(content);
  const blocks = numbered.content.map(html);
  if (notes.length > 0) {
    blocks.push(`<ol class="footnotes">${notes.map((note) => `<li>${note.map(html).join('')}</li>`).join('')}</ol>`);
  }
  return blocks.join('\n');
}

/** A link that may be followed: http, https or mail; null for anything else. */
export function safeHref(href: unknown): string | null {
  return typeof href === 'string' && /^(https?:\/\/|mailto:)/i.test(href) ? href : null;
}

function html(node: ContentNode): string {
  if (isText(node)) {
    return (node.marks ?? []).reduce((inner, mark) => {
      const name = Object.hasOwn(marks, mark.type) ? marks[mark.type] : undefined;
      if (name !== undefined) return `<${name}>${inner}</${name}>`;
      const href = mark.type === 'link' ? safeHref(mark.attrs?.href) : null;
      return href === null ? inner : `<a href="${escapeHtml(href)}" rel="noopener noreferrer nofollow">${inner}</a>`;
    }, escapeHtml(node.text));
  }
  const inner = (node.content ?? []).map(html).join('');
  switch (node.type) {
    case 'hardBreak':
      return '<br>';
    case 'horizontalRule':
      return '<hr>';
    case 'heading': {
      const level = node.attrs?.level === 1 ? 1 : node.attrs?.level === 2 ? 2 : 3;
      return `<h${level}${alignmentClass(node)}>${inner}</h${level}>`;
    }
    case 'paragraph':
      return `<p${alignmentClass(node)}>${inner}</p>`;
    case 'taskList':
      return `<ul class="tasks">${inner}</ul>`;
    case 'taskItem':
      return `<li class="${isDone(node) ? 'done' : 'open'}">${isDone(node) ? '☑' : '☐'} ${inner}</li>`;
    case 'table':
      return table(node);
    case 'image':
      return image(node);
    case 'pageBreak':
      return '<hr class="page-break">';
    case 'resolution':
      return `<aside class="resolution">${resolutionLines(node.attrs ?? {})
        .map((line) => `<p>${escapeHtml(line)}</p>`)
        .join('')}</aside>`;
    case 'footnote':
      return `<sup>${noteNumber(node)}</sup>`;
    case 'evidenceFile':
      return '<span class="evidence-file">[หลักฐาน]</span>';
    case 'codeBlock':
      return `<pre><code>${inner}</code></pre>`;
    case 'recommendation':
      return recommendation(node, inner);
    default: {
      const name = Object.hasOwn(elements, node.type) ? elements[node.type] : undefined;
      return name === undefined ? inner : `<${name}>${inner}</${name}>`;
    }
  }
}

function alignmentClass({ attrs }: ContentElement): string {
  const alignment = alignmentOf(attrs?.textAlign);
  return alignment === null ? '' : ` class="align-${alignment}"`;
}

function table(node: ContentElement): string {
  const cells = cellsOf(node);
  const grid = spansOf(cells);
  const rows = cells.map((row, at) =>
    row.map((cell, index) => {
      const { colspan, rowspan } = grid.rows[at]?.[index] ?? { colspan: 1, rowspan: 1 };
      const name = isHeaderCell(cell.type, cell.attrs ?? {}) ? 'th' : 'td';
      const spans = `${colspan > 1 ? ` colspan="${colspan}"` : ''}${rowspan > 1 ? ` rowspan="${rowspan}"` : ''}`;
      return `<${name}${spans}>${(cell.content ?? []).map(html).join('')}</${name}>`;
    }),
  );
  return `<table>${rows.map((row) => `<tr>${row.join('')}</tr>`).join('')}</table>`;
}

/** Without the id of an uploaded file only its words are left. */
function image({ attrs }: ContentElement): string {
  const { file, alt, width, textAlign } = boundedImage(attrs ?? {});
  const path = imagePath(file);
  if (path === null) return `<p>${escapeHtml(alt)}</p>`;
  const side = textAlign === null ? '' : ` class="align-${textAlign}"`;
  return `<p${side}><img src="${path}" alt="${escapeHtml(alt)}" width="${width}%"></p>`;
}

function recommendation(node: ContentElement, inner: string): string {
  const parsed = recommendationAttributesSchema.safeParse(node.attrs ?? {});
  const { marker, responsibleText } = parsed.success ? parsed.data : { marker: null, responsibleText: null };
  const before = marker === null ? '' : `${escapeHtml(marker)} `;
  const after = responsibleText === null ? '' : ` (ผู้รับผิดชอบ ${escapeHtml(responsibleText)})`;
  return `<p class="recommendation">${before}${inner}${after}</p>`;
}

/** Escapes text for element content and quoted attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
