import { closeCodes } from '@ruam/shared/sync/closeCodes.ts';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { type Bed, openBed, type RawPeer, storedText, until, updateOf } from './testBed.ts';

let bed: Bed;
afterEach(() => bed.stop());

const write = (peer: RawPeer, text: string) =>
  updateOf(peer.doc, () => peer.doc.getText('t').insert(peer.doc.getText('t').length, text));
const questions = (peer: RawPeer) => peer.frames.filter((frame) => frame[0] === 0 && frame[1] === 0).length;

describe('S4 acknowledgement', () => {
  it('S4 an ack comes after the commit; of several in one flush only the highest is answered', async () => {
    bed = await openBed();
    const ann = await bed.peer('ann', 'd').joined();
    for (let n = 1; n <= 50; n++) {
      ann.sendUpdate(write(ann, 'x'));
      ann.send([100, n]);
    }
    await until(() => ann.acks.includes(50), 'the last ack');
    expect(ann.acks.length).toBeLessThan(50);
    expect(ann.acks).toEqual([...ann.acks].sort((a, b) => a - b));
    expect(await storedText(bed.sync)).toBe('x'.repeat(50));
  });

  it('S4 who asks for an ack also learns the lock, at first and on each change; others hear nothing of it', async () => {
    bed = await openBed();
    const ann = await bed.peer('ann', 'd').joined();
    const stock = await bed.peer('bob', 'd').joined();
    await ann.acked(1);
    await until(() => ann.lockStates.length === 1, 'the lock state');
    await bed.database.updateTable('document').set({ state: 'locked', lockEpoch: 7 }).execute();
    await bed.sync.documentChanged('d');
    await until(() => ann.lockStates.length === 2, 'the new lock state');
    expect(ann.lockStates).toEqual([
      [0, 0],
      [7, 1],
    ]);
    expect(stock.lockStates).toEqual([]);
  });

  it('S4 what misses its predecessor waits beside the room: no ack, no broadcast, not for joiners, one question', async () => {
    bed = await openBed();
    const ann = await bed.peer('ann', 'd').joined();
    const bob = await bed.peer('bob', 'd').joined();
    const first = write(ann, 'a');
    ann.sendUpdate(write(ann, 'b'));
    ann.sendUpdate(write(ann, 'c'));
    ann.send([100, 1]);
    await until(() => questions(ann) === 2, 'the server asks for the state');
    const eve = await bed.peer('eve', 'd').joined();
    await bob.acked(1);
    expect([ann.acks, bob.doc.getText('t').toString(), eve.doc.getText('t').toString()]).toEqual([[], '', '']);
    expect(eve.doc.store.pendingStructs).toBeNull();
    ann.sendUpdate(first);
    await until(() => ann.acks.includes(1), 'the ack');
    await until(() => bob.doc.getText('t').toString() === 'abc', 'bob sees all');
    expect(questions(ann)).toBe(2);
  });

  it('S4 a gap that does not close in time is a rescue; what was typed after it as well', async () => {
    bed = await openBed({ limits: { parkedMs: 0, refusalAnswerMs: 50 } });
    const ann = await bed.peer('ann', 'd').joined();
    write(ann, 'a');
    ann.sendUpdate(write(ann, 'b'));
    await until(() => questions(ann) === 3, 'the server asks again, to keep it');
    ann.sendUpdate(write(ann, 'c'));
    expect(await ann.closedWith()).toBe(closeCodes.refused);
    expect(await storedText(bed.sync)).toBe('');
    expect(await bed.sync.rescues(['d'])).toMatchObject([{ reason: 'gap', passages: { added: ['bc'] } }]);
  });

  it('S4 S8 too much that misses its predecessor closes with 4500', async () => {
    bed = await openBed({ limits: { parkedUpdates: 3 } });
    const ann = await bed.peer('ann', 'd').joined();
    write(ann, 'a');
    for (let round = 0; round < 4; round++) ann.sendUpdate(write(ann, 'b'));
    expect(await ann.closedWith()).toBe(closeCodes.failed);
    expect(await storedText(bed.sync)).toBe('');
  });
});

describe('S5 no right to write', () => {
  it('S5 a stock client that may only read joins, answers the step 1 with nothing new, and stays', async () => {
    bed = await openBed();
    const ann = await bed.peer('ann', 'd').joined();
    ann.sendUpdate(write(ann, 'abc'));
    ann.sendUpdate(updateOf(ann.doc, () => ann.doc.getText('t').delete(0, 1)));
    await ann.acked(1);
    bed.rules.access = () => ({ read: true, write: false });
    const reader = bed.provider('reader', 'd');
    await until(() => reader.doc.getText('t').toString() === 'bc', 'the reader sees it');
    const raw = await bed.peer('raw', 'd').joined();
    const state = Y.encodeStateAsUpdate(raw.doc);
    raw.send([0, 1, state.length, ...state]);
    await raw.acked(1);
    expect(reader.wsconnected).toBe(true);
    ann.sendUpdate(write(ann, 'd'));
    await until(() => reader.doc.getText('t').toString() === 'bcd', 'the reader still hears');
  });

  it('S5 a lock that the room has not heard of yet is found by the append; nothing of it is written', async () => {
    bed = await openBed({ limits: { refusalAnswerMs: 20 } });
    const ann = await bed.peer('ann', 'd').joined();
    const bob = await bed.peer('bob', 'd').joined();
    await bob.acked(1);
    await bed.database.updateTable('document').set({ state: 'locked', lockEpoch: 1 }).execute();
    ann.sendUpdate(write(ann, 'late'));
    expect(await ann.closedWith()).toBe(closeCodes.refused);
    await until(() => bob.lockStates.length === 2, 'bob hears of the lock');
    expect(await storedText(bed.sync)).toBe('');
    expect(await bed.database.selectFrom('documentUpdate').selectAll().execute()).toEqual([]);
    await bob.acked(2);
  });
});

describe('the server writes', () => {
  it('applyServerUpdate goes through the log and reaches everyone', async () => {
    bed = await openBed();
    const edits: unknown[] = [];
    bed.sync.onCommitted(({ documentId, personId, sequence }) => edits.push([documentId, personId, sequence]));
    const ann = await bed.peer('ann', 'd').joined();
    const doc = new Y.Doc();
    const update = updateOf(doc, () => doc.getText('t').insert(0, 'template'));
    await bed.sync.applyServerUpdate('d', update, null);
    await until(() => ann.doc.getText('t').toString() === 'template', 'ann sees it');
    expect(edits).toEqual([['d', null, 1]]);
  });

  it('applyServerUpdate says why not', async () => {
    bed = await openBed();
    const doc = new Y.Doc();
    const first = updateOf(doc, () => doc.getText('t').insert(0, 'a'));
    const second = updateOf(doc, () => doc.getText('t').insert(1, 'b'));
    await expect(bed.sync.applyServerUpdate('d', second, null)).rejects.toMatchObject({ code: 'invalid' });
    await expect(bed.sync.applyServerUpdate('d', Uint8Array.of(9), null)).rejects.toMatchObject({ code: 'invalid' });
    await expect(bed.sync.applyServerUpdate('gone', first, null)).rejects.toMatchObject({ code: 'notFound' });
    await bed.database.updateTable('document').set({ state: 'locked' }).execute();
    await expect(bed.sync.applyServerUpdate('d', first, null)).rejects.toMatchObject({ code: 'locked' });
  });
});
