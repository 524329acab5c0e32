import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { historyQuery, sinceSnapshotQuery } from '../api/deciding.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { DifferenceView } from '../item/DifferenceView.tsx';
import { type ApprovalEntry, standingOf } from '../item/standingOf.ts';
import { Banner } from '../ui/Banner.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { DecidedText } from './DecidedText.tsx';
import type { LookedAt } from './useLookedAt.ts';

/** The text that is decided about; above it what was written since it was opened, and what differs from the certificate. */
export function DecidedPaper({ cycle, code, text }: { cycle: string; code: string; text: LookedAt }) {
  const { t } = useTranslation();
  const history = useQuery(historyQuery(cycle, code));
  const { approval, lastApproval } = standingOf(history.data ?? []);
  if (text.error !== null) return <Trouble error={text.error} onRetry={text.retry} />;
  if (text.contentHash === null) return <Skeleton widths={[94, 99, 97, 60]} />;
  return (
    <div className="decide-text">
      {text.difference !== null && (
        <section className="decide-changed">
          <Banner kind="refused" title={t('deciding.changed.title')}>
            {t('deciding.changed.advice')}
          </Banner>
          <DifferenceView documents={text.difference} />
          <Button onClick={text.accept}>{t('deciding.changed.accept')}</Button>
        </section>
      )}
      {approval === null && lastApproval !== null && <SinceCertified cycle={cycle} approval={lastApproval} />}
      <p className="decide-hash">
        {t('deciding.text')} · {t('deciding.hash', { hash: text.contentHash.slice(0, 8) })}
      </p>
      <DecidedText documents={text.documents} />
    </div>
  );
}

/** After a reopening: what differs from the text that was approved. */
function SinceCertified({ cycle, approval }: { cycle: string; approval: ApprovalEntry }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isOpen, setIsOpen] = useState(false);
  const since = useQuery(sinceSnapshotQuery(cycle, approval.snapshotId));
  if (since.data === undefined) return null;
  const isSame = since.data.documents.every(({ change }) => change === 'same');
  return (
    <section className="decide-since">
      <p>
        <strong>
          <ThaiText>{t(isSame ? 'deciding.certified.same' : 'deciding.certified.changed')}</ThaiText>
        </strong>{' '}
        <ThaiText>{t('deciding.certified.title', { at: format.full(approval.at) })}</ThaiText>
      </p>
      {!isSame && (
        <Button variant="default" size="sm" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {t('deciding.certified.show')}
        </Button>
      )}
      {isOpen && <DifferenceView documents={since.data.documents} />}
    </section>
  );
}
