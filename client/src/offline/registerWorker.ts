import { ownBuild } from './build.ts';

/** Keeps the pages of this build in the browser, when all that matters has loaded (docs/sync.md S17). */
export function registerWorker(window: Window): void {
  const { serviceWorker } = window.navigator;
  if (ownBuild === null || serviceWorker === undefined) return;
  const register = (): void => {
    // Without it nothing is missing but a reload without a network.
    serviceWorker.register('/serviceWorker.js', { updateViaCache: 'none' }).catch(() => {});
  };
  if (window.document.readyState === 'complete') register();
  else window.addEventListener('load', register, { once: true });
}

/** Lets the newer version, if it waits here, take over; resolves when it has, or soon. */
export async function takeOver(window: Window): Promise<void> {
  const { serviceWorker } = window.navigator;
  const registration = await serviceWorker?.getRegistration().catch(() => undefined);
  if (serviceWorker === undefined || registration?.waiting == null) return;
  const { waiting } = registration;
  await new Promise<void>((resolve) => {
    serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true });
    window.setTimeout(resolve, takeOverMs);
    waiting.postMessage('takeOver');
  });
}

const takeOverMs = 2_000;
