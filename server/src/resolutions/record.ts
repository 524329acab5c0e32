import type { KeptObservation, ResolutionKind } from '@ruam/shared/api/resolutions.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import type { Work } from '../commands/commands.ts';

/** What is resolved, as it is written down; what is left out is null. */
export interface Resolved {
  readonly cycle: string;
  readonly meetingId: string;
  readonly personId: string;
  readonly kind: ResolutionKind;
  readonly text: string;
  readonly item?: string | null;
  /** Left out: that of the item, when it is on the agenda. */
  readonly entry?: string | null;
  readonly level?: Level | null;
  readonly approvalId?: string;
  readonly decisionId?: string;
  readonly snapshotId?: string;
  readonly voteId?: string | null;
  readonly score?: string;
  readonly corrects?: string | null;
  readonly confirms?: string;
  readonly requestKey?: string | null;
  readonly observations?: readonly KeptObservation[];
}

export interface Recorded {
  readonly id: string;
  readonly number: number;
}

/**
 * Writes a resolution under the next number of its meeting. To be called behind the cycle's chain, which keeps the
 * numbers without a gap; the audit entry is the command's (docs/resolutions.md R1).
 */
export async function recordResolution(
  { transaction, at }: Pick<Work, 'transaction' | 'at'>,
  newId: () => string,
  resolved: Resolved,
): Promise<Recorded> {
  const { cycle, meetingId, personId, kind, text, item = null, level = null } = resolved;
  const last = await transaction
    .selectFrom('resolution')
    .select(({ fn }) => fn.max('number').as('number'))
    .where('meetingId', '=', meetingId)
    .executeTakeFirst();
  const recorded = { id: newId(), number: Number(last?.number ?? 0) + 1 };
  const entry = resolved.entry ?? (item === null ? null : await entryOfItem(transaction, meetingId, item));
  const { approvalId = null, decisionId = null, snapshotId = null, voteId = null, score = null } = resolved;
  const { corrects = null, confirms = null, requestKey = null, observations = [] } = resolved;
  await transaction
    .insertInto('resolution')
    .values({
      ...recorded,
      ...{ cycleId: cycle, meetingId, kind, entry, itemCode: item, level, text, approvalId, decisionId, voteId },
      ...{
        snapshotId,
        score,
        corrects,
        confirms,
        personId,
        at,
        requestKey,
        observations: JSON.stringify(observations),
      },
    })
    .execute();
  return recorded;
}

/** The agenda's entry of an item. */
async function entryOfItem(transaction: Work['transaction'], meetingId: string, item: string) {
  const entry = await transaction
    .selectFrom('agendaItem')
    .select('position')
    .where('meetingId', '=', meetingId)
    .where('itemCode', '=', item)
    .executeTakeFirst();
  return entry === undefined ? null : String(entry.position);
}
