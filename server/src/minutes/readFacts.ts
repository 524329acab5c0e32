import { listItems } from '@ruam/shared/framework/lookup.ts';
import { agendaNumbers } from '@ruam/shared/meetings/agenda.ts';
import type { MinutesFacts } from '@ruam/shared/minutes/form.ts';
import { toThaiDigits } from '@ruam/shared/thai/digits.ts';
import { frameworkOf } from '../cycle/readCycle.ts';
import type { DatabaseTransaction } from '../database/database.ts';
import { membersOf } from '../meetings/members.ts';
import { agendaOf, type StoredEntry } from '../meetings/readAgenda.ts';
import type { StoredMeeting } from '../meetings/readMeetings.ts';

/** What the form of a meeting's minutes is made of, as it is known now. */
export async function readFacts(transaction: DatabaseTransaction, meeting: StoredMeeting): Promise<MinutesFacts> {
  const { body, number, type, date, place, begunAt, endedAt } = meeting;
  return {
    ...{ body, number, date, place, isSpecial: type === 'special' },
    begunAt: begunAt === null ? null : bangkokClock(begunAt),
    endedAt: endedAt === null ? null : bangkokClock(endedAt),
    members: await membersOf(transaction, meeting),
    attending: await secretariatOf(transaction, meeting),
    agenda: await entriesOf(transaction, meeting),
  };
}

/** Who keeps the minutes is there, too. */
async function secretariatOf(transaction: DatabaseTransaction, { cycleId, body }: StoredMeeting) {
  const rows = await transaction
    .selectFrom('seat')
    .innerJoin('person', 'person.id', 'seat.personId')
    .select(['person.id', 'person.name', 'seat.role'])
    .where('seat.cycleId', '=', cycleId)
    .where('seat.body', '=', 'secretariat')
    .where('person.active', '=', 1)
    .where('person.id', 'not in', (query) =>
      query.selectFrom('seat').select('personId').where('cycleId', '=', cycleId).where('body', '=', body),
    )
    .execute();
  return rows.sort((a, b) => a.name.localeCompare(b.name, 'th'));
}

async function entriesOf(transaction: DatabaseTransaction, { id, cycleId }: StoredMeeting) {
  const agenda = await agendaOf(transaction, id);
  const numbers = agendaNumbers(agenda);
  const titles = new Map(listItems(await frameworkOf(transaction, cycleId)).map(({ code, title }) => [code, title.th]));
  const named = new Map<string, string>();
  for (const { documentId } of agenda) {
    if (documentId === null) continue;
    const row = await transaction
      .selectFrom('document')
      .leftJoin('meeting', 'meeting.id', 'document.meetingId')
      .select(['document.kind', 'meeting.number'])
      .where('document.id', '=', documentId)
      .executeTakeFirst();
    named.set(documentId, row?.kind === 'minutes' ? minutesTitle(row.number ?? '') : 'ภาพรวมของรายงานการประเมินตนเอง');
  }
  const titleOf = ({ itemCode, documentId, title }: StoredEntry): string => {
    if (itemCode !== '') return `หัวข้อ ${toThaiDigits(itemCode)} ${titles.get(itemCode) ?? ''}`.trim();
    return (documentId === null ? title : named.get(documentId)) ?? '';
  };
  return agenda.map((entry) => {
    const { section, detail } = entry;
    return { id: entry.id, section, number: numbers.get(entry.id) ?? '', title: titleOf(entry), detail };
  });
}

const minutesTitle = (number: string): string => `รับรองรายงานการประชุมครั้งที่ ${toThaiDigits(number)}`;

/** `09:30`, in Bangkok. */
function bangkokClock(at: number): string {
  return new Date(at + 7 * 3_600_000).toISOString().slice(11, 16);
}
