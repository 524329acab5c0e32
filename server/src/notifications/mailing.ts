import { notificationSubjectSchema } from '@ruam/shared/notifications/subject.ts';
import { mayReadCycle } from '@ruam/shared/policy/policy.ts';
import { frameworkOf } from '../cycle/readCycle.ts';
import type { Database } from '../database/database.ts';
import { type Mailer, MailRefused } from '../mail/mailer.ts';
import { loadPerson } from '../people/actor.ts';
import { type LetterCycle, type LetterItem, writeLetter } from './letter.ts';
import { gatherMs } from './mailTimes.ts';

interface MailingDependencies {
  readonly database: Database;
  readonly mailer: Mailer;
  /** The public address, for the links. */
  readonly origin: string;
  readonly now: () => number;
  /** A letter could not be sent; it is tried again. */
  readonly failed: (error: unknown) => void;
}

/**
 * Mails what waits and is due: all of a person in one letter. A notification is `sent` once the mail server has taken
 * the letter; a crash just then sends it again, with the same message id. What is being sent is put off first, so that
 * another node does not send it too. What is older than `giveUpMs` is given up, and what was read is not mailed.
 */
export interface Mailing {
  /** Sends what is due; resolves when that is done, or could not be. */
  run(): Promise<void>;
  /** Begins nothing new, and waits a little for the letter that is under way. */
  close(): Promise<void>;
}

const giveUpMs = 3 * 24 * 60 * 60_000;
/** How long one try may take: then another node, or the next start, tries again. */
const tryMs = 5 * 60_000;
const firstAgainMs = 60_000;
const maxAgainMs = 60 * 60_000;
/** Tries of a letter that the mail server will never take. */
const maxFinalRefusals = 3;
const maxPeopleAtOnce = 50;
const maxItems = 100;
const goodbyeMs = 2_000;

interface Taken extends LetterItem {
  readonly attempts: number;
}

export function createMailing({ database, mailer, origin, now, failed }: MailingDependencies): Mailing {
  let running: Promise<void> | null = null;
  let isClosed = false;

  async function sendDue(): Promise<void> {
    await giveUp();
    for (const personId of await duePeople()) {
      if (isClosed) return;
      const taken = await take(personId);
      if (taken.length > 0 && !(await send(personId, taken))) return;
    }
  }

  async function giveUp(): Promise<void> {
    const waiting = () => database.updateTable('notification').where('mailState', '=', 'waiting');
    await waiting()
      .set({ mailState: 'failed' })
      .where('at', '<', now() - giveUpMs)
      .execute();
    await waiting().set({ mailState: 'none' }).where('readAt', 'is not', null).execute();
  }

  async function duePeople(): Promise<string[]> {
    const rows = await database
      .selectFrom('notification')
      .select('personId')
      .where('mailState', '=', 'waiting')
      .where('mailAfter', '<=', now())
      .groupBy('personId')
      .orderBy('personId')
      .limit(maxPeopleAtOnce)
      .execute();
    return rows.map(({ personId }) => personId);
  }

  /** What goes into the person's next letter, put off for everybody else; also what is due in a moment. */
  async function take(personId: string): Promise<Taken[]> {
    const due = await database
      .selectFrom('notification')
      .select('id')
      .where('personId', '=', personId)
      .where('mailState', '=', 'waiting')
      .where('mailAfter', '<=', now() + gatherMs)
      .orderBy('at')
      .orderBy('id')
      .limit(maxItems)
      .execute();
    if (due.length === 0) return [];
    const rows = await database
      .updateTable('notification')
      .set((expression) => ({ mailAfter: now() + tryMs, mailAttempts: expression('mailAttempts', '+', 1) }))
      .where(
        'id',
        'in',
        due.map(({ id }) => id),
      )
      .where('mailState', '=', 'waiting')
      .where('mailAfter', '<=', now() + gatherMs)
      .returning(['id', 'cycleId', 'kind', 'subject', 'at', 'mailAttempts'])
      .execute();
    return rows
      .map(({ id, cycleId: cycle, kind, subject, at, mailAttempts: attempts }) => {
        return { id, cycle, kind, at, attempts, subject: notificationSubjectSchema.parse(JSON.parse(subject)) };
      })
      .sort((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1));
  }

  /** Whether the mail server can be asked for the next one. */
  async function send(personId: string, taken: readonly Taken[]): Promise<boolean> {
    const person = await loadPerson(database, personId);
    const row = await database.selectFrom('person').select('email').where('id', '=', personId).executeTakeFirst();
    const address = row?.email ?? '';
    const items = person === null || address === '' ? [] : taken.filter(({ cycle }) => mayReadCycle(person, cycle));
    const kept = new Set(items.map(({ id }) => id));
    await settle(
      taken.filter(({ id }) => !kept.has(id)),
      { mailState: 'none' },
    );
    if (person === null || items.length === 0) return true;
    try {
      await mailer.send(writeLetter({ name: person.name, address }, items, await cyclesOf(items), origin));
    } catch (error) {
      failed(error);
      const attempts = Math.max(...items.map((item) => item.attempts));
      if (error instanceof MailRefused && error.isFinal && attempts >= maxFinalRefusals)
        await settle(items, { mailState: 'failed' });
      else await settle(items, { mailAfter: now() + Math.min(firstAgainMs * 2 ** (attempts - 1), maxAgainMs) });
      return error instanceof MailRefused;
    }
    await settle(items, { mailState: 'sent', mailedAt: now() });
    return true;
  }

  async function settle(
    items: readonly LetterItem[],
    set: { mailState: 'none' | 'failed' } | { mailState: 'sent'; mailedAt: number } | { mailAfter: number },
  ): Promise<void> {
    if (items.length === 0) return;
    const ids = items.map(({ id }) => id);
    await database.updateTable('notification').set(set).where('id', 'in', ids).execute();
  }

  async function cyclesOf(items: readonly LetterItem[]): Promise<Map<string, LetterCycle>> {
    const cycles = new Map<string, LetterCycle>();
    for (const id of new Set(items.map(({ cycle }) => cycle))) {
      const row = await database
        .selectFrom('cycle')
        .innerJoin('agency', 'agency.id', 'cycle.agencyId')
        .select(['agency.name as agency', 'cycle.fiscalYearBE', 'cycle.round'])
        .where('cycle.id', '=', id)
        .executeTakeFirstOrThrow();
      const { categories } = await frameworkOf(database, id);
      const titles = categories.flatMap((category) =>
        category.items.map(({ code, title }) => [code, title.th] as const),
      );
      cycles.set(id, { ...row, titles: new Map(titles) });
    }
    return cycles;
  }

  return {
    run() {
      if (isClosed) return Promise.resolve();
      running ??= sendDue()
        .catch(failed)
        .finally(() => {
          running = null;
        });
      return running;
    },
    async close() {
      isClosed = true;
      const late = Promise.withResolvers<void>();
      const timer = setTimeout(late.resolve, goodbyeMs);
      await Promise.race([running, late.promise]);
      clearTimeout(timer);
    },
  };
}
