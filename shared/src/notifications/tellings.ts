import { z } from 'zod';
import type { DocumentKind } from '../assessment/assessment.ts';
import { type Level, levelSchema } from '../assessment/level.ts';
import { bodyOfCategory, type Role, type Seat } from '../policy/roles.ts';
import type { NotificationKind } from './kinds.ts';
import type { NotificationSubject } from './subject.ts';

/** An audit entry of a cycle, as much as counts here. */
export interface ToldEntry {
  readonly type: string;
  readonly subject: Readonly<Record<string, unknown>>;
  /** Who acted; null for the server itself. */
  readonly person: string | null;
}

/** A document that an entry names. */
export interface ToldDocument {
  readonly item: string | null;
  readonly kind: DocumentKind;
  readonly level: Level | null;
  readonly authorId: string | null;
}

/** What must be known to say who is told. */
export interface TellingFacts {
  /** Everybody with a seat in the cycle, once. */
  readonly people: readonly { readonly id: string; readonly seats: readonly Pick<Seat, 'body' | 'role'>[] }[];
  /** Who follows the entry's thread. */
  readonly followers: readonly string[];
  /** The documents that the entry names. */
  readonly documents: ReadonlyMap<string, ToldDocument>;
  /** The category of each item, by code. */
  readonly categories: ReadonlyMap<string, string>;
}

/** One person is told of one entry. */
export interface Telling {
  readonly personId: string;
  readonly kind: NotificationKind;
  readonly subject: NotificationSubject;
}

type Seated = TellingFacts['people'][number];

const id = z.string().min(1).nullable().catch(null);
const mention = z.object({ kind: z.enum(['person', 'body', 'unit']), id: z.string() });
const kept = z.object({ document: z.string(), person: z.string() });
/** Whatever else an entry says, or leaves out, is passed over. */
const entrySchema = z.object({
  item: id,
  document: id,
  thread: id,
  comment: id,
  author: id,
  person: id,
  meeting: id,
  body: id,
  number: id,
  level: levelSchema.nullable().catch(null),
  mentions: z.array(mention.nullable().catch(null)).catch([]),
  rescues: z.array(kept.nullable().catch(null)).catch([]),
});
type Named = z.infer<typeof entrySchema>;

/** The ids that `TellingFacts` are to be read for; null for an entry that nobody is told of. */
export function factsAsked({ type, subject }: ToldEntry): {
  readonly documents: readonly string[];
  readonly thread: string | null;
} | null {
  if (!isTold(type)) return null;
  const { document, thread, rescues } = entrySchema.parse(subject);
  const documents = type === 'rescue.kept' ? rescues.map((rescue) => rescue?.document ?? null) : [document];
  return { documents: [...new Set(documents.filter((one) => one !== null))], thread };
}

/** Who is told of an entry, each person once: only who has a seat in the cycle, never who acted. */
export function tellingsOf(entry: ToldEntry, facts: TellingFacts): Telling[] {
  if (!isTold(entry.type)) return [];
  const named = entrySchema.parse(entry.subject);
  const told = new Map<string, Telling>();
  const tell = (people: readonly Seated[], kind: NotificationKind, subject: NotificationSubject): void => {
    for (const { id: personId } of people) {
      if (personId !== entry.person && !told.has(personId)) told.set(personId, { personId, kind, subject });
    }
  };
  const subject = subjectOf(entry, named, facts);
  const { category } = subject;
  const inBody = (roles?: readonly Role[]) => seated(facts, category === null ? '' : bodyOfCategory(category), roles);
  const withId = (personId: string | null) => facts.people.filter((person) => person.id === personId);
  const tellNamed = (): void => {
    for (const { kind, id: whom } of named.mentions.filter((one) => one !== null)) {
      if (kind === 'person') tell(withId(whom), 'mention', subject);
      if (kind === 'body') tell(seated(facts, whom), 'mention', subject);
    }
  };
  switch (entry.type) {
    case 'thread.opened':
    case 'comment.added':
      tellNamed();
      tell(
        facts.people.filter((person) => facts.followers.includes(person.id)),
        'reply',
        subject,
      );
      break;
    // The entry names who is newly mentioned; who follows has read the comment.
    case 'comment.edited':
      tellNamed();
      break;
    case 'advice.submitted':
      tell(inBody(['chair', 'secretary']), 'advice', subject);
      break;
    case 'advice.answered':
      tell(withId(named.author ?? authorOf(named, facts)), 'advice', subject);
      break;
    case 'item.approved':
    case 'item.returned':
    case 'item.noted':
    case 'item.postponed':
    case 'item.conditionsMet':
      tell(inBody(), 'decision', subject);
      break;
    case 'item.reopened':
      tell(inBody(), 'reopened', subject);
      break;
    case 'item.reopeningRequested':
      tell(withRole(facts, ['secretariat', 'steering-chair']), 'reopeningRequested', subject);
      break;
    case 'item.claimed':
      tell(withRole(facts, ['secretariat']), 'claim', subject);
      break;
    case 'seat.added':
      tell(withId(named.person), 'seat', subject);
      break;
    case 'meeting.published':
    case 'meeting.moved':
    case 'minutes.circulated':
      tell(named.body === null ? [] : seated(facts, named.body), 'meeting', { ...subject, ...meetingIn(named) });
      break;
    case 'rescue.kept':
      for (const person of facts.people) {
        const own = named.rescues.filter((one) => one !== null && concerns(person, one, facts));
        const [first] = own;
        if (!first) continue;
        const about = { ...named, document: first.document, item: null };
        tell([person], 'rescue', { ...subjectOf(entry, about, facts), count: own.length });
      }
      break;
  }
  return [...told.values()];
}

const toldTypes: readonly string[] = [
  'thread.opened',
  'comment.added',
  'comment.edited',
  'advice.submitted',
  'advice.answered',
  'item.approved',
  'item.returned',
  'item.noted',
  'item.postponed',
  'item.conditionsMet',
  'item.reopened',
  'item.reopeningRequested',
  'item.claimed',
  'seat.added',
  'meeting.published',
  'meeting.moved',
  'minutes.circulated',
  'rescue.kept',
];

function isTold(type: string): boolean {
  return toldTypes.includes(type);
}

function subjectOf(entry: ToldEntry, named: Named, facts: TellingFacts): NotificationSubject {
  const document = named.document === null ? undefined : facts.documents.get(named.document);
  const item = named.item ?? document?.item ?? null;
  return {
    event: entry.type,
    actor: entry.person,
    item,
    category: item === null ? null : (facts.categories.get(item) ?? null),
    document: document === undefined ? null : named.document,
    documentKind: document?.kind ?? null,
    documentLevel: document?.level ?? null,
    thread: named.thread,
    comment: named.comment,
    level: named.level,
    count: 1,
  };
}

function meetingIn({ meeting, number }: Named): Pick<NotificationSubject, 'meeting'> {
  return meeting === null || number === null ? {} : { meeting: { id: meeting, number } };
}

function authorOf({ document }: Named, facts: TellingFacts): string | null {
  return (document === null ? undefined : facts.documents.get(document)?.authorId) ?? null;
}

/** The author of a refused edit, the chair and the secretary of its item's body. */
function concerns(person: Seated, rescue: { document: string; person: string }, facts: TellingFacts): boolean {
  if (rescue.person === person.id) return true;
  const item = facts.documents.get(rescue.document)?.item ?? null;
  const category = item === null ? undefined : facts.categories.get(item);
  return category !== undefined && sits(person, bodyOfCategory(category), ['chair', 'secretary']);
}

function seated({ people }: TellingFacts, body: string, roles?: readonly Role[]): Seated[] {
  return people.filter((person) => sits(person, body, roles));
}

function sits({ seats }: Seated, body: string, roles?: readonly Role[]): boolean {
  return seats.some((seat) => seat.body === body && (roles === undefined || roles.includes(seat.role)));
}

function withRole({ people }: TellingFacts, roles: readonly Role[]): Seated[] {
  return people.filter(({ seats }) => seats.some(({ role }) => roles.includes(role)));
}
