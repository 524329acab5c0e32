import type { LiveFrame } from '../events/liveHub.ts';

/** What a projector asks anew for; of people and what they say to each other it hears nothing (docs/stage.md G7). */
const heard = [
  'reload',
  'item.',
  'document.',
  'meeting.agenda',
  'meeting.changed',
  'meeting.moved',
  'meeting.begun',
  'vote.',
  'resolution.',
  'snapshot.',
];
const ids = ['cycle', 'item', 'document', 'meeting', 'vote', 'resolution', 'entry', 'at'] as const;

/** What a projector is told of an event: type, number and ids of what it shows; null: nothing. */
export function projectedEvent(frame: LiveFrame): LiveFrame | null {
  if (!heard.some((beginning) => frame.type.startsWith(beginning))) return null;
  const told = ids.filter((id) => frame[id] !== undefined).map((id) => [id, frame[id]]);
  return { ...Object.fromEntries(told), ...(frame.seq === undefined ? {} : { seq: frame.seq }), type: frame.type };
}
