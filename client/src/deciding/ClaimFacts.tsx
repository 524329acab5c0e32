import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { standingClaimQuery } from '../api/deciding.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { SinceClaimDialog } from '../item/SinceClaimDialog.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';

/** Who claimed it, with which words, what no evidence proves, and whether the text has changed since. */
export function ClaimFacts({ cycle, item }: { cycle: string; item: ItemAnswer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const claim = useQuery(standingClaimQuery(cycle, item.code));
  const [shown, setShown] = useState<string | null>(null);
  if (claim.data === undefined || item.kind === 'dimension') return null;
  if (claim.data === null)
    return (
      <p className="decide-claim">
        <ThaiText>{t(item.claimed === null ? 'deciding.claim.none' : 'deciding.claim.imported')}</ThaiText>
      </p>
    );
  const { personName, at, statement, unprovenChecks, changedSince, changedDocuments, snapshotId } = claim.data;
  return (
    <div className="decide-claim">
      <p>
        <b>{t('deciding.claim.title')}</b> {t('deciding.claim.by', { name: personName, at: format.full(at) })}
      </p>
      <p lang={statement === null ? undefined : 'th'}>
        <ThaiText>{statement ?? t('deciding.claim.noStatement')}</ThaiText>
      </p>
      {unprovenChecks.length > 0 && <p>{t('deciding.claim.unproven', { count: unprovenChecks.length })}</p>}
      {changedSince ? (
        <p className="decide-claim-changed">
          <IconAlertTriangle size={18} stroke={1.75} aria-hidden />
          {t('deciding.claim.changed', { count: changedDocuments.length })}{' '}
          <button type="button" className="ruam-plain-button decide-link" onClick={() => setShown(snapshotId)}>
            {t('deciding.claim.show')}
          </button>
        </p>
      ) : (
        <p className="decide-claim-same">
          <IconCircleCheck size={18} stroke={1.75} aria-hidden />
          {t('deciding.claim.same')}
        </p>
      )}
      <SinceClaimDialog cycle={cycle} snapshot={shown} onClose={() => setShown(null)} />
    </div>
  );
}
