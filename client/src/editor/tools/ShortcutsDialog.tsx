import { Modal } from '@mantine/core';
import { type RefObject, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { editorCommands } from '../commands.ts';
import { isMac, shortcutWords } from '../shortcuts.ts';
import { isAnswering } from './useFindKeys.ts';

/** Keys that are no formatting command, as they are pressed; on a Mac Ctrl is ⌘ and word keys take ⌥. */
const otherKeys = [
  { name: 'insert', keys: '/' },
  { name: 'find', keys: 'Ctrl+F' },
  { name: 'replace', keys: 'Ctrl+H' },
  { name: 'moveBlock', keys: 'Alt+↑ / Alt+↓' },
  { name: 'blockMenu', keys: 'Ctrl+Alt+.' },
  { name: 'bubble', keys: 'Alt+F10' },
  { name: 'word', keys: 'Ctrl+← / Ctrl+→' },
  { name: 'deleteWord', keys: 'Ctrl+Backspace / Ctrl+Delete' },
  { name: 'plainPaste', keys: 'Ctrl+Shift+V' },
  { name: 'present', keys: 'Ctrl+Alt+P' },
  { name: 'shortcuts', keys: '?' },
] as const;

/** All shortcuts of writing and finding. */
export function ShortcutsDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      size="60rem"
      title={t('tools.shortcuts.title')}
      closeButtonProps={{ 'aria-label': t('tools.close') }}
    >
      <Shortcuts />
    </Modal>
  );
}

function Shortcuts() {
  const { t } = useTranslation();
  const mac = isMac(navigator.platform);
  return (
    <div className="shortcuts">
      <section>
        <h3>{t('tools.shortcuts.writing')}</h3>
        <dl>
          {otherKeys.map(({ name, keys }) => (
            <Row key={name} words={t(`tools.shortcuts.${name}`)} keys={mac ? macKeys(name, keys) : keys} />
          ))}
        </dl>
      </section>
      <section>
        <h3>{t('tools.shortcuts.formatting')}</h3>
        <dl>
          {editorCommands
            .filter(({ shortcuts }) => shortcuts.length > 0)
            .map(({ name, shortcuts }) => (
              <Row
                key={name}
                words={t(`editor.toolbar.${name}`)}
                keys={shortcuts.map((shortcut) => shortcutWords(shortcut, mac)).join(' / ')}
              />
            ))}
        </dl>
      </section>
    </div>
  );
}

/** Opens the dialog on "?", anywhere but where people write. */
export function useShortcutsKey(pane: RefObject<HTMLElement | null>, open: () => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const { target } = event;
      const isWriting =
        target instanceof Element && target.closest('input, textarea, select, [contenteditable="true"]');
      if (event.key !== '?' || event.ctrlKey || event.metaKey || isWriting || document.querySelector('[role="dialog"]'))
        return;
      if (
        pane.current === null ||
        (!isAnswering(pane.current) && document.querySelector('.document-pane') !== pane.current)
      )
        return;
      event.preventDefault();
      open();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [pane, open]);
}

function Row({ words, keys }: { words: string; keys: string }) {
  return (
    <div>
      <dt>{words}</dt>
      <dd>
        {keys.split(' / ').map((one) => (
          <kbd key={one}>{one}</kbd>
        ))}
      </dd>
    </div>
  );
}

function macKeys(name: string, keys: string): string {
  if (name === 'replace') return '⌥⌘F';
  if (name === 'present') return '⌃⌥P';
  const isWord = name === 'word' || name === 'deleteWord' || name === 'moveBlock';
  return isWord
    ? keys.replaceAll(/(?:Ctrl|Alt)\+/g, '⌥')
    : name === 'blockMenu'
      ? '⌃⌥.'
      : keys.replaceAll('Ctrl+', '⌘').replaceAll('Shift+', '⇧');
}
