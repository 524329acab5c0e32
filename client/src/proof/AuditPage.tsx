import { Button } from '@mantine/core';
import type { CycleAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import type { AuditCheckAnswer } from '@ruam/shared/api/proof.ts';
import { IconDownload, IconRefresh } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { itemsQuery } from '../api/cycle.ts';
import { type AuditQuestion, auditCheckQuery, auditExportPath, auditPeopleQuery, auditQuery } from '../api/proof.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { AuditFilters } from './AuditFilters.tsx';
import { AuditTable } from './AuditTable.tsx';
import { type Finding, Findings } from './Findings.tsx';
import './audit.css';

const noQuestion: AuditQuestion = { types: '', person: '', item: '', from: '', until: '' };

/** The audit chain of a cycle, with filters and its check. */
export function AuditPage({ cycle, person: _person }: { cycle: CycleAnswer; person: PersonAnswer }) {
  const { t } = useTranslation();
  const [question, setQuestion] = useState(noQuestion);
  const people = useQuery(auditPeopleQuery(cycle.id)).data ?? [];
  const items = useQuery(itemsQuery(cycle.id)).data ?? [];
  useEffect(() => {
    document.title = `${t('proof.audit.title')} · ${t('shell.product')}`;
  }, [t]);
  return (
    <main className="audit" id="main">
      <header>
        <h1>{t('proof.audit.title')}</h1>
        <Button
          component="a"
          variant="default"
          href={auditExportPath(cycle.id)}
          download={`audit-${cycle.id}.ndjson`}
          leftSection={<IconDownload size={18} stroke={1.75} aria-hidden />}
        >
          {t('proof.audit.export')}
        </Button>
      </header>
      <p className="audit-about">
        <ThaiText>{t('proof.audit.about')}</ThaiText>
      </p>
      <Check cycle={cycle.id} />
      <AuditFilters
        question={question}
        people={people}
        items={items}
        onChange={setQuestion}
        onClear={() => setQuestion(noQuestion)}
      />
      <Entries cycle={cycle.id} question={question} people={people} />
    </main>
  );
}

/** Whether the chain is whole: read from its first entry on when the page is opened, and again on demand. */
function Check({ cycle }: { cycle: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const check = useQuery(auditCheckQuery(cycle));
  if (check.data === undefined) {
    return check.isError ? (
      <Trouble error={check.error} onRetry={() => void check.refetch()} />
    ) : (
      <Skeleton widths={[60]} />
    );
  }
  return (
    <section className="audit-check ruam-paper" aria-label={t('proof.standing.label')}>
      <Findings label={t('proof.standing.label')} findings={findingsOf(check.data)} />
      <Button
        variant="default"
        size="sm"
        loading={check.isFetching}
        leftSection={<IconRefresh size={18} stroke={1.75} aria-hidden />}
        onClick={() => void check.refetch()}
      >
        {t('proof.audit.check')}
      </Button>
    </section>
  );

  function findingsOf({ entries, isWhole, problems, newestSignedHead: head }: AuditCheckAnswer): readonly Finding[] {
    const signed: Finding = {
      kind: head === null ? 'changed' : 'good',
      words:
        head === null
          ? t('proof.audit.noHead')
          : t('proof.audit.newestHead', { seq: format.number(head.seq), date: format.full(head.at) }),
    };
    if (isWhole) return [{ kind: 'good', words: t('proof.audit.whole', { count: entries }) }, signed];
    const words = problems.map(({ kind, seq }) => t(`proof.problem.${kind}`, { seq: seq ?? '' }));
    return [
      { kind: 'wrong', words: t('proof.audit.broken', { count: problems.length }) },
      ...[...new Set(words)].map((word): Finding => ({ kind: 'wrong', words: word })),
      signed,
    ];
  }
}

function Entries({
  cycle,
  question,
  people,
}: {
  cycle: string;
  question: AuditQuestion;
  people: readonly { readonly id: string; readonly name: string }[];
}) {
  const { t } = useTranslation();
  const pages = useInfiniteQuery({ ...auditQuery(cycle, question), placeholderData: (shown) => shown });
  if (pages.data === undefined) {
    return pages.isError ? (
      <Trouble error={pages.error} onRetry={() => void pages.refetch()} />
    ) : (
      <Skeleton widths={[96, 88, 92, 80]} />
    );
  }
  const entries = pages.data.pages.flat();
  if (entries.length === 0) return <p className="audit-none">{t('proof.audit.none')}</p>;
  return (
    <>
      <AuditTable cycle={cycle} entries={entries} people={people} />
      <footer className="audit-more">
        <span role="status">{t('proof.audit.shown', { count: entries.length })}</span>
        {pages.hasNextPage && (
          <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('proof.audit.more')}
          </Button>
        )}
      </footer>
    </>
  );
}
