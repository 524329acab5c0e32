import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { closeCodes } from '@ruam/shared/sync/closeCodes.ts';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import type { LiveHub } from './liveHub.ts';

/** Who may follow which cycle's events. */
export interface LiveHost {
  authenticate(request: IncomingMessage): Promise<{ id: string; sessionId: string; sessionExpiresAt: number } | null>;
  mayRead(personId: string, cycleId: string): Promise<boolean>;
}

export interface LiveServer {
  /** Answers an upgrade of `/live/:cycleId`. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Asks again for every connection of a session or person, and closes what has lost its right. */
  recheck(): Promise<void>;
  close(): void;
}

interface Follower {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  readonly cycleId: string;
  leave: () => void;
}

/** `{"last": seq}`: the client names the newest event it has. */
const helloSchema = z.union([
  z.object({ last: z.int().min(0) }).transform(({ last }) => last),
  z.object({ seq: z.int().min(0) }).transform(({ seq }) => seq),
]);

const keepAliveMs = 25_000;
const maxFrameBytes = 4_096;
const maxBufferedBytes = 1024 * 1024;

/** The live channel: JSON frames `{seq, type, …ids}`; the newest seq a client has is `?last=` or its first message. */
export function createLiveServer(hub: LiveHub, host: LiveHost): LiveServer {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxFrameBytes, perMessageDeflate: false });
  const followers = new Set<Follower>();

  async function admit(follower: Follower, last: number | null): Promise<void> {
    const { socket, request, cycleId } = follower;
    const code = await refusal(request, cycleId);
    if (code !== null) return socket.close(code);
    await follow(follower, last);
  }

  async function refusal(request: IncomingMessage, cycleId: string): Promise<number | null> {
    const person = await host.authenticate(request);
    if (!person) return closeCodes.signedOut;
    return (await host.mayRead(person.id, cycleId)) ? null : closeCodes.notFound;
  }

  async function follow(follower: Follower, last: number | null): Promise<void> {
    const { socket, cycleId } = follower;
    follower.leave();
    const leave = await hub.subscribe(cycleId, last, {
      send(frame) {
        if (socket.bufferedAmount > maxBufferedBytes) return socket.close(closeCodes.tooSlow);
        socket.send(JSON.stringify(frame));
      },
    });
    follower.leave = leave;
    if (!followers.has(follower)) leave();
  }

  function open(socket: WebSocket, request: IncomingMessage): void {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const cycleId = decodeURIComponent(url.pathname.slice('/live/'.length));
    const follower: Follower = { socket, request, cycleId, leave: () => undefined };
    followers.add(follower);
    const named = z.coerce
      .number()
      .int()
      .min(0)
      .safeParse(url.searchParams.get('last') ?? url.searchParams.get('seq') ?? undefined);
    const failed = (): void => socket.close(closeCodes.failed);
    const admitted = admit(follower, named.success ? named.data : null);
    admitted.catch(failed);
    socket.on('message', (data) => {
      const hello = helloSchema.safeParse(parseJson(String(data)));
      if (hello.success) {
        admitted
          .then(() => (socket.readyState === socket.OPEN ? follow(follower, hello.data) : undefined))
          .catch(failed);
      }
    });
    const timer = setInterval(() => socket.ping(), keepAliveMs);
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      clearInterval(timer);
      followers.delete(follower);
      follower.leave();
    });
  }

  return {
    handleUpgrade(request, socket, head) {
      sockets.handleUpgrade(request, socket, head, (webSocket) => open(webSocket, request));
    },
    async recheck() {
      for (const { socket, request, cycleId } of [...followers]) {
        const code = await refusal(request, cycleId);
        if (code !== null) socket.close(code);
      }
    },
    close() {
      for (const { socket } of followers) socket.close(closeCodes.restarting);
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
