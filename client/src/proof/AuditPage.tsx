import type { CycleAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';

/** The audit chain of a cycle, with filters and its check. */
export function AuditPage({ cycle: _cycle, person: _person }: { cycle: CycleAnswer; person: PersonAnswer }) {
  return <main id="main" />;
}
