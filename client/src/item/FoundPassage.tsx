import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { findPassage } from './findPassage.ts';
import { forgetFound, showFound } from './showFound.ts';

/** A text that is still being fetched is waited for so long; a passage is marked so long. */
const waitMs = 15_000;
const markedMs = 4_000;
/** The dialog that led here closes first, and gives the focus back where it can. */
const focusMs = 300;
const texts = 'main .ruam-text, main .content-view, aside .ruam-text, aside .content-view';

/**
 * Brings the passage into view that the address names (`?passage=`, its first words), and marks it for a moment. The
 * mark is painted over the page and is in no document.
 */
export function FoundPassage() {
  const { t } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const [isShown, setIsShown] = useState(false);
  const quote = address.get('passage');
  useEffect(() => {
    if (quote === null) return;
    let shown: Element | null = null;
    let marked: ReturnType<typeof setTimeout> | undefined;
    let focusing: ReturnType<typeof setTimeout> | undefined;
    const forget = (): void => {
      setAddress(
        (now) => {
          now.delete('passage');
          return now;
        },
        { replace: true },
      );
    };
    const look = (): void => {
      // The editor takes the place of the text that was painted first.
      if (shown?.isConnected) return;
      for (const text of document.querySelectorAll(texts)) {
        const found = findPassage(text, quote);
        if (found === null) continue;
        shown = found;
        showFound(found);
        setIsShown(true);
        marked ??= setTimeout(forget, markedMs);
        clearTimeout(focusing);
        focusing = setTimeout(() => focusAt(found), focusMs);
        return;
      }
    };
    const watching = new MutationObserver(look);
    watching.observe(document.body, { childList: true, subtree: true });
    const waited = setTimeout(() => {
      if (shown === null) forget();
    }, waitMs);
    look();
    return () => {
      watching.disconnect();
      clearTimeout(waited);
      clearTimeout(marked);
      clearTimeout(focusing);
      forgetFound();
      setIsShown(false);
    };
  }, [quote, setAddress]);
  return (
    <p className="ruam-hidden" role="status">
      {isShown ? t('search.revealed') : ''}
    </p>
  );
}

/** Who came by keys goes on from here; under a finger the keyboard would cover the passage. */
function focusAt(block: Element): void {
  if (document.activeElement !== document.body || !matchMedia('(pointer: fine)').matches) return;
  block.closest<HTMLElement>('[contenteditable="true"], [tabindex]')?.focus({ preventScroll: true });
  document.getSelection()?.collapse(block, 0);
}
