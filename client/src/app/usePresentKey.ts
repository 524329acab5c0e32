import type { PersonAnswer } from '@ruam/shared/api/api.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLocation } from 'wouter';

/** Ctrl+Alt+P (⌃⌥P) opens the console of the running meeting; for who has none, the participant page. */
export function usePresentKey(person: PersonAnswer, cycle: string | null): void {
  const queryClient = useQueryClient();
  const [, go] = useLocation();
  useEffect(() => {
    if (cycle === null) return;
    const pressed = (event: KeyboardEvent): void => {
      const { code, ctrlKey, altKey, shiftKey, metaKey } = event;
      // AltGr is Ctrl and Alt at once, and types letters.
      if (code !== 'KeyP' || !ctrlKey || !altKey || shiftKey || metaKey || event.getModifierState('AltGraph')) return;
      event.preventDefault();
      void import('./present.ts').then(async ({ presentPath }) => go(await presentPath(queryClient, person, cycle)));
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [person, cycle, queryClient, go]);
}
