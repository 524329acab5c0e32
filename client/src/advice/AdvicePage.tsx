import type { CycleAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';

/** The advisors' notes of a cycle, their answers and sessions. */
export function AdvicePage({ cycle: _cycle, person: _person }: { cycle: CycleAnswer; person: PersonAnswer }) {
  return <main id="main" />;
}
