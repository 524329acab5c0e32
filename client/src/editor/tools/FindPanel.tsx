import { ActionIcon, Button, Checkbox, TextInput, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat.ts';
import { foundIn, goToMatch, lookFor, replaceInEditor, showCurrent } from './findInText.ts';
import { type FindQuery, maxMatches, maxQueryLetters } from './findMatches.ts';

interface FindPanelProps {
  /** The editor or the view that shows the text. */
  readonly editor: Editor;
  /** A new object each time that somebody asks for the panel. */
  readonly asked: { readonly replacing: boolean };
  readonly onReplacing: () => void;
  readonly onClose: () => void;
}

const nothingAsked: FindQuery = { text: '', matchCase: false, wholeWords: false, anyDigits: true };

/** Finds and, where one may write, replaces; Enter goes on, Shift+Enter back, Escape back to the text. */
export function FindPanel({ editor, asked, onReplacing, onClose }: FindPanelProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const field = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState<FindQuery>(() => ({ ...nothingAsked, text: selectedWords(editor) }));
  const [replacement, setReplacement] = useState('');
  const [replaced, setReplaced] = useState<number | null>(null);
  const state = useEditorState({
    editor,
    selector: ({ editor: now }) => ({ ...foundIn(now.state), isEditable: now.isEditable }),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each wish to find takes the keyboard there
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [asked]);
  useEffect(() => {
    if (editor.isDestroyed) return;
    editor.view.dispatch(lookFor(editor.state, query));
    showCurrent(editor);
    return () => {
      if (!editor.isDestroyed) editor.view.dispatch(lookFor(editor.state, null));
    };
  }, [editor, query]);
  const go = (step: 1 | -1): void => {
    editor.view.dispatch(goToMatch(editor.state, step));
    showCurrent(editor);
    setReplaced(null);
  };
  const replace = (which: 'current' | 'all'): void => {
    const count = foundIn(editor.state).matches.length;
    if (!replaceInEditor(editor, replacement, which)) return;
    setReplaced(which === 'all' ? count : 1);
    // The buttons are off when nothing is left, and the keyboard would be nowhere.
    if (foundIn(editor.state).matches.length === 0) field.current?.focus();
    showCurrent(editor);
  };
  const keys = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    onClose();
    editor.commands.focus(null, { scrollIntoView: false });
  };
  const change = (changed: Partial<FindQuery>): void => {
    setReplaced(null);
    setQuery((before) => ({ ...before, ...changed }));
  };
  const { matches, current } = state;
  const total = matches.length === maxMatches ? `${format.number(maxMatches)}+` : format.number(matches.length);
  const count =
    replaced !== null
      ? t('tools.find.replaced', { count: replaced })
      : query.text === ''
        ? ''
        : matches.length === 0
          ? t('tools.find.none')
          : t('tools.find.count', { current: format.number((current ?? 0) + 1), total });
  const isNone = matches.length === 0;
  return (
    <search className="find-panel" aria-label={t('tools.find.title')} onKeyDown={keys}>
      <div className="find-row">
        <TextInput
          ref={field}
          className="find-field"
          size="sm"
          aria-label={t('tools.find.field')}
          placeholder={t('tools.find.field')}
          maxLength={maxQueryLetters}
          value={query.text}
          onChange={({ currentTarget }) => change({ text: currentTarget.value.normalize('NFC') })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            event.preventDefault();
            go(event.shiftKey ? -1 : 1);
          }}
        />
        <span className="find-count" role="status" data-none={isNone && query.text !== ''}>
          {count}
        </span>
        <Step
          label={t('tools.find.previous')}
          keys="Shift+Enter"
          icon={IconChevronUp}
          isOff={isNone}
          onClick={() => go(-1)}
        />
        <Step label={t('tools.find.next')} keys="Enter" icon={IconChevronDown} isOff={isNone} onClick={() => go(1)} />
        <Step
          label={t('tools.close')}
          keys="Esc"
          icon={IconX}
          isOff={false}
          onClick={() => {
            onClose();
            editor.commands.focus(null, { scrollIntoView: false });
          }}
        />
      </div>
      <div className="find-row find-options">
        <Checkbox
          size="xs"
          label={t('tools.find.wholeWords')}
          checked={query.wholeWords}
          onChange={({ currentTarget }) => change({ wholeWords: currentTarget.checked })}
        />
        <Checkbox
          size="xs"
          label={t('tools.find.matchCase')}
          checked={query.matchCase}
          onChange={({ currentTarget }) => change({ matchCase: currentTarget.checked })}
        />
        <Checkbox
          size="xs"
          label={t('tools.find.anyDigits')}
          checked={query.anyDigits}
          onChange={({ currentTarget }) => change({ anyDigits: currentTarget.checked })}
        />
        {state.isEditable && !asked.replacing && (
          <button type="button" className="find-open-replace" onClick={onReplacing}>
            {t('tools.find.openReplace')}
          </button>
        )}
      </div>
      {state.isEditable && asked.replacing && (
        <div className="find-row">
          <TextInput
            className="find-field"
            size="sm"
            aria-label={t('tools.find.replacement')}
            placeholder={t('tools.find.replacement')}
            maxLength={2_000}
            value={replacement}
            onChange={({ currentTarget }) => setReplacement(currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
              event.preventDefault();
              replace('current');
            }}
          />
          <Button size="xs" variant="default" disabled={isNone} onClick={() => replace('current')}>
            {t('tools.find.replace')}
          </Button>
          <Button size="xs" variant="default" disabled={isNone} onClick={() => replace('all')}>
            {t('tools.find.replaceAll')}
          </Button>
        </div>
      )}
    </search>
  );
}

function Step({
  label,
  keys,
  icon: Icon,
  isOff,
  onClick,
}: {
  label: string;
  keys: string;
  icon: typeof IconX;
  isOff: boolean;
  onClick: () => void;
}) {
  return (
    <Tooltip label={`${label} · ${keys}`}>
      <ActionIcon
        className="editor-tool"
        aria-label={label}
        aria-disabled={isOff}
        onClick={isOff ? undefined : onClick}
      >
        <Icon size={18} stroke={1.75} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

/** What is selected on one line, to begin with. */
function selectedWords({ state }: Editor): string {
  const { from, to, $from, $to } = state.selection;
  const isOneLine = $from.sameParent($to) && to - from <= maxQueryLetters;
  return isOneLine ? state.doc.textBetween(from, to).trim() : '';
}
