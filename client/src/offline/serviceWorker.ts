import { cleanupOutdatedCaches, matchPrecache, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

/** Every file of the build, put in by vite.config.ts. */
declare const __RUAM_FILES__: { url: string; revision: string | null }[];

/** What is used of a service worker's world, which the types of a page do not know. */
interface WorkerScope {
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  skipWaiting(): Promise<void>;
}

/** A network that does not answer for so long is none. */
const navigationMs = 4_000;

precacheAndRoute(__RUAM_FILES__);
cleanupOutdatedCaches();

// The page itself is asked for each time, so that nobody is caught in an old version; the kept one only when there is no
// answer, or a proxy answers that there is no server. What the server says of data is never kept here.
registerRoute(
  new NavigationRoute(({ request }) => page(request), {
    denylist: [/^\/(?:api|sync|live|healthz|readyz|metrics)(?:\/|$)/],
  }),
);

const scope = globalThis as unknown as WorkerScope;
scope.addEventListener('message', ({ data }) => {
  if (data === 'takeOver') void scope.skipWaiting();
});

async function page(request: Request): Promise<Response> {
  // The projector's page draws its last picture before anything else is there.
  const name = new URL(request.url).pathname === '/projector' ? '/projector.html' : '/index.html';
  const kept = (): Promise<Response | undefined> => matchPrecache(name);
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(navigationMs) });
    return answer.status >= 500 ? ((await kept()) ?? answer) : answer;
  } catch (error) {
    const page = await kept();
    if (page === undefined) throw error;
    return page;
  }
}
