import type { ProjectorAnswer } from '@ruam/shared/api/stage.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { networkOf } from '../auth/network.ts';
import type { Commands } from '../commands/commands.ts';
import type { Database } from '../database/database.ts';
import { cycleChain } from '../events/audit.ts';
import { codeOf, findProjector, hashToken, newProjectorToken, principalIdOf, tokenOf } from './identity.ts';

export interface PairingDependencies {
  readonly database: Database;
  readonly commands: Commands;
  readonly newId: () => string;
  /** Epoch ms. */
  readonly now: () => number;
  /** Connections of this principal are to be looked at again. */
  readonly rightsChanged: (principalId: string) => Promise<void>;
}

/** What a projector says of itself, before and after it is paired (docs/stage.md G8). */
export interface Pairing {
  /**
   * Begins to wait with a new code; one that is paired stays as it is. `token` is to be kept in the cookie. Throws
   * `tooManyRequests`.
   */
  begin(cookieHeader: string | undefined, address: string): Promise<{ answer: ProjectorAnswer; token: string }>;
  /** Throws `notFound`: none, expired, revoked, or its meeting has ended. */
  read(cookieHeader: string | undefined): Promise<ProjectorAnswer>;
  /** The projector gives itself up; one that is none changes nothing. */
  leave(cookieHeader: string | undefined): Promise<void>;
}

const codeMs = 2 * 60_000;
/** A room has one or two, and each asks for a new code every two minutes. */
const maxPerMinute = 20;
const maxNetworks = 10_000;
const maxWaiting = 2_000;

export function createPairing(dependencies: PairingDependencies): Pairing {
  const { database, commands, newId, now, rightsChanged } = dependencies;
  const begun = new Map<string, readonly number[]>();

  function limit(address: string): void {
    const network = networkOf(address);
    const recent = (begun.get(network) ?? []).filter((at) => at > now() - 60_000);
    if (recent.length >= maxPerMinute) throw tooMany();
    begun.delete(network);
    begun.set(network, [...recent, now()]);
    const [oldest] = begun.keys();
    if (begun.size > maxNetworks && oldest !== undefined) begun.delete(oldest);
  }

  /** What nobody paired in time is forgotten. */
  async function forgetOverdue(at: number): Promise<void> {
    await database.deleteFrom('projector').where('meetingId', 'is', null).where('expiresAt', '<=', at).execute();
    const waiting = database.selectFrom('projector').select(({ fn }) => fn.countAll<number>().as('count'));
    const { count } = await waiting.where('meetingId', 'is', null).executeTakeFirstOrThrow();
    if (Number(count) >= maxWaiting) throw tooMany();
  }

  async function wait(known: string | null): Promise<{ answer: ProjectorAnswer; token: string }> {
    const at = now();
    const expiresAt = at + codeMs;
    if (known !== null) {
      const code = codeOf(known, expiresAt);
      const renewed = await database
        .updateTable('projector')
        .set({ codeHash: hashToken(code), expiresAt })
        .where('tokenHash', '=', hashToken(known))
        .where('meetingId', 'is', null)
        .where('expiresAt', '>', at)
        .executeTakeFirst();
      if (renewed.numUpdatedRows > 0n) return { answer: { state: 'waiting', code, expiresAt }, token: known };
    }
    await forgetOverdue(at);
    const token = newProjectorToken();
    const code = codeOf(token, expiresAt);
    const paired = { meetingId: null, pairedAt: null, pairedBy: null, revokedAt: null };
    await database
      .insertInto('projector')
      .values({ id: newId(), tokenHash: hashToken(token), codeHash: hashToken(code), expiresAt, ...paired })
      .execute();
    return { answer: { state: 'waiting', code, expiresAt }, token };
  }

  async function readPaired(cookieHeader: string | undefined): Promise<ProjectorAnswer | null> {
    const projector = await findProjector(database, cookieHeader, now());
    if (projector === null) return null;
    const { id, cycle, meeting } = projector;
    const row = await database
      .selectFrom('meeting')
      .innerJoin('cycle', 'cycle.id', 'meeting.cycleId')
      .select(['number', 'cycle.title as cycleTitle', 'cycle.fiscalYearBE'])
      .where('meeting.id', '=', meeting)
      .executeTakeFirstOrThrow();
    return { state: 'paired', id, cycle, meeting, ...row };
  }

  async function readWaiting(token: string): Promise<ProjectorAnswer | null> {
    const row = await database
      .selectFrom('projector')
      .select('expiresAt')
      .where('tokenHash', '=', hashToken(token))
      .where('meetingId', 'is', null)
      .where('expiresAt', '>', now())
      .executeTakeFirst();
    return row ? { state: 'waiting', code: codeOf(token, row.expiresAt), expiresAt: row.expiresAt } : null;
  }

  return {
    async begin(cookieHeader, address) {
      limit(address);
      const token = tokenOf(cookieHeader);
      const answer = await readPaired(cookieHeader);
      return answer !== null && token !== null ? { answer, token } : wait(token);
    },
    async read(cookieHeader) {
      const token = tokenOf(cookieHeader);
      const answer = token === null ? null : ((await readPaired(cookieHeader)) ?? (await readWaiting(token)));
      if (answer === null) throw new AppError('notFound', 'this browser is no projector');
      return answer;
    },
    async leave(cookieHeader) {
      const token = tokenOf(cookieHeader);
      if (token === null) return;
      const projector = await findProjector(database, cookieHeader, now());
      if (projector === null) {
        const waiting = database.deleteFrom('projector').where('tokenHash', '=', hashToken(token));
        await waiting.where('meetingId', 'is', null).execute();
        return;
      }
      const { id, cycle, meeting } = projector;
      await commands.run(null, async ({ transaction, at, take, audit }) => {
        await take(cycleChain(cycle));
        const left = await transaction
          .updateTable('projector')
          .set({ revokedAt: at })
          .where('id', '=', id)
          .where('revokedAt', 'is', null)
          .executeTakeFirst();
        if (left.numUpdatedRows > 0n)
          await audit(cycleChain(cycle), 'projector.left', { cycle, meeting, projector: id });
      });
      await rightsChanged(principalIdOf(id));
    },
  };
}

function tooMany(): AppError {
  return new AppError('tooManyRequests', 'too many projectors wait at once; try again in a minute');
}
