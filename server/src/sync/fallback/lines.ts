import type { Server } from 'node:http';
import { duplexPair } from 'node:stream';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { WebSocket } from 'ws';
import { type BodyBudget, createBodyBudget } from './bodyBudget.ts';
import { defaultLineLimits, type LineLimits } from './limits.ts';
import { Line, type LineOwner } from './line.ts';

/** The sockets over HTTP of all tabs that have no WebSocket (docs/sync.md S15). */
export interface Lines {
  readonly limits: LineLimits;
  readonly bodies: BodyBudget;
  /** A new line. Throws `unavailable` when the person has too many. @param cookie of the request that asks for it */
  open(owner: LineOwner, cookie: string): Line;
  /** The line of that name, if it is of this session. Throws `notFound`. */
  find(id: string, sessionId: string): Line;
  end(line: Line): void;
  /** Lets no more in; what was said is still read. */
  close(): void;
}

interface Options {
  /** Takes the sockets as it takes those that come over the network. */
  readonly server: () => Server;
  readonly newId: () => string;
  readonly now: () => number;
  readonly limits?: Partial<LineLimits>;
}

const tickMs = 1_000;

export function createLines({ server, newId, now, limits: given }: Options): Lines {
  const limits = { ...defaultLineLimits, ...given };
  const lines = new Map<string, Line>();
  let isClosing = false;
  const ticking = setInterval(() => {
    for (const line of lines.values()) if (line.isLeft(now())) end(line);
  }, tickMs).unref();

  function end(line: Line): void {
    lines.delete(line.id);
    line.end();
  }

  return {
    limits,
    bodies: createBodyBudget(limits),
    open(owner, cookie) {
      if (isClosing) throw new AppError('unavailable', 'the server is closing');
      const own = [...lines.values()].filter((line) => line.owner.personId === owner.personId);
      if (own.length >= limits.linesPerPerson) {
        const unread = own.find((line) => !line.isRead);
        if (unread === undefined) throw new AppError('unavailable', 'too many tabs');
        end(unread);
      }
      const line = new Line(newId(), owner, (address) => connect(server(), address, cookie), limits, now);
      lines.set(line.id, line);
      return line;
    },
    find(id, sessionId) {
      const line = lines.get(id);
      if (line === undefined || line.owner.sessionId !== sessionId) {
        throw new AppError('notFound', 'there is no such line');
      }
      return line;
    },
    end,
    close() {
      isClosing = true;
      clearInterval(ticking);
      for (const line of lines.values()) end(line);
    },
  };
}

/** A socket inside this process: the server reads and answers its upgrade like that of any other. */
function connect(server: Server, address: string, cookie: string): WebSocket {
  const [near, far] = duplexPair();
  // Of a pair, neither end hears that the other was cut.
  near.once('close', () => far.destroy());
  far.once('close', () => near.destroy());
  server.emit('connection', far);
  return new WebSocket(`ws://line${address}`, {
    createConnection: () => near,
    headers: { cookie },
    perMessageDeflate: false,
  });
}
