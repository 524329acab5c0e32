import { createHash } from 'node:crypto';
import { type Archive, archiveFormat, archiveSchema, archiveVersion } from '@ruam/shared/archive/archive.ts';
import { documentKinds } from '@ruam/shared/assessment/assessment.ts';
import { levelRank } from '@ruam/shared/assessment/level.ts';
import type { Content } from '@ruam/shared/document/content.ts';
import canonicalize from 'canonicalize';
import { certificatesOf } from './archivedCertificates.ts';
import { meetingRecords } from './archivedMeetings.ts';
import { orderSnapshots, snapshotRecords } from './archivedSnapshots.ts';
import type { ArchiveRows } from './archiveRows.ts';
import { type ReadText, readText, written } from './archiveTexts.ts';
import { createNames, type Names, ordered } from './names.ts';
import { writtenRows } from './writtenRows.ts';

/** The archive of a cycle: what stands where follows from what it says, so that the same cycle is written the same. */
export function assembleArchive(read: ArchiveRows): Archive {
  const threadsOf = Map.groupBy(read.threads, ({ documentId }) => documentId);
  const texts = new Map(read.documents.map((row) => [row.id, readText(row, threadsOf.get(row.id) ?? [])]));
  const rows = writtenRows(read, texts);
  const names = createNames();
  const places = new Map(rows.items.map(({ code, position }) => [code, position]));
  const placeOf = (item: string | null): number | null =>
    item === null ? Number.MAX_SAFE_INTEGER : (places.get(item) ?? null);
  nameRecords(rows, names, texts, placeOf);
  const contents = new Map([...texts].map(([id, { content }]) => [id, written(content, names)]));
  const snapshots = orderSnapshots(rows.snapshots, names, placeOf);
  names.number(
    'snapshot',
    snapshots.map(({ row }) => row.id),
  );
  const byItem = <Row extends { readonly itemCode: string; readonly at: number }>(list: readonly Row[]): Row[] =>
    ordered(list, (row) => [placeOf(row.itemCode), row.at, JSON.stringify(names.record(row))]);
  const reopenings = byItem(rows.reopenings);
  const approvals = ordered(rows.approvals, (row) => [
    placeOf(row.itemCode),
    row.at,
    levelRank(row.level),
    JSON.stringify(names.record(row)),
  ]);
  const decisions = byItem(rows.decisions);
  names.number(
    'reopening',
    reopenings.map(({ id }) => id),
  );
  names.number(
    'approval',
    approvals.map(({ id }) => id),
  );
  names.number(
    'decision',
    decisions.map(({ id }) => id),
  );
  const named =
    <Row extends { readonly id: string }>(kind: 'reopening' | 'approval' | 'decision') =>
    (row: Row, without: string[] = []) => ({
      ref: names.of(kind, row.id),
      ...names.record(row, without),
    });
  const certificateOf = certificatesOf(rows, names);
  const { title, fiscalYearBE, round, status, createdAt, agencyAsRead, frameworkId, reportedResults } = rows.cycle;
  return archiveSchema.parse({
    format: archiveFormat,
    version: archiveVersion,
    cycle: {
      ...{ title, agency: agencyAsRead ?? rows.agency, fiscalYearBE, round, status, createdAt },
      reportedResults: parsed(reportedResults),
    },
    framework: { id: frameworkId, hash: hashOfFramework(JSON.parse(rows.framework)) },
    people: peopleInOrder(rows).map(({ id, login, name }) => ({ ref: names.of('person', id), login, name })),
    units: ordered(rows.units, ({ position, name }) => [position, name]).map((unit) => ({
      ...names.record(unit, ['position']),
      writtenAs: parsed(unit.writtenAs),
      aliases: parsed(unit.aliases),
      members: parsed(unit.members),
    })),
    files: ordered(rows.files, ({ id }) => [names.place('file', id)]).map((file) => ({
      ref: names.of('file', file.id),
      ...names.record(file, ['isUsed', 'sweptAt']),
    })),
    evidence: evidenceRecords(rows, names),
    items: ordered(rows.items, ({ position }) => [position]).map(({ code, status, claimed, advised, approved }) => ({
      ...{ code, status, claimed, advised, approved },
    })),
    checkTicks: ordered(rows.checkTicks, ({ item, checkId }) => [placeOf(item), checkId]).map((tick) =>
      names.record(tick),
    ),
    meetings: meetingRecords(rows, names),
    documents: documentRecords(rows, names, texts, contents),
    snapshots: snapshotRecords(snapshots, names, contents),
    claims: byItem(rows.claims).map((claim) => ({
      ...names.record(claim),
      unprovenChecks: parsed(claim.unprovenChecks),
    })),
    advisedLevels: byItem(rows.advisedLevels).map((row) => names.record(row)),
    privateLevels: ordered(rows.privateLevels, ({ itemCode, personId }) => [
      placeOf(itemCode),
      names.place('person', personId),
    ]).map((row) => names.record(row)),
    consensus: ordered(rows.consensus, ({ itemCode }) => [placeOf(itemCode)]).map((row) => names.record(row)),
    advisorSessions: ordered(rows.advisorSessions, (row) => [row.date, row.at, JSON.stringify(names.record(row))]).map(
      (row) => names.record(row),
    ),
    reopenings: reopenings.map((row) => named('reopening')(row)),
    approvals: approvals.map((row) => ({
      ...named('approval')(row, ['contentHash', 'certificateId']),
      certificate: certificateOf(row),
    })),
    decisions: decisions.map((row) => named('decision')(row)),
    carriedRecommendations: carriedRecords(rows, names, texts),
  });
}

/** SHA-256 of a framework's content in RFC 8785 form, hex. */
export function hashOfFramework(framework: unknown): string {
  return createHash('sha256')
    .update(canonicalize(framework) ?? '')
    .digest('hex');
}

function parsed(json: string | null): unknown {
  return json === null ? null : JSON.parse(json);
}

const peopleInOrder = ({ people }: ArchiveRows) =>
  ordered(people, ({ login, name, account }) => [login, name, account]);

function nameRecords(
  rows: ArchiveRows,
  names: Names,
  texts: ReadonlyMap<string, ReadText>,
  placeOf: (item: string | null) => number | null,
): void {
  names.number(
    'person',
    peopleInOrder(rows).map(({ id }) => id),
  );
  const who = (id: string | null): number => names.place('person', id);
  names.number(
    'file',
    ordered(rows.files, (file) => [file.hash, file.name, file.use, file.at, who(file.personId), file.mediaType]).map(
      ({ id }) => id,
    ),
  );
  names.number(
    'evidence',
    ordered(rows.evidence, ({ id, at, title, personId, changedAt }) => [
      ...[at, title, who(personId), changedAt, JSON.stringify(placesOf(rows, id))],
    ]).map(({ id }) => id),
  );
  names.number(
    'meeting',
    ordered(rows.meetings, ({ createdAt, date, body, number }) => [createdAt, date, body, number]).map(({ id }) => id),
  );
  names.number(
    'vote',
    ordered(rows.votes, (vote) => [
      names.place('meeting', vote.meetingId),
      vote.openedAt,
      vote.question,
      vote.closedAt,
    ]).map(({ id }) => id),
  );
  names.number(
    'resolution',
    ordered(rows.resolutions, ({ meetingId, number }) => [names.place('meeting', meetingId), number]).map(
      ({ id }) => id,
    ),
  );
  const inOrder = ordered(rows.documents, (document) => [
    ...[placeOf(document.item), names.place('meeting', document.meetingId), documentKinds.indexOf(document.kind)],
    ...[levelRank(document.level), document.createdAt, document.submittedAt, who(document.authorId)],
    JSON.stringify(written(texts.get(document.id)?.content ?? { type: 'doc', content: [] }, names)),
  ]);
  names.number(
    'document',
    inOrder.map(({ id }) => id),
  );
}

function evidenceRecords(rows: ArchiveRows, names: Names) {
  const versions = Map.groupBy(rows.evidenceVersions, ({ evidenceId }) => evidenceId);
  return ordered(rows.evidence, ({ id }) => [names.place('evidence', id)]).map((entry) => ({
    ref: names.of('evidence', entry.id),
    ...names.record(entry, ['fileId', 'isOpen']),
    ...(entry.isOpen ? {} : { effectiveDate: null, fiscalYearBE: null }),
    versions: ordered(versions.get(entry.id) ?? [], ({ number }) => [number]).flatMap((version) =>
      names.of('file', version.fileId) === null ? [] : [names.record(version, ['evidenceId'])],
    ),
    ...placesOf(rows, entry.id),
  }));
}

/** What an entry proves and belongs to. */
function placesOf({ evidenceChecks, evidenceItems }: ArchiveRows, id: string) {
  return {
    checks: evidenceChecks.flatMap(({ evidenceId, checkId }) => (evidenceId === id ? [checkId] : [])).sort(),
    items: evidenceItems.flatMap(({ evidenceId, itemCode }) => (evidenceId === id ? [itemCode] : [])).sort(),
  };
}

function documentRecords(
  rows: ArchiveRows,
  names: Names,
  texts: ReadonlyMap<string, ReadText>,
  contents: ReadonlyMap<string, Content>,
) {
  const advice = new Map(rows.advice.map((row) => [row.documentId, row]));
  const threads = Map.groupBy(rows.threads, ({ documentId }) => documentId);
  const left = ['generation', 'lastSequence', 'blobSequence', 'sizeBytes', 'stored'];
  return ordered(rows.documents, ({ id }) => [names.place('document', id)]).map((document) => {
    const note = advice.get(document.id);
    return {
      ref: names.of('document', document.id),
      ...names.record(document, left),
      content: contents.get(document.id),
      advice: note === undefined ? null : names.record(note, ['documentId', 'itemCode']),
      threads: threadRecords(rows, names, threads.get(document.id) ?? [], texts.get(document.id)),
    };
  });
}

function threadRecords(rows: ArchiveRows, names: Names, threads: ArchiveRows['threads'], text: ReadText | undefined) {
  const comments = Map.groupBy(rows.comments, ({ threadId }) => threadId);
  const follows = Map.groupBy(rows.follows, ({ threadId }) => threadId);
  const records = threads.map((thread) => ({
    ...names.record(thread, ['documentId', 'anchorStart', 'anchorEnd']),
    at: thread.at,
    passage: thread.anchorStart === null ? null : (text?.passages.get(thread.id) ?? 'gone'),
    followers: ordered(
      (follows.get(thread.id) ?? []).filter((one) => one.follows === 1 && names.of('person', one.personId) !== null),
      ({ personId }) => [names.place('person', personId)],
    ).map(({ personId }) => names.of('person', personId)),
    comments: ordered(comments.get(thread.id) ?? [], ({ at, text: words }) => [at, words]).map((comment) => ({
      ...names.record(comment, ['threadId']),
      mentions: (JSON.parse(comment.mentions) as { kind: string; id: string }[]).map(({ kind, id }) => ({
        ...{ kind, id: kind === 'person' ? (names.of('person', id) ?? id) : id },
      })),
    })),
  }));
  return ordered(records, (thread) => [thread.at, JSON.stringify(thread)]);
}

function carriedRecords(rows: ArchiveRows, names: Names, texts: ReadonlyMap<string, ReadText>) {
  const found = rows.carried.flatMap((row) => {
    const recommendation = texts.get(row.documentId)?.recommendations.indexOf(row.block) ?? -1;
    return recommendation === -1 ? [] : [{ ...names.record(row, ['block']), row, recommendation }];
  });
  const inOrder = ordered(found, ({ row, recommendation }) => [
    ...[names.place('document', row.documentId), recommendation, row.sourceDocumentId, row.sourceBlock],
  ]);
  return inOrder.map(({ row: _row, ...record }) => record);
}
