import { Button, Modal } from '@mantine/core';
import { IconRotate } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRestoration } from '../api/history.ts';
import { FormError } from '../ui/FormError.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';

/** Brings a version back, after a word on what becomes of the current text. */
export function RestoreVersion({
  cycle,
  document,
  version,
  name,
  isOther,
}: {
  cycle: string;
  document: string;
  version: string;
  name: string;
  /** Whether it says something else than the current text: else there is nothing to bring back. */
  isOther: boolean;
}) {
  const { t } = useTranslation();
  const [isAsking, setIsAsking] = useState(false);
  const restoration = useRestoration(cycle, document);
  const said =
    restoration.data === undefined
      ? ''
      : t(restoration.data.after === null ? 'history.nothingToRestore' : 'history.restored');
  return (
    <>
      <span role="status" className="history-restored">
        {said}
      </span>
      {isOther && (
        <Button
          variant="default"
          size="sm"
          leftSection={<IconRotate size={18} stroke={1.75} aria-hidden />}
          onClick={() => {
            restoration.reset();
            setIsAsking(true);
          }}
        >
          {t('history.restore')}
        </Button>
      )}
      <Modal
        opened={isAsking}
        onClose={() => setIsAsking(false)}
        title={t('history.restoreTitle', { name })}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <p className="history-advice">
          <ThaiText>{t('history.restoreAdvice')}</ThaiText>
        </p>
        {restoration.isError && <FormError error={restoration.error} />}
        <div className="history-buttons">
          <Button variant="default" onClick={() => setIsAsking(false)}>
            {t('common.cancel')}
          </Button>
          <Button
            loading={restoration.isPending}
            onClick={() => restoration.mutate(version, { onSuccess: () => setIsAsking(false) })}
          >
            {t('history.restoreConfirm')}
          </Button>
        </div>
      </Modal>
    </>
  );
}
