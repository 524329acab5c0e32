import { foldText } from '@ruam/shared/search/fold.ts';

/** Drawn into texts, and no part of them. */
const besideText = '[contenteditable="false"], .ProseMirror-widget, [aria-hidden="true"]';
const nothing = /[\s\u00ad\u200b-\u200f\u2060\ufeff]/;
const blocks = 'p, h1, h2, h3, h4, li, pre, td, th, [data-recommendation], .content-view > *';

/** The block of a text that begins with, or has, these words, whatever is drawn between them; null without one. */
export function findPassage(text: Element, quote: string): Element | null {
  const wanted = withoutNothing(quote.normalize('NFC'));
  if (wanted === '') return null;
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const nodes: { readonly node: Node; readonly from: number }[] = [];
  let all = '';
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node.parentElement?.closest(besideText) && text.contains(node.parentElement.closest(besideText))) continue;
    nodes.push({ node, from: all.length });
    all += withoutNothing(node.textContent?.normalize('NFC') ?? '');
  }
  const at = all.indexOf(wanted);
  if (at < 0) return null;
  const found = nodes.findLast(({ from }) => from <= at)?.node.parentElement;
  return found?.closest(blocks) ?? found ?? null;
}

function withoutNothing(text: string): string {
  return foldText([...text].filter((letter) => !nothing.test(letter)).join(''));
}
