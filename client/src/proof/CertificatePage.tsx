import type { PersonAnswer } from '@ruam/shared/api/api.ts';

/** A certificate: what was decided, on which text, and whether that still holds. */
export function CertificatePage({ person: _person, id: _id }: { person: PersonAnswer; id: string }) {
  return <main id="main" />;
}
