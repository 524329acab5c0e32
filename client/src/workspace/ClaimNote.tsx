import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { standingClaimQuery } from '../api/deciding.ts';
import { SinceClaimDialog } from '../item/SinceClaimDialog.tsx';

/** Says when the text is another than the one that was claimed, with the way to the difference. */
export function ClaimNote({ cycle, item }: { cycle: string; item: ItemAnswer }) {
  const { t } = useTranslation();
  const claim = useQuery(standingClaimQuery(cycle, item.code));
  const [shown, setShown] = useState<string | null>(null);
  if (!claim.data?.changedSince) return null;
  const { snapshotId, changedDocuments } = claim.data;
  return (
    <p className="claim-note" role="status">
      <IconAlertTriangle size={18} stroke={1.75} aria-hidden />
      {t('deciding.claim.changed', { count: changedDocuments.length })}
      <button type="button" className="ruam-plain-button step-action" onClick={() => setShown(snapshotId)}>
        {t('deciding.claim.show')}
      </button>
      <SinceClaimDialog cycle={cycle} snapshot={shown} onClose={() => setShown(null)} />
    </p>
  );
}
