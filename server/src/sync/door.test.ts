import { closeCodes } from '@ruam/shared/sync/closeCodes.ts';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { SyncAccess, SyncPerson } from './host.ts';
import { type Bed, openBed, storedText, until, updateOf } from './testBed.ts';

let bed: Bed;
afterEach(() => bed.stop());

describe('who may come in', () => {
  it('S2 without a session the upgrade succeeds and the connection closes with 4401', async () => {
    bed = await openBed();
    expect(await bed.peer(null, 'd').closedWith()).toBe(closeCodes.signedOut);
  });

  it('S2 an unknown document closes with 4404, one that may not be read with 4403, before any byte of it', async () => {
    bed = await openBed();
    const lost = bed.peer('ann', 'unknown');
    expect(await lost.closedWith()).toBe(closeCodes.notFound);
    bed.rules.access = () => ({ read: true, write: true });
    expect(await bed.peer('ann', 'not-in-the-store').closedWith()).toBe(closeCodes.notFound);
    bed.rules.access = () => ({ read: false, write: false });
    const foreign = bed.peer('ann', 'd');
    expect(await foreign.closedWith()).toBe(closeCodes.forbidden);
    expect([...lost.frames, ...foreign.frames]).toEqual([]);
  });

  it('a foreign Origin is refused with 403, an own one and none are let in', async () => {
    bed = await openBed();
    const foreign = bed.peer('ann', 'd', { origin: 'http://evil.example' });
    await until(() => foreign.httpStatus !== null, 'the upgrade is answered');
    expect(foreign.httpStatus).toBe(403);
    await bed.peer('ann', 'd', { origin: 'http://ruam.example' }).joined();
    await bed.peer('ann', 'd').joined();
  });

  it('a path that names no document is 404', async () => {
    bed = await openBed();
    const peer = bed.peer('ann', 'd/more');
    await until(() => peer.httpStatus !== null, 'the upgrade is answered');
    expect(peer.httpStatus).toBe(404);
  });
});

describe('S2 messages before the rights are known', () => {
  it('S2 they wait, and are handled in order', async () => {
    bed = await openBed();
    const gate = heldAccess();
    const ann = await bed.peer('ann', 'd').opened();
    const doc = new Y.Doc();
    ann.sendUpdate(updateOf(doc, () => doc.getText('t').insert(0, 'a')));
    ann.sendUpdate(updateOf(doc, () => doc.getText('t').insert(1, 'b')));
    ann.send([100, 2]);
    ann.send([0, 0, 1, 0]);
    await until(gate.isAsked, 'rights are asked');
    expect(ann.frames).toEqual([]);
    gate.answer({ read: true, write: true });
    await until(() => ann.acks.includes(2), 'the ack');
    await until(() => ann.doc.getText('t').toString() === 'ab', 'step 2');
    // Step 2 came after the flush of what was sent before the question: in one piece.
    expect(ann.frames.filter((frame) => frame[0] === 0 && frame[1] === 2)).toEqual([]);
  });

  it('S2 they never reach a document without rights', async () => {
    bed = await openBed();
    const gate = heldAccess();
    const eve = await bed.peer('eve', 'd').opened();
    const doc = new Y.Doc();
    eve.sendUpdate(updateOf(doc, () => doc.getText('t').insert(0, 'evil')));
    await until(gate.isAsked, 'rights are asked');
    gate.answer({ read: false, write: false });
    expect(await eve.closedWith()).toBe(closeCodes.forbidden);
    expect(await storedText(bed.sync)).toBe('');
  });

  it('S2 S8 a flood of them waits outside, in the network', async () => {
    bed = await openBed({ limits: { earlyBytes: 64 * 1024, earlyFrames: 8 } });
    const gate = heldAccess();
    const ann = await bed.peer('ann', 'd').opened();
    const doc = new Y.Doc();
    for (let round = 0; round < 200; round++) {
      ann.sendUpdate(updateOf(doc, () => doc.getText('t').insert(0, 'x'.repeat(50_000))));
    }
    await until(gate.isAsked, 'rights are asked');
    await until(() => ann.ws.bufferedAmount > 0, 'the peer has to wait');
    expect(ann.ws.bufferedAmount).toBeGreaterThan(1_000_000);
    gate.answer({ read: true, write: true });
    await ann.acked(200);
    expect((await storedText(bed.sync))?.length).toBe(200 * 50_000);
  });
});

describe('rights and sessions that change', () => {
  it('S2 a session that ended closes with 4401, and no other', async () => {
    bed = await openBed();
    const ann = await bed.peer('ann', 'd').joined();
    const bob = await bed.peer('bob', 'd').joined();
    bed.rules.person = (name) => (name === 'ann' ? null : person(name));
    await bed.sync.recheck((who) => who.sessionId === 'session of ann');
    expect(await ann.closedWith()).toBe(closeCodes.signedOut);
    await bob.acked(1);
  });

  it('S2 a session that expires is asked for again: renewed it goes on, over it closes with 4401', async () => {
    bed = await openBed();
    let renewals = 0;
    bed.rules.person = (name) => {
      if (name === 'bob' && renewals > 0) return null;
      renewals += 1;
      return { ...person(name), sessionExpiresAt: Date.now() + (renewals > 1 ? 3_600_000 : 10) };
    };
    const ann = await bed.peer('ann', 'd').joined();
    await until(() => renewals > 1, 'the session is renewed');
    await ann.acked(1);
    expect(await bed.peer('bob', 'd').closedWith()).toBe(closeCodes.signedOut);
  });

  it('S2 rights that are taken away: no more reading closes with 4403, no more writing refuses the next write', async () => {
    bed = await openBed({ limits: { refusalAnswerMs: 20 } });
    const ann = await bed.peer('ann', 'd').joined();
    const bob = await bed.peer('bob', 'd').joined();
    bed.rules.access = (name) => ({ read: name !== 'ann', write: false });
    await bed.sync.recheck();
    expect(await ann.closedWith()).toBe(closeCodes.forbidden);
    await bob.acked(1);
    bob.sendUpdate(updateOf(bob.doc, () => bob.doc.getText('t').insert(0, 'x')));
    expect(await bob.closedWith()).toBe(closeCodes.refused);
    expect(await storedText(bed.sync)).toBe('');
  });

  it('S2 rights that change while someone joins are asked for anew', async () => {
    bed = await openBed();
    const gate = heldAccess();
    const ann = await bed.peer('ann', 'd').opened();
    await until(gate.isAsked, 'rights are asked');
    bed.rules.access = () => ({ read: false, write: false });
    const rechecked = bed.sync.recheck();
    gate.answer({ read: true, write: true });
    await rechecked;
    expect(await ann.closedWith()).toBe(closeCodes.forbidden);
    expect(ann.frames).toEqual([]);
  });
});

function person(name: string): SyncPerson {
  return { id: name, name, sessionId: `session of ${name}`, sessionExpiresAt: Date.now() + 3_600_000 };
}

/** The next question for rights waits for `answer`; later ones are answered by the rules. */
function heldAccess(): { isAsked: () => boolean; answer: (access: SyncAccess) => void } {
  const { promise, resolve } = Promise.withResolvers<SyncAccess>();
  const byRules = bed.rules.access;
  let isAsked = false;
  bed.rules.access = () => {
    isAsked = true;
    bed.rules.access = byRules;
    return promise;
  };
  return { isAsked: () => isAsked, answer: resolve };
}
