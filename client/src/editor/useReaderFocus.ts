import { useMemo, useRef } from 'react';

/** Keeps the keyboard in the text when the editor gives way to a view to read, and when a banner goes. */
interface ReaderFocus {
  /** A view is on the page; returns what to call before it goes. */
  readonly shown: (reader: HTMLElement) => () => void;
  /** What had the focus is about to go: the next view takes it. */
  readonly lost: () => void;
  /** The view takes the focus, now or when there is one. */
  readonly take: () => void;
  /** The text is written again: nothing is owed any more. */
  readonly forget: () => void;
}

/** The focus of a text that is written at one time and only read at another. */
export function useReaderFocus(): ReaderFocus {
  const reader = useRef<HTMLElement | null>(null);
  const isOwed = useRef(false);
  return useMemo(() => {
    const lost = (): void => {
      isOwed.current = true;
    };
    return {
      lost,
      shown: (element) => {
        reader.current = element;
        // Whoever has gone elsewhere meanwhile stays there.
        const isFree = document.activeElement === null || document.activeElement === document.body;
        if (isOwed.current && isFree) element.focus({ preventScroll: true });
        isOwed.current = false;
        return () => {
          if (document.activeElement === element) lost();
          reader.current = null;
        };
      },
      take: () => {
        if (reader.current === null) lost();
        else reader.current.focus({ preventScroll: true });
      },
      forget: () => {
        isOwed.current = false;
      },
    };
  }, []);
}
