/** What a preview of a Word text draws; everything else of it is left out. */
export type DocxNode = string | { readonly tag: DocxTag; readonly children: readonly DocxNode[] };

const tags = {
  P: 'p',
  H1: 'h4',
  H2: 'h4',
  H3: 'h5',
  H4: 'h5',
  H5: 'h6',
  H6: 'h6',
  UL: 'ul',
  OL: 'ol',
  LI: 'li',
  TABLE: 'table',
  TBODY: 'tbody',
  THEAD: 'tbody',
  TR: 'tr',
  TD: 'td',
  TH: 'td',
  STRONG: 'strong',
  EM: 'em',
  SUP: 'sup',
  SUB: 'sub',
} as const;
type DocxTag = (typeof tags)[keyof typeof tags];

const maxDepth = 40;

/**
 * Reads foreign HTML, without letting any of it into the page: known elements without their attributes, and text. At most
 * `maxNodes` of them.
 */
export function docxNodes(
  html: string,
  maxNodes: number,
): { readonly nodes: readonly DocxNode[]; readonly isCut: boolean } {
  // Nothing in a document made by DOMParser is run or fetched.
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  let left = maxNodes;
  const read = (parent: Node, depth: number): DocxNode[] => {
    const nodes: DocxNode[] = [];
    for (const node of parent.childNodes) {
      if (left <= 0 || depth > maxDepth) return nodes;
      left -= 1;
      if (node.nodeType === Node.TEXT_NODE) nodes.push(node.textContent ?? '');
      const tag = tagOf(node);
      if (tag === null && node.nodeType === Node.ELEMENT_NODE) nodes.push(...read(node, depth + 1));
      if (tag !== null) nodes.push({ tag, children: read(node, depth + 1) });
    }
    return nodes;
  };
  const nodes = read(body, 0);
  return { nodes, isCut: left <= 0 };
}

function tagOf({ nodeName }: Node): DocxTag | null {
  return Object.hasOwn(tags, nodeName) ? tags[nodeName as keyof typeof tags] : null;
}
