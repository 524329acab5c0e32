import type { Person } from '../people/actor.ts';

/** For whom a report is made: it shows what this person may open. */
export type Reader = Person;

/** Whoever has the machine has its data: the command line reads like the secretariat. */
export function ownerOf(cycle: string): Reader {
  return {
    ...{ id: '', login: '', name: '', agencyId: '', mustSetUpSecondFactor: false },
    seats: [{ cycle, body: 'secretariat', role: 'secretariat' }],
  };
}
