import type { Commands } from '../commands/commands.ts';
import type { Database } from '../database/database.ts';
import { cycleChain } from '../events/audit.ts';
import type { KeptRescue } from '../sync/rescues.ts';

/** A lock in a full room makes hundreds of rescues at once; they are told together. */
const gatherMs = 500;

/** Writes into the audit chain, and so tells everyone who follows the cycle, which edits were refused and kept, or kept again. */
export function createRescueAnnouncer(
  database: Database,
  commands: Commands,
  failed: (error: unknown) => void,
): { kept(rescue: KeptRescue): void; close(): Promise<void> } {
  let gathered: KeptRescue[] = [];
  let timer: NodeJS.Timeout | null = null;
  let telling: Promise<void> = Promise.resolve();

  async function tell(): Promise<void> {
    const rescues = gathered;
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (rescues.length === 0) return;
    await write(rescues);
    // What has come meanwhile, or could not be written, is told the next time.
    gathered = gathered.slice(rescues.length);
  }

  async function write(rescues: readonly KeptRescue[]): Promise<void> {
    const documents = await database
      .selectFrom('document')
      .select(['id', 'cycleId'])
      .where('id', 'in', [...new Set(rescues.map(({ documentId }) => documentId))])
      .execute();
    for (const cycle of new Set(documents.map(({ cycleId }) => cycleId))) {
      const ids = new Set(documents.filter(({ cycleId }) => cycleId === cycle).map(({ id }) => id));
      const own = rescues.filter(({ documentId }) => ids.has(documentId));
      await commands.run(null, async ({ take, audit }) => {
        const chain = cycleChain(cycle);
        await take(chain);
        const kept = own.filter(({ isRestored }) => !isRestored);
        if (kept.length > 0) await audit(chain, 'rescue.kept', { cycle, rescues: kept.map(keptSubject) });
        for (const { id, documentId: document, personId: person } of own.filter(({ isRestored }) => isRestored))
          await audit(chain, 'rescue.restored', { cycle, rescue: id, document, person });
      });
    }
  }

  /** One telling after the other. */
  function tellNext(): Promise<void> {
    telling = telling.then(tell).catch(failed);
    return telling;
  }

  return {
    kept(rescue) {
      gathered.push(rescue);
      timer ??= setTimeout(() => void tellNext(), gatherMs).unref();
    },
    /** Tells the last ones. */
    close: tellNext,
  };
}

const keptSubject = ({ id, documentId: document, personId: person, reason }: KeptRescue) => ({
  id,
  document,
  person,
  reason,
});
