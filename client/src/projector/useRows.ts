import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** The height of a line of the agenda, px of the frame; its CSS has the same. */
const rowPx = 62;

/** How many lines of the agenda an element has room for, before it is painted and whenever it changes. */
export function useRows(): { readonly element: RefObject<HTMLElement | null>; readonly rows: number } {
  const element = useRef<HTMLElement>(null);
  const [rows, setRows] = useState(12);
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return;
    const measure = (): void => setRows(Math.max(6, Math.floor(current.clientHeight / rowPx)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  return { element, rows };
}
