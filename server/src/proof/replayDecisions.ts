import type { AuditEntry } from '@ruam/shared/api/api.ts';
import { conditionsSchema } from '@ruam/shared/api/deciding.ts';
import {
  type DocumentState,
  documentStateSchema,
  type ItemKind,
  itemStatusSchema,
} from '@ruam/shared/assessment/assessment.ts';
import { levelSchema } from '@ruam/shared/assessment/level.ts';
import { type ItemEvent, type ItemState, nextState } from '@ruam/shared/deciding/workflow.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { DecidedTable } from '@ruam/shared/proof/auditChain.ts';
import { z } from 'zod';

/** A row that an entry tells of, with the columns that follow from the entries. */
interface ToldRecord {
  readonly table: Exclude<DecidedTable, 'item' | 'document'>;
  readonly id: string;
  /** The newest entry that says something of it. */
  readonly seq: number;
  readonly columns: Readonly<Record<string, string | number | null>>;
}

/** A document that an approval has locked or a reopening has opened. */
interface ToldDocument {
  readonly item: string;
  readonly state: DocumentState;
  readonly lockEpoch: number;
  readonly seq: number;
}

/** What the entries of a cycle's chain add up to (docs/proof.md V5). */
export interface Replay {
  /** By item. */
  readonly events: Map<string, { readonly event: ItemEvent; readonly seq: number }[]>;
  /** By id: ids are unique over the tables. */
  readonly records: Map<string, ToldRecord>;
  readonly documents: Map<string, ToldDocument>;
  /** By approval: the documents it locked, with their epochs. */
  readonly locked: Map<string, readonly LockedDocument[]>;
  /** Where items stood when an archive brought them in. */
  readonly begun: Map<string, Omit<ItemState, 'kind'>>;
}

type LockedDocument = z.infer<typeof documentSchema>;

/** Where an item stands after its entries; undefined where no entry says it: an imported report gives the beginning. */
interface ReplayedItem {
  readonly claimed: ItemState['claimed'] | undefined;
  readonly advised: ItemState['advised'];
  readonly approved: ItemState['approved'];
  readonly status: ItemState['status'] | undefined;
}

export function beginReplay(): Replay {
  return { events: new Map(), records: new Map(), documents: new Map(), locked: new Map(), begun: new Map() };
}

/** Adds what an entry says. One that is of another type, or that cannot be read, says nothing. */
export function replayEntry(replay: Replay, cycle: string, entry: AuditEntry): void {
  const parsed = decidedSchema.safeParse({ ...entry.subject, type: entry.type });
  if (!parsed.success) return;
  const { seq, at, person } = entry;
  const told = parsed.data;
  const by = { cycleId: cycle, itemCode: told.item, personId: person, at };
  const happened = (event: ItemEvent): void => {
    replay.events.set(told.item, [...(replay.events.get(told.item) ?? []), { event, seq }]);
  };
  const record = (table: ToldRecord['table'], id: string, columns: ToldRecord['columns']): void => {
    replay.records.set(id, { table, id, seq, columns: { ...by, ...columns } });
  };
  const amend = (ids: readonly string[], columns: ToldRecord['columns']): void => {
    for (const id of ids) {
      const before = replay.records.get(id);
      if (before) replay.records.set(id, { ...before, seq, columns: { ...before.columns, ...columns } });
    }
  };
  const gated = (documents: readonly LockedDocument[], state: DocumentState): void => {
    for (const { id, lockEpoch } of documents) replay.documents.set(id, { item: told.item, state, lockEpoch, seq });
  };
  switch (told.type) {
    case 'item.imported':
      replay.begun.set(told.item, told.state);
      for (const { table, id, columns } of told.records) replay.records.set(id, { table, id, seq, columns });
      for (const { id, ...standing } of told.documents) replay.documents.set(id, { ...standing, item: told.item, seq });
      break;
    case 'item.claimed': {
      const { level, statement, unprovenChecks, snapshot } = told;
      happened(level === null ? { type: 'withdraw' } : { type: 'claim', level });
      const unproven = JSON.stringify(unprovenChecks);
      record('claim', told.claim, { level, statement, unprovenChecks: unproven, snapshotId: snapshot });
      break;
    }
    case 'item.advised':
      happened({ type: 'advise', level: told.level });
      record('advisedLevel', told.advised, { level: told.level });
      break;
    case 'item.approved': {
      const { level, resolution, contentHash, conditions = null } = told;
      happened({ type: 'approve', level, withConditions: conditions !== null });
      record('approval', told.approval, {
        ...{ level, resolution, contentHash, meetingId: told.meeting, snapshotId: told.snapshot },
        ...{ certificateId: told.certificate, reopeningId: null, conditionsMetAt: null, conditionsMetBy: null },
        ...{ conditions: conditions?.text ?? null, conditionsDeadline: conditions?.deadline ?? null },
      });
      replay.locked.set(told.approval, told.documents);
      gated(told.documents, 'locked');
      break;
    }
    case 'item.conditionsMet':
      happened({ type: 'meetConditions' });
      amend(told.approvals, { conditionsMetAt: at, conditionsMetBy: person });
      break;
    case 'item.reopened':
      happened({ type: 'reopen' });
      record('reopening', told.reopening, { reason: told.reason });
      amend(told.approvals, { reopeningId: told.reopening });
      gated(told.documents, 'open');
      break;
    case 'item.returned':
    case 'item.noted':
    case 'item.postponed': {
      const { resolution, reason, until, meeting, decision } = told;
      const { kind, event } = decisionOf[told.type];
      happened({ type: event });
      record('decision', decision, { kind, resolution, reason, until, meetingId: meeting });
      break;
    }
  }
}

const decisionOf = {
  'item.returned': { kind: 'returned', event: 'return' },
  'item.noted': { kind: 'noted', event: 'note' },
  'item.postponed': { kind: 'postponed', event: 'postpone' },
} as const;

/**
 * Where an item stands after its events. Nothing is advised or approved before the first; what was claimed and how it
 * stood is then as the import gave it.
 */
export function replayItem(
  kind: ItemKind,
  events: readonly { readonly event: ItemEvent }[],
  begun: Omit<ItemState, 'kind'> | null = null,
): ReplayedItem {
  // Until an entry says what is claimed, an approval may be of any level.
  let state: ItemState = {
    ...{ kind, status: 'drafting', claimed: kind === 'process' ? 'significance' : null },
    ...{ advised: null, approved: null, hasOpenConditions: false, ...begun },
  };
  let [isClaimKnown, isStatusKnown] = [begun !== null, begun !== null];
  for (const { event } of events) {
    const { next, isFollowed } = follow(state, event);
    state = next;
    if (event.type === 'claim' || event.type === 'withdraw') isClaimKnown = true;
    if (!isFollowed) isStatusKnown = false;
    else if (event.type !== 'advise' && event.type !== 'schedule') isStatusKnown = true;
  }
  const { claimed, advised, approved, status } = state;
  return {
    ...{ claimed: isClaimKnown ? claimed : undefined, advised, approved },
    status: isStatusKnown ? status : undefined,
  };
}

/** What was written happened, even if the rules of today would refuse it: the values are then as the entry says. */
function follow(state: ItemState, event: ItemEvent): { readonly next: ItemState; readonly isFollowed: boolean } {
  try {
    return { next: nextState(state, event), isFollowed: true };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    switch (event.type) {
      case 'claim':
        return { next: { ...state, claimed: event.level }, isFollowed: false };
      case 'withdraw':
        return { next: { ...state, claimed: state.approved }, isFollowed: false };
      case 'advise':
        return { next: { ...state, advised: event.level }, isFollowed: false };
      case 'approve':
        return { next: { ...state, approved: event.level }, isFollowed: false };
      case 'reopen':
        return { next: { ...state, approved: null }, isFollowed: false };
      case 'meetConditions':
      case 'schedule':
      case 'return':
      case 'note':
      case 'postpone':
        return { next: state, isFollowed: false };
    }
  }
}

const documentSchema = z.object({ id: z.string(), lockEpoch: z.int() });
const documentsSchema = z.array(documentSchema);
const idsSchema = z.array(z.string());
const decisionShape = {
  ...{ item: z.string(), decision: z.string(), resolution: z.string(), meeting: z.string() },
  ...{ reason: z.string().nullable(), until: z.string().nullable() },
};

/** The entries of decisions, as the commands write them (server/src/deciding, server/src/advice). */
const decidedSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('item.claimed'),
    ...{ item: z.string(), claim: z.string(), level: levelSchema.nullable(), statement: z.string().nullable() },
    ...{ unprovenChecks: idsSchema, snapshot: z.string().nullable() },
  }),
  z.object({
    type: z.literal('item.advised'),
    ...{ item: z.string(), advised: z.string(), level: levelSchema.nullable() },
  }),
  z.object({
    type: z.literal('item.approved'),
    ...{ item: z.string(), approval: z.string(), level: levelSchema.nullable(), contentHash: z.string() },
    ...{ resolution: z.string(), snapshot: z.string(), meeting: z.string(), certificate: z.string() },
    ...{ documents: documentsSchema, conditions: conditionsSchema.optional() },
  }),
  z.object({ type: z.literal('item.conditionsMet'), item: z.string(), approvals: idsSchema }),
  z.object({
    type: z.literal('item.reopened'),
    ...{ item: z.string(), reopening: z.string(), reason: z.string(), approvals: idsSchema },
    documents: documentsSchema,
  }),
  z.object({ type: z.literal('item.returned'), ...decisionShape }),
  z.object({ type: z.literal('item.noted'), ...decisionShape }),
  z.object({ type: z.literal('item.postponed'), ...decisionShape }),
  z.object({
    type: z.literal('item.imported'),
    item: z.string(),
    state: z.object({
      ...{ status: itemStatusSchema, claimed: levelSchema.nullable(), advised: levelSchema.nullable() },
      ...{ approved: levelSchema.nullable(), hasOpenConditions: z.boolean() },
    }),
    documents: z.array(z.object({ id: z.string(), state: documentStateSchema, lockEpoch: z.int() })),
    records: z.array(
      z.object({
        table: z.enum(['claim', 'advisedLevel', 'approval', 'reopening', 'decision']),
        id: z.string(),
        columns: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
      }),
    ),
  }),
]);
