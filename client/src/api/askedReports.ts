/** The reports that were asked for in this tab and are not made yet, by cycle. */
export interface AskedReports {
  readonly of: (cycle: string) => readonly string[];
  readonly add: (cycle: string, id: string) => void;
  /** @return whether it was asked for here; the second time it no longer is */
  readonly take: (cycle: string, id: string) => boolean;
}

/**
 * Kept in the storage of the tab: they survive a reload, and another tab downloads nothing. Where it is forbidden or full,
 * they are known until the page is left.
 */
export function askedReports(storage: () => Storage): AskedReports {
  const known = new Map<string, readonly string[]>();
  const read = (cycle: string): readonly string[] => {
    try {
      return (storage().getItem(keyOf(cycle)) ?? '').split(' ').filter((id) => id !== '');
    } catch {
      return [];
    }
  };
  const of = (cycle: string): readonly string[] => known.get(cycle) ?? read(cycle);
  const set = (cycle: string, ids: readonly string[]): void => {
    known.set(cycle, ids);
    try {
      if (ids.length === 0) storage().removeItem(keyOf(cycle));
      else storage().setItem(keyOf(cycle), ids.join(' '));
    } catch {
      // The page still knows them.
    }
  };
  return {
    of,
    add: (cycle, id) => set(cycle, [...of(cycle), id]),
    take: (cycle, id) => {
      const all = of(cycle);
      if (!all.includes(id)) return false;
      set(
        cycle,
        all.filter((one) => one !== id),
      );
      return true;
    },
  };
}

const keyOf = (cycle: string): string => `ruam-reports-asked/${cycle}`;
