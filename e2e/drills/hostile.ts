/**
 * Readers that stop reading, unread questions, struct bombs, a frame of 100 MB and a flood, while ten people work: they
 * notice nothing, and the server's memory stays where it was (docs/sync.md S8, S9).
 */
import { setTimeout as passed } from 'node:timers/promises';
import { documentOf, sampleCycle, signIn } from '../support/api.ts';
import { startRuam } from '../support/ruam.ts';
import { contentOf, missingFrom } from './contents.ts';
import { ms, percentile, runDrill } from './drill.ts';
import { startHelper } from './helper.ts';
import type { FloodAnswer, FloodQuestion, Peer } from './hostileFlood.ts';
import type { ProbeAnswer, ProbeQuestion } from './hostileProbe.ts';
import { watchMemory } from './memory.ts';

const readers = 5;
/** The heap moves by itself more than five of them weigh. */
const slowReaders = 25;
const megabytesPerReader = 2;
const megabytesPassed = 125;
const delayBoundMs = 100;
/** Every phase is at least so long, for there to be something to time. */
const phaseMs = 5_000;

await runDrill('hostile', 600_000, async (verdict) => {
  const ruam = await startRuam();
  const probe = startHelper<ProbeQuestion, ProbeAnswer>('hostileProbe.ts');
  const flood = startHelper<FloodQuestion, FloodAnswer>('hostileFlood.ts');
  try {
    const [eve, ann, bob] = await Promise.all(
      ['cat3-member-1', 'cat3-member-2', 'cat3-chair'].map((login) => signIn(ruam.url, login)),
    );
    if (!eve || !ann || !bob) throw new Error('not signed in');
    const cycle = await sampleCycle(eve);
    const [attacked, other, large] = await Promise.all(
      ['basic', 'advance', 'significance'].map((level) => documentOf(eve, cycle, '3.3', 'evidence', level)),
    );
    if (!attacked || !other || !large) throw new Error('no documents');
    const honest = (documentId: string): Peer[] =>
      Array.from({ length: 5 }, (_, index) => ({ ...peerOf(index % 2 === 0 ? ann : bob), documentId }));
    const attack = (name: FloodQuestion['name'], count: number, documentId = attacked) =>
      flood.ask({ name, count, peer: { ...peerOf(eve), documentId } });

    await probe.ask({ name: 'start', rooms: [honest(attacked), honest(other)] });
    await passed(3_000);
    let restP99: number | null = null;
    /** An attack, what it did to the honest, and to the server's memory while it lasted and after it. */
    const phase = async (name: string, body: () => Promise<string>) => {
      await probe.ask({ name: 'look' });
      const during = watchMemory(ruam.pid());
      const [said] = await Promise.all([body(), passed(phaseMs)]);
      const { delays, lagP99Ms } = await probe.ask({ name: 'look' });
      const { mostMb } = during.stop();
      const after = watchMemory(ruam.pid());
      await passed(4_000);
      const { leastMb } = after.stop();
      const p99 = percentile(delays, 0.99);
      const times = `honest p50 ${ms(percentile(delays, 0.5))} p99 ${ms(p99)} of ${delays.length}, probe's lag p99 ${ms(lagP99Ms)}`;
      console.log(
        `hostile, ${name}: ${said}; ${times}; server ${Math.round(mostMb)} MB, then ${Math.round(leastMb)} MB`,
      );
      // Beyond what a busy machine costs them without any attack.
      restP99 ??= p99;
      verdict.bound(p99 - restP99 <= delayBoundMs, `${name}: p99 of the honest ${ms(p99)}, at rest ${ms(restP99)}`);
      return leastMb;
    };

    await phase('at rest', () => Promise.resolve('no attack'));
    const pastReaders = () =>
      phase(`${megabytesPassed} MB past ${readers} who read`, async () => {
        await attack('readAlong', readers);
        const said = await attack('write', megabytesPassed);
        await attack('hangUp', 0);
        return said;
      });
    // The first makes the heap what such a load needs; what every pass adds to it is not the slow readers' doing.
    await pastReaders();
    const before = await pastReaders();
    const read = await pastReaders();
    const stopped = await phase(`${megabytesPassed} MB past ${slowReaders} who stopped reading`, async () => {
      await attack('stopReading', slowReaders);
      return attack('write', megabytesPassed);
    });
    const perReader = (stopped - read - Math.max(0, read - before)) / slowReaders;
    verdict.bound(perReader <= megabytesPerReader, `${perReader.toFixed(1)} MB a slow reader`);
    await attack('hangUp', 0);
    await attack('fill', 1, large);
    await phase('300 unread questions for 1 MB', () => attack('ask', 300, large));
    await phase('40 struct bombs', () => attack('bombs', 40));
    await phase('a frame of 100 MB', () => attack('bigFrame', 100));
    await phase('60,000 messages', () => attack('messages', 60_000));

    const { words, reconnects } = await probe.ask({ name: 'finish' });
    const texts = await Promise.all([attacked, other].map((documentId) => contentOf(ann, documentId)));
    const lost = missingFrom(texts, words.flat()).length;
    verdict.bound(lost === 0, `${lost} words of the honest are lost`);
    verdict.bound(reconnects === 0, `the honest had to reconnect ${reconnects} times`);
    return `${perReader.toFixed(1)} MB a slow reader, ${words.flat().length} words of 10 honest editors, ${lost} lost`;
  } finally {
    probe.end();
    flood.end();
    await ruam.dispose();
  }
});

function peerOf({ cookie, origin }: { cookie: string; origin: string }): Omit<Peer, 'documentId'> {
  return { cookie, origin };
}
