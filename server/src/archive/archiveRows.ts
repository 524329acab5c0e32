import { mayOpenEvidence } from '@ruam/shared/policy/evidence.ts';
import { mayReadMeeting } from '@ruam/shared/policy/meetings.ts';
import { maySeatPeople } from '@ruam/shared/policy/people.ts';
import type { Selectable } from 'kysely';
import { frameworkOf } from '../cycle/readCycle.ts';
import type { DatabaseTransaction } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import { placesOf } from '../evidence/places.ts';
import type { Person } from '../people/actor.ts';
import { loadDocument, type StoredDocument } from '../sync/log.ts';
import { peopleNamedIn } from './writtenRows.ts';

type Row<Table extends keyof Schema> = Selectable<Schema[Table]>;

interface ArchivedPerson {
  readonly id: string;
  /** Null when it is not told: the reader does not see logins, or the archive that the person came with did not tell it. */
  readonly login: string | null;
  readonly name: string;
  /** What tells those of one name apart in their order; never written. */
  readonly account: string;
}

/** Everything of a cycle that an archive is made of, as the store has it and as far as the person may read it. */
export interface ArchiveRows {
  readonly cycle: Row<'cycle'>;
  readonly agency: string;
  /** Its content as JSON. */
  readonly framework: string;
  readonly people: readonly ArchivedPerson[];
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

/** Reads all of it, as it is at the transaction's moment (`atOneMoment`). The person must be able to read the cycle. */
export async function readArchiveRows(
  database: DatabaseTransaction,
  person: Person,
  cycle: string,
): Promise<ArchiveRows> {
  const of = <Table extends Exclude<CycleTable, never>>(table: Table) => readTable(database, table, cycle);
  const row = await database.selectFrom('cycle').selectAll().where('id', '=', cycle).executeTakeFirstOrThrow();
  const agency = await database
    .selectFrom('agency')
    .select('name')
    .where('id', '=', row.agencyId)
    .executeTakeFirstOrThrow();
  const documents = await readDocuments(database, cycle);
  const known = new Set(documents.map(({ id }) => id));
  const threads = (await of('thread')).filter(({ documentId }) => known.has(documentId));
  const ofThreads = new Set(threads.map(({ id }) => id));
  const isTold = ({ threadId }: { readonly threadId: string }): boolean => ofThreads.has(threadId);
  const inCycle = database.selectFrom('thread').select('id').where('cycleId', '=', cycle);
  const comments = await database.selectFrom('comment').selectAll().where('threadId', 'in', inCycle).execute();
  const follows = await database.selectFrom('threadFollow').selectAll().where('threadId', 'in', inCycle).execute();
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
    comments: comments.filter(isTold),
    follows: follows.filter(isTold),
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
  return { ...rows, people: await readPeople(database, person, cycle, rows) };
}

/** What a report was made of is no part of the cycle's own history. */
const isKept = ({ kind }: Row<'snapshot'>): boolean => kind !== 'report';

type CycleTable = {
  [Table in keyof Schema]: 'cycleId' extends keyof Schema[Table] ? Table : never;
}[keyof Schema];

async function readTable<Table extends CycleTable>(
  database: DatabaseTransaction,
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

/** Drafts of advice are for who writes them alone, the file for others too: they are left out. */
async function readDocuments(database: DatabaseTransaction, cycle: string): Promise<ArchiveRows['documents']> {
  const rows = await readTable(database, 'document', cycle);
  const documents = [];
  for (const row of rows) {
    if (row.kind === 'advice' && row.submittedAt === null) continue;
    const stored = await loadDocument(database, row.id);
    if (stored !== null)
      documents.push({ ...row, stored: { ...stored, tail: stored.tail.map((part) => ({ ...part, personId: null })) } });
  }
  return documents;
}

async function readEvidenceRows(database: DatabaseTransaction, person: Person, cycle: string) {
  const entries = await readTable(database, 'evidence', cycle);
  const evidenceChecks = await readTable(database, 'evidenceCheck', cycle);
  const evidenceItems = await readTable(database, 'evidenceItem', cycle);
  const { items } = await placesOf(database, cycle);
  const codes = Map.groupBy([...evidenceChecks, ...evidenceItems], ({ evidenceId }) => evidenceId);
  const evidence = entries.map((entry) => {
    const categories = (codes.get(entry.id) ?? []).map(({ itemCode }) => items.get(itemCode) ?? '');
    // Removed, it has its title alone, as in the register.
    const isOpen = entry.removedAt === null && mayOpenEvidence(person, { ...entry, cycle, categories });
    return { ...entry, isOpen };
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

async function readMeetingRows(database: DatabaseTransaction, person: Person, cycle: string) {
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

/**
 * Those whom the rows name; of one who was brought in by an archive the login that it gave. Logins are for who may seat
 * people, as in the list of people.
 */
async function readPeople(
  database: DatabaseTransaction,
  reader: Person,
  cycle: string,
  rows: Omit<ArchiveRows, 'people'>,
): Promise<ArchiveRows['people']> {
  const ids = peopleNamedIn(rows);
  const imported = await readTable(database, 'importedPerson', cycle);
  const loginOf = new Map(imported.map(({ personId, login }) => [personId, login]));
  const people = await database
    .selectFrom('person')
    .select(['id', 'login', 'name'])
    .where('id', 'in', ['', ...ids])
    .execute();
  const found = new Set(people.map(({ id }) => id));
  const lost = [...ids].filter((id) => !found.has(id)).map((id) => ({ id, login: id, name: id }));
  const isTold = maySeatPeople(reader, cycle);
  const all = [...people, ...lost].map(({ id, name, login: account }) => {
    const login = loginOf.get(id) ?? account;
    return { id, name, account, login: isTold && login !== '' ? login : null };
  });
  // Somebody may have got an account of the login that an archive had named somebody by.
  const isOwn = ({ id }: { readonly id: string }): boolean => !loginOf.has(id);
  return [...Map.groupBy(all, ({ login }) => login)].flatMap(([login, same]) =>
    login === null
      ? same
      : same
          .toSorted((a, b) => Number(isOwn(b)) - Number(isOwn(a)) || (a.name < b.name ? -1 : 1))
          .map((one, index) => (index === 0 ? one : { ...one, login: `${login}~${index + 1}` })),
  );
}
