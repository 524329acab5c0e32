import type { NotificationAnswer } from '@ruam/shared/api/notifications.ts';
import type { TFunction } from 'i18next';

/** What happened, in a sentence. */
export function notificationWords(t: TFunction, { kind, actorName, subject }: NotificationAnswer): string {
  const name = actorName ?? t('notifications.somebody');
  switch (kind) {
    case 'mention':
      return t('notifications.words.mention', { name });
    case 'reply':
      return t('notifications.words.reply', { name });
    case 'advice':
      return subject.event === 'advice.answered'
        ? t('notifications.words.adviceAnswered')
        : t('notifications.words.adviceSubmitted', { name });
    case 'decision':
      return t(`notifications.words.${decisionOf(subject.event)}`);
    case 'reopened':
      return t('notifications.words.reopened');
    case 'reopeningRequested':
      return t('notifications.words.reopeningRequested', { name });
    case 'rescue':
      return t('notifications.words.rescue', { count: subject.count });
    case 'seat':
      return t('notifications.words.seat');
    case 'meeting':
      return t(`notifications.words.${ofMeeting(subject.event)}`, { number: subject.meeting?.number ?? '' });
    case 'claim':
      return subject.level === null
        ? t('notifications.words.withdrawn', { name })
        : t('notifications.words.claimed', { name, level: t(`level.${subject.level}`) });
  }
}

/** Which text it is about, as `3.3 หลักฐาน Basic`; '' for the whole cycle. */
export function notificationPlace(t: TFunction, { subject }: NotificationAnswer): string {
  const { item, documentKind, documentLevel } = subject;
  const part =
    documentKind === null || documentKind === 'advice'
      ? null
      : documentKind === 'evidence' && documentLevel !== null
        ? t('part.evidenceOf', { level: t(`level.${documentLevel}`) })
        : t(`rescue.document.${documentKind}`);
  const place = [item, part].filter((one) => one !== null).join(' ');
  return item === null ? place : t('notifications.place', { place });
}

const decisions = {
  'item.returned': 'returned',
  'item.noted': 'noted',
  'item.postponed': 'postponed',
  'item.conditionsMet': 'conditionsMet',
} as const;

function decisionOf(event: string) {
  return event in decisions ? decisions[event as keyof typeof decisions] : 'approved';
}

function ofMeeting(event: string) {
  if (event === 'minutes.circulated') return 'minutesCirculated';
  return event === 'meeting.moved' ? 'meetingMoved' : 'meetingPublished';
}
