import type { LiveHub } from './liveHub.ts';

/** An edit that is in a document's log. */
interface Edit {
  readonly documentId: string;
  readonly cycleId: string;
  readonly at: number;
}

const gatherMs = 1_000;

/** Tells a cycle's followers which documents were edited: once a second a document, not at every keystroke. */
export function createEditAnnouncer(hub: LiveHub): { committed(edit: Edit): void } {
  const waiting = new Map<string, Edit>();
  return {
    committed(edit) {
      if (waiting.size === 0) {
        setTimeout(() => {
          for (const { cycleId, documentId, at } of waiting.values()) {
            hub.announce(cycleId, { type: 'document.edited', document: documentId, at });
          }
          waiting.clear();
        }, gatherMs).unref();
      }
      waiting.set(edit.documentId, edit);
    },
  };
}
