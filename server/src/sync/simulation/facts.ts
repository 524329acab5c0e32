import * as Y from 'yjs';

/** One thing that an update says: that a clock of a client was written, or that it was deleted. */
type Fact = number;

/** What updates say, told apart from the production code that reads updates: the judge must not believe the judged. */
export type Facts = ReadonlySet<Fact>;

const factsPerClient = 2 ** 22;
const known = new WeakMap<Uint8Array, Facts>();

/** Client ids of the simulation are below this, so that a fact is a whole number. */
export const clientIdBound = 2 ** 30;

/** The facts of an update (Yjs V1). */
export function factsOf(update: Uint8Array): Facts {
  const before = known.get(update);
  if (before !== undefined) return before;
  const facts = new Set<Fact>();
  const { structs, ds } = Y.decodeUpdate(update);
  for (const struct of structs) {
    if (!(struct instanceof Y.Skip)) add(facts, struct.id.client, struct.id.clock, struct.length, 0);
    // What came into something that is gone says by itself that it is deleted.
    if (struct instanceof Y.GC) add(facts, struct.id.client, struct.id.clock, struct.length, 1);
  }
  for (const [client, ranges] of ds.clients) for (const { clock, len } of ranges) add(facts, client, clock, len, 1);
  known.set(update, facts);
  return facts;
}

/** Everything that a document holds. */
export function factsOfDoc(doc: Y.Doc): Facts {
  return factsOf(Y.encodeStateAsUpdate(doc));
}

/** The first facts that are in none of these. */
export function missing(facts: Facts, ...from: readonly Facts[]): Fact[] {
  const lost: Fact[] = [];
  for (const fact of facts) if (!from.some((each) => each.has(fact))) lost.push(fact);
  return lost;
}

/** The client that wrote it; null for a deletion. */
export function writerOf(fact: Fact): number | null {
  return fact % 2 === 1 ? null : Math.floor(fact / factsPerClient);
}

/** For people: `client:clock`, with a minus sign for a deletion. */
export function told(facts: readonly Fact[]): string {
  const some = facts.slice(0, 5).map((fact) => {
    const client = Math.floor(fact / factsPerClient);
    return `${fact % 2 === 1 ? '-' : ''}${client}:${(fact % factsPerClient) >>> 1}`;
  });
  return `${some.join(' ')}${facts.length > some.length ? ` and ${facts.length - some.length} more` : ''}`;
}

function add(facts: Set<Fact>, client: number, clock: number, length: number, kind: 0 | 1): void {
  const first = client * factsPerClient + clock * 2 + kind;
  for (let index = 0; index < length; index++) facts.add(first + index * 2);
}
