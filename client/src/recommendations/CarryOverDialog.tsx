import { Button, Checkbox, Modal } from '@mantine/core';
import type { CarryCandidate, CarryOver } from '@ruam/shared/api/recommendations.ts';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { carryOverQuery, useCarryOver } from '../api/carryOver.ts';
import { FormError } from '../ui/FormError.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { CarryCandidates } from './CarryCandidates.tsx';
import { freeOf, keyOf } from './carryChoice.ts';

/** What of the cycle before is still open, to be chosen and carried over into the texts of this one. */
export function CarryOverDialog({ cycle, isOpen, onClose }: { cycle: string; isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('recommendations.carry.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size={820}
    >
      {isOpen && <Candidates cycle={cycle} onClose={onClose} />}
    </Modal>
  );
}

function Candidates({ cycle, onClose }: { cycle: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { data, error, isError, refetch } = useQuery(carryOverQuery(cycle));
  if (data === undefined) {
    if (isError) return <Trouble error={error} onRetry={() => void refetch()} />;
    return <Skeleton widths={[40, 92, 88, 94]} />;
  }
  const { from } = data;
  if (from === null) return <p className="register-none">{t('recommendations.carry.noCycle')}</p>;
  if (data.recommendations.length === 0)
    return <p className="register-none">{t('recommendations.carry.none', { year: from.fiscalYearBE })}</p>;
  return <CarryForm cycle={cycle} year={from.fiscalYearBE} offered={data} onClose={onClose} />;
}

function CarryForm({
  cycle,
  year,
  offered,
  onClose,
}: {
  cycle: string;
  year: number;
  offered: CarryOver;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const carrying = useCarryOver(cycle);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { recommendations } = offered;
  const free = freeOf(recommendations);
  // What somebody else carries over meanwhile is no longer chosen.
  const wanted = free.filter((candidate) => chosen.has(keyOf(candidate)));
  const choose = (candidates: readonly CarryCandidate[], isChosen: boolean): void => {
    carrying.reset();
    const keys = candidates.map(keyOf);
    setChosen((before) => new Set(isChosen ? [...before, ...keys] : [...before].filter((key) => !keys.includes(key))));
  };
  // Whether it is under way is drawn a moment too late for a double click, whose second answer would be "0 carried over".
  const isSending = useRef(false);
  const carry = (): void => {
    if (isSending.current) return;
    isSending.current = true;
    carrying.mutate(
      wanted.map(({ document, block }) => ({ document, block })),
      {
        onSuccess: () => setChosen(new Set()),
        onSettled: () => {
          isSending.current = false;
        },
      },
    );
  };
  return (
    <div className="carry">
      <p className="register-about">
        <ThaiText>{t('recommendations.carry.about', { year })}</ThaiText>
      </p>
      <Checkbox
        label={t('recommendations.carry.all', { count: free.length })}
        checked={free.length > 0 && wanted.length === free.length}
        indeterminate={wanted.length > 0 && wanted.length < free.length}
        disabled={free.length === 0}
        onChange={(event) => choose(free, event.currentTarget.checked)}
      />
      <CarryCandidates cycle={cycle} year={year} candidates={recommendations} chosen={chosen} onChoose={choose} />
      <div className="carry-foot">
        <p role="status">
          {carrying.data === undefined
            ? t('recommendations.carry.chosen', { count: wanted.length })
            : t('recommendations.carry.done', { count: carrying.data.carried })}
        </p>
        <FormError error={carrying.error} />
        <div className="units-actions">
          <Button variant="default" onClick={onClose}>
            {t(carrying.data === undefined ? 'common.cancel' : 'common.close')}
          </Button>
          <Button loading={carrying.isPending} disabled={wanted.length === 0} onClick={carry}>
            {t('recommendations.carry.confirm', { count: wanted.length })}
          </Button>
        </div>
      </div>
    </div>
  );
}
