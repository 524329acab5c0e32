import { NativeSelect } from '@mantine/core';
import type { CycleAnswer, DocumentAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { IconChevronLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'wouter';
import { documentsQuery, itemsQuery } from '../api/cycle.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { paths } from '../ui/paths.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { Decisions } from './Decisions.tsx';
import { DocumentVersions } from './DocumentVersions.tsx';
import './history.css';

/** The versions of an item's texts, what changed between any two, and the way of its claims and decisions. */
export function HistoryPage({ cycle, person, code }: { cycle: CycleAnswer; person: PersonAnswer; code: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [address, setAddress] = useSearchParams();
  const items = useQuery(itemsQuery(cycle.id));
  const documents = useQuery(documentsQuery(cycle.id));
  useEffect(() => {
    document.title = `${t('history.title', { code })} · ${t('shell.product')}`;
  }, [code, t]);
  const failed = [items, documents].find(({ isError, data }) => isError && data === undefined);
  const item = items.data?.find((one) => one.code === code);
  const texts = documents.data?.filter((text) => text.item === code && text.kind !== 'advice') ?? [];
  const shown = texts.find(({ id }) => id === address.get('document')) ?? texts[0];
  const nameOf = ({ kind, level }: DocumentAnswer): string =>
    kind === 'evidence' && level !== null
      ? t('part.evidenceOf', { level: t(`level.${level}`) })
      : t(`rescue.document.${kind}`);
  return (
    <main className="history" id="main">
      <header className="history-head">
        {item !== undefined && (
          <Link href={paths.item(cycle.id, item.category, code)} className="history-back">
            <IconChevronLeft size={18} stroke={1.75} aria-hidden /> {t('history.back')}
          </Link>
        )}
        <h1>
          {t('history.title', { code })}
          {item !== undefined && (
            <small>
              <ThaiText>{format.text(item.title)}</ThaiText>
            </small>
          )}
        </h1>
        {shown !== undefined && (
          <NativeSelect
            label={t('history.document')}
            value={shown.id}
            onChange={(event) => setAddress({ document: event.currentTarget.value })}
            data={texts.map((text) => ({ value: text.id, label: nameOf(text) }))}
          />
        )}
      </header>
      {failed !== undefined && <Trouble error={failed.error} onRetry={() => void failed.refetch()} />}
      {failed === undefined && documents.data === undefined && <Skeleton widths={[88, 96, 72]} />}
      {shown !== undefined && (
        <DocumentVersions key={shown.id} cycle={cycle.id} person={person} document={shown}>
          <Decisions
            cycle={cycle.id}
            code={code}
            onCompare={(snapshot) =>
              setAddress((now) => {
                now.set('from', `v${snapshot}`);
                now.delete('to');
                return now;
              })
            }
          />
        </DocumentVersions>
      )}
    </main>
  );
}
