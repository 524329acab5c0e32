import { useEffect, useRef } from 'react';
import { actionOf, isElsewhere, type KeyAction } from './keys.ts';

/** Does what the keys of the console stand for, anywhere but where people write. */
export function useConsoleKeys(run: (action: KeyAction) => void): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const action = actionOf(event);
      if (action === null || isElsewhere(event.target)) return;
      event.preventDefault();
      latest.current(action);
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
}
