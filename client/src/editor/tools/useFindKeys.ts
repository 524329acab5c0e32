import { type RefObject, useCallback, useEffect, useState } from 'react';
import { isMac } from '../shortcuts.ts';

/** The wish to find: a new object each time; null: the panel is closed. */
interface Finding {
  readonly asked: { readonly replacing: boolean } | null;
  readonly ask: (replacing: boolean) => void;
  readonly close: () => void;
}

/**
 * Ctrl+F and Ctrl+H, by the key's place under a Thai layout, while the keyboard is in this pane or nowhere. In the panel
 * itself a second Ctrl+F is left to the browser's own search.
 * @param pane the pane; the first one of the page answers when the keyboard is nowhere
 */
export function useFindKeys(pane: RefObject<HTMLElement | null>, isReady: boolean): Finding {
  const [asked, setAsked] = useState<Finding['asked']>(null);
  const ask = useCallback((replacing: boolean) => setAsked({ replacing }), []);
  const close = useCallback(() => setAsked(null), []);
  useEffect(() => {
    if (!isReady) return;
    const pressed = (event: KeyboardEvent): void => {
      const wish = findKeyOf(event, isMac(navigator.platform));
      if (wish === null || event.defaultPrevented || !isAnswering(pane.current)) return;
      if (wish === 'find' && document.activeElement?.closest('.find-panel') !== null) return;
      event.preventDefault();
      ask(wish === 'replace');
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [isReady, pane, ask]);
  return { asked, ask, close };
}

/** Whether a key press asks to find or to replace; null for any other. */
function findKeyOf(event: KeyboardEvent, mac: boolean): 'find' | 'replace' | null {
  const { ctrlKey, metaKey, altKey, shiftKey } = event;
  if (event.isComposing || shiftKey || event.getModifierState('AltGraph')) return null;
  const letter = /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : event.code.replace('Key', '').toLowerCase();
  // On a Mac Cmd+H hides the window, and Cmd+Alt+F is what people know.
  if (mac) return !metaKey || ctrlKey || letter !== 'f' ? null : altKey ? 'replace' : 'find';
  if (!ctrlKey || metaKey || altKey) return null;
  return letter === 'f' ? 'find' : letter === 'h' ? 'replace' : null;
}

/** Whether a pane takes the keys of the page: the keyboard is in it, or nowhere and it is the first. */
export function isAnswering(pane: HTMLElement | null): boolean {
  const active = document.activeElement;
  if (pane === null) return false;
  if (active !== null && pane.contains(active)) return true;
  const isNowhere = active === null || active === document.body || active.matches('main, .sheet-text');
  return isNowhere && document.querySelector('.document-pane') === pane;
}
