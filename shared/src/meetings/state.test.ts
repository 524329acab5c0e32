import { describe, expect, it } from 'vitest';
import { AppError } from '../errors/errors.ts';
import { meetingEvents, meetingStates, nextEvent, nextMeetingState } from './state.ts';

describe('M8 the states of a meeting', () => {
  const after = (state: (typeof meetingStates)[number], event: (typeof meetingEvents)[number]): string => {
    try {
      return nextMeetingState(state, event);
    } catch (error) {
      if (error instanceof AppError) return error.code;
      throw error;
    }
  };

  it('planned, published, running, ended; a step made twice changes nothing, none is left out', () => {
    const table = meetingStates.map((state) => meetingEvents.map((event) => after(state, event)));
    expect(table).toEqual([
      ['published', 'meetingState', 'meetingState'],
      ['published', 'running', 'meetingState'],
      ['meetingState', 'running', 'ended'],
      ['meetingState', 'meetingState', 'ended'],
    ]);
    expect(meetingStates.map(nextEvent)).toEqual(['publish', 'begin', 'end', null]);
  });
});
