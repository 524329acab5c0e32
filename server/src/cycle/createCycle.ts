import { randomInt } from 'node:crypto';
import type { ImportedText } from '@ruam/shared/api/imports.ts';
import type { DocumentKind, ItemStatus } from '@ruam/shared/assessment/assessment.ts';
import { type Level, levels } from '@ruam/shared/assessment/level.ts';
import type { Content, ContentElement } from '@ruam/shared/document/content.ts';
import { contentAsUpdate } from '@ruam/shared/document/yjs.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import type { Report, ReportItem } from '@ruam/shared/import/report.ts';
import { aliasesOf, membersOf } from '@ruam/shared/units/reportUnits.ts';
import type { Insertable } from 'kysely';
import type { DatabaseTransaction } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import { encodeUpdateList } from '../sync/updateList.ts';
import {
  adviceContent,
  attributedParagraphs,
  evidenceContent,
  overviewContent,
  recommendationContent,
} from './reportContent.ts';

export interface NewCycle {
  readonly id: string;
  readonly agencyId: string;
  readonly framework: Framework;
  readonly report: Report;
  /** Texts of documents, asked for when the cycle is there; without them they are made of the report. */
  readonly textsOf?: () => Promise<readonly ImportedText[]>;
  /** Who made it, null for the server itself. */
  readonly personId: string | null;
  readonly at: number;
  readonly newId: () => string;
}

/** The fiscal year and round of a report that names none. */
const unknownRound = 12;

/**
 * Makes a cycle from an imported report: items with their claimed levels, every document of the table in
 * docs/architecture.md with its text, the unit register, and the planned meeting with all items on its agenda.
 */
export async function createCycle(transaction: DatabaseTransaction, input: NewCycle): Promise<void> {
  const { id, report, framework, at } = input;
  await transaction
    .insertInto('framework')
    .values({ id: framework.id, content: JSON.stringify(framework), createdAt: at })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  await transaction
    .insertInto('cycle')
    .values({
      id,
      agencyId: input.agencyId,
      frameworkId: framework.id,
      title: titleOf(report, framework),
      agencyAsRead: report.agency,
      fiscalYearBE: report.fiscalYearBE ?? currentFiscalYear(at),
      round: report.round ?? unknownRound,
      status: 'open',
      reportedResults: report.results === null ? null : JSON.stringify(report.results),
      createdAt: at,
    })
    .execute();
  const writer = documentWriter(transaction, id, input);
  const texts = (await input.textsOf?.()) ?? [];
  await createItems(transaction, id, input, writer, texts);
  writer.add({ kind: 'overview' }, textOf(texts, { kind: 'overview' }) ?? overviewContent(report));
  await createUnits(transaction, id, report);
  if (report.meeting !== null) await createMeeting(transaction, id, input, report.meeting, writer);
  await writer.insert();
}

async function createItems(
  transaction: DatabaseTransaction,
  cycleId: string,
  input: NewCycle,
  writer: DocumentWriter,
  texts: readonly ImportedText[],
): Promise<void> {
  const { report, framework } = input;
  const reported = new Map(
    report.categories.flatMap((category) => category.items.map((item) => [item.code, item] as const)),
  );
  const rows = framework.categories.flatMap((category) =>
    category.items.map((item) => ({ category: category.code, item })),
  );
  await transaction
    .insertInto('item')
    .values(
      rows.map(({ category, item }, position) => ({
        cycleId,
        code: item.code,
        category,
        kind: item.kind,
        position,
        status: statusOf(reported.get(item.code), report),
        claimed: item.kind === 'process' ? (reported.get(item.code)?.level ?? null) : null,
        advised: null,
        approved: null,
      })),
    )
    .execute();
  for (const { item } of rows) {
    const source = reported.get(item.code);
    if (item.kind === 'process') {
      // A result without a level that can be read is still evidence: it stands in the lowest text.
      const reached = source?.level ?? levels[0];
      const isRead = textOf(texts, { kind: 'evidence', item: item.code }) !== null;
      for (const level of levels) {
        const own = { kind: 'evidence', item: item.code, level } as const;
        const said = !isRead && source && level === reached ? evidenceContent(source) : [];
        writer.add(own, textOf(texts, own) ?? said);
      }
    } else {
      const results = { kind: 'results', item: item.code } as const;
      writer.add(results, textOf(texts, results) ?? (source ? evidenceContent(source) : []));
    }
    const recommendations = { kind: 'recommendations', item: item.code } as const;
    writer.add(recommendations, textOf(texts, recommendations) ?? recommendationContent(source?.observations ?? []));
    for (const opinion of attributedParagraphs(source?.observations ?? [])) {
      writer.add({ kind: 'advice', item: item.code, submitted: true }, adviceContent(opinion));
    }
  }
}

/** The text that was read for a document, without a level for one at any level; null when none was. */
function textOf(texts: readonly ImportedText[], { kind, item, level }: NewDocument): readonly ContentElement[] | null {
  const found = texts.find(
    (text) => text.kind === kind && text.item === (item ?? null) && (level === undefined || text.level === level),
  );
  return found === undefined ? null : ((found.content as Content).content as readonly ContentElement[]);
}

function statusOf(item: ReportItem | undefined, report: Report): ItemStatus {
  if (item?.level === undefined || item.level === null) return 'drafting';
  return report.meeting === null ? 'claimed' : 'scheduled';
}

async function createUnits(transaction: DatabaseTransaction, cycleId: string, report: Report): Promise<void> {
  if (report.units.length === 0) return;
  await transaction
    .insertInto('unit')
    .values(
      report.units.map((unit, position) => ({
        cycleId,
        name: unit.name,
        kind: unit.kind,
        writtenAs: JSON.stringify(unit.writtenAs),
        position,
        aliases: JSON.stringify(aliasesOf(unit, report.units)),
        members: JSON.stringify(membersOf(unit, report.units)),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function createMeeting(
  transaction: DatabaseTransaction,
  cycleId: string,
  input: NewCycle,
  meeting: NonNullable<Report['meeting']>,
  writer: DocumentWriter,
): Promise<void> {
  const meetingId = input.newId();
  await transaction
    .insertInto('meeting')
    .values({
      id: meetingId,
      cycleId,
      body: 'steering',
      number: meeting.number,
      date: meeting.date,
      status: 'planned',
      createdAt: input.at,
    })
    .execute();
  const codes = input.framework.categories.flatMap((category) => category.items.map((item) => item.code));
  await transaction
    .insertInto('agendaItem')
    .values(codes.map((itemCode, position) => ({ meetingId, position, itemCode })))
    .execute();
  writer.add({ kind: 'minutes', meetingId }, []);
}

interface NewDocument {
  readonly kind: DocumentKind;
  readonly item?: string;
  readonly level?: Level;
  readonly meetingId?: string;
  readonly submitted?: boolean;
}

interface DocumentWriter {
  add(document: NewDocument, content: readonly ContentElement[]): void;
  insert(): Promise<void>;
}

/** Gathers documents and their first log row; each text is written by the server under a fresh client id (docs/sync.md S7). */
function documentWriter(transaction: DatabaseTransaction, cycleId: string, input: NewCycle): DocumentWriter {
  const documents: Insertable<Schema['document']>[] = [];
  const updates: Insertable<Schema['documentUpdate']>[] = [];
  return {
    add(document, content) {
      const id = input.newId();
      const update = content.length === 0 ? null : contentAsUpdate({ type: 'doc', content }, randomInt(1, 2 ** 32 - 1));
      if (update)
        updates.push({
          documentId: id,
          sequence: 1,
          personId: input.personId,
          at: input.at,
          content: encodeUpdateList([update]),
        });
      documents.push({
        id,
        cycleId,
        item: document.item ?? null,
        meetingId: document.meetingId ?? null,
        kind: document.kind,
        level: document.level ?? null,
        authorId: null,
        state: document.submitted ? 'locked' : 'open',
        lockEpoch: 0,
        generation: 1,
        lastSequence: update ? 1 : 0,
        blobSequence: 0,
        sizeBytes: update?.length ?? 0,
        submittedAt: document.submitted ? input.at : null,
        createdAt: input.at,
        updatedAt: input.at,
      });
    },
    async insert() {
      for (let i = 0; i < documents.length; i += 50) {
        await transaction
          .insertInto('document')
          .values(documents.slice(i, i + 50))
          .execute();
      }
      for (let i = 0; i < updates.length; i += 50) {
        await transaction
          .insertInto('documentUpdate')
          .values(updates.slice(i, i + 50))
          .execute();
      }
    },
  };
}

function titleOf(report: Report, framework: Framework): string {
  return report.title ?? framework.name.th;
}

/** The Thai fiscal year (BE) of a moment: it begins on 1 October, Asia/Bangkok. */
function currentFiscalYear(at: number): number {
  const bangkok = new Date(at + 7 * 3_600_000);
  return bangkok.getUTCFullYear() + 543 + (bangkok.getUTCMonth() >= 9 ? 1 : 0);
}
