import { createHash } from 'node:crypto';
import type { AuditEntry } from '@ruam/shared/api/api.ts';
import { type Level, levelRank, levelSchema } from '@ruam/shared/assessment/level.ts';
import { contentAsText } from '@ruam/shared/document/text.ts';
import { readContent } from '@ruam/shared/document/yjs.ts';
import { computeScoreboard } from '@ruam/shared/score/score.ts';
import canonicalize from 'canonicalize';
import { frameworkOf, scoreInputOf } from '../cycle/readCycle.ts';
import type { Database } from '../database/database.ts';
import { cycleChain, readAudit } from '../events/audit.ts';
import { readHeld } from '../sync/gate.ts';

/** What the audit chain says of an item's values. */
interface Values {
  readonly claimed: Level | null;
  readonly approved: Level | null;
}

/** Follows the chain of a cycle: checks every entry, and keeps the values that the entries add up to. */
export class ChainFollower {
  readonly #database: Database;
  readonly #cycle: string;
  readonly values = new Map<string, Values>();
  /** Ids of all approvals and reopenings in the chain. */
  readonly decisions = new Set<string>();
  #head: { seq: number; hash: string | null } = { seq: 0, hash: null };

  /** @param imported the values before the first entry */
  constructor(database: Database, cycle: string, imported: readonly ({ readonly code: string } & Values)[]) {
    this.#database = database;
    this.#cycle = cycle;
    for (const { code, claimed, approved } of imported) this.values.set(code, { claimed, approved });
  }

  /** Reads what is new. Returns what is wrong with it. */
  async follow(): Promise<string[]> {
    const problems: string[] = [];
    for (;;) {
      const entries = await readAudit(this.#database, cycleChain(this.#cycle), this.#head.seq, 500);
      for (const entry of entries) {
        problems.push(...this.#problemsOf(entry));
        this.#head = entry;
        this.#take(entry);
      }
      if (entries.length === 0) return problems;
    }
  }

  get length(): number {
    return this.#head.seq;
  }

  #problemsOf({ hash, ...entry }: AuditEntry): string[] {
    const { seq, previousHash } = entry;
    return [
      ...(seq === this.#head.seq + 1 ? [] : [`${seq} follows ${this.#head.seq}`]),
      ...(previousHash === this.#head.hash ? [] : [`${seq} names another entry before it`]),
      ...(sha256(canonicalize(entry) ?? '') === hash ? [] : [`${seq} has another hash`]),
    ];
  }

  #take({ type, subject }: AuditEntry): void {
    const code = String(subject.item);
    const before = this.values.get(code) ?? { claimed: null, approved: null };
    const level = levelSchema.nullable().safeParse(subject.level).data ?? null;
    if (type === 'item.claimed') this.values.set(code, { ...before, claimed: level });
    if (type === 'item.approved') {
      this.values.set(code, { ...before, approved: level });
      this.decisions.add(String(subject.approval));
    }
    if (type === 'item.reopened') {
      this.values.set(code, { ...before, approved: null });
      this.decisions.add(String(subject.reopening));
    }
  }
}

/** The scoreboard that the records add up to, the items' own columns left out. */
export async function scoreOfRecords(
  database: Database,
  cycle: string,
  values: ReadonlyMap<string, Values>,
  value: 'claimed' | 'approved' | 'latest',
): Promise<unknown> {
  const [framework, input] = await Promise.all([frameworkOf(database, cycle), scoreInputOf(database, cycle)]);
  const items = input.items.map(({ code }) => ({
    code,
    advised: null,
    ...(values.get(code) ?? { claimed: null, approved: null }),
  }));
  return computeScoreboard(framework, { ...input, items }, { value, profile: 'weakest-link' });
}

/**
 * What is wrong with an item's locks: a document is locked exactly when a standing approval covers it, its content is
 * then the one that was hashed, and what was hashed has that hash.
 */
export async function lockProblems(database: Database, cycle: string, code: string): Promise<string[]> {
  const approvals = await database
    .selectFrom('approval')
    .innerJoin('snapshot', 'snapshot.id', 'approval.snapshotId')
    .select(['approval.id', 'approval.level', 'approval.contentHash', 'snapshot.hashed'])
    .where('approval.cycleId', '=', cycle)
    .where('approval.itemCode', '=', code)
    .where('approval.reopeningId', 'is', null)
    .execute();
  const documents = await database
    .selectFrom('document')
    .select(['id', 'level', 'state'])
    .where('cycleId', '=', cycle)
    .where('item', '=', code)
    .where('kind', '=', 'evidence')
    .execute();
  const problems = approvals.flatMap(({ id, contentHash, hashed }) =>
    sha256(hashed) === contentHash ? [] : [`approval ${id} names another hash`],
  );
  for (const { id, level, state } of documents) {
    const covering = approvals.filter((approval) => levelRank(approval.level) >= levelRank(level));
    if (state !== (covering.length > 0 ? 'locked' : 'open')) problems.push(`${code} ${level} is ${state}`);
    const content = await database.transaction().execute((work) => readHeld(work, id, readContent));
    for (const { hashed } of covering)
      if (canonicalize(contentIn(hashed, id)) !== canonicalize(content)) problems.push(`${code} ${level} differs`);
  }
  return problems;
}

/** The committed text of a document. */
export async function storedText(database: Database, documentId: string): Promise<string> {
  const content = await database.transaction().execute((work) => readHeld(work, documentId, readContent));
  return content === null ? '' : contentAsText(content);
}

function contentIn(hashed: string, id: string): unknown {
  const { documents } = JSON.parse(hashed) as { documents: readonly { id: string; content: unknown }[] };
  return documents.find((document) => document.id === id)?.content;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
