/** Entries of failed sign-ins that one person's guessed password may leave in the audit within a while. */
const maxEntries = 5;
const windowMs = 600_000;
const maxPeople = 10_000;

/** Bounds the audit of failed sign-ins: a flood of them is told, not written out. */
export interface FailureAudit {
  /** Notes a failure; how many before it were not written, or null when this one is not to be written either. */
  note(personId: string): number | null;
}

export function createFailureAudit(now: () => number): FailureAudit {
  const windows = new Map<string, { readonly since: number; entries: number; unwritten: number }>();
  return {
    note(personId) {
      const known = windows.get(personId);
      const isOver = known === undefined || known.since <= now() - windowMs;
      const current = isOver ? { since: now(), entries: 0, unwritten: known?.unwritten ?? 0 } : known;
      if (isOver) {
        windows.delete(personId);
        windows.set(personId, current);
        const oldest = windows.size > maxPeople ? windows.keys().next().value : undefined;
        if (oldest !== undefined) windows.delete(oldest);
      }
      if (current.entries >= maxEntries) {
        current.unwritten += 1;
        return null;
      }
      current.entries += 1;
      const { unwritten } = current;
      current.unwritten = 0;
      return unwritten;
    },
  };
}
