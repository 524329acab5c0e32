import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { followMeetingSchema, shownSchema } from '@ruam/shared/api/stage.ts';
import { closeCodes } from '@ruam/shared/sync/closeCodes.ts';
import { type PresenceFrame, whereaboutsSchema } from '@ruam/shared/sync/presenceFrames.ts';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import type { Presence, PresenceTab } from '../presence/presence.ts';
import type { StageChannel, StageTab } from '../stage/stageChannel.ts';
import type { LiveFrame, LiveHub } from './liveHub.ts';

/** A signed-in person on one session, or a projector. */
interface LivePerson {
  readonly id: string;
  readonly name: string;
  readonly sessionId: string;
  /** A projector is not somebody who is here, and of events it is told what this lets through (docs/stage.md G7). */
  readonly projected?: (frame: LiveFrame) => LiveFrame | null;
}

/** Who may follow which cycle's events. */
export interface LiveHost {
  authenticate(request: IncomingMessage): Promise<LivePerson | null>;
  mayRead(personId: string, cycleId: string): Promise<boolean>;
}

/** What is told on the live channel beside the events. */
interface BesideEvents {
  readonly presence?: Presence;
  readonly stages?: StageChannel;
}

export interface LiveServer {
  /** Answers an upgrade of `/live/:cycleId`. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Asks again for every connection of a session or person, and closes what has lost its right. */
  recheck(isAffected: (person: LivePerson) => boolean): Promise<void>;
  /** Sends a passing frame, without `seq`, to every connection of these people, whichever cycle it follows. */
  tell(personIds: ReadonlySet<string>, frame: LiveFrame): void;
  close(): void;
}

interface Follower {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  readonly cycleId: string;
  /** Null until the session is known. */
  person: LivePerson | null;
  leave: () => void;
  /** Who is here; null until it has said where it is: others get no frames that they did not ask for. */
  tab: PresenceTab | null;
  /** What it follows of a meeting; null until it is admitted. */
  stage: StageTab | null;
  /** What it said last before it was admitted. */
  shown: { readonly at: string | null } | null;
  /** The newest seq that the client named and that is not followed from yet; of several only the last counts. */
  asked: { readonly last: number | null } | null;
  following: boolean;
}

/** `{"last": seq}`: the client names the newest event it has. */
const helloSchema = z.union([
  z.object({ last: z.int().min(0) }).transform(({ last }) => last),
  z.object({ seq: z.int().min(0) }).transform(({ seq }) => seq),
]);

const maxFrameBytes = 4_096;
const maxBufferedBytes = 1024 * 1024;
/** How long a peer may take to answer the close frame of a server that ends. */
const goodbyeMs = 1_000;

/**
 * The live channel: JSON frames `{seq, type, …ids}`; the newest seq a client has is `?last=` or its first message.
 *
 * @param beside who follows which cycle and what they look at (`{"at": document}`), and the stage of a meeting, for who
 *   says `{"meeting": id}`
 * @param keepAliveMs how often each connection is pinged and its right to be there asked for again
 */
export function createLiveServer(
  hub: LiveHub,
  host: LiveHost,
  { presence, stages }: BesideEvents = {},
  keepAliveMs = 25_000,
): LiveServer {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxFrameBytes, perMessageDeflate: false });
  const followers = new Set<Follower>();
  let isClosing = false;

  /** Closes what may not follow; false then. */
  async function isAdmitted(follower: Follower): Promise<boolean> {
    const { socket, request, cycleId } = follower;
    const person = await host.authenticate(request);
    follower.person = person;
    if (!person) socket.close(closeCodes.signedOut);
    else if (!(await host.mayRead(person.id, cycleId))) socket.close(closeCodes.notFound);
    else return true;
    return false;
  }

  async function follow(follower: Follower): Promise<void> {
    enter(follower);
    if (follower.following) return;
    follower.following = true;
    try {
      for (let asked = follower.asked; asked !== null; asked = follower.asked) {
        follower.asked = null;
        follower.leave();
        follower.leave = await subscribe(follower, asked.last);
      }
    } finally {
      follower.following = false;
    }
    if (!followers.has(follower)) follower.leave();
  }

  function enter(follower: Follower): void {
    const { person, cycleId, shown } = follower;
    if (presence === undefined || person === null || shown === null || !followers.has(follower)) return;
    if (person.projected !== undefined) return;
    const { id, name } = person;
    follower.tab ??= presence.enter(cycleId, { id, name }, (frame: PresenceFrame) =>
      sendTo(follower.socket, JSON.stringify(frame)),
    );
    follower.tab.at(shown.at);
    follower.shown = null;
  }

  function subscribe({ socket, cycleId, person }: Follower, last: number | null): Promise<() => void> {
    const send = (frame: LiveFrame): void => {
      const told = (person?.projected ?? withoutWords)(frame);
      if (told !== null) sendTo(socket, JSON.stringify(told));
    };
    return hub.subscribe(cycleId, last, { send });
  }

  /** Its place at the stages; null while it is not admitted, and when it has gone. */
  function stageOf(follower: Follower): StageTab | null {
    const { person, cycleId, socket } = follower;
    if (stages === undefined || person === null || !followers.has(follower)) return null;
    const as = { id: person.id, isProjector: person.projected !== undefined };
    follower.stage ??= stages.enter(as, cycleId, (frame) => sendTo(socket, frame));
    return follower.stage;
  }

  function open(socket: WebSocket, request: IncomingMessage): void {
    const { cycleId, last } = questionOf(request.url ?? '/');
    const follower: Follower = {
      socket,
      request,
      cycleId,
      person: null,
      leave: () => undefined,
      tab: null,
      stage: null,
      shown: null,
      asked: { last },
      following: false,
    };
    followers.add(follower);
    const failed = (): void => socket.close(closeCodes.failed);
    const admitted = isAdmitted(follower);
    const followIfAdmitted = (may: boolean): Promise<void> | undefined => (may ? follow(follower) : undefined);
    admitted.then(followIfAdmitted).catch(failed);
    socket.on('message', (data) => {
      const said = parseJson(String(data));
      const whereabouts = whereaboutsSchema.safeParse(said);
      if (whereabouts.success) {
        follower.shown = whereabouts.data;
        admitted.then((may) => may && enter(follower)).catch(failed);
      }
      const followed = followMeetingSchema.safeParse(said);
      if (followed.success) {
        const { meeting } = followed.data;
        admitted.then((may) => may && stageOf(follower)?.follow(meeting)).catch(failed);
      }
      const shown = shownSchema.safeParse(said);
      if (shown.success) follower.stage?.shown(shown.data.shown);
      const hello = helloSchema.safeParse(said);
      if (!hello.success) return;
      follower.asked = { last: hello.data };
      admitted.then(followIfAdmitted).catch(failed);
    });
    let isAlive = true;
    socket.on('pong', () => {
      isAlive = true;
    });
    const timer = setInterval(() => {
      if (!isAlive) return socket.terminate();
      isAlive = false;
      socket.ping();
      isAdmitted(follower)
        .then((may) => may && follower.stage?.refresh())
        .catch(failed);
    }, keepAliveMs);
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      clearInterval(timer);
      followers.delete(follower);
      follower.leave();
      follower.tab?.leave();
      follower.stage?.leave();
    });
  }

  return {
    handleUpgrade(request, socket, head) {
      if (isClosing) return void socket.destroy();
      sockets.handleUpgrade(request, socket, head, (webSocket) => open(webSocket, request));
    },
    async recheck(isAffected) {
      for (const follower of [...followers]) {
        if (follower.person !== null && !isAffected(follower.person)) continue;
        if (!(await isAdmitted(follower))) continue;
        follower.tab?.refresh();
        follower.stage?.refresh();
      }
    },
    tell(personIds, frame) {
      const text = JSON.stringify(frame);
      for (const { socket, person } of followers) {
        if (person === null || !personIds.has(person.id)) continue;
        sendTo(socket, text);
      }
    },
    close() {
      isClosing = true;
      for (const { socket } of followers) socket.close(closeCodes.restarting);
      setTimeout(() => {
        for (const { socket } of followers) socket.terminate();
      }, goodbyeMs).unref();
    },
  };
}

/** Whose words are for those who may see the meeting: others hear that something happened, by its ids. */
const ofMeetings = ['vote.', 'resolution.', 'minutes.'];
const ids = ['cycle', 'meeting', 'vote', 'resolution', 'document', 'item', 'entry'] as const;

function withoutWords(frame: LiveFrame): LiveFrame {
  if (!ofMeetings.some((beginning) => frame.type.startsWith(beginning))) return frame;
  const told = ids.filter((id) => frame[id] !== undefined).map((id) => [id, frame[id]]);
  return { ...Object.fromEntries(told), ...(frame.seq === undefined ? {} : { seq: frame.seq }), type: frame.type };
}

function sendTo(socket: WebSocket, frame: string): void {
  if (socket.bufferedAmount > maxBufferedBytes) socket.close(closeCodes.tooSlow);
  else socket.send(frame);
}

/** The cycle and the newest seq that an address names; one that cannot be decoded names no cycle. */
function questionOf(address: string): { cycleId: string; last: number | null } {
  const [path = '', query] = address.split('?', 2);
  const parameters = new URLSearchParams(query);
  const last = z.coerce
    .number()
    .int()
    .min(0)
    .safeParse(parameters.get('last') ?? parameters.get('seq') ?? undefined);
  return { cycleId: decoded(path.slice('/live/'.length)), last: last.success ? last.data : null };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
