import { ByteReader, MalformedError } from './byteReader.ts';
import { awarenessFrame } from './protocol.ts';
import { varUintSize, writeVarUint } from './varUint.ts';

/** A connection as awareness sees it. */
export interface AwarenessPeer {
  readonly person: { readonly id: string; readonly name: string };
  /** When it joined the room, in the room's own count of events. */
  readonly joinedAt: number;
}

interface Presence {
  readonly peer: AwarenessPeer;
  readonly clientId: number;
  readonly clock: number;
  /** Null: the client said that it is away. */
  readonly state: string | null;
}

/** What awareness must know of whose a client id is (S7). */
interface Owners {
  ownerOf(clientId: number): string | null | undefined;
  isStored(clientId: number): boolean;
  ask(clientId: number, personId: string): void;
}

/** A first state that waits until its client id is bound in the store. */
interface Held {
  readonly clientId: number;
  readonly clock: number;
  readonly state: Uint8Array;
}

interface Departure {
  readonly personId: string;
  readonly clock: number;
  readonly at: number;
}

/** Departures that are remembered, to tell late echoes of the departed from a newcomer. */
const maxDepartures = 1_000;
/** A clock counts a client's changes; one near 2^53 would only keep everyone else from ever being newer. */
const maxClock = 2 ** 31 - 1;
/** A message over it is no echo of a room: 250 states of the full size fit. */
const maxMessageBytes = 1024 * 1024;

/**
 * Who is in a room and where their caret is (docs/sync.md S6): the last state of each client, nothing else. One client
 * id a connection, bound to its person before anyone hears of it (S7); its entry gets the verified person; entries of
 * others are echoes, which stock clients send, and are dropped.
 */
export class RoomAwareness {
  readonly #present = new Map<number, Presence>();
  readonly #clientIds = new Map<AwarenessPeer, number>();
  readonly #departed = new Map<number, Departure>();
  readonly #changed = new Map<number, { clock: number; state: string | null }>();
  readonly #held = new Map<AwarenessPeer, Held>();
  readonly #maxStateBytes: number;
  readonly #owners: Owners;
  #events = 0;
  #full: Uint8Array | null = null;

  constructor(maxStateBytes: number, owners: Owners) {
    this.#maxStateBytes = maxStateBytes;
    this.#owners = owners;
  }

  /** The moment of the next join, for `AwarenessPeer.joinedAt`. */
  nextEvent(): number {
    this.#events += 1;
    return this.#events;
  }

  get hasChanges(): boolean {
    return this.#changed.size > 0;
  }

  /** Takes what a peer says. Throws MalformedError. */
  receive(peer: AwarenessPeer, entries: Uint8Array): void {
    if (entries.length > maxMessageBytes) throw new MalformedError('awareness too long');
    const reader = new ByteReader(entries);
    const count = reader.readCount(3);
    for (let index = 0; index < count; index++) {
      const clientId = reader.readVarUint();
      const clock = reader.readVarUint();
      const state = reader.readVarBytes();
      if (state.length > this.#maxStateBytes || clock > maxClock) continue;
      if (!this.#isOwn(peer, clientId, clock, state)) continue;
      if (this.#owners.isStored(clientId)) this.#set(peer, clientId, clock, state);
      else this.#hold(peer, { clientId, clock, state: state.slice() });
    }
    reader.expectEnd();
  }

  /** Client ids were bound: shows who has waited for that. */
  ownersChanged(): void {
    for (const [peer, { clientId, clock, state }] of this.#held) {
      if (!this.#owners.isStored(clientId)) continue;
      this.#held.delete(peer);
      if (this.#isOwn(peer, clientId, clock, state)) this.#set(peer, clientId, clock, state);
    }
  }

  /** The connection ended: its entry and clock are forgotten, the others get null at the same clock. */
  leave(peer: AwarenessPeer): void {
    this.#held.delete(peer);
    const clientId = this.#clientIds.get(peer);
    if (clientId === undefined) return;
    this.#clientIds.delete(peer);
    const presence = this.#present.get(clientId);
    if (presence?.peer !== peer) return;
    this.#present.delete(clientId);
    this.#departed.set(clientId, { personId: peer.person.id, clock: presence.clock, at: this.nextEvent() });
    const oldest = this.#departed.keys().next();
    if (this.#departed.size > maxDepartures && !oldest.done) this.#departed.delete(oldest.value);
    if (presence.state !== null) this.#note(clientId, presence.clock, null);
  }

  /** One frame with every change since the last call, null when there is none. */
  takeChanges(): Uint8Array | null {
    if (this.#changed.size === 0) return null;
    const frame = encode([...this.#changed].map(([clientId, entry]) => ({ clientId, ...entry })));
    this.#changed.clear();
    return frame;
  }

  /** Everyone present, for a joiner; null when nobody is. */
  everyone(): Uint8Array | null {
    if (this.#full !== null) return this.#full;
    const present = [...this.#present.values()].filter(({ state }) => state !== null);
    if (present.length > 0) this.#full = encode(present);
    return this.#full;
  }

  #hold(peer: AwarenessPeer, entry: Held): void {
    // Throws, as it would later.
    if (!isNull(entry.state)) parse(entry.state);
    const before = this.#held.get(peer);
    if (before !== undefined && (before.clientId !== entry.clientId || before.clock >= entry.clock)) return;
    this.#held.set(peer, entry);
    if (before === undefined) this.#owners.ask(entry.clientId, peer.person.id);
  }

  #isOwn(peer: AwarenessPeer, clientId: number, clock: number, state: Uint8Array): boolean {
    const owner = this.#owners.ownerOf(clientId);
    if (owner !== undefined && owner !== peer.person.id) return false;
    const own = this.#clientIds.get(peer);
    if (own !== undefined) return own === clientId && this.#isNews(clientId, clock, state);
    if (isNull(state)) return false;
    const holder = this.#present.get(clientId);
    // An echo never carries a higher clock than the server relayed. The same person's higher one is a client that came
    // back before its old connection was found dead.
    if (holder !== undefined) return holder.peer.person.id === peer.person.id && clock > holder.clock;
    const departure = this.#departed.get(clientId);
    if (departure === undefined || departure.at < peer.joinedAt) return true;
    return departure.personId === peer.person.id && clock > departure.clock;
  }

  /** An equal clock is no news, except that it may say "away". */
  #isNews(clientId: number, clock: number, state: Uint8Array): boolean {
    const known = this.#present.get(clientId);
    if (known === undefined || clock > known.clock) return true;
    return clock === known.clock && isNull(state) && known.state !== null;
  }

  #set(peer: AwarenessPeer, clientId: number, clock: number, state: Uint8Array): void {
    const former = this.#present.get(clientId)?.peer;
    if (former !== undefined && former !== peer) this.#clientIds.delete(former);
    this.#departed.delete(clientId);
    this.#clientIds.set(peer, clientId);
    const verified = isNull(state) ? null : withPerson(state, peer.person);
    this.#present.set(clientId, { peer, clientId, clock, state: verified });
    this.#note(clientId, clock, verified);
  }

  #note(clientId: number, clock: number, state: string | null): void {
    this.#changed.set(clientId, { clock, state });
    this.#full = null;
  }
}

const nullText = [...new TextEncoder().encode('null')];

function isNull(state: Uint8Array): boolean {
  return state.length === nullText.length && nullText.every((byte, index) => state[index] === byte);
}

/** The client's state with the session's person in `user`; a colour and the like stay the client's. */
function withPerson(state: Uint8Array, person: AwarenessPeer['person']): string {
  const value = parse(state);
  const user = isRecord(value.user) ? value.user : {};
  return JSON.stringify({ ...value, user: { ...user, id: person.id, name: person.name } });
}

function parse(state: Uint8Array): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(state));
    if (isRecord(value)) return value;
  } catch {
    // Told below, the same for both.
  }
  throw new MalformedError('awareness state is no object');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function encode(entries: readonly { clientId: number; clock: number; state: string | null }[]): Uint8Array {
  const texts = entries.map(({ state }) => Buffer.from(state ?? 'null', 'utf8'));
  const size = entries.reduce((sum, { clientId, clock }, index) => {
    const length = texts[index]?.length ?? 0;
    return sum + varUintSize(clientId) + varUintSize(clock) + varUintSize(length) + length;
  }, varUintSize(entries.length));
  const bytes = new Uint8Array(size);
  let position = writeVarUint(bytes, 0, entries.length);
  for (const [index, { clientId, clock }] of entries.entries()) {
    const text = texts[index] ?? new Uint8Array();
    position = writeVarUint(bytes, position, clientId);
    position = writeVarUint(bytes, position, clock);
    position = writeVarUint(bytes, position, text.length);
    bytes.set(text, position);
    position += text.length;
  }
  return awarenessFrame(bytes);
}
