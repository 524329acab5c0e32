import { type Content, type ContentElement, type ContentNode, isText } from './content.ts';
import { recommendationAttributesSchema } from './schema.ts';

const elements: Readonly<Record<string, string>> = {
  paragraph: 'p',
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
};

/** The content as HTML: only known elements, no attribute but a checked `href`, every text escaped. */
export function contentAsHtml(content: Content): string {
  return content.content.map(html).join('\n');
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
      return `<h${level}>${inner}</h${level}>`;
    }
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
