import { Button, Textarea } from '@mantine/core';
import { maxCommentLetters } from '@ruam/shared/threads/bounds.ts';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { peopleQuery } from '../api/people.ts';
import { unitsQuery } from '../api/units.ts';
import { FormError } from '../ui/FormError.tsx';
import { type Draft, withWords } from './drafts.ts';
import { type Mentionable, matching, mentionables, mentionQuery } from './mentionable.ts';

interface ComposerProps {
  readonly cycle: string;
  /** Of the text that is commented; null for one of the whole cycle. */
  readonly category: string | null;
  readonly draft: Draft;
  readonly label: string;
  readonly submitLabel: string;
  readonly onDraft: (draft: Draft) => void;
  /** Rejects when it was not taken: the text stays. */
  readonly onSubmit: (draft: Draft) => Promise<unknown>;
  readonly onCancel: () => void;
}

/** Where a comment is written; "@" offers people, bodies and units. What fails is said, and nothing of the text goes. */
export function Composer(props: ComposerProps) {
  const { cycle, category, draft, label, submitLabel, onDraft, onSubmit, onCancel } = props;
  const { t } = useTranslation();
  const listId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState(0);
  const [isListClosed, setIsListClosed] = useState(false);
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  // Without the lists, names are still typed as text.
  const people = useQuery({ ...peopleQuery(cycle), retry: false }).data;
  const units = useQuery({ ...unitsQuery(cycle), retry: false }).data?.units;
  const all = useMemo(
    () => mentionables(t, { people: people ?? [], units: units ?? [], category }),
    [t, people, units, category],
  );
  const asked = isListClosed ? null : mentionQuery(draft.text, caret);
  const offered = asked === null || sending ? [] : matching(all, asked.query);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);

  const change = (text: string, mentions = draft.mentions): void =>
    onDraft(withWords(draft, { text, mentions: mentions.filter(({ name }) => text.includes(`@${name}`)) }));
  const choose = ({ kind, id, name }: Mentionable): void => {
    if (asked === null) return;
    const before = `${draft.text.slice(0, asked.from)}@${name} `;
    const others = draft.mentions.filter((one) => one.kind !== kind || one.id !== id);
    change(before + draft.text.slice(caret), [...others, { kind, id, name }]);
    requestAnimationFrame(() => field.current?.setSelectionRange(before.length, before.length));
    setCaret(before.length);
    field.current?.focus();
  };
  const submit = async (): Promise<void> => {
    if (draft.text.trim() === '' || sending) return;
    setSending(true);
    setError(null);
    try {
      await onSubmit(draft);
    } catch (failure) {
      setError(failure);
    } finally {
      setSending(false);
    }
  };
  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void submit();
      return;
    }
    const one = offered[chosen] ?? offered[0];
    if (one === undefined) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const next = (chosen + (event.key === 'ArrowDown' ? 1 : offered.length - 1)) % offered.length;
      setChosen(next);
      list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      event.preventDefault();
      choose(one);
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      setIsListClosed(true);
    }
  };
  return (
    <div className="composer">
      <Textarea
        ref={field}
        aria-label={label}
        placeholder={t('threads.placeholder')}
        autosize
        minRows={2}
        maxRows={12}
        maxLength={maxCommentLetters}
        value={draft.text}
        readOnly={sending}
        aria-autocomplete="list"
        {...(offered.length > 0
          ? { 'aria-controls': listId, 'aria-activedescendant': `${listId}-${Math.min(chosen, offered.length - 1)}` }
          : {})}
        onChange={(event) => {
          setCaret(event.currentTarget.selectionStart);
          setChosen(0);
          setIsListClosed(false);
          change(event.currentTarget.value);
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={press}
      />
      {offered.length > 0 && (
        <div
          ref={list}
          className="composer-offers ruam-paper"
          role="listbox"
          id={listId}
          aria-label={t('threads.mention')}
        >
          {offered.map((one, index) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the chosen one
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the field's
            <div
              key={`${one.kind} ${one.id}`}
              role="option"
              id={`${listId}-${index}`}
              aria-selected={index === chosen}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(one)}
            >
              <span>{one.name}</span>
              {one.kind !== 'person' && <small>{t(`threads.mentioned.${one.kind}`)}</small>}
            </div>
          ))}
        </div>
      )}
      <FormError error={error} />
      {error !== null && <p className="thread-standing">{t('threads.textKept')}</p>}
      <div className="composer-actions">
        <Button size="xs" loading={sending} disabled={draft.text.trim() === ''} onClick={() => void submit()}>
          {submitLabel}
        </Button>
        <Button size="xs" variant="subtle" disabled={sending} onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </div>
  );
}
