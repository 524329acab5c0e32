import { Line, type LineEnvironment } from './line.ts';
import { LineSocket } from './lineSocket.ts';

/** How this tab reaches the server: over WebSockets, or over plain HTTP where the network lets none through. */
export type TransportMode = 'webSocket' | 'http';

/** What the choice needs of a browser. */
export interface TransportEnvironment extends LineEnvironment {
  readonly WebSocket: typeof WebSocket;
  /** `ws(s)://host`. */
  readonly origin: string;
  /** Remembers the mode for the tab; null where nothing is remembered. */
  readonly memory: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null;
  /** Epoch ms. */
  readonly now: () => number;
}

/** Refused upgrades without any success between, before it is asked whether WebSockets are what is refused. */
const refusals = 2;
const checkEveryMs = 8_000;
const probeMs = 5_000;
/** A socket that ended sooner, without a word from the server, was not let through. */
const stillbornMs = 5_000;
/** So often it is tried whether the network has become better. */
const retryMs = 4 * 60_000;
const memoryKey = 'ruam-transport';

/**
 * Chooses how the sockets of a tab travel (docs/sync.md S15): a WebSocket, until two of them were refused while the
 * server answers over HTTP; then on a line, and WebSockets again as soon as one of them gets through.
 */
export class Transport {
  /** To be used as `WebSocket`. */
  readonly WebSocket: typeof WebSocket;
  readonly #environment: TransportEnvironment;
  readonly #listeners = new Set<() => void>();
  #mode: TransportMode;
  #line: Line | null = null;
  #refused = 0;
  #checkedAt = Number.NEGATIVE_INFINITY;
  #isChecking = false;

  constructor(environment: TransportEnvironment) {
    this.#environment = environment;
    this.#mode = environment.memory?.getItem(memoryKey) === 'http' ? 'http' : 'webSocket';
    const open = (url: string | URL): WebSocket => this.#open(String(url));
    // y-websocket makes sockets with `new`, and compares their state with these.
    class Chosen {
      static readonly CONNECTING = 0;
      static readonly OPEN = 1;
      static readonly CLOSING = 2;
      static readonly CLOSED = 3;
      constructor(url: string | URL) {
        // biome-ignore lint/correctness/noConstructorReturn: it stands for one of two classes
        return open(url) as unknown as Chosen;
      }
    }
    this.WebSocket = Chosen as unknown as typeof WebSocket;
    if (this.#mode === 'http') void this.#tryAgain();
  }

  get mode(): TransportMode {
    return this.#mode;
  }

  /** Calls `listener` when the mode has changed; returns how to stop that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The tab is going: its line ends at once. */
  end(): void {
    this.#line?.end();
  }

  #open(url: string): WebSocket {
    if (this.#mode === 'webSocket') return this.#openWatched(url);
    this.#line ??= new Line(this.#environment, () => {
      this.#line = null;
    });
    return this.#line.open(url) as unknown as WebSocket;
  }

  #openWatched(url: string): WebSocket {
    let socket: WebSocket;
    try {
      socket = new this.#environment.WebSocket(url);
    } catch {
      return this.#openNone(url);
    }
    const openedAt = this.#environment.now();
    let hasSpoken = false;
    let isOwnEnd = false;
    const close = socket.close.bind(socket);
    socket.close = (...reason) => {
      isOwnEnd = true;
      close(...reason);
    };
    socket.addEventListener('message', () => {
      hasSpoken = true;
      this.#refused = 0;
    });
    socket.addEventListener('close', ({ code }) => {
      const isStillborn = !hasSpoken && code < 4000 && this.#environment.now() - openedAt < stillbornMs;
      if (!isStillborn || isOwnEnd) return;
      this.#refused += 1;
      if (this.#refused >= refusals) void this.#check();
    });
    return socket;
  }

  /** A browser that has no WebSockets, or may use none. */
  #openNone(url: string): WebSocket {
    const none = new LineSocket(url, () => {});
    this.#environment.schedule(() => none.end(1006), 0);
    this.#refused += 1;
    if (this.#refused >= refusals) void this.#check();
    return none as unknown as WebSocket;
  }

  /** Whether it is WebSockets that do not get through, and not the server that is away. */
  async #check(): Promise<void> {
    const now = this.#environment.now();
    if (this.#isChecking || this.#mode === 'http' || now - this.#checkedAt < checkEveryMs) return;
    this.#isChecking = true;
    this.#checkedAt = now;
    const isBlocked = (await this.#answers()) && !(await this.#getsThrough()) && (await this.#answers());
    this.#isChecking = false;
    if (isBlocked) this.#turnTo('http');
  }

  async #tryAgain(): Promise<void> {
    if (this.#mode !== 'http') return;
    if (await this.#getsThrough()) this.#turnTo('webSocket');
    else this.#environment.schedule(() => void this.#tryAgain(), retryMs);
  }

  #turnTo(mode: TransportMode): void {
    this.#mode = mode;
    this.#refused = 0;
    try {
      if (mode === 'http') this.#environment.memory?.setItem(memoryKey, mode);
      else this.#environment.memory?.removeItem(memoryKey);
    } catch {
      // What is not remembered is found out again.
    }
    // Its sockets come back by themselves, over what is used now.
    this.#line?.end();
    if (mode === 'http') this.#environment.schedule(() => void this.#tryAgain(), retryMs);
    for (const listener of this.#listeners) listener();
  }

  async #answers(): Promise<boolean> {
    const asking = new AbortController();
    const stop = this.#environment.schedule(() => asking.abort(), probeMs);
    try {
      return (await this.#environment.fetch('/healthz', { cache: 'no-store', signal: asking.signal })).ok;
    } catch {
      return false;
    } finally {
      stop();
    }
  }

  /** Asks for a cycle that is not there: the server lets the socket in, and ends it with a code of its own. */
  #getsThrough(): Promise<boolean> {
    return new Promise((resolve) => {
      try {
        const socket = new this.#environment.WebSocket(`${this.#environment.origin}/live/-`);
        const stop = this.#environment.schedule(() => {
          resolve(false);
          socket.close();
        }, probeMs);
        socket.addEventListener('close', ({ code }) => {
          stop();
          resolve(code >= 4000);
        });
      } catch {
        resolve(false);
      }
    });
  }
}

const transports = new WeakMap<Window, Transport>();

/** The transport of a window; the first call makes it. */
export function transportOf(window: Window & typeof globalThis): Transport {
  const known = transports.get(window);
  if (known !== undefined) return known;
  const { protocol, host } = window.location;
  const transport = new Transport({
    WebSocket: window.WebSocket,
    origin: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}`,
    fetch: (...question) => window.fetch(...question),
    memory: memoryOf(window),
    now: Date.now,
    schedule: (callback, delayMs) => {
      const timer = window.setTimeout(callback, delayMs);
      return () => window.clearTimeout(timer);
    },
  });
  transports.set(window, transport);
  window.addEventListener('pagehide', () => transport.end());
  return transport;
}

function memoryOf(window: Window): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}
