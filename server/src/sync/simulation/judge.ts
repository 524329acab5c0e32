import { readRefusal } from '@ruam/shared/sync/rescue.ts';
import type { Committed } from './committed.ts';
import { type Facts, factsOf, missing, told, writerOf } from './facts.ts';
import { readFrame, updateIn } from './frames.ts';
import type { Link, Tap } from './link.ts';

/** What was said over a connection, as far as a promise may be made about it. */
interface Account {
  /** The updates that the client sent, in order. */
  readonly sent: Facts[];
  /** How many updates were sent before the question for an ack. */
  readonly asked: Map<number, number>;
  /** What reached the server. */
  readonly heard: Set<number>;
}

/** Ends of a connection after a refusal. */
interface Refused {
  readonly link: Link;
  readonly heard: Facts;
}

/**
 * Knows what was ever made, shown and promised, and holds it against what is committed. Rules are those of docs/sync.md;
 * what it finds is kept in `violations`, because nobody in the server would pass an error on.
 */
export class Judge implements Tap {
  readonly violations: string[] = [];
  readonly #committed: Committed;
  readonly #accounts = new WeakMap<Link, Account>();
  readonly #owners = new Map<number, string>();
  readonly #made = new Set<number>();
  /** Deletions that follow from others when they meet in a replica. */
  readonly #followed = new Set<number>();
  readonly #rolledBack = new Set<number>();
  /** What people made while they had no right to write. */
  readonly #forbidden = new Map<string, Set<number>>();
  #refused: Refused[] = [];
  /** What rescues held when someone was told of them. */
  readonly #kept = new Set<number>();
  readonly #note: (step: string) => void;

  /** @param note writes down what happens */
  constructor(committed: Committed, note: (step: string) => void) {
    this.#committed = committed;
    this.#note = note;
  }

  fail(rule: string, what: string): void {
    this.violations.push(`${rule}: ${what}`);
    this.#note(`!! ${rule}: ${what}`);
  }

  owns(clientId: number, person: string): void {
    this.#owners.set(clientId, person);
  }

  ownerOf(clientId: number): string | undefined {
    return this.#owners.get(clientId);
  }

  /** Someone made an edit, sent or not. */
  made(person: string, update: Uint8Array, mayWrite: boolean): void {
    const forbidden = this.#forbidden.get(person) ?? new Set();
    for (const fact of factsOf(update)) {
      // A deletion can be made twice, once with the right to.
      if (!mayWrite && !this.#made.has(fact)) forbidden.add(fact);
      // And after a restore, too, which had brought back what it deletes: that is an edit of its own.
      if (writerOf(fact) === null) this.#rolledBack.delete(fact);
      this.#made.add(fact);
    }
    this.#forbidden.set(person, forbidden);
  }

  /** Something may come into the document, or not: nobody would miss it. */
  offered(update: Uint8Array): void {
    for (const fact of factsOf(update)) this.#followed.add(fact);
  }

  /** What others made came into a replica. */
  came(update: Uint8Array): void {
    for (const fact of factsOf(update)) if (writerOf(fact) === null) this.#followed.add(fact);
  }

  /** What was made without the right to write may come into the document again. */
  mayWriteAgain(person: string): void {
    this.#forbidden.delete(person);
  }

  /** A client puts a frame on its way. */
  clientSent(link: Link, frame: Uint8Array): void {
    const account = this.#account(link);
    const update = updateIn(frame);
    if (update !== null) account.sent.push(factsOf(update));
    const message = readFrame(frame);
    if (message.kind === 'ack') account.asked.set(message.n, account.sent.length);
  }

  heard(link: Link, frame: Uint8Array): void {
    const update = updateIn(frame);
    if (update === null) return;
    const { heard } = this.#account(link);
    for (const fact of factsOf(update)) heard.add(fact);
  }

  sent(link: Link, frame: Uint8Array): void {
    const message = readFrame(frame);
    if (message.kind === 'update') {
      const early = missing(factsOf(message.update), this.#committed.facts);
      if (early.length > 0) this.fail('S3', `${link.person} is shown what is not committed: ${told(early)}`);
    }
    if (message.kind !== 'ack') return;
    const { sent, asked } = this.#account(link);
    const acknowledged = sent.slice(0, asked.get(message.n) ?? 0);
    for (const facts of acknowledged) {
      const early = missing(facts, this.#committed.facts);
      if (early.length > 0)
        this.fail('S4', `${link.person} has ack ${message.n} for what is not stored: ${told(early)}`);
    }
  }

  closed(link: Link, code: number, reason: string): void {
    this.#note(`server closes ${link.person} ${code} ${reason}`);
    const id = /rescue=(\S+)$/.exec(reason)?.[1] ?? readRefusal(reason)?.rescueId;
    if (id === undefined) {
      if (code === 4423 || code === 4413) this.fail('S5', `${code} without a rescue: ${reason}`);
      return;
    }
    const kept = this.#committed.rescue(id);
    if (kept === null) this.fail('S5', `${code} before the rescue ${id} is stored`);
    for (const fact of kept ?? []) this.#kept.add(fact);
    this.#refused.push({ link, heard: this.#account(link).heard });
  }

  /** A row of the log: nothing from nowhere, nothing under another's id (S7). */
  committedRow(personId: string | null, sequence: number, facts: Facts): void {
    this.#note(`row ${sequence} of ${personId}`);
    const unknown = missing(facts, this.#made, this.#followed);
    if (unknown.length > 0) this.fail('S3', `row ${sequence} holds what nobody made: ${told(unknown)}`);
    for (const fact of facts) {
      const writer = writerOf(fact);
      if (writer === null || this.#owners.get(writer) === (personId ?? 'server')) continue;
      this.fail('S7', `row ${sequence} of ${personId} is written by client ${writer} of ${this.#owners.get(writer)}`);
      break;
    }
    const returned = [...facts].filter((fact) => this.#rolledBack.has(fact));
    if (returned.length > 0) this.fail('S14', `row ${sequence} brings back what was restored away: ${told(returned)}`);
    const forbidden = this.#forbidden.get(personId ?? '');
    if (forbidden && [...facts].some((fact) => forbidden.has(fact)))
      this.fail('S5', `row ${sequence} was made by ${personId} without the right to write`);
  }

  /** A client shows "saved". */
  saved(name: string, facts: Facts): void {
    const early = missing(facts, this.#committed.facts, this.#rolledBack);
    if (early.length > 0) this.fail('S4', `${name} shows "saved" and is not: ${told(early)}`);
  }

  /** A replica is given up after a rescue. */
  retired(name: string, person: string, facts: Facts): void {
    const lost = missing(facts, this.#committed.facts, this.#rescued(person), this.#rolledBack);
    if (lost.length > 0) this.fail('S5', `${name} gives up what is nowhere else: ${told(lost)}`);
  }

  /** A backup was restored. */
  restored(): void {
    for (const fact of this.#committed.restored()) this.#rolledBack.add(fact);
  }

  /** The server died, or could not store: a refusal that it had not finished is nobody's promise. */
  refusalsEnded(): void {
    this.#refused = this.#refused.filter((refused) => this.#unrescued(refused).length === 0);
  }

  /** At the end: everything refused is in a rescue, everything ever made is in the document, a rescue or `held`. */
  accountFor(document: Facts, held: Facts): void {
    const gone = missing(this.#committed.facts, document);
    if (gone.length > 0) this.fail('S3', `committed and not in the document: ${told(gone)}`);
    const nowhere = missing(document, this.#committed.facts);
    if (nowhere.length > 0) this.fail('S3', `in the document and in no row: ${told(nowhere)}`);
    for (const refused of this.#refused) {
      const lost = this.#unrescued(refused);
      if (lost.length > 0) this.fail('S5', `refused from ${refused.link.person}, and in no rescue: ${told(lost)}`);
    }
    const rescues = new Set(this.#committed.rescues().flatMap(({ facts }) => [...facts]));
    const given = missing(this.#kept, document, rescues, this.#rolledBack);
    if (given.length > 0) this.fail('S5', `kept once, and in no rescue: ${told(given)}`);
    const lost = missing(this.#made, document, rescues, held, this.#rolledBack);
    if (lost.length > 0) this.fail('S5', `made, and lost: ${told(lost)}`);
  }

  #unrescued({ link, heard }: Refused): number[] {
    return missing(heard, this.#committed.facts, this.#rescued(link.person), this.#rolledBack);
  }

  #rescued(person: string): Facts {
    const own = this.#committed.rescues().filter(({ personId }) => personId === person);
    return new Set(own.flatMap(({ facts }) => [...facts]));
  }

  #account(link: Link): Account {
    const before = this.#accounts.get(link);
    if (before !== undefined) return before;
    const account: Account = { sent: [], asked: new Map(), heard: new Set() };
    this.#accounts.set(link, account);
    return account;
  }
}
