import type { PersonAnswer } from '@ruam/shared/api/api.ts';
import { lazy, Suspense } from 'react';

const FollowScreen = lazy(() => import('../presence/FollowScreen.tsx').then((bar) => ({ default: bar.FollowScreen })));

/** The offer to follow the projector of a running meeting; the text does not wait for it. */
export function FollowBar(props: { cycle: string; person: PersonAnswer }) {
  return (
    <Suspense fallback={null}>
      <FollowScreen {...props} />
    </Suspense>
  );
}
