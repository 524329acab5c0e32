import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sinceSnapshotQuery } from '../api/deciding.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { DifferenceView } from './DifferenceView.tsx';

/** What was written since the claim; `snapshot` null: closed. */
export function SinceClaimDialog({
  cycle,
  snapshot,
  onClose,
}: {
  cycle: string;
  snapshot: string | null;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={snapshot !== null}
      onClose={onClose}
      title={t('deciding.claim.sinceTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size={820}
    >
      {snapshot !== null && <Since cycle={cycle} snapshot={snapshot} />}
    </Modal>
  );
}

function Since({ cycle, snapshot }: { cycle: string; snapshot: string }) {
  const since = useQuery(sinceSnapshotQuery(cycle, snapshot));
  if (since.data !== undefined) return <DifferenceView documents={since.data.documents} />;
  if (since.isError) return <Trouble error={since.error} onRetry={() => void since.refetch()} />;
  return <Skeleton widths={[94, 99, 60]} />;
}
