import { closeCodes } from '@ruam/shared/sync/closeCodes.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { type Bed, openBed, type RawPeer, until } from './testBed.ts';

let bed: Bed;
afterEach(() => bed.stop());

const seen = (peer: RawPeer, clientId: number) => peer.awareness.filter((entry) => entry.clientId === clientId);

describe('S6 awareness', () => {
  it('S6 the own entry carries the verified person, its clock and the rest of the state kept', async () => {
    bed = await openBed();
    const ann = await bed.peer('ann', 'd').joined();
    const bob = await bed.peer('bob', 'd').joined();
    ann.sendAwareness(7, 41, { cursor: 3, user: { name: 'The Secretary General', id: 'bob', color: '#f00' } });
    await until(() => seen(bob, 7).length > 0, 'bob hears it');
    expect(seen(bob, 7)).toEqual([
      { clientId: 7, clock: 41, state: { cursor: 3, user: { name: 'Name of ann', id: 'ann', color: '#f00' } } },
    ]);
  });

  it('S6 entries of others are dropped without a word: a second client id, a stranger, a death notice', async () => {
    bed = await openBed();
    const ann = await bed.peer('ann', 'd').joined();
    const eve = await bed.peer('eve', 'd').joined();
    ann.sendAwareness(7, 1, { cursor: 1 });
    eve.sendAwareness(8, 1, { cursor: 2 });
    await until(() => seen(eve, 7).length > 0 && seen(ann, 8).length > 0, 'both are seen');
    eve.sendAwareness(7, 99, { cursor: 'forged' });
    eve.sendAwareness(7, 99, null);
    eve.sendAwareness(9, 1, { cursor: 'second self' });
    eve.sendAwareness(8, 2, { cursor: 'own' });
    await until(() => seen(ann, 8).length === 2, 'the own one passes');
    expect([seen(ann, 7).length, seen(ann, 9)]).toEqual([1, []]);
    expect(eve.closed).toBeNull();
  });

  it('S6 a clock that nobody could ever pass is dropped without a word', async () => {
    bed = await openBed();
    const ann = await bed.peer('ann', 'd').joined();
    const eve = await bed.peer('eve', 'd').joined();
    eve.sendAwareness(7, 2 ** 53 - 1, { cursor: 'squatting' });
    eve.sendAwareness(7, 2 ** 31, { cursor: 'squatting' });
    eve.sendAwareness(8, 1, { cursor: 'own' });
    await until(() => seen(ann, 8).length > 0, 'the honest one passes');
    expect(seen(ann, 7)).toEqual([]);
  });

  it('S6 at the end of a connection the others get null at the same clock', async () => {
    bed = await openBed();
    const ann = await bed.peer('ann', 'd').joined();
    const bob = await bed.peer('bob', 'd').joined();
    ann.sendAwareness(7, 5, { cursor: 1 });
    await until(() => seen(bob, 7).length === 1, 'ann is seen');
    ann.ws.terminate();
    await until(() => seen(bob, 7).length === 2, 'ann is gone');
    expect(seen(bob, 7)[1]).toEqual({ clientId: 7, clock: 5, state: null });
    const eve = await bed.peer('eve', 'd').joined();
    await eve.acked(1);
    expect(eve.awareness).toEqual([]);
  });

  it('S6 a client that comes back with its old clock is seen by newcomers; the late echo of it does not become someone else', async () => {
    bed = await openBed();
    const ann = await bed.peer('ann', 'd').joined();
    const bob = await bed.peer('bob', 'd').joined();
    ann.sendAwareness(7, 5, { cursor: 1 });
    await until(() => seen(bob, 7).length === 1, 'ann is seen');
    ann.ws.terminate();
    await until(() => seen(bob, 7).length === 2, 'ann is gone');
    bob.sendAwareness(7, 5, { cursor: 'echo' });
    bob.sendAwareness(8, 1, { cursor: 'bob himself' });
    await until(() => seen(bob, 8).length === 1, 'bob is seen under his own id');
    const again = await bed.peer('ann', 'd').joined();
    again.sendAwareness(7, 5, { cursor: 'back' });
    const eve = await bed.peer('eve', 'd').joined();
    await until(() => seen(eve, 7).length > 0, 'eve sees ann');
    expect(seen(eve, 7).at(-1)?.state).toMatchObject({ cursor: 'back', user: { id: 'ann' } });
  });

  it('S6 an equal clock is no news: stock clients that echo cause no traffic', async () => {
    bed = await openBed();
    const providers = ['ann', 'bob', 'eve'].map((name) => bed.provider(name, 'd'));
    const raw = await bed.peer('raw', 'd').joined();
    for (const [index, provider] of providers.entries()) provider.awareness.setLocalStateField('cursor', index);
    await until(() => providers.every(({ awareness }) => awareness.getStates().size === 3), 'everyone sees everyone');
    await raw.acked(1);
    const heard = raw.awareness.length;
    providers[0]?.awareness.setLocalStateField('cursor', 'last');
    await until(() => raw.awareness.some(({ state }) => state?.cursor === 'last'), 'the last change');
    expect(raw.awareness.length).toBe(heard + 1);
    const states = providers.map(({ awareness }) => [...awareness.getStates().values()]);
    expect(states[1]?.map((state) => (state.user as { id: string } | undefined)?.id).filter(Boolean)).toContain('ann');
  });

  it('S6 many changes become one frame; only the last state counts', async () => {
    bed = await openBed({ limits: { awarenessGapMs: 200 } });
    const ann = await bed.peer('ann', 'd').joined();
    const bob = await bed.peer('bob', 'd').joined();
    for (let clock = 1; clock <= 100; clock++) ann.sendAwareness(7, clock, { cursor: clock });
    await until(() => seen(bob, 7).at(-1)?.clock === 100, 'the last state');
    expect(seen(bob, 7).length).toBeLessThan(10);
  });

  it('S6 a state over 4 KB is dropped, a state that is no object closes with 1007', async () => {
    bed = await openBed();
    const ann = await bed.peer('ann', 'd').joined();
    const bob = await bed.peer('bob', 'd').joined();
    ann.sendAwareness(7, 1, { big: 'x'.repeat(5_000) });
    ann.sendAwareness(7, 2, { cursor: 1 });
    await until(() => seen(bob, 7).length > 0, 'the small one');
    expect(seen(bob, 7).map(({ clock }) => clock)).toEqual([2]);
    ann.sendAwareness(7, 3, '"text"');
    expect(await ann.closedWith()).toBe(closeCodes.malformed);
  });

  it('S6 a silent connection gets an empty awareness message', async () => {
    bed = await openBed({ limits: { silenceMs: 500 } });
    const ann = await bed.peer('ann', 'd').joined();
    await ann.heard((frame) => frame.join() === '1,1,0', 'the keep-alive');
  });
});
