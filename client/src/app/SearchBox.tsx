import type { CycleAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { IconSearch } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearch } from 'wouter';
import { withAllWords } from '../i18n/setup.ts';
import { isCommandKey } from '../search/commandKey.ts';
import { keepRecent, textAt } from '../search/recent.ts';

const OpenSearch = lazy(() =>
  withAllWords(import('./OpenSearch.tsx').then((dialog) => ({ default: dialog.OpenSearch }))),
);

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** The button of the search, its key wherever one is, and the texts that a person had open. */
export function SearchBox({
  person,
  cycle,
  cycles,
}: {
  person: PersonAnswer;
  cycle: CycleAnswer | null;
  cycles: readonly CycleAnswer[];
}) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const [question, setQuestion] = useState('');
  const [path, go] = useLocation();
  const from = useRef<{ readonly element: Element | null; readonly path: string } | null>(null);
  const search = useSearch();
  useEffect(() => {
    const text = textAt(path, search);
    if (text !== null) keepRecent(localStorage, person.id, text);
  }, [path, search, person.id]);
  useEffect(() => {
    // Before the editor, which has other plans for Ctrl+K.
    const press = (event: KeyboardEvent): void => {
      if (!isCommandKey(event, isMac)) return;
      event.preventDefault();
      event.stopPropagation();
      from.current ??= { element: document.activeElement, path: window.location.pathname };
      setIsOpen((now) => !now);
    };
    window.addEventListener('keydown', press, { capture: true });
    return () => window.removeEventListener('keydown', press, { capture: true });
  }, []);
  useEffect(() => {
    if (isOpen) return;
    const opened = from.current;
    from.current = null;
    // A command that leads nowhere gives the keyboard back to where it was.
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (isLost && opened?.element instanceof HTMLElement && opened.path === path)
      opened.element.focus({ preventScroll: true });
  }, [isOpen, path]);
  const keys = isMac ? '⌘K' : 'Ctrl+K';
  return (
    <>
      <button
        type="button"
        className="app-search"
        data-keys={keys}
        title={t('search.openKeys', { keys })}
        aria-keyshortcuts={isMac ? 'Meta+K' : 'Control+K'}
        onClick={(event) => {
          from.current = { element: event.currentTarget, path };
          setIsOpen(true);
        }}
      >
        <IconSearch size={20} stroke={1.75} aria-hidden />
        <span>{t('search.open')}</span>
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <OpenSearch
            {...{ person, cycle, cycles, question }}
            onQuestion={setQuestion}
            onClose={() => setIsOpen(false)}
            onGo={go}
          />
        </Suspense>
      )}
    </>
  );
}
