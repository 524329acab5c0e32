import type { CycleAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { mayImport } from '@ruam/shared/policy/policy.ts';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { importQuery } from '../api/imports.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { Forbidden } from './Forbidden.tsx';
import { ImportDesk } from './ImportDesk.tsx';
import './imports.css';
import './desk.css';

/** One import: its source beside what was understood of it, to be set right and brought in. */
export function ImportPage({
  person,
  cycles,
  id,
}: {
  person: PersonAnswer;
  cycles: readonly CycleAnswer[];
  id: string;
}) {
  const { t } = useTranslation();
  const mayRead = mayImport({ id: person.id, seats: person.roles });
  const draft = useQuery({ ...importQuery(id), enabled: mayRead });
  const name = draft.data?.fileName;
  useEffect(() => {
    document.title = `${name ?? t('imports.title')} · ${t('shell.product')}`;
  }, [t, name]);
  if (draft.data !== undefined) return <ImportDesk draft={draft.data} person={person} cycles={cycles} />;
  return (
    <main className="imports" id="main">
      <h1>{t('imports.title')}</h1>
      {!mayRead && <Forbidden />}
      {mayRead && draft.isError && <Trouble error={draft.error} onRetry={() => void draft.refetch()} />}
      {mayRead && !draft.isError && <Skeleton widths={[48, 92, 88, 94, 76]} />}
    </main>
  );
}
