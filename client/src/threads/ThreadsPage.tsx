import type { CycleAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';

/** All threads of a cycle. */
export function ThreadsPage({ cycle: _cycle, person: _person }: { cycle: CycleAnswer; person: PersonAnswer }) {
  return <main id="main" />;
}
