import { toThaiDigits } from '@ruam/shared/thai/digits.ts';
import { useCallback, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';

/** Writes the digits of a text as they belong there: Thai ones on Thai paper, as they are on the screen. */
export function useDigits(): (text: string) => string {
  const { i18n } = useTranslation();
  const [isPrinting, setIsPrinting] = useState(false);
  useEffect(() => {
    // The browser takes the paper as it stands when the event is over.
    const begin = (): void => flushSync(() => setIsPrinting(true));
    const end = (): void => setIsPrinting(false);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  const isThaiPaper = isPrinting && i18n.language !== 'en';
  return useCallback((text: string) => (isThaiPaper ? toThaiDigits(text) : text), [isThaiPaper]);
}
