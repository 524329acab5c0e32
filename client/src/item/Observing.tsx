import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { useOwnWay } from './useOwnWay.ts';

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

/** Carries what a pointer or a key does not leave by. */
export const observeBarId = 'observe-bar';

/** Follows one colleague at a time, until the reader scrolls, points or types. */
export function ObservingProvider({ children }: { children: ReactNode }) {
  const [observed, setObserved] = useState<Observed | null>(null);
  useOwnWay(observed !== null, observeBarId, () => setObserved(null));
  const value = useMemo(() => ({ observed, observe: setObserved, stop: () => setObserved(null) }), [observed]);
  return <context.Provider value={value}>{children}</context.Provider>;
}

/** Who is followed, and how to begin and end that. */
export function useObserving(): Observing {
  return useContext(context);
}
