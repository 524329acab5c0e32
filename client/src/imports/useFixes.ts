import { type ImportFixes, importFixesSchema } from '@ruam/shared/api/imports.ts';
import { useEffect, useRef, useState } from 'react';
import { type Draft, useSetRight } from '../api/imports.ts';

/** What was set right of a draft, how far it is saved, and ways to go on and back. */
export interface Fixing {
  readonly fixes: ImportFixes;
  /** Not of what became a cycle, nor of a whole cycle that is brought in as it is. */
  readonly mayFix: boolean;
  readonly state: 'saved' | 'saving' | 'failed';
  readonly error: unknown;
  readonly change: (fixes: ImportFixes) => void;
  readonly mayUndo: boolean;
  readonly undo: () => void;
  readonly retry: () => void;
  /** Gives up what the server does not take. */
  readonly drop: () => void;
}

/** Every change is sent at once, and kept in this browser until the server has it: nothing is lost by an error or a reload. */
export function useFixes(draft: Draft): Fixing {
  const { id } = draft;
  const saving = useSetRight(id);
  const [unsaved, setUnsaved] = useState<ImportFixes | null>(() => readKept(id));
  const [before, setBefore] = useState<readonly ImportFixes[]>([]);
  const latest = useRef(unsaved);
  latest.current = unsaved;
  const fixes = unsaved ?? draft.fixes;

  const send = (next: ImportFixes): void => {
    latest.current = next;
    setUnsaved(next);
    keep(id, next);
    const saved = (): void => {
      // What was changed since has its own way to the server.
      if (latest.current !== next) return;
      latest.current = null;
      setUnsaved(null);
      keep(id, null);
    };
    // Also when the person has gone elsewhere meanwhile; what went wrong stands in `error`.
    saving.mutateAsync(next).then(saved, () => {});
  };
  const resend = useRef(send);
  resend.current = send;
  useEffect(() => {
    if (latest.current !== null) resend.current(latest.current);
  }, []);
  useEffect(() => {
    if (unsaved === null) return;
    const guard = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', guard);
    return () => window.removeEventListener('beforeunload', guard);
  }, [unsaved]);

  return {
    fixes,
    mayFix: draft.committed === null && !draft.isWhole,
    state: unsaved === null ? 'saved' : saving.isError ? 'failed' : 'saving',
    error: unsaved === null ? null : saving.error,
    change: (next) => {
      setBefore((all) => [...all, fixes]);
      send(next);
    },
    mayUndo: before.length > 0,
    undo: () => {
      const last = before.at(-1);
      if (last === undefined) return;
      setBefore((all) => all.slice(0, -1));
      send(last);
    },
    retry: () => send(fixes),
    drop: () => {
      latest.current = null;
      setUnsaved(null);
      setBefore([]);
      keep(id, null);
      saving.reset();
    },
  };
}

const keyOf = (id: string): string => `ruam-import/${id}`;

function readKept(id: string): ImportFixes | null {
  try {
    return importFixesSchema.parse(JSON.parse(localStorage.getItem(keyOf(id)) ?? ''));
  } catch {
    return null;
  }
}

function keep(id: string, fixes: ImportFixes | null): void {
  try {
    if (fixes === null) localStorage.removeItem(keyOf(id));
    else localStorage.setItem(keyOf(id), JSON.stringify(fixes));
  } catch {
    // A full or forbidden storage: it is on its way to the server all the same.
  }
}
