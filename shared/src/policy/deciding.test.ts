import { describe, expect, it } from 'vitest';
import { mayKeepVersion, mayMeetConditions, mayRequestReopening } from './deciding.ts';
import type { Actor } from './policy.ts';
import type { Role } from './roles.ts';

const cycle = 'cycle-a';
const seat = (body: string, role: Role, of = cycle): Actor => ({ id: role, seats: [{ cycle: of, body, role }] });

const actors = {
  member: seat('category-3', 'member'),
  chair: seat('category-3', 'chair'),
  secretary: seat('category-3', 'secretary'),
  otherMember: seat('category-4', 'member'),
  otherChair: seat('category-4', 'chair'),
  advisor: seat('advisors', 'advisor'),
  steeringMember: seat('steering', 'steering-member'),
  steeringChair: seat('steering', 'steering-chair'),
  secretariat: seat('secretariat', 'secretariat'),
  observer: seat('observers', 'observer'),
  administrator: seat('administration', 'administrator'),
  stranger: seat('secretariat', 'secretariat', 'cycle-b'),
};
type Who = keyof typeof actors;
const everyone = Object.keys(actors) as Who[];

describe('who may do what around a decision on an item of category 3', () => {
  it.each(everyone)('%s asks for a reopening only as a member of its body', (who) => {
    expect(mayRequestReopening(actors[who], cycle, '3')).toBe(['member', 'chair', 'secretary'].includes(who));
  });
  it.each(everyone)('%s records met conditions only as the secretariat', (who) => {
    expect(mayMeetConditions(actors[who], cycle, '3')).toBe(who === 'secretariat');
  });
  it('not for an item of the own body', () => {
    const both = { id: 'both', seats: [...actors.secretariat.seats, ...actors.member.seats] };
    expect(mayMeetConditions(both, cycle, '3')).toBe(false);
    expect(mayMeetConditions(both, cycle, '4')).toBe(true);
  });
  it.each(everyone)('%s keeps a version only as the secretariat, a chair or a secretary', (who) => {
    const may = ['chair', 'secretary', 'otherChair', 'secretariat', 'steeringChair'].includes(who);
    expect(mayKeepVersion(actors[who], cycle)).toBe(may);
  });
});
