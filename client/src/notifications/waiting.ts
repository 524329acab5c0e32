import type { NoteAnswer } from '@ruam/shared/api/advice.ts';
import type { ItemAnswer, PersonAnswer, RescueAnswer } from '@ruam/shared/api/api.ts';
import type { NotificationAnswer } from '@ruam/shared/api/notifications.ts';
import { waitsForDecision } from '@ruam/shared/deciding/workflow.ts';
import { mayAnswerNote } from '@ruam/shared/policy/advice.ts';
import { mayClaim, mayDecide } from '@ruam/shared/policy/policy.ts';

/** What waits for a person in a cycle, and what is only news. */
export interface Waiting {
  /** The person's own words that did not get into their documents. */
  readonly ownRescues: number;
  /** Unread, and asking for something: mentions, requests to reopen. */
  readonly asked: readonly NotificationAnswer[];
  readonly notes: readonly NoteAnswer[];
  readonly decisions: readonly ItemAnswer[];
  /** Items of the own body that a meeting gave back, or whose approval was taken back: they are claimed anew. */
  readonly givenBack: readonly ItemAnswer[];
  /** Unread, and only to be known. */
  readonly news: readonly NotificationAnswer[];
}

/** What is read of a cycle and of the person's notifications. */
interface Read {
  readonly items: readonly ItemAnswer[];
  readonly rescues: readonly RescueAnswer[];
  readonly notes: readonly NoteAnswer[];
  readonly unread: readonly NotificationAnswer[];
}

/** Picks out what waits for the person, by what they may do. */
export function waitingFor(person: PersonAnswer, cycle: string, { items, rescues, notes, unread }: Read): Waiting {
  const actor = { id: person.id, seats: person.roles };
  const categoryOf = (code: string) => items.find((item) => item.code === code)?.category;
  const own = unread.filter((notification) => notification.cycle === cycle);
  const isApproved = (code: unknown) => items.some((item) => item.code === code && item.approved !== null);
  // A request that was answered by the reopening asks for nothing any more.
  const asks = ({ kind, subject }: NotificationAnswer) =>
    kind === 'mention' || (kind === 'reopeningRequested' && isApproved(subject.item));
  const ownRescues = rescues.filter((rescue) => rescue.person === person.id).length;
  return {
    ownRescues,
    asked: own.filter(asks),
    notes: notes.filter(({ item }) => {
      const category = categoryOf(item);
      return category !== undefined && mayAnswerNote(actor, cycle, category);
    }),
    decisions: items.filter(
      (item) => waitsForDecision({ ...item, hasOpenConditions: false }) && mayDecide(actor, cycle, item.category),
    ),
    givenBack: items.filter(
      ({ status, category }) => (status === 'returned' || status === 'reopened') && mayClaim(actor, cycle, category),
    ),
    // The own kept words stand above already.
    news: own.filter((one) => !asks(one) && !(one.kind === 'rescue' && ownRescues > 0)),
  };
}

/** How many things wait; news does not. */
export function countWaiting({ ownRescues, asked, notes, decisions, givenBack }: Waiting): number {
  return (ownRescues > 0 ? 1 : 0) + asked.length + notes.length + givenBack.length + (decisions.length > 0 ? 1 : 0);
}
