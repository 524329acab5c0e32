/** Shares of what is shown within which a followed caret moves without moving the page. */
const nearTop = 0.15;
const nearBottom = 0.75;

/** Scrolls what holds an element so that the place `top` px below the element's top is in the middle, when it is not near it. */
export function keepInSight(element: HTMLElement, top: number): void {
  const scroller = scrollerOf(element);
  const shownTop = scroller === document.documentElement ? 0 : scroller.getBoundingClientRect().top;
  const at = element.getBoundingClientRect().top - shownTop + top;
  const isNear = at > scroller.clientHeight * nearTop && at < scroller.clientHeight * nearBottom;
  if (!isNear) scroller.scrollBy({ top: at - scroller.clientHeight / 2 });
}

function scrollerOf(element: HTMLElement): Element {
  let scroller = element.parentElement;
  while (scroller !== null && !/auto|scroll/.test(getComputedStyle(scroller).overflowY))
    scroller = scroller.parentElement;
  return scroller ?? document.documentElement;
}
