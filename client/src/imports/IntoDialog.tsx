import { Modal, NativeSelect } from '@mantine/core';
import type { CycleAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { documentsQuery, itemsQuery } from '../api/cycle.ts';
import type { Draft } from '../api/imports.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { useViewport } from '../ui/useViewport.ts';
import { IntoForm } from './IntoForm.tsx';
import { cyclesFor } from './targets.ts';
import './into.css';

/** Brings texts of a draft into documents of a cycle that exists. */
export function IntoDialog({
  draft,
  person,
  cycles,
  onClose,
}: {
  draft: Draft;
  person: PersonAnswer;
  cycles: readonly CycleAnswer[];
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const isPhone = useViewport() === 'phone';
  const offered = cyclesFor(cycles, person);
  const year = draft.understood.fiscalYearBE;
  const [chosen, setChosen] = useState(() => offered.find(({ fiscalYearBE }) => fiscalYearBE === year) ?? offered[0]);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('imports.into.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size={980}
      fullScreen={isPhone}
    >
      <p className="into-about">
        <ThaiText>{t(aboutOf(draft, chosen))}</ThaiText>
      </p>
      {chosen !== undefined && draft.texts.length > 0 && (
        <>
          <NativeSelect
            label={t('imports.into.cycle')}
            value={chosen.id}
            data={offered.map(({ id, fiscalYearBE, round }) => ({
              value: id,
              label: t('imports.into.cycleName', { year: fiscalYearBE, round }),
            }))}
            onChange={({ currentTarget }) => setChosen(offered.find(({ id }) => id === currentTarget.value))}
          />
          <Texts key={chosen.id} draft={draft} person={person} cycle={chosen.id} onClose={onClose} />
        </>
      )}
    </Modal>
  );
}

function aboutOf({ texts }: Draft, cycle: CycleAnswer | undefined) {
  if (cycle === undefined) return 'imports.into.noCycle' as const;
  return texts.length === 0 ? ('imports.into.none' as const) : ('imports.into.about' as const);
}

function Texts({
  draft,
  person,
  cycle,
  onClose,
}: {
  draft: Draft;
  person: PersonAnswer;
  cycle: string;
  onClose: () => void;
}) {
  const documents = useQuery(documentsQuery(cycle));
  const items = useQuery(itemsQuery(cycle));
  const failed = [documents, items].find(({ isError, data }) => isError && data === undefined);
  if (failed !== undefined) return <Trouble error={failed.error} onRetry={() => void failed.refetch()} />;
  if (documents.data === undefined || items.data === undefined) return <Skeleton widths={[88, 92, 84]} />;
  return (
    <IntoForm
      draft={draft}
      person={person}
      cycle={cycle}
      documents={documents.data}
      items={items.data}
      onClose={onClose}
    />
  );
}
