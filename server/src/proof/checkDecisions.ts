import { isLockedByDecision } from '@ruam/shared/deciding/coverage.ts';
import type { DecidedTable, ProofProblem, ProofProblemKind } from '@ruam/shared/proof/auditChain.ts';
import type { Selectable } from 'kysely';
import type { Database } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import { agencyChain, cycleChain, readStoredAudit } from '../events/audit.ts';
import { beginReplay, type Replay, replayEntry, replayItem } from './replayDecisions.ts';

const pageSize = 500;
const recordTables = ['claim', 'advisedLevel', 'approval', 'reopening', 'decision'] as const;

type Row = Readonly<Record<string, string | number | null>> & { readonly id: string };

/** What is stored of a cycle's decisions. */
interface Stored {
  readonly items: readonly Pick<
    Selectable<Schema['item']>,
    'code' | 'kind' | 'status' | 'claimed' | 'advised' | 'approved'
  >[];
  readonly documents: readonly Pick<
    Selectable<Schema['document']>,
    'id' | 'item' | 'kind' | 'level' | 'state' | 'lockEpoch'
  >[];
  readonly records: ReadonlyMap<(typeof recordTables)[number], readonly Row[]>;
  /** A backup was restored: that raised the epochs of documents (docs/sync.md S14). */
  readonly isRestored: boolean;
}

/** Replays the decisions of a cycle from its chain and compares them with what is stored (docs/proof.md V5). */
export async function checkDecisions(database: Database, cycle: string): Promise<readonly ProofProblem[]> {
  const replay = beginReplay();
  let end = await replayAfter(database, replay, cycle, 0);
  for (;;) {
    const stored = await readStored(database, cycle);
    // Every decision writes an entry in its own transaction: with none that is new, both are of one moment.
    const newEnd = await replayAfter(database, replay, cycle, end);
    if (newEnd === end) return compare(cycle, replay, stored);
    end = newEnd;
  }
}

/** Every cycle of the store, and every one that a chain is of. */
export async function listCycles(database: Database, chains: readonly string[]): Promise<readonly string[]> {
  const rows = await database.selectFrom('cycle').select('id').execute();
  const prefix = cycleChain('');
  const ofChains = chains.filter((chain) => chain.startsWith(prefix)).map((chain) => chain.slice(prefix.length));
  return [...new Set([...rows.map(({ id }) => id), ...ofChains])].sort();
}

/** Reads on behind `seq`; gives the last number. */
async function replayAfter(database: Database, replay: Replay, cycle: string, seq: number): Promise<number> {
  let last = seq;
  for (;;) {
    const page = await readStoredAudit(database, cycleChain(cycle), last, pageSize);
    for (const stored of page) {
      if (stored.entry !== null) replayEntry(replay, cycle, stored.entry);
      last = stored.seq;
    }
    if (page.length < pageSize) return last;
  }
}

async function readStored(database: Database, cycle: string): Promise<Stored> {
  const items = await database
    .selectFrom('item')
    .select(['code', 'kind', 'status', 'claimed', 'advised', 'approved'])
    .where('cycleId', '=', cycle)
    .orderBy('position')
    .execute();
  const documents = await database
    .selectFrom('document')
    .select(['id', 'item', 'kind', 'level', 'state', 'lockEpoch'])
    .where('cycleId', '=', cycle)
    .orderBy('id')
    .execute();
  const records = new Map<(typeof recordTables)[number], readonly Row[]>();
  for (const table of recordTables)
    records.set(
      table,
      await database.selectFrom(table).selectAll().where('cycleId', '=', cycle).orderBy('id').execute(),
    );
  const isRestored = await wasRestored(database, cycle);
  return { items, documents, records, isRestored };
}

/** A restore says so in the chain of each agency. */
async function wasRestored(database: Database, cycle: string): Promise<boolean> {
  const owner = await database.selectFrom('cycle').select('agencyId').where('id', '=', cycle).executeTakeFirst();
  if (owner === undefined) return false;
  const entry = await database
    .selectFrom('audit')
    .select('seq')
    .where('chain', '=', agencyChain(owner.agencyId))
    .where('type', '=', 'backup.restored')
    .limit(1)
    .executeTakeFirst();
  return entry !== undefined;
}

function compare(cycle: string, replay: Replay, stored: Stored): readonly ProofProblem[] {
  const chain = cycleChain(cycle);
  const problems: ProofProblem[] = [];
  const found: Found = (kind, table, id, { column = null, seq = null } = {}) => {
    problems.push({ kind, chain, seq, certificate: null, isHeld: false, record: { table, id, column } });
  };
  compareItems(replay, stored, found);
  compareDocuments(replay, stored, found);
  compareRecords(replay, stored, found);
  return problems;
}

type Found = (
  kind: Extract<ProofProblemKind, `record${string}`>,
  table: DecidedTable,
  id: string,
  where?: { readonly column?: string; readonly seq?: number | null },
) => void;

function compareItems({ events, begun }: Replay, { items }: Stored, found: Found): void {
  for (const item of items) {
    const own = events.get(item.code) ?? [];
    const told = replayItem(item.kind, own, begun.get(item.code));
    const seq = own.at(-1)?.seq ?? null;
    for (const column of ['claimed', 'advised', 'approved', 'status'] as const)
      if (told[column] !== undefined && told[column] !== item[column])
        found('recordChanged', 'item', item.code, { column, seq });
  }
  const present = new Set(items.map(({ code }) => code));
  for (const [code, own] of events)
    if (!present.has(code)) found('recordMissing', 'item', code, { seq: own.at(-1)?.seq ?? null });
}

/** What no entry names is open, as it was made. */
function compareDocuments({ documents }: Replay, stored: Stored, found: Found): void {
  for (const { id, item, kind, state, lockEpoch } of stored.documents) {
    const told = documents.get(id);
    if (told === undefined && !isLockedByDecision({ kind })) continue;
    const { seq, ...expected } = told ?? { item, state: 'open', lockEpoch: 0, seq: null };
    const isEpoch = stored.isRestored ? lockEpoch >= expected.lockEpoch : lockEpoch === expected.lockEpoch;
    if (state !== expected.state) found('recordChanged', 'document', id, { column: 'state', seq });
    if (!isEpoch) found('recordChanged', 'document', id, { column: 'lockEpoch', seq });
    if (item !== expected.item) found('recordChanged', 'document', id, { column: 'item', seq });
  }
  const present = new Set(stored.documents.map(({ id }) => id));
  for (const [id, { seq }] of documents) if (!present.has(id)) found('recordMissing', 'document', id, { seq });
}

function compareRecords({ records, locked }: Replay, stored: Stored, found: Found): void {
  const present = new Set<string>();
  const levelOf = new Map(stored.documents.map(({ id, level }) => [id, level]));
  for (const [table, rows] of stored.records)
    for (const row of rows) {
      const told = records.get(row.id);
      if (told?.table !== table) {
        found('recordUntold', table, row.id);
        continue;
      }
      present.add(row.id);
      const { seq } = told;
      const own = locked.get(row.id)?.find(({ id }) => levelOf.get(id) === told.columns.level);
      const columns = own === undefined ? told.columns : { ...told.columns, lockEpoch: own.lockEpoch };
      for (const [column, value] of Object.entries(columns))
        if (row[column] !== value) found('recordChanged', table, row.id, { column, seq });
    }
  for (const { table, id, seq } of records.values()) if (!present.has(id)) found('recordMissing', table, id, { seq });
}
