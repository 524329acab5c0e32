import type { Annex } from '@ruam/shared/advice/annex.ts';
import { readContent } from '@ruam/shared/document/yjs.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { listItems as itemsOf } from '@ruam/shared/framework/lookup.ts';
import { frameworkOf } from '../cycle/readCycle.ts';
import type { Database } from '../database/database.ts';
import { readHeld } from '../sync/gate.ts';
import { listNotes } from './notes.ts';

/** The submitted notes of a cycle as the report's annex has them, read as the store has them. Throws `notFound`. */
export async function readAnnex(database: Database, cycleId: string): Promise<Annex> {
  const cycle = await database.selectFrom('cycle').select('title').where('id', '=', cycleId).executeTakeFirst();
  if (!cycle) throw new AppError('notFound', 'there is no such cycle');
  const titles = new Map(itemsOf(await frameworkOf(database, cycleId)).map((item) => [item.code, item.title.th]));
  const submitted = (await listNotes(database, cycleId)).filter((note) => note.submittedAt !== null);
  const notes: Annex['notes'][number][] = [];
  for (const note of submitted) {
    const content = await database
      .transaction()
      .execute((transaction) => readHeld(transaction, note.document, readContent));
    if (content === null) continue;
    const { item, type, severity, visitDate, answer } = note;
    notes.push({
      item,
      itemTitle: titles.get(item) ?? '',
      type,
      severity,
      visitDate,
      quote: note.passage?.quote ?? null,
      author: note.author?.name ?? null,
      isReplaced: note.replacedBy !== null,
      answer: answer && { kind: answer.kind, reason: answer.reason },
      content,
    });
  }
  return { title: cycle.title, notes };
}
