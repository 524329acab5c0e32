import type { PersonAnswer } from '@ruam/shared/api/api.ts';
import { mayImport } from '@ruam/shared/policy/policy.ts';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { importsQuery } from '../api/imports.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { DraftList } from './DraftList.tsx';
import { Forbidden } from './Forbidden.tsx';
import { UploadReport } from './UploadReport.tsx';
import './imports.css';

/** Where reports are brought in: a new file, or a draft that was left. */
export function ImportsPage({ person }: { person: PersonAnswer }) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${t('imports.title')} · ${t('shell.product')}`;
  }, [t]);
  return (
    <main className="imports" id="main">
      <h1>{t('imports.title')}</h1>
      {mayImport({ id: person.id, seats: person.roles }) ? <Imports /> : <Forbidden />}
    </main>
  );
}

function Imports() {
  const { t } = useTranslation();
  const drafts = useQuery(importsQuery);
  return (
    <>
      <p className="imports-about">
        <ThaiText>{t('imports.about')}</ThaiText>
      </p>
      <UploadReport />
      <section aria-labelledby="imports-drafts">
        <h2 id="imports-drafts">{t('imports.drafts.title')}</h2>
        {drafts.data === undefined &&
          (drafts.isError ? (
            <Trouble error={drafts.error} onRetry={() => void drafts.refetch()} />
          ) : (
            <Skeleton widths={[62, 70]} />
          ))}
        {drafts.data !== undefined && <DraftList drafts={drafts.data} />}
      </section>
    </>
  );
}
