import { safeHref } from '@ruam/shared/document/html.ts';
import type { HtmlElement } from './htmlTree.ts';

/** How a run of pasted text is formatted, as far as the document knows it. */
export interface RunFormat {
  readonly strong: boolean;
  readonly em: boolean;
  readonly u: boolean;
  readonly s: boolean;
  readonly code: boolean;
  readonly mark: boolean;
  readonly href: string | null;
}

export const plainRun: RunFormat = {
  strong: false,
  em: false,
  u: false,
  s: false,
  code: false,
  mark: false,
  href: null,
};

const byTag: Readonly<Record<string, Partial<RunFormat>>> = {
  b: { strong: true },
  strong: { strong: true },
  i: { em: true },
  em: { em: true },
  cite: { em: true },
  u: { u: true },
  ins: { u: true },
  s: { s: true },
  strike: { s: true },
  del: { s: true },
  code: { code: true },
  kbd: { code: true },
  samp: { code: true },
  tt: { code: true },
  mark: { mark: true },
};

/** The format inside of an element: by its tag, and by the few styles that say the same. */
export function formatWithin({ tag, attributes }: HtmlElement, outer: RunFormat): RunFormat {
  const style = styleOf(attributes.get('style') ?? '');
  const format = { ...outer, ...(Object.hasOwn(byTag, tag) ? byTag[tag] : {}), ...formatOfStyle(style) };
  if (tag !== 'a') return format;
  const href = safeHref((attributes.get('href') ?? '').trim());
  // The underline of a link is the link's own.
  return { ...format, href: href ?? outer.href, u: href === null ? format.u : outer.u };
}

/** Text in its tags; the text has its character references already. */
export function inlineHtml(text: string, format: RunFormat): string {
  let html = text;
  for (const tag of ['code', 'mark', 's', 'u', 'em', 'strong'] as const) {
    if (format[tag]) html = `<${tag}>${html}</${tag}>`;
  }
  return format.href === null ? html : `<a href="${escaped(format.href)}">${html}</a>`;
}

/** The declarations of a style attribute, in lower case; later ones win. */
export function styleOf(style: string): ReadonlyMap<string, string> {
  const declarations = new Map<string, string>();
  for (const declaration of style.slice(0, 4_000).split(';')) {
    const colon = declaration.indexOf(':');
    if (colon > 0) {
      declarations.set(
        declaration.slice(0, colon).trim().toLowerCase(),
        declaration
          .slice(colon + 1)
          .trim()
          .toLowerCase(),
      );
    }
  }
  return declarations;
}

function formatOfStyle(style: ReadonlyMap<string, string>): Partial<RunFormat> {
  const weight = style.get('font-weight');
  const slant = style.get('font-style');
  const line = style.get('text-decoration') ?? style.get('text-decoration-line');
  const highlight = style.get('mso-highlight');
  return {
    ...(weight === undefined ? {} : { strong: /^(bold|bolder|[6-9]00)$/.test(weight) }),
    ...(slant === undefined ? {} : { em: /^(italic|oblique)/.test(slant) }),
    ...(line === undefined || line === 'none'
      ? {}
      : { u: line.includes('underline'), s: line.includes('line-through') }),
    ...(highlight === undefined || highlight === 'none' ? {} : { mark: true }),
  };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
