import type { NotificationKind } from './kinds.ts';
import type { NotificationSubject } from './subject.ts';

/** The address of the passage, item or page that a notification is about, from the root of the site. */
export function notificationPath(
  cycle: string,
  kind: NotificationKind,
  { event, item, category, documentKind, documentLevel, thread, meeting }: NotificationSubject,
): string {
  const home = `/cycles/${encodeURIComponent(cycle)}`;
  if (kind === 'rescue') return `${home}/rescues`;
  if (meeting !== undefined)
    return `${home}/meetings/${encodeURIComponent(meeting.id)}/${event === 'minutes.circulated' ? 'minutes' : 'join'}`;
  const isPart = documentKind === 'evidence' || documentKind === 'recommendations';
  const query = [
    ...(isPart ? [`part=${documentKind}`] : []),
    ...(documentKind === 'evidence' && documentLevel !== null ? [`level=${documentLevel}`] : []),
    ...(thread === null ? [] : [`thread=${encodeURIComponent(thread)}`]),
  ];
  const asked = query.length === 0 ? '' : `?${query.join('&')}`;
  if (item !== null && category !== null)
    return `${home}/categories/${encodeURIComponent(category)}/items/${encodeURIComponent(item)}${asked}`;
  return documentKind === 'overview' ? `${home}/overview${asked}` : home;
}
