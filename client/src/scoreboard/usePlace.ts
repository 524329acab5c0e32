import { type RefObject, useLayoutEffect, useState } from 'react';

/** How much room an element has: its width and height in px, and how large its letters are. */
export interface Place {
  readonly width: number;
  readonly height: number;
  readonly letters: number;
}

/** The room of an element, before it is painted and whenever it changes; null before it stands on the page. */
export function usePlace(element: RefObject<HTMLElement | null>): Place | null {
  const [place, setPlace] = useState<Place | null>(null);
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return;
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = current;
      const letters = Number.parseFloat(getComputedStyle(current).fontSize);
      setPlace((before) =>
        before?.width === width && before.height === height && before.letters === letters
          ? before
          : { width, height, letters },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return place;
}
