import { type PersonAnswer, personSchema } from '@ruam/shared/api/api.ts';
import { type DehydratedState, dehydrate, hydrate, type Query, type QueryClient } from '@tanstack/react-query';
import { keptOpeningQuery, sessionKey } from '../api/session.ts';
import type { KeptStore } from './keptStore.ts';

/** What a page is drawn from: who may do what where, and the texts. Nothing of who is here, nothing of the moment. */
const keptRoots: ReadonlySet<unknown> = new Set(['cycles', 'cycle', 'framework', 'content']);
const maxAgeMs = 30 * 24 * 60 * 60 * 1_000;
/** Of JSON; the newest answers are kept first. */
const maxLetters = 4 * 1024 * 1024;
const gatherMs = 1_000;
const personKey = 'person';
const queriesKey = (person: string): string => `queries ${person}`;

/**
 * Keeps what this browser's person has read, so that a page without a network can be drawn (docs/sync.md S17): for one
 * person at a time, at most 30 days, until they sign out.
 */
export class KeptQueries {
  readonly #client: QueryClient;
  readonly #store: KeptStore;
  readonly #now: () => number;
  #person: string | null = null;
  #gathering: ReturnType<typeof setTimeout> | undefined;
  #work: Promise<void> = Promise.resolve();

  constructor(client: QueryClient, store: KeptStore, now: () => number) {
    this.#client = client;
    this.#store = store;
    this.#now = now;
  }

  /** Follows who is signed in and what is read; returns how to stop that. */
  start(): () => void {
    const stop = this.#client.getQueryCache().subscribe(({ type, query }) => {
      if (type !== 'updated' || query.state.status !== 'success') return;
      if (query.queryKey[0] === sessionKey[0]) this.#sessionRead(query.state.data as PersonAnswer | null);
      else if (isWanted(query)) this.#gather();
    });
    return () => {
      stop();
      clearTimeout(this.#gathering);
    };
  }

  /** Without an answer: who was signed in here last, with what was kept; null when that is not known. */
  async open(): Promise<PersonAnswer | null> {
    try {
      const person = await this.#lastPerson();
      if (person === null) return null;
      const at = (await this.#fresh(queriesKey(person.id)))?.at ?? this.#now();
      hydrate(this.#client, { mutations: [], queries: await this.#young(person.id) });
      this.#client.setQueryData(keptOpeningQuery.queryKey, at);
      return person;
    } catch {
      return null;
    }
  }

  /** The page is going: keeps at once what was to be kept soon. */
  hasten(): void {
    clearTimeout(this.#gathering);
    this.#gathering = undefined;
    const person = this.#person;
    if (person !== null) this.#later(() => this.#write(person));
  }

  /** Resolves when all that is under way is written. */
  whenIdle(): Promise<void> {
    return this.#work;
  }

  #sessionRead(person: PersonAnswer | null): void {
    const before = this.#person;
    this.#person = person?.id ?? null;
    // Opened from here: that says nothing new.
    if (person !== null && this.#client.getQueryData(keptOpeningQuery.queryKey) != null) return;
    if (person === null) {
      // Signed out here: nothing of theirs stays. A session that has ended by itself leaves what was read.
      if (before === null) this.#later(() => this.#store.write(personKey, { at: 0, value: null }));
      else this.#later(() => this.#store.keepOnly([]));
      return;
    }
    this.#later(async () => {
      await this.#store.keepOnly([personKey, queriesKey(person.id)]);
      await this.#store.write(personKey, { at: this.#now(), value: person });
    });
  }

  #gather(): void {
    this.#gathering ??= setTimeout(() => this.hasten(), gatherMs);
  }

  async #write(person: string): Promise<void> {
    // Another tab may have signed them out.
    if (person !== this.#person || (await this.#lastPerson())?.id !== person) return;
    const { queries: read } = dehydrate(this.#client, { shouldDehydrateQuery: isWanted });
    const hashes = new Set(read.map(({ queryHash }) => queryHash));
    // Of the screens that were not opened today, too.
    const before = (await this.#young(person)).filter(({ queryHash }) => !hashes.has(queryHash));
    let letters = 0;
    const queries = [...read, ...before]
      .toSorted((one, other) => other.state.dataUpdatedAt - one.state.dataUpdatedAt)
      .filter((query) => {
        letters += JSON.stringify(query.state.data)?.length ?? 0;
        return letters <= maxLetters;
      });
    const value: DehydratedState = { mutations: [], queries };
    await this.#store.write(queriesKey(person), { at: this.#now(), value });
  }

  async #lastPerson(): Promise<PersonAnswer | null> {
    const person = personSchema.safeParse((await this.#fresh(personKey))?.value);
    return person.success ? person.data : null;
  }

  async #young(person: string): Promise<DehydratedState['queries']> {
    const kept = await this.#fresh(queriesKey(person));
    const { queries } = (kept?.value ?? { queries: [] }) as DehydratedState;
    return queries.filter(({ state }) => this.#now() - state.dataUpdatedAt < maxAgeMs);
  }

  async #fresh(key: string) {
    const kept = await this.#store.read(key);
    return kept !== null && this.#now() - kept.at < maxAgeMs ? kept : null;
  }

  /** One after the other. A browser that keeps nothing only cannot draw a page without a network. */
  #later(work: () => Promise<void>): void {
    this.#work = this.#work.then(work).catch(() => {});
  }
}

function isWanted({ queryKey, state }: Query): boolean {
  return keptRoots.has(queryKey[0]) && state.status === 'success';
}
