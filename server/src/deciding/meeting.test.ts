import { randomUUID } from 'node:crypto';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { openTestDatabase, testStores } from '../testing/databases.ts';
import { addAgency } from '../testing/people.ts';
import { addCycle } from '../testing/world.ts';
import { decidingMeeting } from './meeting.ts';

type Planned = readonly [number: string, status: 'planned' | 'running' | 'ended', date: string | null];

describe.each(testStores)('the meeting of a decision, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let database: Database;
  let agency: string;
  beforeAll(async () => {
    database = await openTestDatabase(await locate(atEnd), atEnd);
    agency = await addAgency(database, 'กรมตัวอย่าง');
  });

  /** The number of the meeting that is found in a cycle with these, or the code of the refusal. */
  async function found(meetings: readonly Planned[], named?: string): Promise<string> {
    const cycleId = await addCycle(database, agency);
    await database.deleteFrom('agendaItem').execute();
    await database.deleteFrom('meeting').execute();
    const ids = new Map(meetings.map(([number]) => [number, randomUUID()]));
    const rows = meetings.map(([number, status, date], createdAt) => {
      const id = ids.get(number) ?? '';
      return { id, cycleId, body: 'steering', number, status, date, createdAt };
    });
    if (rows.length > 0) await database.insertInto('meeting').values(rows).execute();
    const asked = named === undefined ? undefined : (ids.get(named) ?? named);
    try {
      const id = await database.transaction().execute((it) => decidingMeeting(it, cycleId, asked));
      return rows.find((row) => row.id === id)?.number ?? 'unknown';
    } catch (error) {
      if (error instanceof AppError) return error.code;
      throw error;
    }
  }

  const planned: readonly Planned[] = [
    ['none', 'planned', null],
    ['late', 'planned', '2020-01-31'],
    ['past', 'planned', '2019-09-30'],
    ['over', 'ended', '2018-01-01'],
  ];

  it.each([
    ['the running one comes first', 'now', [...planned, ['now', 'running', '2021-01-01']]],
    ['also without a date', 'now', [...planned, ['now', 'running', null]]],
    ['then the planned one with the earliest date, past ones too', 'past', planned],
    ['one without a date last', 'late', planned.slice(0, 2)],
    ['or when there is no other', 'none', planned.slice(0, 1)],
    ['none: noMeeting', 'noMeeting', []],
    ['only ended ones: noMeeting', 'noMeeting', planned.slice(3)],
  ] as const satisfies readonly (readonly [string, string, readonly Planned[]])[])('%s', async (_rule, number, all) => {
    expect(await found(all)).toBe(number);
  });

  it('a named one is taken, whatever else there is; not when it has ended or does not exist', async () => {
    const all: readonly Planned[] = [...planned, ['now', 'running', null]];
    expect(await found(all, 'late')).toBe('late');
    expect(await found(all, 'over')).toBe('noMeeting');
    expect(await found(all, 'another')).toBe('notFound');
  });
});
