import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';

/** Puts an entry of the evidence register into the text, where the caret is. */
type Insert = (evidence: string) => void;

interface Insertion {
  /** The editors that take evidence, by document. */
  readonly editors: ReadonlyMap<string, Insert>;
  readonly change: (change: (editors: ReadonlyMap<string, Insert>) => ReadonlyMap<string, Insert>) => void;
}

const InsertionContext = createContext<Insertion | null>(null);

/** Lets what stands beside a text put evidence into it. */
export function InsertEvidenceProvider({ children }: { children: ReactNode }) {
  const [editors, change] = useState<ReadonlyMap<string, Insert>>(() => new Map());
  const insertion = useMemo(() => ({ editors, change }), [editors]);
  return <InsertionContext value={insertion}>{children}</InsertionContext>;
}

/** For an editor that may write: as long as it is mounted, it takes evidence into this document. Null: it takes none. */
export function useTakesEvidence(document: string, insert: Insert | null): void {
  const change = useContext(InsertionContext)?.change;
  useEffect(() => {
    if (insert === null || change === undefined) return;
    change((editors) => new Map(editors).set(document, insert));
    return () =>
      change((editors) => {
        const left = new Map(editors);
        if (left.get(document) === insert) left.delete(document);
        return left;
      });
  }, [document, insert, change]);
}

/** How an entry is put into the document's text; null while no editor takes it. */
export function useInsertEvidence(document: string | null): Insert | null {
  const editors = useContext(InsertionContext)?.editors;
  return (document !== null && editors?.get(document)) || null;
}
