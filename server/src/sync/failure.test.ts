import { closeCodes } from '@ruam/shared/sync/closeCodes.ts';
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { nest } from './nest.ts';
import {
  type Bed,
  holdDatabase,
  leaveText,
  openBed,
  type RawPeer,
  storedText,
  until,
  updateOf,
  varUint,
} from './testBed.ts';

let bed: Bed;
afterEach(() => bed.stop());

const write = (peer: RawPeer, text: string) =>
  updateOf(peer.doc, () => peer.doc.getText('t').insert(peer.doc.getText('t').length, text));
const failFor = (person: string) =>
  sql`create trigger fail before insert on documentUpdate when new.personId glob ${sql.lit(person)}
    begin select raise(abort, 'disk full'); end`.execute(bed.database);

describe('S11 failures', () => {
  it('S11 what cannot be appended closes with 4500: nothing is broadcast, acknowledged or stored; resent it arrives', async () => {
    bed = await openBed();
    const ann = await bed.peer('ann', 'd').joined();
    const bob = await bed.peer('bob', 'd').joined();
    await failFor('*');
    ann.sendUpdate(write(ann, 'x'));
    ann.send([100, 1]);
    expect(await ann.closedWith()).toBe(closeCodes.failed);
    await bob.acked(1);
    expect([ann.acks, bob.doc.getText('t').toString(), await storedText(bed.sync)]).toEqual([[], '', '']);
    await sql`drop trigger fail`.execute(bed.database);
    bed.provider('ann', 'd', ann.doc);
    await until(() => bob.doc.getText('t').toString() === 'x', 'bob sees what was sent again');
  });

  it("S11 one person's row that fails closes that person only; the others' of the same batch are committed", async () => {
    bed = await openBed({ documents: ['d', 'e'] });
    const peers = await Promise.all(['ann', 'bob', 'eve'].map((name) => bed.peer(name, 'd').joined()));
    const elsewhere = await bed.peer('fay', 'e').joined();
    const [ann, bob, eve] = peers as [RawPeer, RawPeer, RawPeer];
    await failFor('eve');
    const release = await holdDatabase(bed);
    // The first commit waits, so that all of the rest is in one batch.
    ann.sendUpdate(write(ann, '1'));
    for (const peer of [eve, ann, bob, elsewhere]) peer.sendUpdate(write(peer, peer === eve ? 'E' : 'x'));
    eve.sendUpdate(write(eve, 'EE'));
    await until(() => bed.sync.metrics().uncommittedUpdates === 6, 'the batch is gathered');
    release();
    expect(await eve.closedWith()).toBe(closeCodes.failed);
    await Promise.all([ann.acked(1), bob.acked(1), elsewhere.acked(1)]);
    expect((await storedText(bed.sync))?.split('').sort().join('')).toBe('1xx');
    expect(await storedText(bed.sync, 'e')).toBe('x');
  });

  it('S11 what waits behind a failed update of the same person goes with it, and the room goes on', async () => {
    bed = await openBed();
    const eve = await bed.peer('eve', 'd').joined();
    const bob = await bed.peer('bob', 'd').joined();
    await failFor('eve');
    const release = await holdDatabase(bed);
    eve.sendUpdate(write(eve, 'a'));
    bob.send([100, 1]);
    eve.sendUpdate(write(eve, 'b'));
    bob.sendUpdate(write(bob, 'bob'));
    release();
    expect(await eve.closedWith()).toBe(closeCodes.failed);
    await bob.acked(2);
    expect(await storedText(bed.sync)).toBe('bob');
  });

  it('S11 a failed load closes with 4500, leaves the store as it is, and the next join tries again', async () => {
    bed = await openBed();
    const damaged = { documentId: 'd', blob: Uint8Array.of(9, 9, 9), stateVector: Uint8Array.of(0) };
    await bed.database.insertInto('documentBlob').values(damaged).execute();
    const ann = bed.peer('ann', 'd');
    expect(await ann.closedWith()).toBe(closeCodes.failed);
    expect(ann.frames).toEqual([]);
    const stored = await bed.database.selectFrom('document').select('lastSequence').executeTakeFirstOrThrow();
    const { blob } = await bed.database.selectFrom('documentBlob').select('blob').executeTakeFirstOrThrow();
    expect([[...blob], stored.lastSequence]).toEqual([[9, 9, 9], 0]);
    await bed.database.deleteFrom('documentBlob').execute();
    await bed.peer('ann', 'd').joined();
  });

  it('S11 a ready state that is not as it was written is not given away', async () => {
    bed = await openBed({ limits: { quietMs: 1, unloadRows: 1 } });
    await leaveText(bed, 'kept');
    const { blob } = await bed.database.selectFrom('documentBlob').select('blob').executeTakeFirstOrThrow();
    await bed.database
      .updateTable('documentBlob')
      .set({ blob: blob.slice(0, -2) })
      .execute();
    const bob = bed.peer('bob', 'd');
    expect(await bob.closedWith()).toBe(closeCodes.failed);
    expect(bob.frames).toEqual([]);
  });

  it('S11 a log with a gap is not opened', async () => {
    bed = await openBed();
    await bed.database.updateTable('document').set({ lastSequence: 3 }).execute();
    expect(await bed.peer('ann', 'd').closedWith()).toBe(closeCodes.failed);
  });

  it('S11 a row that Yjs cannot apply is left out, and takes the document from nobody', async () => {
    bed = await openBed();
    const ann = await bed.peer('ann', 'd').joined();
    ann.sendUpdate(write(ann, 'kept'));
    await ann.acked(1);
    const row = { documentId: 'd', sequence: 2, personId: 'eve', at: 1, content: Uint8Array.of(1, 1, 1, 0, 200) };
    await bed.database.insertInto('documentUpdate').values(row).execute();
    await bed.database.updateTable('document').set({ lastSequence: 2 }).execute();
    // The room finds the other writer's row before its own next one, cannot apply it, and is opened anew.
    ann.sendUpdate(write(ann, '!'));
    expect(await ann.closedWith()).toBe(closeCodes.failed);
    const bob = await bed.peer('bob', 'd').joined();
    expect(bob.doc.getText('t').toString()).toBe('kept!');
  });

  it('S11 a crafted update that overflows Yjs costs its sender the connection, and nobody the document', async () => {
    bed = await openBed({ limits: { refusalAnswerMs: 20 } });
    const { client, clock } = await storeNested(12_000);
    const bob = bed.provider('bob', 'd');
    await until(() => bob.synced, 'bob is synced');
    bob.doc.getText('t').insert(0, 'kept');
    const eve = await bed.peer('eve', 'd').joined();
    eve.sendUpdate(Uint8Array.from([0, 1, ...varUint(client), 1, clock, 1]));
    expect(await eve.closedWith()).toBe(closeCodes.refused);
    expect(await bed.sync.rescues(['d'])).toMatchObject([{ personId: 'eve', reason: 'unreadable' }]);
    await until(() => bob.synced, 'bob is back');
    bob.doc.getText('t').insert(4, ' on');
    await until(async () => (await storedText(bed.sync)) === 'kept on', 'the document goes on');
  });

  it('S11 any number of rows that Yjs cannot apply takes the document from nobody, and costs only one load', async () => {
    bed = await openBed();
    const { client, clock } = await storeNested(12_000);
    for (let sequence = 2; sequence <= 60; sequence++) {
      const content = Uint8Array.from([0, 1, ...varUint(client), 1, clock, 1]);
      const row = { documentId: 'd', sequence, personId: 'eve', at: 1, content };
      await bed.database.insertInto('documentUpdate').values(row).execute();
    }
    await bed.database.updateTable('document').set({ lastSequence: 60 }).execute();
    const ann = await bed.peer('ann', 'd').joined();
    ann.sendUpdate(write(ann, 'kept'));
    await ann.acked(1);
    expect(await storedText(bed.sync)).toBe('kept');
    await until(async () => {
      const { blobSequence } = await bed.database
        .selectFrom('document')
        .select('blobSequence')
        .executeTakeFirstOrThrow();
      return blobSequence >= 60;
    }, 'the rows are in the history');
  });

  it('S9 nesting deeper than the bound is refused and kept as a rescue', async () => {
    bed = await openBed({ limits: { refusalAnswerMs: 20 } });
    const eve = await bed.peer('eve', 'd').joined();
    nest(eve.doc.getXmlFragment('default'), 12_000);
    eve.sendUpdate(Y.encodeStateAsUpdate(eve.doc));
    expect(await eve.closedWith()).toBe(closeCodes.refused);
    expect(await bed.sync.rescues(['d'])).toMatchObject([{ personId: 'eve', reason: 'tooDeep' }]);
    const rows = await bed.database.selectFrom('documentUpdate').select('sequence').execute();
    expect(rows).toEqual([]);
  });

  it('S11 rows of another writer are read from the log before the own ones are applied', async () => {
    bed = await openBed();
    const ann = await bed.peer('ann', 'd').joined();
    ann.sendUpdate(write(ann, 'a'));
    await ann.acked(1);
    const other = updateOf(ann.doc, () => ann.doc.getText('t').insert(0, 'other '));
    const row = { documentId: 'd', sequence: 2, personId: 'bob', at: 1, content: other };
    await bed.database.insertInto('documentUpdate').values(row).execute();
    await bed.database.updateTable('document').set({ lastSequence: 2 }).execute();
    const eve = await bed.peer('eve', 'd').joined();
    eve.sendUpdate(write(eve, '!'));
    await until(() => eve.doc.getText('t').toString() === 'other a!', 'eve sees the other writer');
  });
});

describe('S12 the server closes', () => {
  it('S12 everything that came is committed, everyone gets 4503, within the time', async () => {
    bed = await openBed();
    const peers = await Promise.all(['ann', 'bob', 'eve'].map((name) => bed.peer(name, 'd').joined()));
    const release = await holdDatabase(bed);
    for (const peer of peers) for (let round = 0; round < 50; round++) peer.sendUpdate(write(peer, 'x'));
    for (const peer of peers) peer.send([100, 1]);
    await until(() => bed.sync.metrics().uncommittedUpdates > 0, 'something waits');
    const started = performance.now();
    release();
    await bed.sync.close();
    expect(performance.now() - started).toBeLessThan(4_000);
    expect(await Promise.all(peers.map((peer) => peer.closedWith()))).toEqual([4503, 4503, 4503]);
    const rows = await bed.database.selectFrom('documentUpdate').select('content').execute();
    expect(rows.length).toBeGreaterThan(0);
    const acknowledged = peers.filter(({ acks }) => acks.includes(1)).length;
    const text = (await storedText(bed.sync)) ?? '';
    expect(text.length).toBeGreaterThanOrEqual(acknowledged * 50);
  });

  it('S12 neither a commit that hangs nor a client that does not answer uses up the time of the other', async () => {
    bed = await openBed({ limits: { lastCommitMs: 300, goodbyeMs: 200 } });
    const deaf = await bed.peer('deaf', 'd').joined();
    const ann = await bed.peer('ann', 'd').joined();
    const release = await holdDatabase(bed);
    ann.sendUpdate(write(ann, 'x'));
    await until(() => bed.sync.metrics().uncommittedUpdates > 0, 'something waits');
    deaf.ws.pause();
    const started = performance.now();
    await bed.sync.close();
    expect(performance.now() - started).toBeLessThan(900);
    expect(await ann.closedWith()).toBe(closeCodes.restarting);
    release();
  });

  it('S12 a client that does not answer does not hold it up, and newcomers are turned away', async () => {
    bed = await openBed({ limits: { goodbyeMs: 300 } });
    const deaf = await bed.peer('deaf', 'd').joined();
    deaf.ws.pause();
    const closing = bed.sync.close();
    const late = bed.peer('late', 'd');
    await until(() => late.httpStatus !== null, 'the newcomer is answered');
    expect(late.httpStatus).toBe(503);
    await closing;
    expect(bed.sync.metrics()).toMatchObject({ connections: 0, rooms: 0 });
  });
});

/** A document from before there was a bound, as its first row; tells what to delete. */
async function storeNested(levels: number): Promise<{ client: number; clock: number }> {
  const doc = new Y.Doc();
  nest(doc.getXmlFragment('x'), levels);
  const content = Y.encodeStateAsUpdate(doc);
  const row = { documentId: 'd', sequence: 1, personId: 'eve', at: 1, content };
  await bed.database.insertInto('documentUpdate').values(row).execute();
  await bed.database.updateTable('document').set({ lastSequence: 1 }).execute();
  return firstId(content);
}

function firstId(update: Uint8Array): { client: number; clock: number } {
  const [first] = Y.decodeUpdate(update).structs;
  if (first === undefined) throw new Error('an update without structs');
  return { client: first.id.client, clock: first.id.clock };
}
