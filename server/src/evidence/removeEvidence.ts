import { AppError } from '@ruam/shared/errors/errors.ts';
import { mayChangeEvidence } from '@ruam/shared/policy/evidence.ts';
import { cycleChain } from '../events/audit.ts';
import type { Person } from '../people/actor.ts';
import { type EvidenceDependencies, factsOf, readEntry } from './entry.ts';
import { documentsNaming, snapshotsNaming } from './uses.ts';

/**
 * Takes an entry out of the register when no text, no snapshot and no paper of a meeting names it (docs/evidence.md F8); its title stays for
 * the audit. To do it twice changes nothing. Throws `notFound`, `forbidden`, `inUse` with where it is named.
 */
export async function removeEvidence(
  { database, commands }: EvidenceDependencies,
  person: Person,
  id: string,
): Promise<void> {
  const { cycleId: cycle } = await readEntry(database, person, id);
  await commands.run(person.id, async ({ transaction, at, take, audit }) => {
    await take(cycleChain(cycle));
    const entry = await readEntry(transaction, person, id);
    if (!mayChangeEvidence(person, await factsOf(transaction, entry)))
      throw new AppError(
        'forbidden',
        'evidence is removed by the bodies that use it, who added it, and the secretariat',
      );
    if (entry.removedAt !== null) return;
    const documents = await documentsNaming(transaction, cycle, { kind: 'evidence', target: id });
    const snapshots = await snapshotsNaming(transaction, id);
    const papers = await transaction
      .selectFrom('meetingPaper')
      .innerJoin('meeting', 'meeting.id', 'meetingPaper.meetingId')
      .select('meeting.number')
      .where('evidenceId', '=', id)
      .execute();
    if (documents.length > 0 || snapshots.length > 0 || papers.length > 0) {
      const meetings = papers.map(({ number }) => number);
      const details = { documents, snapshots, meetings };
      throw new AppError('inUse', 'a text, a snapshot or a paper of a meeting names this evidence', details);
    }
    await transaction
      .updateTable('evidence')
      .set({ removedAt: at, removedBy: person.id, changedAt: at })
      .where('id', '=', id)
      .execute();
    await audit(cycleChain(cycle), 'evidence.removed', { cycle, evidence: id, file: entry.fileId });
  });
}
