import { describe, expect, it } from 'vitest';
import { openMeetingBed } from '../meetings/testBed.ts';
import { pairedProjector } from '../projectors/testBed.ts';
import { until } from '../sync/testBed.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { startTestServer, visitAs } from '../testing/server.ts';
import { follow, joinLive, openMeeting, show, stageOf } from './testBed.ts';

describe.each(testStores)('the stage on another server, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();

  it('G6 what another server of the same store changes comes soon, also to projectors', async () => {
    const location = await locate(atEnd);
    // A SQLite store has one server.
    if (location.kind === 'sqlite') return;
    const bed = await openMeetingBed(location, atEnd);
    const path = await openMeeting(bed);
    const server = await startTestServer(location, atEnd);
    const member = await follow({ ...bed, server }, 'steering-member', path, atEnd);
    const { cookie } = await pairedProjector(bed, path);
    const projector = await joinLive({ ...bed, server }, cookie, atEnd, '?projector=1');
    projector.say({ meeting: path.slice(1) });
    const peers = [member, projector];
    await until(() => peers.every(({ stages }) => stages.length > 0), 'they follow');
    for (const zoom of [110, 120, 130]) {
      await show(bed, path, { zoom });
      await until(() => peers.every(({ stages }) => stages.at(-1)?.stage.zoom === zoom), 'both have it');
    }
    expect(member.stages.at(-1)?.console).not.toBeNull();
    expect(projector.stages.every(({ console }) => console === null)).toBe(true);
    const revisions = member.stages.map(({ revision }) => revision);
    expect(revisions).toEqual([...new Set(revisions)].sort((a, b) => a - b));
  });

  it('G1 a restart: the stage and its console are as they were', async () => {
    const location = await locate(atEnd);
    const bed = await openMeetingBed(location, atEnd);
    const path = await openMeeting(bed);
    const before = await show(bed, path, { mode: 'whatIf', whatIf: { '3.3': 'advance', '4.1': null } });
    await bed.server.stop();
    const server = await startTestServer(location, atEnd);
    const again = { ...bed, server };
    const answer = await (await visitAs(server, 'secretariat')).get(
      `/api/cycles/${bed.world.cycle}/meetings${path}/stage`,
    );
    const { now: _now, ...kept } = stageOf(answer);
    expect(before).toMatchObject(kept);
    const peer = await joinLive(again, (await visitAs(server, 'observer')).cookie, atEnd);
    peer.say({ meeting: path.slice(1) });
    await until(() => peer.stages.length === 1, 'it is followed');
    expect(peer.stages[0]).toMatchObject(kept);
  });
});
