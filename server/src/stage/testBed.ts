import { once } from 'node:events';
import { type StageAnswer, stageAnswerSchema } from '@ruam/shared/api/stage.ts';
import WebSocket from 'ws';
import type { MeetingBed } from '../meetings/testBed.ts';
import type { CleanUp } from '../testing/cleanUp.ts';
import { type Answer, refusal, visitAs } from '../testing/server.ts';

/** Ids of consoles: one tab each. */
export const [tablet, laptop] = [
  '11111111-1111-4111-8111-111111111111',
  '22222222-2222-4222-8222-222222222222',
] as const;

/** A published meeting of the Steering Committee, or one that runs; gives its path. */
export async function openMeeting(bed: MeetingBed, events: readonly string[] = ['publish', 'begin']): Promise<string> {
  // One meeting of a body runs at a time.
  await bed.server.database
    .updateTable('meeting')
    .set({ status: 'published' })
    .where('status', '=', 'running')
    .execute();
  const path = await bed.plan();
  for (const event of events) await bed.done('secretariat', 'PUT', `${path}/state`, { event });
  return path;
}

/** Changes what is shown; throws when it is refused. */
export async function show(
  bed: MeetingBed,
  path: string,
  changes: Readonly<Record<string, unknown>>,
  console: string = tablet,
): Promise<StageAnswer> {
  return stageOf(await bed.ask('secretariat', 'PUT', `${path}/stage`, { console, changes }));
}

/** The answer as a stage; throws when it is none. */
export function stageOf(answer: Answer): StageAnswer {
  if (answer.status >= 300) throw new Error(refusal(answer));
  return stageAnswerSchema.parse(answer.body);
}

/** Somebody on the live channel, with the stages that they were sent and what else. */
export interface LivePeer {
  readonly socket: WebSocket;
  readonly stages: StageAnswer[];
  readonly events: Readonly<Record<string, unknown>>[];
  readonly closed: Promise<number>;
  say(message: unknown): void;
  /** All that was said before this, was heard. */
  settled(): Promise<void>;
}

/** Joins the live channel of the bed's cycle; `cookie` of a person or a projector. */
export async function joinLive(bed: MeetingBed, cookie: string, cleanUp: CleanUp, query = ''): Promise<LivePeer> {
  const address = `${bed.server.url.replace('http:', 'ws:')}/live/${bed.world.cycle}${query}`;
  const socket = new WebSocket(address, { headers: { cookie } });
  cleanUp(() => socket.terminate());
  const stages: StageAnswer[] = [];
  const events: Readonly<Record<string, unknown>>[] = [];
  socket.on('message', (text) => {
    const frame: Readonly<Record<string, unknown>> = JSON.parse(String(text));
    if (frame.type === 'stage') stages.push(stageAnswerSchema.parse(frame));
    else events.push(frame);
  });
  socket.on('error', () => undefined);
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await once(socket, 'open');
  return {
    ...{ socket, stages, events, closed },
    say: (message) => socket.send(JSON.stringify(message)),
    async settled() {
      const heard = once(socket, 'pong');
      socket.ping();
      await heard;
    },
  };
}

/** The same for somebody of the world, who follows a meeting and has its first stage. */
export async function follow(bed: MeetingBed, login: string, path: string, cleanUp: CleanUp): Promise<LivePeer> {
  const peer = await joinLive(bed, (await visitAs(bed.server, login)).cookie, cleanUp);
  peer.say({ meeting: path.slice(1) });
  return peer;
}
