import { setImmediate as turn } from 'node:timers/promises';
import type * as Y from 'yjs';
import { createCommands } from '../commands/commands.ts';
import { holdDocuments, lockDocuments, openDocuments, readHeld } from './gate.ts';
import type { SeededRandom } from './seededRandom.ts';
import type { Bed } from './testBed.ts';

/** What a lock read while it kept the document as it is. */
export interface HeldDocument {
  readonly lastSequence: number;
  readonly content: string;
}

/** A rescue as a test needs it. */
export interface FoundRescue {
  readonly id: string;
  readonly added: string;
}

/** A server whose documents are locked and opened under the hands of those who write. */
export interface RaceServer {
  readonly url: string;
  lock(documentId: string): Promise<HeldDocument>;
  open(documentId: string): Promise<void>;
  /** As the server shows it. */
  contentOf(documentId: string): Promise<string>;
  rescues(documentId: string): Promise<FoundRescue[]>;
}

/**
 * Locks as a command does: the gate and what is read behind it in one transaction, the room is told after it. Each step
 * takes its time, so that others act between them.
 */
export function raceServerOf({ url, database, sync }: Bed, random: SeededRandom): RaceServer {
  const pause = async () => {
    for (let turns = random.pick([0, 0, 2, 10, 30]); turns > 0; turns--) await turn();
  };
  const commands = createCommands(database, Date.now, () => undefined);
  return {
    url,
    async lock(documentId) {
      const held = await commands.run(null, async ({ transaction, audit }) => {
        await pause();
        await holdDocuments(transaction, [documentId]);
        await pause();
        await lockDocuments(transaction, [documentId]);
        await audit(`race:${documentId}`, 'race.locked', {});
        await pause();
        const { lastSequence } = await transaction
          .selectFrom('document')
          .select('lastSequence')
          .where('id', '=', documentId)
          .executeTakeFirstOrThrow();
        return { lastSequence, content: (await readHeld(transaction, documentId, textOf)) ?? '' };
      });
      await pause();
      await sync.documentChanged(documentId);
      return held;
    },
    async open(documentId) {
      await commands.run(null, async ({ transaction, audit }) => {
        await openDocuments(transaction, [documentId]);
        await audit(`race:${documentId}`, 'race.opened', {});
      });
      await pause();
      await sync.documentChanged(documentId);
    },
    contentOf: async (documentId) => (await sync.contentOf(documentId, textOf)) ?? '',
    async rescues(documentId) {
      const found = await sync.rescues([documentId]);
      return found.map(({ id, passages }) => ({ id, added: passages.added.join('\n') }));
    },
  };
}

/** The document's text, as two replicas with the same content give it alike. */
export function textOf(doc: Y.Doc): string {
  return doc.getXmlFragment('default').toString();
}
