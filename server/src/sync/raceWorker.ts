/**
 * A sync server in a process of its own whose gate is moved from outside (race.test.ts): `node raceWorker.ts <settings as
 * JSON>`. Writes its address, a line, to the standard output; takes `RaceCommand`s and answers them over IPC.
 */
import { type FoundRescue, type HeldDocument, raceServerOf } from './raceServer.ts';
import { seededRandom } from './seededRandom.ts';
import type { ServerProcessSettings } from './serverProcess.ts';
import { openBed } from './testBed.ts';

export interface RaceCommand {
  readonly number: number;
  readonly name: 'lock' | 'open' | 'contentOf' | 'rescues';
  readonly documentId: string;
}

export interface RaceAnswer {
  readonly number: number;
  readonly result: HeldDocument | string | readonly FoundRescue[] | null;
  readonly error: string | null;
}

process.on('disconnect', () => process.exit(0));
const settings = JSON.parse(process.argv[2] ?? '') as ServerProcessSettings;
const bed = await openBed({ location: settings.location, limits: settings.limits ?? {}, documents: [] });
const server = raceServerOf(bed, seededRandom(process.pid));
process.on('message', ({ number, name, documentId }: RaceCommand) => {
  const answer = (rest: Omit<RaceAnswer, 'number'>) => process.send?.({ number, ...rest } satisfies RaceAnswer);
  server[name](documentId).then(
    (result) => answer({ result: result ?? null, error: null }),
    (error: unknown) => answer({ result: null, error: String(error) }),
  );
});
process.stdout.write(`${bed.url}\n`);
