import { sql } from 'kysely';
import { DEFAULT_MIGRATION_TABLE } from 'kysely/migration';
import type { DatabaseLocation, DatabaseTransaction } from '../database/database.ts';
import { migrationProvider } from '../database/migrations.ts';
import type { Schema } from '../database/schema.ts';
import type { EvidenceProjectionTables } from '../database/tables/evidence.ts';
import type { ProjectionTables } from '../database/tables/projections.ts';
import type { SearchTables } from '../database/tables/search.ts';

/**
 * Sign-ins and links to get in are not in a backup: who holds one gets in by it nowhere. Nor is what is read from the
 * documents: it is read again.
 */
type LeftOut =
  | 'session'
  | 'personToken'
  | 'projector'
  | keyof ProjectionTables
  | keyof EvidenceProjectionTables
  | keyof SearchTables;

export type BackupTable = Exclude<keyof Schema, LeftOut>;

/**
 * Every table of a backup with the columns that order its rows, in the order in which they are filled: what a row refers
 * to comes first.
 */
const keys: { readonly [Table in BackupTable]: readonly (keyof Schema[Table])[] } = {
  agency: ['id'],
  person: ['id'],
  framework: ['id'],
  cycle: ['id'],
  seat: ['cycleId', 'personId', 'body', 'role'],
  unit: ['cycleId', 'name'],
  item: ['cycleId', 'code'],
  claim: ['id'],
  meeting: ['id'],
  agendaItem: ['meetingId', 'position'],
  document: ['id'],
  documentBlob: ['documentId'],
  documentUpdate: ['documentId', 'sequence'],
  historySegment: ['documentId', 'fromSequence'],
  clientOwner: ['documentId', 'clientId'],
  rescue: ['id'],
  importDraft: ['id'],
  snapshot: ['id'],
  approval: ['id'],
  reopening: ['id'],
  decision: ['id'],
  certificate: ['id'],
  certificateHead: ['id'],
  signedHead: ['chain', 'seq'],
  thread: ['id'],
  comment: ['id'],
  threadFollow: ['threadId', 'personId'],
  advice: ['documentId'],
  advisedLevel: ['id'],
  privateLevel: ['cycleId', 'itemCode', 'personId'],
  consensus: ['cycleId', 'itemCode'],
  advisorSession: ['id'],
  secondFactor: ['personId'],
  foreignIdentity: ['issuer', 'subject'],
  notification: ['id'],
  notificationSetting: ['personId', 'kind'],
  notificationCursor: ['chain'],
  auditChain: ['id'],
  audit: ['chain', 'seq'],
  blob: ['hash'],
  file: ['id'],
  evidence: ['id'],
  evidenceVersion: ['evidenceId', 'number'],
  evidenceCheck: ['evidenceId', 'checkId'],
  evidenceItem: ['evidenceId', 'itemCode'],
  snapshotReference: ['snapshotId', 'kind', 'target'],
  checkTick: ['cycleId', 'checkId'],
  meetingMember: ['meetingId', 'personId'],
  meetingPaper: ['id'],
  raisedHand: ['meetingId', 'personId'],
  meetingNote: ['id'],
  meetingStage: ['meetingId'],
  vote: ['id'],
  ballot: ['voteId', 'personId'],
  resolution: ['id'],
  minutesState: ['meetingId'],
  reportJob: ['id'],
  importPicture: ['draftId', 'hash'],
  importedCertificate: ['approvalId'],
  importedPerson: ['cycleId', 'personId'],
  carriedRecommendation: ['cycleId', 'sourceDocumentId', 'sourceBlock'],
  setting: ['key'],
};

/** In the order in which they are filled. */
export const backupTables = Object.keys(keys).filter(isBackupTable);

function isBackupTable(name: string): name is BackupTable {
  return Object.hasOwn(keys, name);
}

interface Column {
  readonly name: string;
  readonly holds: 'text' | 'bytes' | 'number';
  /** Whether a row may leave it out. */
  readonly isOptional: boolean;
}

/** A table as it is in this database. */
export interface TableShape {
  readonly table: BackupTable;
  readonly key: readonly string[];
  readonly columns: readonly Column[];
}

/** The tables of a backup as they are here, in the order in which they are filled. */
export async function readTableShapes(transaction: DatabaseTransaction): Promise<readonly TableShape[]> {
  const found = await transaction.introspection.getTables();
  const schema = found.some((table) => table.schema !== undefined) ? await currentSchema(transaction) : undefined;
  return backupTables.map((table) => {
    const metadata = found.find((each) => each.name === table && each.schema === schema);
    if (!metadata) throw new Error(`the database has no table ${table}`);
    const columns = metadata.columns.map(({ name, dataType, isNullable, hasDefaultValue }) => ({
      name,
      holds: holding(dataType.toLowerCase()),
      isOptional: isNullable || hasDefaultValue,
    }));
    return { table, key: keys[table], columns };
  });
}

function holding(dataType: string): Column['holds'] {
  if (dataType === 'blob' || dataType === 'bytea') return 'bytes';
  return dataType === 'text' ? 'text' : 'number';
}

async function currentSchema(transaction: DatabaseTransaction): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`select current_schema() as name`.execute(transaction);
  return rows[0]?.name;
}

/** The migrations that were applied here, in order. */
export async function appliedMigrations(transaction: DatabaseTransaction): Promise<readonly string[]> {
  const { rows } = await sql<{
    name: string;
  }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)} order by name`.execute(transaction);
  return rows.map(({ name }) => name);
}

/** The migrations that this program knows, in order. */
export async function knownMigrations(kind: DatabaseLocation['kind']): Promise<readonly string[]> {
  return Object.keys(await migrationProvider(kind).getMigrations()).sort();
}
