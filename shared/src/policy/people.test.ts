import { describe, expect, it } from 'vitest';
import { mayAdministerAgency, mayChangeSeat, maySeatPeople } from './people.ts';
import { type Role, roles } from './roles.ts';

const actor = (role: Role) => ({ id: 'me', seats: [{ cycle: 'c', body: 'any', role }] });
const change = (role: Role, isGiven: boolean, person: string | null = 'other') => ({ person, role, isGiven });

describe('who seats people', () => {
  it.each(roles)('%s', (role) => {
    const seats = role === 'secretariat' || role === 'administrator';
    expect(maySeatPeople(actor(role), 'c')).toBe(seats);
    expect(maySeatPeople(actor(role), 'another')).toBe(false);
    expect(mayAdministerAgency(actor(role))).toBe(role === 'administrator');
    for (const isGiven of [true, false]) {
      expect(mayChangeSeat(actor(role), 'c', change('chair', isGiven))).toBe(seats);
      expect(mayChangeSeat(actor(role), 'c', change('secretariat', isGiven))).toBe(seats);
      expect(mayChangeSeat(actor(role), 'c', change('administrator', isGiven))).toBe(role === 'administrator');
      expect(mayChangeSeat(actor(role), 'another', change('chair', isGiven))).toBe(false);
    }
  });

  it('nobody gives a seat to themselves; an own one may be given up', () => {
    for (const role of ['secretariat', 'administrator'] as const) {
      expect(mayChangeSeat(actor(role), 'c', change('member', true, 'me'))).toBe(false);
      expect(mayChangeSeat(actor(role), 'c', change(role, false, 'me'))).toBe(true);
    }
  });
});
