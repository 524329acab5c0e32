import type { CycleAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';

/** The decision on an item: what is decided, its effect, the resolution. */
export function DecidePage({
  cycle: _cycle,
  person: _person,
  code: _code,
}: {
  cycle: CycleAnswer;
  person: PersonAnswer;
  code: string;
}) {
  return <main id="main" />;
}
