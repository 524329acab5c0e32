import { NativeSelect, TextInput } from '@mantine/core';
import type { CycleAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import type { EvidenceAnswer } from '@ruam/shared/api/evidence.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import { mayUpload } from '@ruam/shared/policy/evidence.ts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { frameworkQuery } from '../api/cycle.ts';
import { evidenceQuery } from '../api/evidence.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { Choices } from '../ui/Choices.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { EntryDrawer } from './EntryDrawer.tsx';
import { EvidenceList } from './EvidenceList.tsx';
import { type EvidenceFilter, isShown, placesIn, shows, unprovenChecks } from './filters.ts';
import { UnprovenChecks } from './UnprovenChecks.tsx';
import { UploadZone } from './UploadZone.tsx';
import './evidence.css';

/** The evidence register of a cycle: every file, what it proves, where it is named. */
export function EvidencePage({ cycle, person }: { cycle: CycleAnswer; person: PersonAnswer }) {
  const { t } = useTranslation();
  const entries = useQuery(evidenceQuery(cycle.id));
  const framework = useQuery(frameworkQuery(cycle.id));
  useEffect(() => {
    document.title = `${t('evidence.title')} · ${t('shell.product')}`;
  }, [t]);
  const trouble = [entries, framework].find(({ isError, data }) => isError && data === undefined);
  return (
    <main className="evidence-page" id="main">
      <h1>{t('evidence.title')}</h1>
      <p className="evidence-about">
        <ThaiText>{t('evidence.about')}</ThaiText>
      </p>
      {trouble !== undefined && <Trouble error={trouble.error} onRetry={() => void trouble.refetch()} />}
      {trouble === undefined && (entries.data === undefined || framework.data === undefined) && (
        <Skeleton widths={[88, 96, 72]} />
      )}
      {entries.data !== undefined && framework.data !== undefined && (
        <Register cycle={cycle.id} person={person} entries={entries.data} framework={framework.data} />
      )}
    </main>
  );
}

const nothing = { checks: [], items: [] };

function Register({
  cycle,
  person,
  entries,
  framework,
}: {
  cycle: string;
  person: PersonAnswer;
  entries: readonly EvidenceAnswer[];
  framework: Framework;
}) {
  const { t } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const [filter, setFilter] = useState<EvidenceFilter>({ show: 'all', category: '', item: '', words: '' });
  const places = placesIn(framework);
  const shown = entries.filter((entry) => isShown(entry, filter, places));
  const isInFilter = (item: string): boolean =>
    (filter.item === '' || filter.item === item) &&
    (filter.category === '' || filter.category === places.categories.get(item));
  const unproven = unprovenChecks(framework, entries, isInFilter);
  const mayAdd = mayUpload({ id: person.id, seats: person.roles }, cycle, 'evidence');
  const placed = filter.item === '' ? nothing : { checks: [], items: [filter.item] };
  return (
    <>
      {mayAdd && <UploadZone cycle={cycle} placed={placed} />}
      <Filters filter={filter} framework={framework} onChange={setFilter} />
      <UnprovenChecks cycle={cycle} person={person} checks={unproven} categories={places.categories} />
      <p className="evidence-count" role="status">
        {t('evidence.count', { count: shown.length })}
      </p>
      {shown.length === 0 ? (
        <p className="evidence-none">
          <ThaiText>{t(noneWords(entries, mayAdd))}</ThaiText>
        </p>
      ) : (
        <EvidenceList entries={shown} onOpen={(entry) => setAddress({ entry })} />
      )}
      <EntryDrawer
        id={address.get('entry')}
        cycle={cycle}
        person={person}
        framework={framework}
        onClose={() => setAddress({})}
      />
    </>
  );
}

function noneWords(entries: readonly EvidenceAnswer[], mayAdd: boolean) {
  if (entries.some(({ removed }) => removed === null)) return 'evidence.noneFound' as const;
  return mayAdd ? ('evidence.none' as const) : ('evidence.noneToRead' as const);
}

function Filters({
  filter,
  framework,
  onChange,
}: {
  filter: EvidenceFilter;
  framework: Framework;
  onChange: (filter: EvidenceFilter) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const chosen = framework.categories.filter(({ code }) => filter.category === '' || code === filter.category);
  return (
    <search className="evidence-filters">
      <TextInput
        type="search"
        label={t('evidence.search')}
        value={filter.words}
        onChange={({ currentTarget }) => onChange({ ...filter, words: currentTarget.value })}
      />
      <NativeSelect
        label={t('evidence.category')}
        value={filter.category}
        data={[
          { value: '', label: t('evidence.everyCategory') },
          ...framework.categories.map(({ code, shortTitle }) => ({
            value: code,
            label: `${code} ${format.text(shortTitle)}`,
          })),
        ]}
        onChange={({ currentTarget }) => onChange({ ...filter, category: currentTarget.value, item: '' })}
      />
      <NativeSelect
        label={t('evidence.item')}
        value={filter.item}
        data={[
          { value: '', label: t('evidence.everyItem') },
          ...chosen.flatMap(({ items }) =>
            items.map(({ code, shortTitle }) => ({ value: code, label: `${code} ${format.text(shortTitle)}` })),
          ),
        ]}
        onChange={({ currentTarget }) => onChange({ ...filter, item: currentTarget.value })}
      />
      <div className="evidence-shows">
        <Choices
          label={t('evidence.show')}
          value={filter.show}
          options={shows.map((value) => ({ value, label: t(`evidence.shows.${value}`) }))}
          onChange={(show) => onChange({ ...filter, show })}
        />
      </div>
    </search>
  );
}
