import { Button } from '@mantine/core';
import type { EvidenceDetail } from '@ruam/shared/api/evidence.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRemoveEvidence } from '../api/evidence.ts';
import { FormError } from '../ui/FormError.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';

/** Takes an entry out in two steps; where it is named, it says so instead. */
export function RemoveEntry({
  cycle,
  entry,
  onRemoved,
}: {
  cycle: string;
  entry: EvidenceDetail;
  onRemoved: () => void;
}) {
  const { t } = useTranslation();
  const remove = useRemoveEvidence(cycle, entry.id);
  const [isAsking, setIsAsking] = useState(false);
  if (entry.usedIn.length > 0 || entry.snapshots > 0)
    return (
      <p className="evidence-hint">
        <ThaiText>{t('evidence.entry.inUse')}</ThaiText>
      </p>
    );
  if (!isAsking)
    return (
      <Button variant="subtle" color="gray" size="sm" onClick={() => setIsAsking(true)}>
        {t('evidence.entry.remove')}
      </Button>
    );
  return (
    <div className="evidence-remove">
      <p>
        <ThaiText>{t('evidence.entry.removeSure', { title: entry.title })}</ThaiText>
      </p>
      <FormError error={remove.error} />
      <div className="evidence-actions">
        <Button variant="default" onClick={() => setIsAsking(false)}>
          {t('common.cancel')}
        </Button>
        <Button loading={remove.isPending} onClick={() => remove.mutate(undefined, { onSuccess: onRemoved })}>
          {t('evidence.entry.removeYes')}
        </Button>
      </div>
    </div>
  );
}
