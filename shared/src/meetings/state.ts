import { AppError } from '../errors/errors.ts';

/** `planned`: the secretariat prepares it. `published`: its members see it. */
export const meetingStates = ['planned', 'published', 'running', 'ended'] as const;
export type MeetingState = (typeof meetingStates)[number];

export const meetingEvents = ['publish', 'begin', 'end'] as const;
export type MeetingEvent = (typeof meetingEvents)[number];

/**
 * The state after an event; one that has happened already changes nothing (docs/meetings.md M8). Throws `meetingState`
 * for an event that does not follow.
 */
export function nextMeetingState(state: MeetingState, event: MeetingEvent): MeetingState {
  const { from, to } = steps[event];
  if (state === to) return state;
  if (state !== from) throw new AppError('meetingState', `a ${state} meeting does not ${event}`, { state });
  return to;
}

/** What is done before and in a meeting is not done after it. Throws `meetingState`. */
export function checkNotEnded(state: MeetingState): void {
  if (state === 'ended') throw new AppError('meetingState', 'this meeting has ended', { state });
}

/** What the next step of a meeting is, null after the last. */
export function nextEvent(state: MeetingState): MeetingEvent | null {
  return meetingEvents.find((event) => steps[event].from === state) ?? null;
}

const steps = {
  publish: { from: 'planned', to: 'published' },
  begin: { from: 'published', to: 'running' },
  end: { from: 'running', to: 'ended' },
} as const satisfies Record<MeetingEvent, { from: MeetingState; to: MeetingState }>;
