import { drawKeptFrame } from './keptFrame.ts';

/*
 * Runs in the head of the projector's page, before anything is painted (offlineBuild.ts): the last picture stands there
 * while the page loads, whether or not the server answers.
 */
/** A page that never came to life is loaded again, but only while there is a server to load it from. */
const lifeMs = 20_000;

try {
  drawKeptFrame(window, localStorage, Date.now());
  setInterval(() => {
    if (document.documentElement.dataset.projector === 'alive') return;
    fetch('/healthz', { cache: 'no-store' }).then(
      ({ ok }) => {
        if (ok) location.reload();
      },
      () => {},
    );
  }, lifeMs);
} catch {
  // A browser that keeps nothing shows the page when it is there.
}
