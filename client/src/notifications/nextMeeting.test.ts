import { expect, it } from 'vitest';
import { nextMeeting } from './nextMeeting.ts';

const now = new Date('2019-09-30T20:00:00+07:00');
const meeting = (state: 'planned' | 'published' | 'running' | 'ended', date: string | null) => ({ state, date });

it.each([
  ['the running one before all', [meeting('published', '2019-09-30'), meeting('running', '2019-01-01')], 1],
  [
    'the earliest published one from today on',
    [meeting('published', '2019-10-02'), meeting('published', '2019-09-30')],
    1,
  ],
  ['one without a day last', [meeting('published', null), meeting('published', '2019-10-02')], 1],
  ['none that is over', [meeting('published', '2019-09-29'), meeting('ended', '2019-10-01')], null],
  ['none that is only planned', [meeting('planned', '2019-10-01')], null],
] as const)('%s', (_what, meetings, expected) => {
  expect(nextMeeting(meetings, now)).toBe(expected === null ? null : meetings[expected]);
});
