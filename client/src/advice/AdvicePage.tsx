import { Button } from '@mantine/core';
import type { CycleAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { annexPath, notesQuery } from '../api/advice.ts';
import { documentsQuery, itemsQuery } from '../api/cycle.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { Choices } from '../ui/Choices.tsx';
import { paths } from '../ui/paths.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { AdvisorSessions } from './AdvisorSessions.tsx';
import { NoteCard } from './NoteCard.tsx';
import { chainsOf, isUnanswered } from './noteChains.ts';
import './advice.css';

const filters = ['all', 'unanswered', 'answered'] as const;
type Filter = (typeof filters)[number];

/** The advisors' notes of a cycle with their answers, the advisors' sessions, and the annex. */
export function AdvicePage({ cycle, person }: { cycle: CycleAnswer; person: PersonAnswer }) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${t('adviceNotes.page.title')} · ${t('shell.product')}`;
  }, [t]);
  return (
    <main className="advice-page" id="main">
      <header>
        <h1>{t('adviceNotes.page.title')}</h1>
        <Button
          component="a"
          href={annexPath(cycle.id)}
          target="_blank"
          rel="noopener"
          variant="default"
          leftSection={<IconPrinter size={18} stroke={1.75} aria-hidden />}
        >
          {t('adviceNotes.page.annex')}
        </Button>
      </header>
      <p className="advice-about">
        <ThaiText>{t('adviceNotes.page.about')}</ThaiText>
      </p>
      <AdvisorSessions cycle={cycle.id} person={person} />
      <Notes cycle={cycle.id} person={person} />
    </main>
  );
}

function Notes({ cycle, person }: { cycle: string; person: PersonAnswer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const notes = useQuery(notesQuery(cycle));
  const items = useQuery(itemsQuery(cycle));
  const documents = useQuery(documentsQuery(cycle));
  const [filter, setFilter] = useState<Filter>('all');
  const failed = [notes, items, documents].find((query) => query.isError && query.data === undefined);
  if (failed !== undefined) return <Trouble error={failed.error} onRetry={() => void failed.refetch()} />;
  if (notes.data === undefined || items.data === undefined || documents.data === undefined)
    return <Skeleton widths={[88, 96, 72]} />;
  const chains = chainsOf(notes.data).filter(
    (chain) => filter === 'all' || isUnanswered(chain) === (filter === 'unanswered'),
  );
  const sections = items.data.flatMap((item) => {
    const own = chains.filter(({ current }) => current.item === item.code);
    return own.length === 0 ? [] : [{ item, own }];
  });
  return (
    <>
      <Choices
        label={t('adviceNotes.page.filter')}
        options={filters.map((value) => ({ value, label: t(`adviceNotes.page.${value}`) }))}
        value={filter}
        onChange={setFilter}
      />
      {sections.length === 0 && <p className="note-hint">{t('adviceNotes.noneAtAll')}</p>}
      {sections.map(({ item, own }) => (
        <section key={item.code} className="advice-item" aria-labelledby={`advice-${item.code}`}>
          <h2 id={`advice-${item.code}`}>
            <Link href={paths.item(cycle, item.category, item.code)}>
              <b>{item.code}</b> <ThaiText>{format.text(item.title)}</ThaiText>
            </Link>
          </h2>
          {own.map((chain) => (
            <NoteCard
              key={chain.older.at(-1)?.document ?? chain.current.document}
              cycle={cycle}
              person={person}
              item={item}
              chain={chain}
              documents={documents.data}
              drawNote={null}
              drawComments={null}
            />
          ))}
        </section>
      ))}
    </>
  );
}
