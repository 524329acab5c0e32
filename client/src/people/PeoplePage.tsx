import type { CycleAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';

/** Who sits where in a cycle; invitations. */
export function PeoplePage({ cycle: _cycle, person: _person }: { cycle: CycleAnswer; person: PersonAnswer }) {
  return <main id="main" />;
}
