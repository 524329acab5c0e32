import type { packSchema } from '@ruam/shared/api/meetings.ts';
import type { z } from 'zod';
import { coveredDocuments } from '../deciding/contentHash.ts';
import type { Person } from '../people/actor.ts';
import type { MeetingDependencies } from './dependencies.ts';
import { agendaOf, type StoredEntry } from './readAgenda.ts';
import { type MeetingKey, readMeeting } from './readMeetings.ts';

type Pack = z.infer<typeof packSchema>;

/**
 * The texts of all that is on the agenda, as they are committed now: of an item exactly what an approval of the claimed
 * level would hash (docs/meetings.md M9). Throws `notFound`, `unavailable`.
 */
export async function readPack(
  { database, texts, now }: MeetingDependencies,
  person: Person,
  key: MeetingKey,
): Promise<Pack> {
  const { id } = await readMeeting(database, person, key);
  const at = now();
  const read: Pack['texts'] = [];
  for (const entry of await agendaOf(database, id)) {
    const level = await levelOf(entry);
    const documents = await documentsOf(entry, level);
    if (documents.length > 0) read.push({ entry: entry.id, level, ...(await texts.textOf(database, documents)) });
  }
  return { at, texts: read };

  async function levelOf({ itemCode }: StoredEntry) {
    if (itemCode === '') return null;
    const items = database.selectFrom('item').select(['kind', 'claimed']).where('cycleId', '=', key.cycle);
    const item = await items.where('code', '=', itemCode).executeTakeFirst();
    return item?.kind === 'process' ? (item.claimed ?? 'basic') : null;
  }

  async function documentsOf({ itemCode, documentId }: StoredEntry, level: Pack['texts'][number]['level']) {
    if (itemCode !== '') return coveredDocuments(database, { cycle: key.cycle, code: itemCode }, level);
    if (documentId === null) return [];
    return database.selectFrom('document').select(['id', 'kind', 'level']).where('id', '=', documentId).execute();
  }
}
