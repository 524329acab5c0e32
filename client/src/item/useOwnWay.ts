import { useEffect, useRef } from 'react';

/** Keys that move nothing: with them the reader reaches the button that ends it. */
const quietKeys: ReadonlySet<string> = new Set(['Tab', 'Shift', 'Control', 'Alt', 'Meta', 'Enter', ' ']);

/**
 * Tells when the reader of a page that follows somebody goes an own way: scrolls, points or types.
 * @param barId carries what a pointer or a key does not leave by
 * @param isPointed whether pointing at this is an own way; left out: everywhere
 */
export function useOwnWay(
  isFollowing: boolean,
  barId: string,
  onLeave: () => void,
  isPointed: (target: Element, event: PointerEvent) => boolean = everywhere,
): void {
  const leave = useRef(onLeave);
  leave.current = onLeave;
  useEffect(() => {
    if (!isFollowing) return;
    const left = (): void => leave.current();
    const pointed = (event: PointerEvent): void => {
      const { target } = event;
      if (!(target instanceof Element) || (target.closest(`#${barId}`) === null && isPointed(target, event))) left();
    };
    const pressed = ({ key }: KeyboardEvent): void => {
      if (!quietKeys.has(key)) left();
    };
    const options = { capture: true, passive: true };
    window.addEventListener('wheel', left, options);
    window.addEventListener('touchmove', left, options);
    window.addEventListener('pointerdown', pointed, options);
    window.addEventListener('keydown', pressed, options);
    return () => {
      window.removeEventListener('wheel', left, options);
      window.removeEventListener('touchmove', left, options);
      window.removeEventListener('pointerdown', pointed, options);
      window.removeEventListener('keydown', pressed, options);
    };
  }, [isFollowing, barId, isPointed]);
}

const everywhere = (): boolean => true;
