import type { CycleAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';

/** What waits for the person in a cycle. */
export function WorkPage({ cycle: _cycle, person: _person }: { cycle: CycleAnswer; person: PersonAnswer }) {
  return <main id="main" />;
}
