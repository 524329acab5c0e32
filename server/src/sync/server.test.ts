import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { type Bed, holdDatabase, openBed, storedText, until, updateOf } from './testBed.ts';

let bed: Bed;
afterEach(() => bed.stop());

describe('editing together', () => {
  it('S1 two stock clients sync, and what they wrote is there for the next', async () => {
    bed = await openBed();
    const ann = bed.provider('ann', 'd');
    const bob = bed.provider('bob', 'd');
    await until(() => ann.synced && bob.synced, 'both are synced');
    ann.doc.getText('t').insert(0, 'สวัสดี');
    await until(() => bob.doc.getText('t').toString() === 'สวัสดี', 'bob sees it');
    bob.doc.getText('t').insert(6, ' ครับ');
    await until(() => ann.doc.getText('t').toString() === 'สวัสดี ครับ', 'ann sees it');
    const eve = bed.provider('eve', 'd');
    await until(() => eve.synced, 'eve is synced');
    expect(eve.doc.getText('t').toString()).toBe('สวัสดี ครับ');
    expect(await storedText(bed.sync)).toBe('สวัสดี ครับ');
    expect(bed.errors).toEqual([]);
  });

  it('S1 what a stock client typed before it was connected arrives', async () => {
    bed = await openBed();
    const doc = new Y.Doc();
    doc.getText('t').insert(0, 'offline');
    bed.provider('ann', 'd', doc);
    await until(async () => (await storedText(bed.sync)) === 'offline', 'it is stored');
  });
});

describe('S3 commit before anyone sees it', () => {
  it('S3 broadcast, ack and joiners wait for the commit', async () => {
    bed = await openBed();
    const ann = await bed.peer('ann', 'd').joined();
    const bob = await bed.peer('bob', 'd').joined();
    const release = await holdDatabase(bed);
    ann.sendUpdate(updateOf(ann.doc, () => ann.doc.getText('t').insert(0, 'x')));
    ann.send([100, 1]);
    const eve = await bed.peer('eve', 'd').joined();
    expect(eve.doc.getText('t').toString()).toBe('');
    expect(bob.doc.getText('t').toString()).toBe('');
    expect(ann.acks).toEqual([]);
    release();
    await until(() => ann.acks.length > 0, 'ann has her ack');
    await until(() => bob.doc.getText('t').toString() === 'x', 'bob sees it');
    await until(() => eve.doc.getText('t').toString() === 'x', 'eve sees it');
  });

  it('S3 the server says step 1, then step 2, then awareness', async () => {
    bed = await openBed();
    const ann = await bed.peer('ann', 'd').joined();
    ann.sendAwareness(7, 1, { cursor: 1 });
    await ann.heard((frame) => frame[0] === 1, 'her own awareness');
    const bob = await bed.peer('bob', 'd').joined();
    await bob.heard((frame) => frame[0] === 1, 'awareness');
    expect(bob.frames.map((frame) => (frame[0] === 0 ? `sync ${frame[1]}` : `type ${frame[0]}`))).toEqual([
      'sync 0',
      'sync 1',
      'type 1',
    ]);
  });
});
