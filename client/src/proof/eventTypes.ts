import type { AuditEntry } from '@ruam/shared/api/api.ts';
import type { TFunction } from 'i18next';
import type { proofTh } from '../i18n/proof.th.ts';

type Events = (typeof proofTh)['event'];
/** Every type of entry that has words. */
type EventType = {
  [Subject in keyof Events & string]: `${Subject}.${keyof Events[Subject] & string}`;
}[keyof Events & string];

/** What entries are about, for choosing; the types of each. */
export const eventKinds = {
  claims: ['item.claimed', 'check.ticked', 'check.unticked'],
  decisions: [
    'item.approved',
    'item.conditionsMet',
    'item.returned',
    'item.noted',
    'item.postponed',
    'item.reopened',
    'item.reopeningRequested',
    'item.restored',
    'item.imported',
    'snapshot.taken',
  ],
  discussion: ['thread.opened', 'thread.resolved', 'thread.reopened', 'comment.added', 'comment.edited'],
  advice: [
    'item.advised',
    'advice.created',
    'advice.changed',
    'advice.submitted',
    'advice.versioned',
    'advice.answered',
    'advisorSession.planned',
    'advisorSession.kept',
    'level.given',
    'level.withdrawn',
    'levels.revealed',
    'levels.reset',
    'consensus.revealed',
  ],
  meetings: [
    'meeting.planned',
    'meeting.changed',
    'meeting.moved',
    'meeting.published',
    'meeting.begun',
    'meeting.ended',
    'meeting.presenceNoted',
    'meeting.agendaAdded',
    'meeting.agendaChanged',
    'meeting.agendaMoved',
    'meeting.agendaRemoved',
    'meeting.paperAdded',
    'meeting.paperRemoved',
    'meeting.handRaised',
    'meeting.handLowered',
    'meeting.noteSent',
    'meeting.noteMarked',
    'meeting.deleted',
    'resolution.recorded',
    'resolution.amended',
    'minutes.seeded',
    'minutes.circulated',
    'minutes.confirmed',
    'minutes.scenarioKept',
  ],
  people: [
    'seat.added',
    'seat.removed',
    'person.added',
    'person.deactivated',
    'person.activated',
    'person.passwordReset',
    'person.passwordResetMade',
    'person.emailChanged',
    'person.passwordChanged',
    'invitation.made',
    'invitation.accepted',
    'invitation.taken',
    'invitation.withdrawn',
    'session.started',
    'session.failed',
    'session.ended',
    'session.othersEnded',
    'secondFactor.enabled',
    'policy.changed',
  ],
  system: [
    'units.changed',
    'recommendations.carriedOver',
    'rescue.kept',
    'rescue.discarded',
    'cycle.imported',
    'text.imported',
    'report.asked',
    'report.bound',
    'report.made',
    'report.failed',
    'report.cancelled',
    'report.removed',
    'report.swept',
    'backup.restored',
  ],
} as const satisfies Readonly<Record<string, readonly EventType[]>>;
export type EventKind = keyof typeof eventKinds;

const known: readonly string[] = Object.values(eventKinds).flat();

/** What an entry says was done, in the reader's language; its type where there are no words for it. */
export function eventWords(t: TFunction, { type, subject }: Pick<AuditEntry, 'type' | 'subject'>): string {
  if (type === 'item.claimed' && subject.level === null) return t('proof.event.item.withdrawn');
  return isKnown(type) ? t(`proof.event.${type}`) : type;
}

/** What a person gave as text or reason, '' when nothing. */
export function eventText({ subject }: Pick<AuditEntry, 'subject'>): string {
  const given = [subject.reason, subject.resolution, subject.statement, subject.name, subject.login];
  return given.find((text) => typeof text === 'string' && text !== '')?.toString() ?? '';
}

function isKnown(type: string): type is EventType {
  return known.includes(type);
}
