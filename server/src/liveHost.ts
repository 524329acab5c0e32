import type { StageAnswer } from '@ruam/shared/api/stage.ts';
import { mayReadMeeting } from '@ruam/shared/policy/meetings.ts';
import { mayReadCycle } from '@ruam/shared/policy/policy.ts';
import type { Database } from './database/database.ts';
import type { LiveHost } from './events/liveSocket.ts';
import { factsOf } from './meetings/readMeetings.ts';
import { loadPerson } from './people/actor.ts';
import { findPrincipal, isPrincipalId } from './projectors/identity.ts';
import { projectedEvent } from './projectors/projectedEvents.ts';
import { answerOf } from './stage/changeStage.ts';
import { readStage } from './stage/readStage.ts';
import type { SyncHost } from './sync/host.ts';

/** Who may follow the events of a cycle: those who read it, and the projectors of its meetings. */
export function liveHost(database: Database, { authenticate }: SyncHost, now: () => number): LiveHost {
  return {
    async authenticate(request) {
      const someone = await authenticate(request);
      return someone?.isOnlooker ? { ...someone, projected: projectedEvent } : someone;
    },
    async mayRead(id, cycle) {
      if (isPrincipalId(id)) return (await findPrincipal(database, id, now()))?.cycle === cycle;
      const person = await loadPerson(database, id);
      return person !== null && mayReadCycle(person, cycle);
    },
  };
}

/** The stage of a meeting as somebody who follows the cycle may see it (docs/stage.md G6); null: not. */
export async function visibleStage(
  database: Database,
  id: string,
  key: { readonly cycle: string; readonly meeting: string },
  at: number,
): Promise<StageAnswer | null> {
  if (!(await maySee(database, id, key, at))) return null;
  return answerOf(await readStage(database, key.meeting), at);
}

async function maySee(
  database: Database,
  id: string,
  { cycle, meeting }: { readonly cycle: string; readonly meeting: string },
  at: number,
): Promise<boolean> {
  if (isPrincipalId(id)) {
    const projector = await findPrincipal(database, id, at);
    return projector?.meeting === meeting && projector.cycle === cycle;
  }
  const meetings = database.selectFrom('meeting').selectAll().where('id', '=', meeting);
  const [person, row] = await Promise.all([
    loadPerson(database, id),
    meetings.where('cycleId', '=', cycle).executeTakeFirst(),
  ]);
  return person !== null && row !== undefined && mayReadMeeting(person, factsOf(row));
}

/** How far the stages of meetings have come, by meeting. */
export async function stageRevisions(
  database: Database,
  meetings: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (meetings.length === 0) return new Map();
  const stages = database.selectFrom('meetingStage').select(['meetingId', 'revision']);
  const rows = await stages.where('meetingId', 'in', [...meetings]).execute();
  return new Map(rows.map(({ meetingId, revision }) => [meetingId, revision]));
}
