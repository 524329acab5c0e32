import { createHash } from 'node:crypto';
import type { AuditEntry } from '@ruam/shared/api/api.ts';
import type { ScoreValue } from '@ruam/shared/assessment/assessment.ts';
import { levelRank, levelSchema } from '@ruam/shared/assessment/level.ts';
import { type ItemEvent, type ItemState, nextState } from '@ruam/shared/deciding/workflow.ts';
import { contentAsText } from '@ruam/shared/document/text.ts';
import { readContent } from '@ruam/shared/document/yjs.ts';
import { computeScoreboard } from '@ruam/shared/score/score.ts';
import canonicalize from 'canonicalize';
import { frameworkOf, scoreInputOf } from '../cycle/readCycle.ts';
import type { Database } from '../database/database.ts';
import { cycleChain, readAudit } from '../events/audit.ts';
import { readHeld } from '../sync/gate.ts';

/** Follows the chain of a cycle: checks every entry, and keeps where each item stands by what the entries say. */
export class ChainFollower {
  readonly #database: Database;
  readonly #cycle: string;
  readonly states = new Map<string, ItemState>();
  /** Ids of all approvals and other decisions in the chain. */
  readonly decisions = new Set<string>();
  #head: { seq: number; hash: string | null } = { seq: 0, hash: null };

  /** @param imported the items before the first entry */
  constructor(
    database: Database,
    cycle: string,
    imported: readonly ({ readonly code: string } & Omit<ItemState, 'hasOpenConditions'>)[],
  ) {
    this.#database = database;
    this.#cycle = cycle;
    for (const { code, ...state } of imported) this.states.set(code, { ...state, hasOpenConditions: false });
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
    const before = this.states.get(code);
    const event = eventOf(type, subject);
    if (before === undefined || event === null) return;
    this.states.set(code, nextState(before, event));
    for (const id of [subject.approval, subject.decision, subject.reopening])
      if (typeof id === 'string') this.decisions.add(id);
  }
}

/** What an entry says has happened to its item; null when nothing has. */
function eventOf(type: string, subject: AuditEntry['subject']): ItemEvent | null {
  const level = levelSchema.nullable().safeParse(subject.level).data ?? null;
  switch (type) {
    case 'item.claimed':
      return level === null ? { type: 'withdraw' } : { type: 'claim', level };
    case 'item.advised':
      return { type: 'advise', level };
    case 'item.approved':
      return { type: 'approve', level, withConditions: subject.conditions !== undefined };
    case 'item.conditionsMet':
      return { type: 'meetConditions' };
    case 'item.returned':
      return { type: 'return' };
    case 'item.noted':
      return { type: 'note' };
    case 'item.postponed':
      return { type: 'postpone' };
    case 'item.reopened':
      return { type: 'reopen' };
    default:
      return null;
  }
}

/** The scoreboard that the records add up to, the items' own columns left out. */
export async function scoreOfRecords(
  database: Database,
  cycle: string,
  states: ReadonlyMap<string, ItemState>,
  value: ScoreValue,
): Promise<unknown> {
  const [framework, input] = await Promise.all([frameworkOf(database, cycle), scoreInputOf(database, cycle)]);
  const items = input.items.map(({ code, ...stored }) => {
    const { claimed, advised, approved } = states.get(code) ?? stored;
    return { code, claimed, advised, approved };
  });
  return computeScoreboard(framework, { ...input, items }, { value, profile: 'weakest-link' });
}

/** What is wrong with an item's row, held against what the chain says. */
export async function rowProblems(
  database: Database,
  cycle: string,
  code: string,
  state: ItemState | undefined,
): Promise<string[]> {
  const row = await database
    .selectFrom('item')
    .select(['status', 'claimed', 'advised', 'approved'])
    .where('cycleId', '=', cycle)
    .where('code', '=', code)
    .executeTakeFirstOrThrow();
  const words = ({ status, claimed, advised, approved }: typeof row): string =>
    [status, claimed, advised, approved].join(' ');
  if (state === undefined || words(row) === words(state)) return [];
  return [`${code} is ${words(row)}, and by the chain ${words(state)}`];
}

/**
 * What is wrong with an item's locks: a document is locked exactly when a standing approval covers it, its content is
 * then the one that was hashed, and what was hashed has that hash.
 */
export async function lockProblems(database: Database, cycle: string, code: string): Promise<string[]> {
  const approvals = await database
    .selectFrom('approval')
    .innerJoin('snapshot', 'snapshot.id', 'approval.snapshotId')
    .leftJoin('certificate', 'certificate.id', 'approval.certificateId')
    .select(['approval.id', 'approval.level', 'approval.contentHash', 'snapshot.hashed', 'certificate.content'])
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
  const problems = approvals.flatMap(({ id, contentHash, hashed, content }) => {
    const certified = content === null ? null : (JSON.parse(content) as { contentHash: string }).contentHash;
    const isRight = sha256(hashed) === contentHash && certified === contentHash;
    return isRight ? [] : [`approval ${id} or its certificate names another hash`];
  });
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
