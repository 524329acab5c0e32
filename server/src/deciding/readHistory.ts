import type { HistoryEntry } from '@ruam/shared/api/deciding.ts';
import { levelSchema } from '@ruam/shared/assessment/level.ts';
import { z } from 'zod';
import type { Database } from '../database/database.ts';
import { type ItemKey, readItem } from './decidedItem.ts';
import { importedEntries } from './importedEntries.ts';
import { type ItemEntry, readItemAudit } from './itemAudit.ts';

/** More steps than an item takes in years. */
const maxEntries = 500;

const types = {
  'item.claimed': 'claim',
  'item.approved': 'approval',
  'item.returned': 'decision',
  'item.noted': 'decision',
  'item.postponed': 'decision',
  'item.reopened': 'reopening',
  'item.reopeningRequested': 'reopeningRequest',
  'item.advised': 'advised',
} as const;

/** An archive brought in what came before. */
const importedType = 'item.imported';

/** What the entries name themselves; approvals and decisions have more in their tables. */
const subjectSchema = z.object({
  claim: z.string().optional(),
  approval: z.string().optional(),
  decision: z.string().optional(),
  reopening: z.string().optional(),
  request: z.string().optional(),
  advised: z.string().optional(),
  from: levelSchema.nullable().default(null),
  level: levelSchema.nullable().default(null),
  statement: z.string().nullable().default(null),
  unprovenChecks: z.array(z.string()).default([]),
  snapshot: z.string().nullable().default(null),
  reason: z.string().nullable().default(null),
  rescues: z.array(z.string()).default([]),
});

/** Claims, advised levels, approvals, reopenings, requests for them and other decisions, newest first. Throws `notFound`. */
export async function readHistory(database: Database, key: ItemKey): Promise<HistoryEntry[]> {
  await readItem(database, key);
  const own = await readItemAudit(database, key, [...Object.keys(types), importedType], maxEntries);
  const told = own.map((entry) => (entry.type === importedType ? importedEntries(database, entry) : [entry]));
  const entries = (await Promise.all(told)).flat();
  const [approvals, decisions, statements] = await Promise.all([
    approvalsOf(database, key),
    decisionsOf(database, key),
    advisedStatementsOf(database, key),
  ]);
  const lastReopening = entries.find(({ type }) => type === 'item.reopened')?.seq ?? 0;
  return entries.flatMap((entry) => tellEntry(entry, { approvals, decisions, statements, lastReopening }) ?? []);
}

interface Known {
  readonly approvals: ReadonlyMap<string, ApprovalRow>;
  readonly decisions: ReadonlyMap<string, DecisionRow>;
  /** Of advised levels, by their ids. */
  readonly statements: ReadonlyMap<string, string | null>;
  /** Number of the newest reopening's entry, 0 without one. */
  readonly lastReopening: number;
}

function tellEntry(entry: ItemEntry, { approvals, decisions, statements, lastReopening }: Known): HistoryEntry | null {
  const { seq, at, person, personName } = entry;
  const past = { seq, at, person, personName };
  const subject = subjectSchema.parse(entry.subject);
  switch (types[entry.type as keyof typeof types]) {
    case 'claim': {
      const { claim: id = '', from, level, statement, unprovenChecks, snapshot: snapshotId } = subject;
      return { ...past, id, type: 'claim', from, level, statement, unprovenChecks, snapshotId };
    }
    case 'approval': {
      const approval = approvals.get(subject.approval ?? '');
      return approval === undefined ? null : { ...past, type: 'approval', ...approval };
    }
    case 'decision': {
      const decision = decisions.get(subject.decision ?? '');
      return decision === undefined ? null : { ...past, type: 'decision', ...decision };
    }
    case 'reopening':
      return { ...past, id: subject.reopening ?? '', type: 'reopening', reason: subject.reason ?? '' };
    case 'advised': {
      const { advised: id = '', from, level } = subject;
      return { ...past, id, type: 'advised', from, level, statement: statements.get(id) ?? null };
    }
    case 'reopeningRequest': {
      const { request: id = '', reason, rescues } = subject;
      return { ...past, id, type: 'reopeningRequest', reason: reason ?? '', rescues, isAnswered: seq < lastReopening };
    }
  }
}

type ApprovalRow = Omit<HistoryEntry & { type: 'approval' }, 'type' | keyof Past>;
type DecisionRow = Omit<HistoryEntry & { type: 'decision' }, 'type' | keyof Past>;
type Past = Pick<ItemEntry, 'seq' | 'at' | 'person' | 'personName'>;

async function approvalsOf(database: Database, { cycle, code }: ItemKey): Promise<ReadonlyMap<string, ApprovalRow>> {
  const rows = await database
    .selectFrom('approval')
    .leftJoin('meeting', 'meeting.id', 'approval.meetingId')
    .leftJoin('person', 'person.id', 'approval.conditionsMetBy')
    .select(['approval.id', 'level', 'resolution', 'snapshotId', 'contentHash', 'certificateId', 'reopeningId'])
    .select(['conditions', 'conditionsDeadline', 'conditionsMetAt', 'person.name as metByName'])
    .select(['meetingId', 'meeting.number', 'meeting.date'])
    .where('approval.cycleId', '=', cycle)
    .where('itemCode', '=', code)
    .execute();
  return new Map(
    rows.map(({ conditions: text, conditionsDeadline, conditionsMetAt: metAt, metByName, ...row }) => {
      const { id, level, resolution, snapshotId, contentHash, certificateId, reopeningId } = row;
      const conditions = text === null ? null : { text, deadline: conditionsDeadline ?? '', metAt, metByName };
      const told = { id, level, resolution, snapshotId, contentHash, certificateId, conditions };
      return [id, { ...told, meeting: meetingOf(row), isSuperseded: reopeningId !== null }];
    }),
  );
}

async function decisionsOf(database: Database, { cycle, code }: ItemKey): Promise<ReadonlyMap<string, DecisionRow>> {
  const rows = await database
    .selectFrom('decision')
    .leftJoin('meeting', 'meeting.id', 'decision.meetingId')
    .select(['decision.id', 'kind', 'resolution', 'reason', 'until', 'meetingId', 'meeting.number', 'meeting.date'])
    .where('decision.cycleId', '=', cycle)
    .where('itemCode', '=', code)
    .execute();
  return new Map(
    rows.map(({ id, kind, resolution, reason, until, ...row }) => {
      return [id, { id, kind, resolution, reason, until, meeting: meetingOf(row) }];
    }),
  );
}

async function advisedStatementsOf(
  database: Database,
  { cycle, code }: ItemKey,
): Promise<ReadonlyMap<string, string | null>> {
  const rows = await database
    .selectFrom('advisedLevel')
    .select(['id', 'statement'])
    .where('cycleId', '=', cycle)
    .where('itemCode', '=', code)
    .execute();
  return new Map(rows.map(({ id, statement }) => [id, statement]));
}

function meetingOf({ meetingId: id, number, date }: { meetingId: string; number: string | null; date: string | null }) {
  return number === null ? null : { id, number, date };
}
