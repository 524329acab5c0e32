import { expect, type Page } from '@playwright/test';
import { editorOf } from './writing.ts';

/** Puts the caret behind `words` of the text, as a click there does. */
export async function caretBehind(page: Page, words: string): Promise<void> {
  await editorOf(page).focus();
  // A change by others before the editor has heard of it puts the caret back.
  await expect(async () => expect(await placeCaret(page, words)).toBe(true)).toPass();
}

/** @return whether the caret is still there when the editor has looked where it is */
function placeCaret(page: Page, words: string): Promise<boolean> {
  return editorOf(page).evaluate(async (root, wanted) => {
    // Decorations cut a sentence into several text nodes.
    const nodes: { node: Node; from: number }[] = [];
    let whole = '';
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      nodes.push({ node, from: whole.length });
      whole += node.textContent ?? '';
    }
    const at = whole.indexOf(wanted) + wanted.length;
    const last = nodes.findLast(({ from }) => from < at);
    if (!whole.includes(wanted) || last === undefined) throw new Error(`no text ${wanted}`);
    document.getSelection()?.collapse(last.node, at - last.from);
    await new Promise((settled) => setTimeout(settled, 100));
    const range = document.createRange();
    range.setStart(root, 0);
    const { anchorNode = null, anchorOffset = 0 } = document.getSelection() ?? {};
    if (anchorNode === null) return false;
    range.setEnd(anchorNode, anchorOffset);
    return range.toString().endsWith(wanted);
  }, words);
}

/** Types letter by letter; `pause` waits between two keystrokes. */
export type TypeWords = (words: string, pause: () => Promise<unknown>) => Promise<void>;

/** As a Thai keyboard does it: vowels and tones are keystrokes of their own. */
export async function byCodePoints(page: Page): Promise<TypeWords> {
  const tools = await page.context().newCDPSession(page);
  return async (words, pause) => {
    for (const text of words) {
      await tools.send('Input.insertText', { text });
      await pause();
    }
  };
}

/** As an input method does it: each word grows in a composition and is then committed. */
export async function byComposition(page: Page): Promise<TypeWords> {
  const tools = await page.context().newCDPSession(page);
  return async (words, pause) => {
    for (const { segment } of new Intl.Segmenter('th', { granularity: 'word' }).segment(words)) {
      for (let length = 1; length <= segment.length; length++) {
        const text = segment.slice(0, length);
        await tools.send('Input.imeSetComposition', { text, selectionStart: length, selectionEnd: length });
        await pause();
      }
      await tools.send('Input.insertText', { text: segment });
    }
  };
}

/** The paragraphs that a page shows. */
export function shownText(page: Page): Promise<string> {
  return editorOf(page).evaluate((root) => [...root.querySelectorAll('p')].map((p) => p.textContent).join('\n'));
}
