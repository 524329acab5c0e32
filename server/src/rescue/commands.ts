import { AppError } from '@ruam/shared/errors/errors.ts';
import { mayReadRescue } from '@ruam/shared/policy/policy.ts';
import { mayDiscardRescue } from '@ruam/shared/policy/rescue.ts';
import type { Commands } from '../commands/commands.ts';
import type { Database } from '../database/database.ts';
import { cycleChain } from '../events/audit.ts';
import type { Person } from '../people/actor.ts';

/**
 * Puts a refused edit away, or brings it back. Its words stay: it is only no longer listed among the others. To do it
 * twice changes nothing. Throws `notFound` (also for who may not read it), `forbidden`.
 */
export async function setDiscarded(
  { database, commands }: { readonly database: Database; readonly commands: Commands },
  person: Person,
  id: string,
  isDiscarded: boolean,
): Promise<void> {
  const rescue = await database
    .selectFrom('rescue')
    .innerJoin('document', 'document.id', 'rescue.documentId')
    .leftJoin('item', (join) =>
      join.onRef('item.cycleId', '=', 'document.cycleId').onRef('item.code', '=', 'document.item'),
    )
    .select(['rescue.documentId', 'rescue.personId', 'document.cycleId as cycle', 'item.category'])
    .where('rescue.id', '=', id)
    .executeTakeFirst();
  if (!rescue || !mayReadRescue(person, rescue)) throw new AppError('notFound', 'there is no such rescue');
  if (!mayDiscardRescue(person, rescue))
    throw new AppError('forbidden', 'only the author and the secretariat put a kept edit away');
  const { cycle, documentId: document, personId } = rescue;
  await commands.run(person.id, async ({ transaction, at, take, audit }) => {
    await take(cycleChain(cycle));
    const changed = await transaction
      .updateTable('rescue')
      .set(isDiscarded ? { discardedAt: at, discardedBy: person.id } : { discardedAt: null, discardedBy: null })
      .where('id', '=', id)
      .where('discardedAt', isDiscarded ? 'is' : 'is not', null)
      .returning('id')
      .executeTakeFirst();
    if (!changed) return;
    const type = isDiscarded ? 'rescue.discarded' : 'rescue.restored';
    await audit(cycleChain(cycle), type, { cycle, rescue: id, document, person: personId });
  });
}
