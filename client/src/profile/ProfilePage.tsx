import type { PersonAnswer } from '@ruam/shared/api/api.ts';

/** What a person sets for themselves. */
export function ProfilePage({ person: _person }: { person: PersonAnswer }) {
  return <main id="main" />;
}
