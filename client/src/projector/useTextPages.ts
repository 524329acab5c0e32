import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { changeBetween, placeAfter } from './fresh.ts';
import { cutsOf, type Fragment, type Page, pagesFrom } from './pages.ts';

/** At most so many lines of text are on the wall. */
const maxLines = 9;

/** Where one is in what is longer than the screen; pages from 1. */
export interface PageCount {
  readonly page: number;
  readonly pages: number;
}

interface Anchor {
  readonly passage: string;
  readonly page: number;
  readonly words: string;
  /** The first letter on the page. */
  readonly letter: number;
}

/**
 * Shows of a text what fits: the first passage from `page` on, in whole lines, and behind a short one the next ones that fit
 * as a whole. While others write in front of what is shown, the same letters stay on top.
 * @param flow within `room`, which cuts it; its children are the passages
 * @param drawing changes whenever what is drawn changes
 */
export function useTextPages(
  room: RefObject<HTMLElement | null>,
  flow: RefObject<HTMLElement | null>,
  passage: string,
  page: number,
  drawing: unknown,
): PageCount {
  const [count, setCount] = useState<PageCount>({ page: 1, pages: 1 });
  const anchor = useRef<Anchor | null>(null);
  const place = useCallback((): void => {
    const [frame, text] = [room.current, flow.current];
    const first = text?.firstElementChild;
    if (frame === null || text === null) return;
    if (!(first instanceof HTMLElement)) {
      frame.style.height = '';
      return;
    }
    const heightPx = roomOf(frame, text);
    const scale = text.offsetWidth === 0 ? 1 : text.getBoundingClientRect().width / text.offsetWidth;
    const lines = linesOf(first, scale);
    const cuts = cutsOf(lines, first.offsetHeight);
    const all = pagesFrom(cuts, 0, heightPx);
    const wanted = Math.min(page, all.length - 1);
    const shown = anchored(first, passage, wanted, scale, cuts) ?? all[wanted]?.from ?? 0;
    const rest = pagesFrom(cuts, shown, heightPx);
    const own: Page = rest[0] ?? { from: 0, to: first.offsetHeight };
    const pages = wanted === 0 ? all.length : wanted + rest.length;
    const to = pages === 1 ? followersEnd(text, first, own.to, heightPx) : own.to;
    frame.style.height = `${to - own.from}px`;
    text.style.transform = `translateY(${-own.from}px)`;
    for (const child of text.children) {
      if (!(child instanceof HTMLElement)) continue;
      child.style.visibility = child === first || child.offsetTop + child.offsetHeight <= to + 1 ? '' : 'hidden';
    }
    const number = first.querySelector<HTMLElement>('.projector-number');
    if (number !== null) number.style.transform = `translateY(${own.from}px)`;
    setCount((before) => (before.page === wanted + 1 && before.pages === pages ? before : { page: wanted + 1, pages }));

    function anchored(
      element: HTMLElement,
      key: string,
      at: number,
      ratio: number,
      places: readonly number[],
    ): number | null {
      if (at === 0) {
        anchor.current = null;
        return null;
      }
      const words = element.querySelector('.projector-words')?.textContent ?? '';
      const before = anchor.current;
      const change = before === null ? null : changeBetween(before.words, words);
      if (before !== null && before.passage === key && before.page === at) {
        const letter = change === null ? before.letter : placeAfter(before.letter, change);
        anchor.current = { ...before, words, letter };
        const top = topOfLetter(element, letter, ratio);
        return top === null ? null : (places.findLast((cut) => cut <= top) ?? null);
      }
      const from = all[at]?.from ?? 0;
      anchor.current = { passage: key, page: at, words, letter: firstLetterAt(element, from, ratio) };
      return from;
    }
  }, [room, flow, passage, page]);
  useLayoutEffect(() => {
    void drawing;
    place();
  }, [place, drawing]);
  useEffect(() => {
    const observer = new ResizeObserver(() => place());
    for (const element of [room.current?.parentElement, flow.current]) if (element != null) observer.observe(element);
    return () => observer.disconnect();
  }, [place, room, flow]);
  return count;
}

/** What there is room for: the height that is left, and not more than nine lines of text. */
function roomOf(frame: HTMLElement, text: HTMLElement): number {
  const around = frame.parentElement;
  const words = text.querySelector('.projector-words, .projector-difference p');
  const facts = text.querySelector<HTMLElement>('.projector-facts');
  const free = around === null ? 0 : around.clientHeight;
  const linePx = words === null ? 0 : Number.parseFloat(getComputedStyle(words).lineHeight);
  const most = maxLines * linePx + (facts?.offsetHeight ?? 0);
  return Number.isFinite(linePx) && linePx > 0 ? Math.min(free, most) : free;
}

/** The next passages that fit as a whole, while each of them does. */
function followersEnd(text: HTMLElement, first: Element, endPx: number, heightPx: number): number {
  let end = endPx;
  for (const child of text.children) {
    if (child === first || !(child instanceof HTMLElement)) continue;
    const bottom = child.offsetTop + child.offsetHeight;
    if (bottom > heightPx + 0.5) break;
    end = bottom;
  }
  return end;
}

/** The lines and pictures of an element, from its top, in its own px. */
function linesOf(element: HTMLElement, scale: number): readonly Fragment[] {
  const top = element.getBoundingClientRect().top;
  const rects: DOMRect[] = [];
  const range = document.createRange();
  for (const text of textsOf(element)) {
    range.selectNodeContents(text);
    rects.push(...range.getClientRects());
  }
  for (const whole of element.querySelectorAll('img, hr')) rects.push(whole.getBoundingClientRect());
  return rects
    .filter(({ height }) => height > 0)
    .map((rect) => ({ top: (rect.top - top) / scale, bottom: (rect.bottom - top) / scale }));
}

function firstLetterAt(element: HTMLElement, fromPx: number, scale: number): number {
  const top = element.getBoundingClientRect().top;
  const range = document.createRange();
  let before = 0;
  for (const text of textsOf(element.querySelector('.projector-words') ?? element)) {
    for (let at = 0; at < text.length; at++) {
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      const rect = range.getBoundingClientRect();
      if (rect.height > 0 && ((rect.top + rect.bottom) / 2 - top) / scale >= fromPx) return before + at;
    }
    before += text.length;
  }
  return before;
}

function topOfLetter(element: HTMLElement, letter: number, scale: number): number | null {
  let before = 0;
  for (const text of textsOf(element.querySelector('.projector-words') ?? element)) {
    if (letter < before + text.length) {
      const range = document.createRange();
      range.setStart(text, letter - before);
      range.setEnd(text, letter - before + 1);
      return (range.getBoundingClientRect().top - element.getBoundingClientRect().top) / scale;
    }
    before += text.length;
  }
  return null;
}

function* textsOf(element: Element): Generator<Text> {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) if (node instanceof Text) yield node;
}
