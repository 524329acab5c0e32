import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';

/** A colleague whose place in the texts this page follows. */
interface Observed {
  readonly id: string;
  readonly name: string;
}

interface Observing {
  readonly observed: Observed | null;
  readonly observe: (person: Observed) => void;
  readonly stop: () => void;
}

const nobody: Observing = { observed: null, observe: () => {}, stop: () => {} };
const context = createContext<Observing>(nobody);

/** Keys that move nothing: with them the reader reaches the button that ends it. */
const quietKeys: ReadonlySet<string> = new Set(['Tab', 'Shift', 'Control', 'Alt', 'Meta', 'Enter', ' ']);
/** Carries what a pointer or a key does not leave by. */
export const observeBarId = 'observe-bar';

/** Follows one colleague at a time, until the reader scrolls, points or types. */
export function ObservingProvider({ children }: { children: ReactNode }) {
  const [observed, setObserved] = useState<Observed | null>(null);
  useEffect(() => {
    if (observed === null) return;
    const leave = (): void => setObserved(null);
    const pointed = (event: Event): void => {
      const isBar = event.target instanceof Element && event.target.closest(`#${observeBarId}`) !== null;
      if (!isBar) leave();
    };
    const pressed = ({ key }: KeyboardEvent): void => {
      if (!quietKeys.has(key)) leave();
    };
    const options = { capture: true, passive: true };
    window.addEventListener('wheel', leave, options);
    window.addEventListener('touchmove', leave, options);
    window.addEventListener('pointerdown', pointed, options);
    window.addEventListener('keydown', pressed, options);
    return () => {
      window.removeEventListener('wheel', leave, options);
      window.removeEventListener('touchmove', leave, options);
      window.removeEventListener('pointerdown', pointed, options);
      window.removeEventListener('keydown', pressed, options);
    };
  }, [observed]);
  const value = useMemo(() => ({ observed, observe: setObserved, stop: () => setObserved(null) }), [observed]);
  return <context.Provider value={value}>{children}</context.Provider>;
}

/** Who is followed, and how to begin and end that. */
export function useObserving(): Observing {
  return useContext(context);
}
