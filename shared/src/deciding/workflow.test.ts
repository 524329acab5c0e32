import { describe, expect, it } from 'vitest';
import { itemStatusSchema } from '../assessment/assessment.ts';
import { levelSchema } from '../assessment/level.ts';
import { AppError } from '../errors/errors.ts';
import { type ItemEvent, type ItemState, nextState } from './workflow.ts';

const statuses = itemStatusSchema.options;

/** `claimed advance/basic` is a process item claimed at advance, approved at basic; `-` none, `!` open conditions. */
function stateOf(text: string): ItemState {
  const [status, levels = '-/-'] = text.replace('!', '').split(' ');
  const [claimed, approved] = levels.split('/').map((level) => (level === '-' ? null : levelSchema.parse(level)));
  return {
    kind: 'process',
    status: itemStatusSchema.parse(status),
    claimed: claimed ?? null,
    advised: null,
    approved: approved ?? null,
    hasOpenConditions: text.endsWith('!'),
  };
}

function tell(act: () => ItemState): string {
  try {
    const { status, claimed, approved, hasOpenConditions } = act();
    return `${status} ${claimed ?? '-'}/${approved ?? '-'}${hasOpenConditions ? '!' : ''}`;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

const approve = (level: 'basic' | 'advance' | 'significance', withConditions = false): ItemEvent => ({
  type: 'approve',
  level,
  withConditions,
});

describe('the way of a process item', () => {
  it.each<[string, ItemEvent, string]>([
    ['drafting -/-', { type: 'claim', level: 'basic' }, 'claimed basic/-'],
    ['scheduled basic/-', { type: 'claim', level: 'advance' }, 'claimed advance/-'],
    ['approved basic/basic', { type: 'claim', level: 'advance' }, 'claimed advance/basic'],
    ['approvedWithConditions basic/basic!', { type: 'claim', level: 'advance' }, 'claimed advance/basic!'],
    ['approved advance/advance', { type: 'claim', level: 'advance' }, 'locked'],
    ['approved advance/advance', { type: 'claim', level: 'basic' }, 'locked'],
    ['claimed significance/advance', { type: 'claim', level: 'basic' }, 'locked'],

    ['claimed basic/-', { type: 'withdraw' }, 'drafting -/-'],
    ['drafting -/-', { type: 'withdraw' }, 'drafting -/-'],
    ['scheduled basic/-', { type: 'withdraw' }, 'drafting -/-'],
    ['claimed significance/basic', { type: 'withdraw' }, 'approved basic/basic'],
    ['returned significance/basic!', { type: 'withdraw' }, 'approvedWithConditions basic/basic!'],
    ['approved basic/basic', { type: 'withdraw' }, 'locked'],

    ['claimed basic/-', { type: 'advise', level: 'basic' }, 'advised basic/-'],
    ['drafting -/-', { type: 'advise', level: 'basic' }, 'drafting -/-'],
    ['scheduled basic/-', { type: 'advise', level: 'basic' }, 'scheduled basic/-'],

    ['advised basic/-', { type: 'schedule' }, 'scheduled basic/-'],
    ['postponed basic/-', { type: 'schedule' }, 'scheduled basic/-'],
    ['approved basic/basic', { type: 'schedule' }, 'approved basic/basic'],
    ['claimed advance/basic', { type: 'schedule' }, 'scheduled advance/basic'],

    ['scheduled advance/-', approve('basic'), 'approved advance/basic'],
    ['drafting advance/-', approve('advance', true), 'approvedWithConditions advance/advance!'],
    ['claimed advance/basic!', approve('advance'), 'approvedWithConditions advance/advance!'],
    ['claimed basic/-', approve('advance'), 'notClaimed'],
    ['drafting -/-', approve('basic'), 'notClaimed'],
    ['approved significance/advance', approve('advance'), 'locked'],
    ['approved significance/advance', approve('significance'), 'approved significance/significance'],

    ['approvedWithConditions basic/basic!', { type: 'meetConditions' }, 'approved basic/basic'],
    ['claimed advance/basic!', { type: 'meetConditions' }, 'claimed advance/basic'],
    ['approved basic/basic', { type: 'meetConditions' }, 'notApproved'],
    ['claimed basic/-', { type: 'meetConditions' }, 'notApproved'],

    ['scheduled basic/-', { type: 'return' }, 'returned basic/-'],
    ['scheduled basic/-', { type: 'note' }, 'noted basic/-'],
    ['drafting -/-', { type: 'postpone' }, 'postponed -/-'],
    ['claimed advance/basic', { type: 'return' }, 'returned advance/basic'],
    ['approved basic/basic', { type: 'return' }, 'locked'],

    ['approved basic/basic', { type: 'reopen' }, 'reopened basic/-'],
    ['approvedWithConditions basic/basic!', { type: 'reopen' }, 'reopened basic/-'],
    ['claimed advance/basic', { type: 'reopen' }, 'reopened advance/-'],
    ['reopened basic/-', { type: 'reopen' }, 'notApproved'],
    ['claimed basic/-', { type: 'reopen' }, 'notApproved'],
  ])('%s, %j → %s', (from, event, to) => {
    expect(tell(() => nextState(stateOf(from), event))).toBe(to);
  });

  it.each(statuses)('from %s a claim can be made, approved and taken back', (status) => {
    const begun = { ...stateOf('drafting -/-'), status };
    const claimed = nextState(begun, { type: 'claim', level: 'advance' });
    expect(claimed.status).toBe('claimed');
    const approved = nextState({ ...claimed, status }, approve('basic'));
    expect(approved).toMatchObject({ status: 'approved', approved: 'basic', claimed: 'advance' });
    expect(nextState({ ...approved, status }, { type: 'reopen' })).toMatchObject({
      status: 'reopened',
      approved: null,
    });
  });
});

describe('the way of a dimension', () => {
  const dimension = (text: string): ItemState => ({ ...stateOf(text), kind: 'dimension' });
  it.each<[string, ItemEvent, string]>([
    ['drafting', { type: 'claim', level: 'basic' }, 'invalid'],
    ['drafting', { type: 'advise', level: 'basic' }, 'invalid'],
    ['drafting', approve('basic'), 'invalid'],
    ['drafting', { type: 'withdraw' }, 'drafting -/-'],
    ['drafting', { type: 'approve', level: null, withConditions: false }, 'approved -/-'],
    ['returned', { type: 'approve', level: null, withConditions: true }, 'approvedWithConditions -/-!'],
    ['approved', { type: 'approve', level: null, withConditions: false }, 'locked'],
    ['approvedWithConditions!', { type: 'meetConditions' }, 'approved -/-'],
    ['approved', { type: 'withdraw' }, 'locked'],
    ['approved', { type: 'postpone' }, 'locked'],
    ['approved', { type: 'schedule' }, 'approved -/-'],
    ['approved', { type: 'reopen' }, 'reopened -/-'],
    ['drafting', { type: 'reopen' }, 'notApproved'],
  ])('%s, %j → %s', (from, event, to) => {
    expect(tell(() => nextState(dimension(from), event))).toBe(to);
  });
});

it('an event changes nothing but the values and the status', () => {
  const before = Object.freeze({ ...stateOf('claimed basic/-'), advised: 'basic' as const });
  expect(nextState(before, approve('basic'))).toEqual({ ...before, status: 'approved', approved: 'basic' });
});
