import type { Archive } from '@ruam/shared/archive/archive.ts';
import type { HashedDocument } from '@ruam/shared/deciding/hashedContent.ts';
import { identifiedBlocks } from '@ruam/shared/document/blockIds.ts';
import type { Content } from '@ruam/shared/document/content.ts';
import { writeContent } from '@ruam/shared/document/yjs.ts';
import { listItems } from '@ruam/shared/framework/lookup.ts';
import { anchorOf } from '@ruam/shared/threads/anchors.ts';
import * as Y from 'yjs';
import { hashContents } from '../deciding/contentHash.ts';
import { referencesOf } from '../evidence/uses.ts';
import { buildEvidence } from './buildEvidence.ts';
import {
  asJson,
  type Builder,
  type BuildTask,
  type BuiltCycle,
  contentOf,
  createBuilder,
  type Random,
} from './builder.ts';
import { recordsOfItems } from './itemRecords.ts';

/** The rows of a cycle that is made of an archive; every id is new, times stay as they are. */
export function buildRows(task: BuildTask, random: Random): BuiltCycle {
  const builder = createBuilder(task, random);
  const { archive } = task;
  buildPeople(builder);
  builder.add('cycle', cycleRow(task));
  for (const [position, { name, kind, ...unit }] of archive.units.entries())
    builder.add('unit', { cycleId: task.cycle, name, kind, position, ...asJson(unit) });
  const items = new Map(archive.items.map((item) => [item.code, item]));
  const categoryOf = new Map(
    task.framework.categories.flatMap(({ code, items: own }) => own.map((item) => [item.code, code])),
  );
  for (const [position, { code, kind }] of listItems(task.framework).entries())
    builder.add('item', {
      ...items.get(code),
      cycleId: task.cycle,
      code,
      kind,
      category: categoryOf.get(code),
      position,
    });
  for (const meeting of archive.meetings) buildMeeting(builder, meeting);
  for (const document of archive.documents) buildDocument(builder, document);
  const texts = buildSnapshots(builder);
  buildDecisions(builder, texts);
  buildEvidence(builder);
  return { rows: builder.rows, told: recordsOfItems(task, builder) };
}

function cycleRow({ archive, cycle: id, agency, framework }: BuildTask) {
  const { agency: agencyAsRead, reportedResults, ...facts } = archive.cycle;
  const results = asJson({ reportedResults });
  return { ...facts, ...results, id, agencyId: agency, agencyAsRead, frameworkId: framework.id };
}

/** Who is not in the agency becomes an account that nobody can sign in to: what they wrote keeps its author. */
function buildPeople({ task, add, idOf }: Builder): void {
  for (const { ref, login, name } of task.archive.people) {
    if (login !== null && Object.hasOwn(task.people, login)) continue;
    const id = idOf(ref);
    // In the order of the archive: those of one name without logins keep it.
    const own = `imported-${task.cycle}-${ref.slice(1).padStart(6, '0')}`;
    const account = { login: own, passwordHash: '!', active: 0, sample: 0, email: null };
    add('person', { id, agencyId: task.agency, name, createdAt: task.at, ...account });
    add('importedPerson', { cycleId: task.cycle, personId: id, login: login ?? '' });
  }
}

function buildMeeting({ task, random, add, idOf, stored }: Builder, meeting: Archive['meetings'][number]): void {
  const { ref, agenda, members, papers, votes, resolutions, minutes, quorum, ...facts } = meeting;
  const meetingId = idOf(ref);
  add('meeting', { ...stored(facts), id: meetingId, cycleId: task.cycle, ...asJson({ quorum }) });
  for (const entry of agenda) add('agendaItem', { ...stored(entry), meetingId, requestKey: null });
  for (const member of members) add('meetingMember', { ...stored(member), meetingId });
  for (const paper of papers) add('meetingPaper', { ...stored(paper), id: random.newId(), meetingId });
  for (const { choices, counted, ...vote } of votes)
    add('vote', { ...stored(vote), id: idOf(vote.ref), meetingId, ...asJson({ choices, counted }), requestKey: null });
  for (const { observations, score, ...resolution } of resolutions)
    add('resolution', {
      ...stored(resolution),
      ...{
        id: idOf(resolution.ref),
        cycleId: task.cycle,
        meetingId,
        ...asJson({ observations, score }),
        requestKey: null,
      },
    });
  if (minutes !== null) add('minutesState', { ...stored(minutes), meetingId });
}

/** What holds to nothing: an anchor whose passage was deleted is found by its quote, or not at all. */
const goneAnchor = '-';

function buildDocument(builder: Builder, document: Archive['documents'][number]): void {
  const { task, random, add, idOf, stored, text } = builder;
  const { ref, content, advice, threads, ...facts } = document;
  const id = idOf(ref);
  const doc = new Y.Doc();
  doc.clientID = random.newClient();
  writeContent(doc, text(content));
  const update = content.content.length === 0 ? null : Y.encodeStateAsUpdate(doc);
  add('document', {
    ...{ ...stored(facts), id, cycleId: task.cycle, generation: 1, lastSequence: update === null ? 0 : 1 },
    ...{ blobSequence: 0, sizeBytes: update?.length ?? 0 },
  });
  if (update !== null)
    add('documentUpdate', { documentId: id, sequence: 1, personId: null, at: document.updatedAt, content: update });
  if (advice !== null)
    add('advice', { ...stored(advice), documentId: id, cycleId: task.cycle, itemCode: document.item });
  for (const { passage, followers, comments, ...thread } of threads) {
    const threadId = random.newId();
    const anchor = passage === null || passage === 'gone' ? null : anchorOf(doc, passage.from, passage.to);
    const gone = passage === null ? null : goneAnchor;
    const anchors = { anchorStart: anchor?.start ?? gone, anchorEnd: anchor?.end ?? gone };
    const own = { id: threadId, cycleId: task.cycle, documentId: id, requestKey: null };
    add('thread', { ...stored(thread), ...own, ...anchors });
    for (const { mentions, ...comment } of comments) {
      const named = mentions.map((mention) =>
        mention.kind === 'person' ? { ...mention, id: idOf(mention.id) } : mention,
      );
      add('comment', {
        ...stored(comment),
        id: random.newId(),
        threadId,
        ...asJson({ mentions: named }),
        requestKey: null,
      });
    }
    for (const follower of followers) add('threadFollow', { threadId, personId: idOf(follower), follows: 1 });
  }
  const blocks = identifiedBlocks(doc, 'recommendation');
  for (const { recommendation, ...carried } of task.archive.carriedRecommendations) {
    const block = carried.documentId === ref ? blocks[recommendation]?.id : undefined;
    if (block !== undefined) add('carriedRecommendation', { ...stored(carried), cycleId: task.cycle, block });
  }
  doc.destroy();
}

/** The versions, hashed anew: the texts name what is here. Gives each version's hash by reference. */
function buildSnapshots({ task, add, idOf, stored, text }: Builder): ReadonlyMap<string, string> {
  const now = new Map(task.archive.documents.map(({ ref, content }) => [ref, content]));
  const hashes = new Map<string, string>();
  const said = new Map<string, Content>();
  for (const { ref, documents, score, ...facts } of task.archive.snapshots) {
    const kept = documents.map(({ document, kind, level, content }): HashedDocument => {
      const written = contentOf(content, document, { now, said });
      said.set(`${ref} ${document}`, written);
      return { id: idOf(document), kind, level, content: text(written) };
    });
    const { hashed, contentHash } = hashContents(kept);
    hashes.set(ref, contentHash);
    const id = idOf(ref);
    add('snapshot', { ...stored(facts), id, cycleId: task.cycle, hashed, contentHash, ...asJson({ score }) });
    for (const reference of referencesOf(kept))
      add('snapshotReference', { snapshotId: id, cycleId: task.cycle, ...reference });
  }
  return hashes;
}

function buildDecisions(builder: Builder, hashes: ReadonlyMap<string, string>): void {
  const { task, random, add, idOf, stored } = builder;
  const { archive, cycle: cycleId } = task;
  for (const row of archive.reopenings) add('reopening', { ...stored(row), id: idOf(row.ref), cycleId });
  for (const { certificate, ...approval } of archive.approvals) {
    const id = idOf(approval.ref);
    const contentHash = hashes.get(approval.snapshotId);
    add('approval', { ...stored(approval), id, cycleId, contentHash, certificateId: null });
    if (certificate === null) continue;
    const ids = certificate.ids.map(([reference, there]) => [idOf(reference), there]);
    add('importedCertificate', { approvalId: id, cycleId, content: certificate.content, ...asJson({ ids }) });
  }
  for (const row of archive.decisions) add('decision', { ...stored(row), id: idOf(row.ref), cycleId });
  for (const { unprovenChecks, ...claim } of archive.claims)
    add('claim', { ...stored(claim), id: random.newId(), cycleId, ...asJson({ unprovenChecks }) });
  for (const row of archive.advisedLevels) add('advisedLevel', { ...stored(row), id: random.newId(), cycleId });
  for (const row of archive.privateLevels) add('privateLevel', { ...stored(row), cycleId });
  for (const row of archive.consensus) add('consensus', { ...stored(row), cycleId });
  for (const row of archive.advisorSessions) add('advisorSession', { ...stored(row), id: random.newId(), cycleId });
  for (const row of archive.checkTicks) add('checkTick', { ...stored(row), cycleId });
}
