import type { LiveHub } from './liveHub.ts';

/** An edit that is in a document's log. */
interface Edit {
  readonly documentId: string;
  readonly cycleId: string;
  readonly at: number;
}

const gapMs = 1_000;

/** Tells a cycle's followers which documents were edited: the first edit at once, then once a second a document. */
export function createEditAnnouncer(hub: LiveHub): { committed(edit: Edit): void } {
  /** Documents announced a moment ago, with the newest edit since. */
  const recent = new Map<string, Edit | null>();

  function announce({ documentId, cycleId, at }: Edit): void {
    hub.announce(cycleId, { type: 'document.edited', document: documentId, at });
    recent.set(documentId, null);
    setTimeout(() => {
      const since = recent.get(documentId);
      recent.delete(documentId);
      if (since) announce(since);
    }, gapMs).unref();
  }

  return {
    committed(edit) {
      if (recent.has(edit.documentId)) recent.set(edit.documentId, edit);
      else announce(edit);
    },
  };
}
