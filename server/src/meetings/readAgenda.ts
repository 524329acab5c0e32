import type { AgendaEntry } from '@ruam/shared/api/meetings.ts';
import { agendaSections } from '@ruam/shared/meetings/agenda.ts';
import type { Selectable } from 'kysely';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';

/** An entry as it is stored; `id` is its number as text. */
export type StoredEntry = Selectable<Schema['agendaItem']> & { readonly id: string };

/** The agenda of a meeting in its order. */
export async function agendaOf(database: Database | DatabaseTransaction, meetingId: string): Promise<StoredEntry[]> {
  const rows = await database.selectFrom('agendaItem').selectAll().where('meetingId', '=', meetingId).execute();
  const sectionOf = ({ section }: StoredEntry) => agendaSections.indexOf(section);
  const rankOf = ({ rank, position }: StoredEntry) => rank ?? position;
  return rows
    .map((row) => ({ ...row, id: String(row.position) }))
    .sort((a, b) => sectionOf(a) - sectionOf(b) || rankOf(a) - rankOf(b) || a.position - b.position);
}

/** The agenda as the interface gives it. */
export async function answerAgenda(database: Database, meetingId: string): Promise<AgendaEntry[]> {
  const agenda = await agendaOf(database, meetingId);
  const ids = agenda.flatMap(({ documentId }) => documentId ?? []);
  const documents =
    ids.length === 0
      ? []
      : await database
          .selectFrom('document')
          .leftJoin('meeting', 'meeting.id', 'document.meetingId')
          .select(['document.id', 'document.kind', 'meeting.number as meeting'])
          .where('document.id', 'in', ids)
          .execute();
  const known = new Map(documents.map((document) => [document.id, document]));
  return agenda.map(({ id, section, kind, itemCode, documentId, title, detail, minutes, usedMs }) => ({
    ...{ id, section, kind, title, detail, minutes, usedMs },
    item: itemCode === '' ? null : itemCode,
    document: (documentId === null ? null : known.get(documentId)) ?? null,
  }));
}
