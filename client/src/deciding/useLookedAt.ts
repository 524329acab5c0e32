import type { Level } from '@ruam/shared/assessment/level.ts';
import { type DocumentDiff, diffDocuments } from '@ruam/shared/deciding/contentDiff.ts';
import type { HashedDocument } from '@ruam/shared/deciding/hashedContent.ts';
import { readHashedText } from '@ruam/shared/deciding/hashedText.ts';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { hashedQuery } from '../api/deciding.ts';

/** Changed letters that are compared word by word while the person waits; more are told by paragraphs. */
const maxLetters = 40_000;

/** The text that a person decides about: what they looked at stays, whatever is written meanwhile. */
export interface LookedAt {
  /** Null while it is read. */
  readonly contentHash: string | null;
  readonly documents: readonly HashedDocument[];
  /** From what was looked at to what is committed now; null when that is the same. */
  readonly difference: readonly DocumentDiff[] | null;
  readonly error: unknown;
  /** The difference was read: the newest text is the one that is decided about. */
  readonly accept: () => void;
  readonly retry: () => void;
}

/** Reads what an approval of the level would hash, and holds on to it until the reader accepts another. */
export function useLookedAt(cycle: string, code: string, level: Level | null): LookedAt {
  const newest = useQuery(hashedQuery(cycle, code, level));
  const [accepted, setAccepted] = useState<{ level: Level | null; contentHash: string; hashed: string } | null>(null);
  const held = accepted?.level === level ? accepted : null;
  const now = newest.data ?? null;
  if (held === null && now !== null) setAccepted({ level, ...now });
  const shown = held ?? now;
  const documents = useMemo(() => (shown === null ? [] : readHashedText(shown.hashed)), [shown]);
  const difference = useMemo(() => {
    if (now === null || shown === null || now.contentHash === shown.contentHash) return null;
    return diffDocuments(readHashedText(shown.hashed), readHashedText(now.hashed), maxLetters);
  }, [now, shown]);
  return {
    contentHash: shown?.contentHash ?? null,
    documents,
    difference,
    error: newest.isError && shown === null ? newest.error : null,
    accept: () => now !== null && setAccepted({ level, ...now }),
    retry: () => void newest.refetch(),
  };
}
