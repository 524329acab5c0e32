import { referenceColumns } from '@ruam/shared/archive/references.ts';
import { mayOpenEvidence } from '@ruam/shared/policy/evidence.ts';
import { mayReadMeeting } from '@ruam/shared/policy/meetings.ts';
import { mentionSchema } from '@ruam/shared/threads/mentions.ts';
import type { Selectable } from 'kysely';
import { z } from 'zod';
import { frameworkOf } from '../cycle/readCycle.ts';
import type { Database } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import { cycleChain } from '../events/audit.ts';
import { placesOf } from '../evidence/places.ts';
import type { Person } from '../people/actor.ts';
import { createUpdateLog, type StoredDocument } from '../sync/log.ts';

type Row<Table extends keyof Schema> = Selectable<Schema[Table]>;

/** Everything of a cycle that an archive is made of, as the store has it and as far as the person may read it. */
export interface ArchiveRows {
  readonly cycle: Row<'cycle'>;
  readonly agency: string;
  /** Its content as JSON. */
  readonly framework: string;
  readonly people: readonly { readonly id: string; readonly login: string; readonly name: string }[];
  readonly units: readonly Row<'unit'>[];
  readonly items: readonly Row<'item'>[];
  readonly files: readonly Row<'file'>[];
  readonly evidence: readonly (Row<'evidence'> & { readonly isOpen: boolean })[];
  readonly evidenceVersions: readonly Row<'evidenceVersion'>[];
  readonly evidenceChecks: readonly Row<'evidenceCheck'>[];
  readonly evidenceItems: readonly Row<'evidenceItem'>[];
  readonly checkTicks: readonly Row<'checkTick'>[];
  readonly meetings: readonly (Row<'meeting'> & { readonly isOpen: boolean })[];
  readonly agenda: readonly Row<'agendaItem'>[];
  readonly members: readonly Row<'meetingMember'>[];
  readonly papers: readonly Row<'meetingPaper'>[];
  readonly votes: readonly Row<'vote'>[];
  readonly ballots: readonly Row<'ballot'>[];
  readonly resolutions: readonly Row<'resolution'>[];
  readonly minutes: readonly Row<'minutesState'>[];
  readonly documents: readonly (Row<'document'> & { readonly stored: StoredDocument })[];
  readonly advice: readonly Row<'advice'>[];
  readonly threads: readonly Row<'thread'>[];
  readonly comments: readonly Row<'comment'>[];
  readonly follows: readonly Row<'threadFollow'>[];
  readonly snapshots: readonly Row<'snapshot'>[];
  readonly claims: readonly Row<'claim'>[];
  readonly advisedLevels: readonly Row<'advisedLevel'>[];
  readonly privateLevels: readonly Row<'privateLevel'>[];
  readonly consensus: readonly Row<'consensus'>[];
  readonly advisorSessions: readonly Row<'advisorSession'>[];
  readonly reopenings: readonly Row<'reopening'>[];
  readonly approvals: readonly Row<'approval'>[];
  readonly decisions: readonly Row<'decision'>[];
  readonly certificates: readonly Pick<Row<'certificate'>, 'approvalId' | 'content'>[];
  readonly importedCertificates: readonly Row<'importedCertificate'>[];
  readonly carried: readonly Row<'carriedRecommendation'>[];
}

/** A decision that comes while rows are read moves the chain: then they are read again, at most so often. */
const maxReadings = 5;

/** Reads all of it, document after document: nobody's typing waits for all. The person must be able to read the cycle. */
export async function readArchiveRows(database: Database, person: Person, cycle: string): Promise<ArchiveRows> {
  for (let reading = 1; ; reading++) {
    const before = await chainEnd(database, cycle);
    const rows = await readOnce(database, person, cycle);
    if (reading === maxReadings || (await chainEnd(database, cycle)) === before) return rows;
  }
}

async function chainEnd(database: Database, cycle: string): Promise<number | null> {
  const chain = database.selectFrom('auditChain').select('seq').where('id', '=', cycleChain(cycle));
  return (await chain.executeTakeFirst())?.seq ?? null;
}

async function readOnce(database: Database, person: Person, cycle: string): Promise<ArchiveRows> {
  const of = <Table extends Exclude<CycleTable, never>>(table: Table) => readTable(database, table, cycle);
  const row = await database.selectFrom('cycle').selectAll().where('id', '=', cycle).executeTakeFirstOrThrow();
  const agency = await database
    .selectFrom('agency')
    .select('name')
    .where('id', '=', row.agencyId)
    .executeTakeFirstOrThrow();
  const documents = await readDocuments(database, person, cycle);
  const known = new Set(documents.map(({ id }) => id));
  const threads = (await of('thread')).filter(({ documentId }) => known.has(documentId));
  const inThreads = database.selectFrom('thread').select('id').where('cycleId', '=', cycle);
  const comments = await database.selectFrom('comment').selectAll().where('threadId', 'in', inThreads).execute();
  const follows = await database.selectFrom('threadFollow').selectAll().where('threadId', 'in', inThreads).execute();
  const consensus = await of('consensus');
  const revealed = new Set(consensus.map(({ itemCode }) => itemCode));
  const privateLevels = (await of('privateLevel')).filter(({ itemCode }) => revealed.has(itemCode));
  const certificates = await database
    .selectFrom('certificate')
    .select(['approvalId', 'content'])
    .where('cycleId', '=', cycle)
    .execute();
  const rows = {
    cycle: row,
    agency: agency.name,
    framework: JSON.stringify(await frameworkOf(database, cycle)),
    units: await of('unit'),
    items: await of('item'),
    files: (await of('file')).filter(({ hash }) => hash !== ''),
    ...(await readEvidenceRows(database, person, cycle)),
    checkTicks: await of('checkTick'),
    ...(await readMeetingRows(database, person, cycle)),
    documents,
    advice: (await of('advice')).filter(({ documentId }) => known.has(documentId)),
    threads,
    comments,
    follows,
    snapshots: (await of('snapshot')).filter(isKept),
    claims: await of('claim'),
    advisedLevels: await of('advisedLevel'),
    privateLevels,
    consensus,
    advisorSessions: await of('advisorSession'),
    reopenings: await of('reopening'),
    approvals: await of('approval'),
    decisions: await of('decision'),
    certificates,
    importedCertificates: await of('importedCertificate'),
    carried: (await of('carriedRecommendation')).filter(({ documentId }) => known.has(documentId)),
  };
  return { ...rows, people: await readPeople(database, cycle, rows) };
}

/** What a report was made of is no part of the cycle's own history. */
const isKept = ({ kind }: Row<'snapshot'>): boolean => kind !== 'report';

type CycleTable = {
  [Table in keyof Schema]: 'cycleId' extends keyof Schema[Table] ? Table : never;
}[keyof Schema];

async function readTable<Table extends CycleTable>(
  database: Database,
  table: Table,
  cycle: string,
): Promise<readonly Row<Table>[]> {
  // Kysely does not see through the generic table: every one of them has the column.
  const rows: unknown = await database
    .selectFrom(table as 'item')
    .selectAll()
    .where('cycleId', '=', cycle)
    .execute();
  return rows as readonly Row<Table>[];
}

/** Drafts of advice are for who writes them alone. */
async function readDocuments(database: Database, person: Person, cycle: string): Promise<ArchiveRows['documents']> {
  const rows = await readTable(database, 'document', cycle);
  const log = createUpdateLog(database, false);
  const documents = [];
  for (const row of rows) {
    if (row.kind === 'advice' && row.submittedAt === null && row.authorId !== person.id) continue;
    const stored = await log.load(row.id);
    if (stored !== null)
      documents.push({ ...row, stored: { ...stored, tail: stored.tail.map((part) => ({ ...part, personId: null })) } });
  }
  return documents;
}

async function readEvidenceRows(database: Database, person: Person, cycle: string) {
  const entries = await readTable(database, 'evidence', cycle);
  const evidenceChecks = await readTable(database, 'evidenceCheck', cycle);
  const evidenceItems = await readTable(database, 'evidenceItem', cycle);
  const { items } = await placesOf(database, cycle);
  const codes = Map.groupBy([...evidenceChecks, ...evidenceItems], ({ evidenceId }) => evidenceId);
  const evidence = entries.map((entry) => {
    const categories = (codes.get(entry.id) ?? []).map(({ itemCode }) => items.get(itemCode) ?? '');
    return { ...entry, isOpen: mayOpenEvidence(person, { ...entry, cycle, categories }) };
  });
  const inCycle = database.selectFrom('evidence').select('id').where('cycleId', '=', cycle);
  const versions = await database
    .selectFrom('evidenceVersion')
    .selectAll()
    .where('evidenceId', 'in', inCycle)
    .execute();
  const open = new Set(evidence.filter(({ isOpen }) => isOpen).map(({ id }) => id));
  const evidenceVersions = versions.filter(({ evidenceId }) => open.has(evidenceId));
  return { evidence, evidenceVersions, evidenceChecks, evidenceItems };
}

async function readMeetingRows(database: Database, person: Person, cycle: string) {
  const all = await readTable(database, 'meeting', cycle);
  const meetings = all.map((meeting) => {
    const { body, status: state } = meeting;
    return { ...meeting, isOpen: mayReadMeeting(person, { cycle, body, state }) };
  });
  const open = ['', ...meetings.filter(({ isOpen }) => isOpen).map(({ id }) => id)];
  const votes = await database.selectFrom('vote').selectAll().where('meetingId', 'in', open).execute();
  const ofVotes = ['', ...votes.map(({ id }) => id)];
  return {
    meetings,
    agenda: await database.selectFrom('agendaItem').selectAll().where('meetingId', 'in', open).execute(),
    members: await database.selectFrom('meetingMember').selectAll().where('meetingId', 'in', open).execute(),
    papers: await database.selectFrom('meetingPaper').selectAll().where('meetingId', 'in', open).execute(),
    votes: votes.filter(({ closedAt }) => closedAt !== null),
    ballots: await database.selectFrom('ballot').selectAll().where('voteId', 'in', ofVotes).execute(),
    resolutions: await database.selectFrom('resolution').selectAll().where('meetingId', 'in', open).execute(),
    minutes: await database.selectFrom('minutesState').selectAll().where('meetingId', 'in', open).execute(),
  };
}

const mentionsSchema = z.array(mentionSchema);

/** Those whom the rows name; of one who was brought in by an archive the login that it gave. */
async function readPeople(
  database: Database,
  cycle: string,
  { comments, ...rows }: Omit<ArchiveRows, 'people'>,
): Promise<ArchiveRows['people']> {
  const ids = new Set<string>();
  for (const list of [...Object.values(rows), comments])
    for (const row of Array.isArray(list) ? (list as readonly object[]) : [])
      for (const [column, value] of Object.entries(row))
        if (referenceColumns[column] === 'person' && typeof value === 'string') ids.add(value);
  for (const { mentions } of comments)
    for (const { kind, id } of mentionsSchema.parse(JSON.parse(mentions))) if (kind === 'person') ids.add(id);
  const logins = await readTable(database, 'importedPerson', cycle);
  const loginOf = new Map(logins.map(({ personId, login }) => [personId, login]));
  const people = await database
    .selectFrom('person')
    .select(['id', 'login', 'name'])
    .where('id', 'in', ['', ...ids])
    .execute();
  const found = new Set(people.map(({ id }) => id));
  const lost = [...ids].filter((id) => !found.has(id)).map((id) => ({ id, login: id, name: id }));
  const all = [...people, ...lost].map((one) => ({ ...one, login: loginOf.get(one.id) ?? one.login }));
  // Somebody may have got an account of the login that an archive had named somebody by.
  const isOwn = ({ id }: { readonly id: string }): boolean => !loginOf.has(id);
  return [...Map.groupBy(all, ({ login }) => login).values()].flatMap((same) =>
    same
      .toSorted((a, b) => Number(isOwn(b)) - Number(isOwn(a)) || (a.name < b.name ? -1 : 1))
      .map((one, index) => (index === 0 ? one : { ...one, login: `${one.login}~${index + 1}` })),
  );
}
