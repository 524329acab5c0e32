import { type RefObject, useLayoutEffect, useState } from 'react';

/** The frame in its own px: 1920 wide or 1080 high, whichever leaves nothing out, and how much it is scaled on the screen. */
export interface FrameSize {
  readonly width: number;
  readonly height: number;
  readonly scale: number;
}

const wide = { width: 1_920, height: 1_080 };

/** 1920 × 1080 of a 16:9 screen, 1920 × 1440 of a 4:3 one, at any size and page zoom: lines break in the same places. */
function frameSizeOf(widthPx: number, heightPx: number): FrameSize {
  const scale = Math.min(widthPx / wide.width, heightPx / wide.height);
  if (!(scale > 0)) return { ...wide, scale: 1 };
  return { width: widthPx / scale, height: heightPx / scale, scale };
}

/** The frame of an element, before it is painted and whenever its size changes. */
export function useFrameSize(element: RefObject<HTMLElement | null>): FrameSize | null {
  const [size, setSize] = useState<FrameSize | null>(null);
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return;
    const measure = (): void => {
      const next = frameSizeOf(current.clientWidth, current.clientHeight);
      setSize((before) =>
        before?.width === next.width && before.height === next.height && before.scale === next.scale ? before : next,
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
