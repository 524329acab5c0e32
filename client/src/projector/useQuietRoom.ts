import { useEffect } from 'react';

const stillMs = 2_500;

/** Nothing but the picture: the pointer goes when it is not moved, and the screen does not fall asleep. */
export function useQuietRoom(isShowing: boolean): void {
  useEffect(() => {
    const { documentElement: page } = document;
    let timer: ReturnType<typeof setTimeout>;
    const moved = (): void => {
      page.dataset.still = 'false';
      clearTimeout(timer);
      timer = setTimeout(() => {
        page.dataset.still = 'true';
      }, stillMs);
    };
    moved();
    window.addEventListener('pointermove', moved);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pointermove', moved);
      delete page.dataset.still;
    };
  }, []);
  useEffect(() => {
    if (!isShowing) return;
    let lock: WakeLockSentinel | null = null;
    const hold = (): void => {
      // A browser that does not let it is one that is set up by its operator.
      if (document.visibilityState === 'visible')
        navigator.wakeLock?.request('screen').then(
          (held) => {
            lock = held;
          },
          () => {},
        );
    };
    hold();
    document.addEventListener('visibilitychange', hold);
    return () => {
      document.removeEventListener('visibilitychange', hold);
      void lock?.release();
    };
  }, [isShowing]);
}
