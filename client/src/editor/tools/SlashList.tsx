import type { Editor } from '@tiptap/core';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EditorCommand } from '../commands.ts';
import { isMac, shortcutWords } from '../shortcuts.ts';
import { type Insertable, insertables, searchInsertables } from './insertables.ts';
import { placeBeside } from './placeBeside.ts';
import { chooseSlash, closeSlash, type SlashView } from './slashMenu.ts';
import type { WritingHost } from './writingHost.ts';

interface SlashListProps {
  readonly editor: Editor;
  readonly host: WritingHost;
  readonly frame: HTMLElement | null;
  readonly isOffered: (name: EditorCommand) => boolean;
  readonly run: (name: EditorCommand) => void;
}

const listId = 'ruam-slash-list';

/** The list of what can be inserted, under the slash; the keyboard stays in the text, which names the chosen line. */
export function SlashList({ editor, host, frame, isOffered, run }: SlashListProps) {
  const { t } = useTranslation();
  const [view, setView] = useState<SlashView | null>(null);
  const [chosen, setChosen] = useState(0);
  const query = view?.query ?? null;
  const all = useMemo(() => insertables((name) => t(`editor.toolbar.${name}`), isOffered), [t, isOffered]);
  const items = useMemo(() => (query === null ? [] : searchInsertables(all, query)), [all, query]);
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another query begins at the top
  useEffect(() => setChosen(0), [query]);
  const choose = (item: Insertable): void => {
    if (view !== null) chooseSlash(editor, view.range, () => run(item.name));
  };
  const keys = (event: KeyboardEvent): boolean => {
    if (items.length === 0) return false;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) setChosen((chosen + step + items.length) % items.length);
    else if (event.key === 'Home' || event.key === 'End') return false;
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.isComposing) {
      const item = items[chosen];
      if (item !== undefined) choose(item);
    } else return false;
    return true;
  };
  useLayoutEffect(() => {
    host.onSlash = setView;
    host.onSlashKey = keys;
  });
  useEffect(
    () => () => {
      host.onSlash = () => undefined;
      host.onSlashKey = () => false;
    },
    [host],
  );
  useDescription(editor, view !== null && items.length > 0 ? `${listId}-${chosen}` : null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a chosen line comes into view
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  if (view === null || frame === null) return null;
  const place = placeBeside(editor, view.range.from, frame, { width: 300, height: 320 });
  return (
    <div className="slash-menu" style={{ left: place.left, top: place.top }}>
      <div ref={list} id={listId} role="listbox" aria-label={t('tools.slash.label')} tabIndex={-1}>
        {items.map((item, index) => {
          const {
            icon: Icon,
            shortcuts: [first],
          } = item;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the text's (aria-activedescendant)
            <div
              key={item.name}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              className="slash-item"
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => setChosen(index)}
              onClick={() => choose(item)}
            >
              <Icon size={18} stroke={1.75} aria-hidden />
              <span>{item.label}</span>
              {first !== undefined && <kbd>{shortcutWords(first, isMac(navigator.platform))}</kbd>}
            </div>
          );
        })}
      </div>
      {items.length === 0 && (
        <p className="slash-none" role="status">
          {t('tools.slash.none')}{' '}
          <button type="button" onMouseDown={(event) => event.preventDefault()} onClick={() => closeSlash(editor)}>
            {t('tools.close')}
          </button>
        </p>
      )}
    </div>
  );
}

/** Tells assistive technology which line is chosen while the keyboard is in the text. */
function useDescription(editor: Editor, id: string | null): void {
  useEffect(() => {
    if (id === null || editor.isDestroyed) return;
    const { dom } = editor.view;
    dom.setAttribute('aria-autocomplete', 'list');
    dom.setAttribute('aria-controls', listId);
    dom.setAttribute('aria-activedescendant', id);
    return () => {
      for (const name of ['aria-autocomplete', 'aria-controls', 'aria-activedescendant']) dom.removeAttribute(name);
    };
  }, [editor, id]);
}
