import type { IncomingMessage } from 'node:http';
import { WebSocketServer } from 'ws';
import type { SeededRandom } from '../seededRandom.ts';
import { Link, type LinkUser, type Tap } from './link.ts';

/** What takes upgrade requests. */
interface Door {
  handleUpgrade(request: IncomingMessage, socket: Link['socket']['duplex'], head: Buffer): void;
}

/** All connections of a round. What is said waits until it is delivered. */
export class Network {
  readonly #random: SeededRandom;
  readonly #tap: Tap;
  readonly #slowness: number;
  #links: Link[] = [];

  /** @param slowness how likely a connection is a slow reader */
  constructor(random: SeededRandom, tap: Tap, slowness: number) {
    this.#random = random;
    this.#tap = tap;
    this.#slowness = slowness;
  }

  get isQuiet(): boolean {
    return this.#links.every((link) => link.isQuiet);
  }

  connect(door: Door, person: string, url: string, user: LinkUser): Link {
    const link = new Link(person, user, this.#tap, this.#random.chance(this.#slowness));
    this.#links.push(link);
    const request = { headers: { cookie: `person=${person}` }, url } as IncomingMessage;
    door.handleUpgrade(request, link.socket.duplex, Buffer.alloc(0));
    return link;
  }

  /** Delivers some of what waits, here and there. */
  deliverSome(): void {
    for (const link of this.#links) {
      if (this.#random.chance(0.5)) link.deliverUp(1 + this.#random.below(4));
      if (this.#random.chance(link.isSlow ? 0.1 : 0.5)) link.deliverDown(1 + this.#random.below(6));
    }
    this.#links = this.#links.filter((link) => !link.isOver);
  }

  deliverAll(): void {
    for (const link of this.#links) {
      link.deliverUp(Number.POSITIVE_INFINITY);
      link.deliverDown(Number.POSITIVE_INFINITY);
    }
    this.#links = this.#links.filter((link) => !link.isOver);
  }

  /** A server notices by itself that a peer is gone. */
  cutOneAtServer(): void {
    if (this.#links.length > 0) this.#random.pick(this.#links).cutAtServer();
  }

  serverDied(): void {
    for (const link of this.#links) link.serverDied(this.#random.below(4));
  }
}

/** Makes every WebSocketServer take simulated sockets; returns how to end that. */
export function simulateUpgrades(): () => void {
  const { prototype } = WebSocketServer;
  const { handleUpgrade } = prototype;
  prototype.handleUpgrade = (request, socket, _head, callback) => {
    const { link } = socket as unknown as Link['socket'];
    callback(link.server.ws as Parameters<typeof callback>[0], request);
  };
  return () => {
    prototype.handleUpgrade = handleUpgrade;
  };
}
