import { useEffect } from 'react';
import { loadWorkspace } from './pages.ts';

/** Loads the workspace when a pointer or the keyboard comes to a link that leads into one. */
export function useWorkspaceAhead(): void {
  useEffect(() => {
    const heed = ({ target }: Event): void => {
      if (!(target instanceof Element) || target.closest('a[href*="/categories/"]') === null) return;
      stop();
      // Opening it says what went wrong.
      loadWorkspace().catch(() => undefined);
    };
    const stop = (): void => {
      document.removeEventListener('pointerover', heed);
      document.removeEventListener('focusin', heed);
    };
    document.addEventListener('pointerover', heed, { passive: true });
    document.addEventListener('focusin', heed);
    return stop;
  }, []);
}
