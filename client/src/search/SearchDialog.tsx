import { Modal, NativeSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { CycleAnswer } from '@ruam/shared/api/api.ts';
import { searchKinds } from '@ruam/shared/api/search.ts';
import { maxQuestionLength } from '@ruam/shared/search/terms.ts';
import { IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { searchQuery } from '../api/search.ts';
import { useViewport } from '../ui/useViewport.ts';
import { byKind, type Command, kindOf, matchingCommands, resultPath } from './choices.ts';
import { ResultWords } from './ResultWords.tsx';
import { SearchState } from './SearchState.tsx';
import './search.css';

const listId = 'search-found';
const pauseMs = 180;
/** Commands that stand there before anything is typed. */
const maxShownCommands = 14;

interface Option {
  readonly id: string;
  readonly run: () => void;
  readonly words: React.ReactNode;
}

interface Group {
  readonly id: string;
  readonly title: string;
  readonly options: readonly Option[];
}

/**
 * One box for commands and for everything that is written: arrows choose, Enter goes there. The words are kept from one
 * opening to the next.
 */
export function SearchDialog({
  isOpen,
  onClose,
  question,
  onQuestion,
  cycle,
  cycles,
  commands,
  recent,
  onGo,
}: {
  isOpen: boolean;
  onClose: () => void;
  question: string;
  onQuestion: (question: string) => void;
  cycle: CycleAnswer | null;
  cycles: readonly CycleAnswer[];
  commands: readonly Command[];
  /** Texts that were open, the last first. */
  recent: readonly Command[];
  onGo: (path: string) => void;
}) {
  const { t } = useTranslation();
  const isPhone = useViewport() === 'phone';
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      fullScreen={isPhone}
      size={760}
      yOffset="8dvh"
      title={t('search.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      classNames={{ body: 'search-body', header: 'search-header' }}
    >
      <Search
        {...{ question, onQuestion, cycle, cycles, commands, recent }}
        onChoose={(run) => {
          onClose();
          run();
        }}
        onGo={onGo}
      />
    </Modal>
  );
}

function Search({
  question,
  onQuestion,
  cycle,
  cycles,
  commands,
  recent,
  onChoose,
  onGo,
}: {
  question: string;
  onQuestion: (question: string) => void;
  cycle: CycleAnswer | null;
  cycles: readonly CycleAnswer[];
  commands: readonly Command[];
  recent: readonly Command[];
  onChoose: (run: () => void) => void;
  onGo: (path: string) => void;
}) {
  const { t } = useTranslation();
  const [kind, setKind] = useState('');
  const [isEverywhere, setIsEverywhere] = useState(cycle === null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [asked] = useDebouncedValue(question.trim(), pauseMs);
  const wanted = kindOf(kind);
  const isAsked = question.trim() !== '' && asked !== '';
  const found = useInfiniteQuery({
    ...searchQuery({
      q: asked,
      ...(isEverywhere || cycle === null ? {} : { cycle: cycle.id }),
      ...(wanted === undefined ? {} : { kind: wanted }),
    }),
    enabled: isAsked,
  });
  const pages = isAsked ? (found.data?.pages ?? []) : [];
  const matching = matchingCommands(commands, question);
  const isCommand = new Set(matching.map(({ id }) => id));
  const texts = pages
    .flatMap(({ results }) => results)
    .filter((result) => result.kind !== 'item' || result.cycle !== cycle?.id || !isCommand.has(`item-${result.item}`));
  const asOption = ({ id, label, run }: Command): Option => ({ id, run, words: label });
  const groups: readonly Group[] = (
    question.trim() === ''
      ? [
          { id: 'recent', title: t('search.recent'), options: recent.map(asOption) },
          { id: 'commands', title: t('search.commands'), options: commands.slice(0, maxShownCommands).map(asOption) },
        ]
      : [
          { id: 'commands', title: t('search.commands'), options: matching.map(asOption) },
          ...byKind(texts).map(({ kind: each, results }) => ({
            id: each,
            title: t(`search.kind.${each}`),
            options: results.map((result) => ({
              id: result.id,
              run: () => onGo(resultPath(result)),
              words: <ResultWords result={result} cycles={isEverywhere ? cycles : []} />,
            })),
          })),
        ]
  ).filter(({ options }) => options.length > 0);
  const options = groups.flatMap((group) => group.options);
  const active = options.find(({ id }) => id === chosen) ?? options[0] ?? null;
  const list = useRef<HTMLDivElement>(null);
  const activeId = active?.id ?? '';
  useEffect(() => {
    if (activeId !== '') list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);

  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const at = options.findIndex(({ id }) => id === active?.id) + step;
      const isOver = Math.abs(step) === 1;
      const next = isOver ? (at + options.length) % options.length : Math.max(0, Math.min(at, options.length - 1));
      setChosen(options[next]?.id ?? null);
    } else if (event.key === 'Enter' && active !== null) {
      event.preventDefault();
      onChoose(active.run);
    }
  };

  return (
    <>
      <div className="search-box">
        <IconSearch size={20} stroke={1.75} aria-hidden />
        <input
          type="search"
          role="combobox"
          aria-label={t('search.label')}
          aria-expanded={options.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={active === null ? undefined : `search ${active.id}`.replaceAll(' ', '-')}
          placeholder={t('search.placeholder')}
          value={question}
          maxLength={maxQuestionLength}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => {
            onQuestion(event.currentTarget.value);
            setChosen(null);
          }}
          onKeyDown={press}
        />
      </div>
      <div className="search-filters">
        <NativeSelect
          aria-label={t('search.kinds')}
          size="sm"
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value)}
          data={[
            { value: '', label: t('search.allKinds') },
            ...searchKinds.map((value) => ({ value, label: t(`search.kind.${value}`) })),
          ]}
        />
        {cycle !== null && cycles.length > 1 && (
          <NativeSelect
            aria-label={t('search.scope')}
            size="sm"
            value={isEverywhere ? 'all' : 'one'}
            onChange={(event) => setIsEverywhere(event.currentTarget.value === 'all')}
            data={[
              { value: 'one', label: t('search.thisCycle', { year: cycle.fiscalYearBE, round: cycle.round }) },
              { value: 'all', label: t('search.allCycles') },
            ]}
          />
        )}
      </div>
      <SearchState
        isAsked={isAsked}
        isWaiting={isAsked && (found.isFetching || asked !== question.trim())}
        error={isAsked && found.isError ? found.error : null}
        onRetry={() => void found.refetch()}
        count={pages[0]?.count ?? null}
        isMore={pages[0]?.isMore ?? false}
        hasCommands={groups.some(({ id }) => id === 'commands')}
      />
      <div className="search-list" id={listId} role="listbox" aria-label={t('search.found')} ref={list} tabIndex={-1}>
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a list box groups its options so
          <div key={group.id} role="group" aria-labelledby={`search-group-${group.id}`}>
            <h3 id={`search-group-${group.id}`} role="presentation">
              {group.title}
            </h3>
            {group.options.map((option) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the box that the list belongs to
              <div
                key={option.id}
                id={`search ${option.id}`.replaceAll(' ', '-')}
                className="search-option"
                role="option"
                tabIndex={-1}
                aria-selected={option.id === active?.id}
                onClick={() => onChoose(option.run)}
                onPointerMove={() => setChosen(option.id)}
              >
                {option.words}
              </div>
            ))}
          </div>
        ))}
      </div>
      {isAsked && found.hasNextPage && (
        <button
          type="button"
          className="search-more"
          disabled={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {t('search.more')}
        </button>
      )}
      <p className="search-keys" aria-hidden="true">
        {t('search.keys')}
      </p>
    </>
  );
}
