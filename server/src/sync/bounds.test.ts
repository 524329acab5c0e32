import type { Socket } from 'node:net';
import { closeCodes } from '@ruam/shared/sync/closeCodes.ts';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import * as Y from 'yjs';
import { type Bed, leaveText, openBed, type RawPeer, storedText, until, updateOf, varUint } from './testBed.ts';

let bed: Bed;
afterEach(() => bed.stop());

const write = (peer: RawPeer, text: string) => updateOf(peer.doc, () => peer.doc.getText('t').insert(0, text));

const stateVectorOf = (entries: number) => {
  const vector = [...varUint(entries), ...Array.from({ length: entries }, (_, index) => [...varUint(index), 1]).flat()];
  return [0, 0, ...varUint(vector.length), ...vector];
};

/** The server's own time goes on by `ms` as if its process had stood still for so long. */
function holdUp(): { ms: number } {
  const held = { ms: 0 };
  const now = performance.now.bind(performance);
  const spy = vi.spyOn(performance, 'now').mockImplementation(() => now() + held.ms);
  onTestFinished(() => spy.mockRestore());
  return held;
}

describe('S9 malformed frames', () => {
  const bomb = [1, ...varUint(2 ** 25), 1, 0, 4, 1, 1, 116, 1, 97];
  const frames: Record<string, readonly number[]> = {
    'an empty frame': [],
    'an unknown message': [77, 1],
    'an unknown sync message': [0, 9, 0],
    'a length beyond the frame': [0, 2, 200, 1],
    'an update that is none': [0, 2, 3, 9, 9, 9],
    'a struct bomb': [0, 2, ...varUint(bomb.length), ...bomb],
    'a state vector that is none': [0, 0, 2, 5, 1],
    'a state vector of more entries than a document has': stateVectorOf(65_537),
    'trailing bytes': [100, 1, 1],
    'awareness that is none': [1, 3, 200, 200, 200],
  };
  for (const [name, frame] of Object.entries(frames)) {
    it(`S9 ${name} closes its own connection with 1007 and touches nothing else`, async () => {
      bed = await openBed();
      const bob = await bed.peer('bob', 'd').joined();
      bob.sendUpdate(write(bob, 'bob'));
      await bob.acked(1);
      const eve = await bed.peer('eve', 'd').joined();
      eve.send(frame);
      expect(await eve.closedWith()).toBe(closeCodes.malformed);
      bob.sendUpdate(write(bob, 'x'));
      await bob.acked(2);
      expect(await storedText(bed.sync)).toBe('xbob');
      expect(bed.errors).toEqual([]);
    });
  }

  it('S9 a text frame closes with 1007', async () => {
    bed = await openBed();
    const eve = await bed.peer('eve', 'd').joined();
    eve.ws.send('hello');
    expect(await eve.closedWith()).toBe(closeCodes.malformed);
  });

  it('S9 forty struct bombs do not hold up the loop', async () => {
    bed = await openBed();
    const eves = await Promise.all(Array.from({ length: 40 }, () => bed.peer('eve', 'd').joined()));
    const started = performance.now();
    for (const eve of eves) eve.send([0, 2, ...varUint(bomb.length), ...bomb]);
    await until(() => eves.every(({ closed }) => closed !== null), 'all are closed');
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('S8 bounds', () => {
  it('S8 a frame over the limit closes with 1009', async () => {
    bed = await openBed({ limits: { frameBytes: 1_000 } });
    const ann = await bed.peer('ann', 'd').joined();
    ann.sendUpdate(write(ann, 'x'.repeat(2_000)));
    expect(await ann.closedWith()).toBe(closeCodes.tooBig);
  });

  it('S8 over the document size insertions close with 4413, deletions pass', async () => {
    bed = await openBed({ limits: { documentBytes: 10_000 } });
    const ann = await bed.peer('ann', 'd').joined();
    ann.sendUpdate(write(ann, 'x'.repeat(9_900)));
    await ann.acked(1);
    ann.sendUpdate(updateOf(ann.doc, () => ann.doc.getText('t').delete(9_000, 1)));
    ann.sendUpdate(updateOf(ann.doc, () => ann.doc.getText('t').delete(8_000, 1)));
    await ann.acked(2);
    ann.sendUpdate(write(ann, 'y'.repeat(500)));
    expect(await ann.closedWith()).toBe(closeCodes.documentTooLarge);
    expect((await storedText(bed.sync))?.length).toBe(9_898);
  });

  it('S8 a text that shrank makes room again', async () => {
    bed = await openBed({ limits: { documentBytes: 10_000 } });
    const ann = await bed.peer('ann', 'd').joined();
    ann.sendUpdate(write(ann, 'x'.repeat(9_900)));
    ann.sendUpdate(updateOf(ann.doc, () => ann.doc.getText('t').delete(0, 9_900)));
    ann.sendUpdate(write(ann, 'y'.repeat(500)));
    await ann.acked(1);
    expect(await storedText(bed.sync)).toBe('y'.repeat(500));
  });

  it('S8 a flood is slowed down by pausing its socket, loses nothing, and does not slow down others', async () => {
    bed = await openBed({ limits: { updatesPerSecond: 500 } });
    const eve = await bed.peer('eve', 'd').joined();
    const bob = await bed.peer('bob', 'd').joined();
    const started = performance.now();
    for (let round = 0; round < 1_500; round++) eve.sendUpdate(write(eve, 'x'));
    const ack = eve.acked(1);
    bob.sendUpdate(write(bob, 'b'));
    await bob.acked(1);
    expect(performance.now() - started).toBeLessThan(700);
    await ack;
    // 1,000 at once, the rest at the rate.
    expect(performance.now() - started).toBeGreaterThan(900);
    expect((await storedText(bed.sync))?.length).toBe(1_501);
  });

  it('S8 more bytes than are allowed wait in the network; a whole frame at once passes', async () => {
    bed = await openBed({ limits: { bytesPerSecond: 100_000 } });
    const ann = await bed.peer('ann', 'd').joined();
    const started = performance.now();
    ann.sendUpdate(write(ann, 'x'.repeat(250_000)));
    await ann.acked(1);
    // It took 50,000 more than there were.
    expect(performance.now() - started).toBeGreaterThan(450);
    expect((await storedText(bed.sync))?.length).toBe(250_000);
  });

  it('S8 a full queue pauses its senders until it is committed; nothing is lost', async () => {
    bed = await openBed({ limits: { queuedUpdates: 10, batchUpdates: 10 } });
    const ann = await bed.peer('ann', 'd').joined();
    for (let round = 0; round < 300; round++) ann.sendUpdate(write(ann, 'x'));
    let most = 0;
    const ack = ann.acked(1).then(() => true);
    while (!(await Promise.race([ack, Promise.resolve(false)]))) {
      most = Math.max(most, bed.sync.metrics().uncommittedUpdates);
      await new Promise((resolve) => setImmediate(resolve));
    }
    // One batch in flight, one queue behind it.
    expect(most).toBeLessThanOrEqual(20);
    expect((await storedText(bed.sync))?.length).toBe(300);
  });

  it('S8 a reader that stops reading costs bounded memory, and gets one difference when it reads on', async () => {
    bed = await openBed({ limits: { bufferedBytes: 256 * 1024, documentBytes: 1024 ** 3 } });
    const ann = await bed.peer('ann', 'd').joined();
    const slow = await bed.peer('slow', 'd').joined();
    slow.ws.pause();
    for (let round = 1; round <= 300; round++) {
      ann.sendUpdate(write(ann, 'x'.repeat(50_000)));
      ann.sendUpdate(updateOf(ann.doc, () => ann.doc.getText('t').delete(0, 50_000)));
      await ann.acked(round);
    }
    ann.sendUpdate(write(ann, 'end'));
    await ann.acked(301);
    const before = slow.frames.length;
    slow.ws.resume();
    await until(() => slow.doc.getText('t').toString() === 'end', 'the slow reader has all');
    const received = slow.frames.slice(before).reduce((sum, frame) => sum + frame.length, 0);
    // What the kernel's buffers took, and the bound; not the 15 MB that went by.
    expect(received).toBeLessThan(8 * 1024 * 1024);
    ann.sendUpdate(write(ann, 'more '));
    await until(() => slow.doc.getText('t').toString() === 'more end', 'it follows again');
  });

  it('S8 a reader that takes nothing for too long is closed', async () => {
    bed = await openBed({ limits: { bufferedBytes: 64 * 1024, stalledMs: 1_500, documentBytes: 1024 ** 3 } });
    const ann = await bed.peer('ann', 'd').joined();
    const slow = await bed.peer('slow', 'd').joined();
    slow.ws.pause();
    // More than the kernel's buffers take, which grow to some 10 MB.
    for (let round = 1; round <= 200; round++) {
      ann.sendUpdate(write(ann, 'x'.repeat(150_000)));
      await ann.acked(round);
    }
    await until(() => bed.sync.metrics().connections === 1, 'the slow one is gone');
    await ann.acked(1_000);
  });

  it('S8 a reader that takes nothing is closed although it goes on talking, and what waits for it is bounded', async () => {
    bed = await openBed({ limits: { bufferedBytes: 64 * 1024, stalledMs: 1_500, documentBytes: 1024 ** 3 } });
    const ann = await bed.peer('ann', 'd').joined();
    const slow = await bed.peer('slow', 'd').joined();
    slow.ws.pause();
    // As above: more than the kernel's buffers take.
    for (let round = 1; round <= 200; round++) {
      ann.sendUpdate(write(ann, 'x'.repeat(150_000)));
      await ann.acked(round);
    }
    const talking = setInterval(() => {
      slow.send([3]);
      slow.send([100, 1]);
    }, 20);
    await until(() => bed.sync.metrics().connections === 1, 'the slow one is gone');
    clearInterval(talking);
  });

  it('S8 a slow reader that goes on taking one large answer is not closed, however long that takes', async () => {
    bed = await openBed({ limits: { stalledMs: 1_500 } });
    const ann = await bed.peer('ann', 'd').joined();
    ann.sendUpdate(write(ann, 'x'.repeat(10_000_000)));
    await ann.acked(1);
    const net = Promise.withResolvers<Socket>();
    const slow = bed.peer('slow', 'd');
    slow.ws.once('upgrade', ({ socket }) => net.resolve(socket));
    const socket = await net.promise;
    await slow.opened();
    slow.send([0, 0, 1, 0]);
    // Some 64 KiB at a time.
    socket.on('data', () => socket.pause());
    const reading = setInterval(() => socket.resume(), 25);
    await slow.heard((frame) => frame[0] === 0 && frame[1] === 1, 'step 2');
    clearInterval(reading);
  });

  it('S8 nobody is taken for a stalled reader because the server was held up', async () => {
    const held = holdUp();
    bed = await openBed({ limits: { silenceMs: 500 } });
    const [ann, bob] = [await bed.peer('ann', 'd').joined(), await bed.peer('bob', 'd').joined()];
    ann.ws.pause();
    const looks = () => bob.frames.filter((frame) => frame[0] === 1 && frame[1] === 1 && frame[2] === 0).length;
    await until(() => looks() > 0, 'what was heard of her before counts no more');
    const before = looks();
    held.ms = 120_000;
    await until(() => looks() > before + 1, 'both are looked at again');
    expect(bed.sync.metrics().connections).toBe(2);
    ann.ws.resume();
    await ann.acked(1);
  });

  it('S6 a server that was held up breaks the silence before anything else, also where it had just said something', async () => {
    const held = holdUp();
    bed = await openBed();
    const [ann, bob] = [await bed.peer('ann', 'd').joined(), await bed.peer('bob', 'd').joined()];
    ann.sendUpdate(write(ann, 'ก'));
    await ann.acked(1);
    held.ms = 20_000;
    await bob.heard((frame) => frame[0] === 1 && frame[1] === 1 && frame[2] === 0, 'that the server is there');
  });

  it('S8 a slow reader gets one answer to all its questions who is there, and one ack, when it has drained', async () => {
    bed = await openBed({ limits: { bufferedBytes: 64 * 1024, documentBytes: 1024 ** 3 } });
    const ann = await bed.peer('ann', 'd').joined();
    ann.sendAwareness(7, 1, { cursor: 'x'.repeat(3_000) });
    const slow = await bed.peer('slow', 'd').joined();
    slow.ws.pause();
    for (let round = 1; round <= 200; round++) {
      ann.sendUpdate(write(ann, 'x'.repeat(50_000)));
      await ann.acked(round);
    }
    for (let n = 1; n <= 500; n++) {
      slow.send([3]);
      slow.send([100, ...varUint(n)]);
    }
    await ann.acked(1_000);
    slow.ws.resume();
    await until(() => slow.acks.includes(500), 'the ack');
    await until(() => slow.awareness.length > 1, 'who is there');
    expect(slow.acks).toEqual([500]);
    expect(slow.awareness.length).toBeLessThan(5);
  });

  it('S8 a log whose tail is heavy is compacted, however few its rows', async () => {
    bed = await openBed({ limits: { compactBytes: 100_000 } });
    const ann = await bed.peer('ann', 'd').joined();
    ann.sendUpdate(write(ann, 'x'.repeat(200_000)));
    await ann.acked(1);
    await until(async () => {
      const rows = await bed.database.selectFrom('documentUpdate').select('sequence').execute();
      return rows.length === 0;
    }, 'the tail is gone');
  });

  it('S8 a hundred questions for the whole state are answered one after the other as the socket drains', async () => {
    bed = await openBed({ limits: { bufferedBytes: 256 * 1024 } });
    const ann = await bed.peer('ann', 'd').joined();
    ann.sendUpdate(write(ann, 'x'.repeat(1_000_000)));
    await ann.acked(1);
    const greedy = await bed.peer('greedy', 'd').joined();
    greedy.ws.pause();
    for (let round = 0; round < 100; round++) greedy.send([0, 0, 1, 0]);
    await ann.acked(2);
    greedy.ws.resume();
    await greedy.acked(1);
    expect(greedy.frames.filter((frame) => frame[0] === 0 && frame[1] === 1).length).toBeLessThan(50);
  });

  it('S12 S8 more loads than the server takes on close with 4529', async () => {
    bed = await openBed({ documents: ['a', 'b', 'c'], limits: { concurrentLoads: 1, waitingLoads: 1 } });
    const { promise, resolve } = Promise.withResolvers<void>();
    void bed.database.transaction().execute(() => promise);
    const peers = ['a', 'b', 'c'].map((id) => bed.peer('ann', id));
    await until(() => peers.some(({ closed }) => closed !== null), 'one is sent away');
    resolve();
    expect(peers.map(({ closed }) => closed?.code ?? null).filter((code) => code !== null)).toEqual([
      closeCodes.tooMany,
    ]);
  });
});

describe('S9 updates whose items stand in each other’s way', () => {
  /** Many items at one place, each before the one that was written last. */
  const backwards = (peer: RawPeer, count: number) =>
    updateOf(peer.doc, () => {
      const list = peer.doc.getArray<number>('a');
      for (let n = 0; n < count; n++) list.insert(0, [n]);
    });

  it('S9 are tried beside the loop: what would hold everyone up is a rescue, and the others go on meanwhile', async () => {
    bed = await openBed();
    const [ann, eve, bob] = [
      await bed.peer('ann', 'd').joined(),
      await bed.peer('eve', 'd').joined(),
      await bed.peer('bob', 'd').joined(),
    ];
    // The order of the ids decides whether Yjs has to walk.
    ann.doc.clientID = 1;
    eve.doc.clientID = 2;
    const [first, second] = [backwards(ann, 12_000), backwards(eve, 12_000)];
    ann.sendUpdate(first);
    await ann.acked(1);
    eve.sendUpdate(second);
    let answered = 0;
    while (eve.closed === null) {
      answered += 1;
      bob.sendUpdate(write(bob, 'x'));
      await bob.acked(answered);
    }
    expect(eve.closed.code).toBe(closeCodes.refused);
    expect(answered).toBeGreaterThan(20);
    expect(await bed.sync.contentOf('d', (doc) => doc.getArray('a').length)).toBe(12_000);
    expect(await bed.database.selectFrom('rescue').select(['personId', 'reason']).execute()).toEqual([
      { personId: 'eve', reason: 'unreadable' },
    ]);
  });

  it('S9 S4 rights that change during a trial decide first, and nothing that came behind it overtakes it', async () => {
    bed = await openBed({ limits: { untriedStructs: 10 } });
    const ann = await bed.peer('ann', 'd').joined();
    ann.sendUpdate(backwards(ann, 500));
    ann.sendUpdate(write(ann, 'behind'));
    ann.send([100, 1]);
    await until(async () => {
      await bed.sync.recheck();
      return ann.acks.includes(1);
    }, 'the ack');
    expect(await bed.sync.contentOf('d', (doc) => doc.getArray('a').length)).toBe(500);
    expect(await storedText(bed.sync)).toBe('behind');
    ann.answers = true;
    ann.sendUpdate(backwards(ann, 500));
    bed.rules.access = () => ({ read: true, write: false });
    await bed.sync.recheck();
    expect(await ann.closedWith()).toBe(closeCodes.refused);
    expect(await bed.sync.contentOf('d', (doc) => doc.getArray('a').length)).toBe(500);
  });

  it('S9 a long text that comes in one piece is taken, and what is said behind it keeps its place', async () => {
    bed = await openBed();
    const ann = await bed.peer('ann', 'd').joined();
    const root = ann.doc.getXmlFragment('default');
    const whole = updateOf(ann.doc, () => {
      for (let n = 0; n < 3_000; n++) {
        const paragraph = new Y.XmlElement('paragraph');
        paragraph.insert(0, [new Y.XmlText(`ย่อหน้า ${n}`)]);
        root.push([paragraph]);
      }
    });
    ann.sendUpdate(whole);
    ann.sendUpdate(updateOf(ann.doc, () => root.delete(0, 1)));
    await ann.acked(1);
    expect(await bed.sync.contentOf('d', (doc) => doc.getXmlFragment('default').length)).toBe(2_999);
  });

  it('S8 who takes too much of the loop waits, and loses nothing', async () => {
    bed = await openBed({ limits: { loopMsPerSecond: 1 } });
    const eve = await bed.peer('eve', 'd').joined();
    eve.sendUpdate(backwards(eve, 3_000));
    eve.sendUpdate(write(eve, 'later'));
    await eve.acked(1);
    expect(await storedText(bed.sync)).toBe('later');
  });
});

describe('S1 a room that nobody uses', () => {
  it('S1 is let go too when the last one leaves in the middle of a flush', async () => {
    bed = await openBed({ limits: { quietMs: 1 } });
    for (let round = 0; round < 20; round++) {
      const ann = await bed.peer('ann', 'd').joined();
      ann.sendUpdate(write(ann, 'x'));
      ann.ws.close();
      await until(() => bed.sync.metrics().rooms === 0, 'the room is gone');
    }
  });

  it('is compacted and let go after a quiet time, and opens again with everything', async () => {
    bed = await openBed({ limits: { quietMs: 1, unloadRows: 1 } });
    await leaveText(bed, 'kept');
    const document = await bed.database
      .selectFrom('document')
      .innerJoin('documentBlob', 'documentId', 'id')
      .selectAll()
      .executeTakeFirstOrThrow();
    expect([document.blobSequence, document.sizeBytes]).toEqual([1, document.blob.length]);
    const bob = await bed.peer('bob', 'd').joined();
    expect(bob.doc.getText('t').toString()).toBe('kept');
    expect(Y.encodeStateVector(bob.doc)).toEqual(new Uint8Array(document.stateVector));
  });

  it('gives its text away as it is stored, and takes what is written into it', async () => {
    bed = await openBed({ limits: { quietMs: 1, unloadRows: 1 } });
    await leaveText(bed, 'kept');
    const reader = await bed.peer('bob', 'd').joined();
    expect(reader.doc.getText('t').toString()).toBe('kept');
    const again = await bed.peer('ann', 'd').joined();
    again.sendUpdate(updateOf(again.doc, () => again.doc.getText('t').insert(2, 'ep')));
    await again.acked(1);
    await until(() => reader.doc.getText('t').toString() === 'keeppt', 'it is heard');
    expect(await storedText(bed.sync)).toBe('keeppt');
  });
});

describe('a room that much was typed in', () => {
  it('is compacted while people are there, once nobody types', async () => {
    bed = await openBed({ limits: { restUpdates: 3, restMs: 5 } });
    const ann = await bed.peer('ann', 'd').joined();
    for (let n = 1; n <= 3; n++) {
      ann.sendUpdate(write(ann, `${n}`));
      await ann.acked(n);
    }
    const covered = async (): Promise<number> =>
      (await bed.database.selectFrom('document').select('blobSequence').executeTakeFirstOrThrow()).blobSequence;
    await until(async () => (await covered()) === 3, 'the ready state holds all');
    ann.sendUpdate(write(ann, '4'));
    await ann.acked(4);
    const bob = await bed.peer('bob', 'd').joined();
    expect(bob.doc.getText('t').toString()).toBe(ann.doc.getText('t').toString());
    expect([await covered(), await bed.database.selectFrom('documentUpdate').select('sequence').execute()]).toEqual([
      3,
      [{ sequence: 4 }],
    ]);
  });
});
