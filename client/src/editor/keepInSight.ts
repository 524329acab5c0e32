/** Shares of what is shown within which a followed caret moves without moving the page. */
const nearTop = 0.15;
const nearBottom = 0.75;

/** Frames in which a place is looked for again: what was far from the screen gets its true height only when it comes near. */
const settlingFrames = 10;

/**
 * Scrolls what holds an element so that a place of it is in the middle, when it is not near it, until what was drawn on the
 * way has settled.
 * @param place px below the element's top; null when it is gone
 * @returns what ends the looking
 */
export function keepInSight(element: HTMLElement, place: () => number | null): () => void {
  const scroller = scrollerOf(element);
  let left = settlingFrames;
  let frame: number | null = null;
  const look = (): void => {
    frame = null;
    const top = place();
    if (top === null) return;
    const shownTop = scroller === document.documentElement ? 0 : scroller.getBoundingClientRect().top;
    const at = element.getBoundingClientRect().top - shownTop + top;
    const isNear = at > scroller.clientHeight * nearTop && at < scroller.clientHeight * nearBottom;
    if (isNear) return;
    scroller.scrollBy({ top: at - scroller.clientHeight / 2 });
    left -= 1;
    if (left > 0) frame = requestAnimationFrame(look);
  };
  look();
  return () => {
    if (frame !== null) cancelAnimationFrame(frame);
  };
}

function scrollerOf(element: HTMLElement): Element {
  let scroller = element.parentElement;
  while (scroller !== null && !/auto|scroll/.test(getComputedStyle(scroller).overflowY))
    scroller = scroller.parentElement;
  return scroller ?? document.documentElement;
}
