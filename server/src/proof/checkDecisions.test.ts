import type { ItemStatus } from '@ruam/shared/assessment/assessment.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { restoreBackup } from '../backup/restoreBackup.ts';
import { backupOf, noFiles } from '../backup/testBackup.ts';
import { type DecidingBed, openDecidingBed } from '../deciding/testBed.ts';
import { openTestDatabase, testStores } from '../testing/databases.ts';
import { checkDecisions, listCycles } from './checkDecisions.ts';

describe.each(testStores)('V5 decisions are replayed from the chain, on $name', ({ locate }) => {
  /** A cycle in which each kind of decision was made. */
  async function openDecided(): Promise<DecidingBed> {
    const bed = await openDecidingBed(await locate(onTestFinished), onTestFinished);
    const [body, advisor, decider] = [
      await bed.visit('cat3-chair'),
      await bed.visit('advisor'),
      await bed.visit('secretariat'),
    ];
    const path = (code: string, what: string) => `/api/cycles/${bed.world.cycle}/items/${code}/${what}`;
    const claim = (code: string, level: Level | null) => body.ask('PUT', path(code, 'claim'), { json: { level } });
    const returned = { kind: 'returned', resolution: 'ส่งคืน', reason: 'หลักฐานไม่พอ' };
    const conditions = { text: 'ส่งแผนเพิ่มเติม', deadline: '2026-12-31' };
    const answers = [
      // The level of this one came with the report: no entry says what was claimed.
      await bed.approve('4.1', { level: 'basic' }),
      await claim('3.1', 'advance'),
      await bed.approve('3.1', { level: 'basic' }),
      await bed.approve('3.1', { level: 'advance' }),
      await claim('3.2', 'basic'),
      await bed.approve('3.2', { level: 'basic', conditions }),
      await decider.ask('PUT', path('3.2', 'conditions'), { json: { met: true } }),
      await bed.reopen('3.2'),
      await claim('3.3', 'advance'),
      await advisor.ask('PUT', path('3.3', 'advised'), { json: { level: 'basic' } }),
      await decider.ask('POST', path('3.3', 'decision'), { json: returned }),
      await claim('3.4', 'basic'),
      await claim('3.4', null),
      await bed.approve('7.1', { level: null }),
    ];
    expect(answers.map(({ status, text }) => (status < 300 ? 'ok' : text))).toEqual(answers.map(() => 'ok'));
    return bed;
  }

  /** `item 3.1 approved` for each column that differs. */
  async function problems({ server, world }: DecidingBed): Promise<string[]> {
    const found = await checkDecisions(server.database, world.cycle);
    return found.map(({ kind, record }) => `${kind} ${record?.table} ${record?.id} ${record?.column}`).sort();
  }

  it('nothing differs where nobody did anything, in no cycle', async () => {
    const bed = await openDecided();
    for (const cycle of await listCycles(bed.server.database, []))
      expect(await checkDecisions(bed.server.database, cycle)).toEqual([]);
  });

  it.each<[string, string, Partial<Record<'approved' | 'claimed' | 'advised', Level>> & { status?: ItemStatus }]>([
    ['an approved level', '3.1', { approved: 'significance' }],
    ['one that nobody approved', '4.2', { approved: 'basic' }],
    ['a claim, an advice and a status', '3.3', { claimed: 'significance', advised: 'advance', status: 'claimed' }],
    ['a withdrawn claim', '3.4', { claimed: 'basic' }],
    ['the status of a dimension', '7.1', { status: 'drafting' }],
    ['the status after a reopening', '3.2', { status: 'approved' }],
  ])('%s of an item', async (_name, code, set) => {
    const bed = await openDecided();
    await bed.server.database
      .updateTable('item')
      .set(set)
      .where('code', '=', code)
      .where('cycleId', '=', bed.world.cycle)
      .execute();
    expect(await problems(bed)).toEqual(
      Object.keys(set)
        .map((column) => `recordChanged item ${code} ${column}`)
        .sort(),
    );
  });

  it('approvals: every column that an entry tells', async () => {
    const bed = await openDecided();
    const { database } = bed.server;
    const other = {
      level: 'significance',
      resolution: 'อื่น',
      contentHash: '0',
      conditions: 'อื่น',
      conditionsDeadline: '2099-01-01',
      conditionsMetAt: 7,
      conditionsMetBy: 'อื่น',
      certificateId: 'อื่น',
      reopeningId: 'อื่น',
      lockEpoch: 77,
      at: 7,
      personId: bed.world.personIds.observer ?? '',
      itemCode: '4.4',
    } as const;
    for (const { id } of await database.selectFrom('approval').select('id').execute()) {
      const before = await database.selectFrom('approval').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
      await database.updateTable('approval').set(other).where('id', '=', id).execute();
      expect(await problems(bed)).toEqual(
        Object.keys(other)
          .map((column) => `recordChanged approval ${id} ${column}`)
          .sort(),
      );
      await database.updateTable('approval').set(before).where('id', '=', id).execute();
    }
    expect(await problems(bed)).toEqual([]);
  });

  it('claims, advised levels, reopenings and other decisions: changed, gone, or made up', async () => {
    const bed = await openDecided();
    const { database } = bed.server;
    const [claim, ...more] = await database.selectFrom('claim').selectAll().orderBy('at').orderBy('id').execute();
    const advised = await database.selectFrom('advisedLevel').selectAll().executeTakeFirstOrThrow();
    const reopening = await database.selectFrom('reopening').selectAll().executeTakeFirstOrThrow();
    const decision = await database.selectFrom('decision').selectAll().executeTakeFirstOrThrow();
    if (claim === undefined || more.length === 0) throw new Error('five claims were made');
    await database.updateTable('claim').set({ statement: 'อื่น' }).where('id', '=', claim.id).execute();
    for (const { id } of more) await database.deleteFrom('claim').where('id', '=', id).execute();
    await database.updateTable('advisedLevel').set({ level: 'significance' }).execute();
    await database
      .insertInto('advisedLevel')
      .values({ ...advised, id: 'made-up' })
      .execute();
    await database.updateTable('reopening').set({ reason: 'อื่น' }).execute();
    await database.updateTable('decision').set({ kind: 'noted', until: '2099-01-01' }).execute();
    expect(await problems(bed)).toEqual(
      [
        `recordChanged claim ${claim.id} statement`,
        ...more.map(({ id }) => `recordMissing claim ${id} null`),
        `recordChanged advisedLevel ${advised.id} level`,
        'recordUntold advisedLevel made-up null',
        `recordChanged reopening ${reopening.id} reason`,
        `recordChanged decision ${decision.id} kind`,
        `recordChanged decision ${decision.id} until`,
      ].sort(),
    );
  });

  it('documents: opened, locked or in another epoch than the approvals and reopenings say', async () => {
    const bed = await openDecided();
    const set = async (code: string, level: Level, values: { state?: 'open' | 'locked'; lockEpoch?: number }) => {
      const id = await bed.documentId(code, level);
      await bed.server.database.updateTable('document').set(values).where('id', '=', id).execute();
      return id;
    };
    const opened = await set('3.1', 'basic', { state: 'open', lockEpoch: 99 });
    const reopened = await set('3.2', 'basic', { lockEpoch: 1 });
    const locked = await set('4.2', 'basic', { state: 'locked' });
    expect(await problems(bed)).toEqual(
      [`${opened} state`, `${opened} lockEpoch`, `${reopened} lockEpoch`, `${locked} state`]
        .map((what) => `recordChanged document ${what}`)
        .sort(),
    );
  });

  it('S14 a restored backup is whole: its epochs are higher; another state or a lower epoch is found all the same', async () => {
    const bed = await openDecided();
    const { location } = bed.server;
    const target = await openTestDatabase(await locate(onTestFinished), onTestFinished);
    const path = await backupOf(location, onTestFinished);
    for (const at of [1, 2]) await restoreBackup(target, location.kind, noFiles, path, at);
    expect(await checkDecisions(target, bed.world.cycle)).toEqual([]);
    const id = await bed.documentId('3.1', 'basic');
    await target.updateTable('document').set({ state: 'open', lockEpoch: 0 }).where('id', '=', id).execute();
    expect(await checkDecisions(target, bed.world.cycle)).toMatchObject([
      { kind: 'recordChanged', record: { table: 'document', id, column: 'state' } },
      { kind: 'recordChanged', record: { table: 'document', id, column: 'lockEpoch' } },
    ]);
  });
});
