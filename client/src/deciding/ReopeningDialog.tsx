import { Button, Modal, Textarea } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReopening } from '../api/deciding.ts';
import { useKeptWords } from '../api/keptWords.ts';
import type { Standing } from '../item/standingOf.ts';
import { FormError } from '../ui/FormError.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';

const maxLetters = 20_000;

/** Asks for the reason of a reopening, or of a request for one; `kind` null: closed. */
export function ReopeningDialog({
  cycle,
  code,
  kind,
  request,
  onClose,
}: {
  cycle: string;
  code: string;
  kind: 'reopen' | 'request' | null;
  /** What the reopening answers. */
  request: Standing['request'];
  onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={kind !== null}
      onClose={onClose}
      title={kind === null ? '' : t(`deciding.reopening.${kind}Title`, { code })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size={560}
    >
      {kind !== null && <ReopeningForm cycle={cycle} code={code} kind={kind} request={request} onClose={onClose} />}
    </Modal>
  );
}

function ReopeningForm({
  cycle,
  code,
  kind,
  request,
  onClose,
}: {
  cycle: string;
  code: string;
  kind: 'reopen' | 'request';
  request: Standing['request'];
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const reopening = useReopening(cycle, code, kind);
  const [reason, setReason, forgetReason] = useKeptWords(['reopening', cycle, code, kind]);
  const [isMissing, setIsMissing] = useState(false);
  useEffect(() => {
    if (reopening.isSuccess) onClose();
  }, [reopening.isSuccess, onClose]);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setIsMissing(reason.trim() === '');
        if (reason.trim() !== '' && !reopening.isPending) reopening.mutate(reason.trim(), { onSuccess: forgetReason });
      }}
    >
      <p>
        <ThaiText>{t(`deciding.reopening.${kind}Effect`)}</ThaiText>
      </p>
      {kind === 'reopen' && request !== null && (
        <p>
          <ThaiText>{t('deciding.reopening.requested', { name: request.personName, reason: request.reason })}</ThaiText>
        </p>
      )}
      <Textarea
        label={t('deciding.reopening.reason')}
        required
        autosize
        minRows={3}
        maxLength={maxLetters}
        data-autofocus
        error={isMissing ? t('deciding.form.needed') : null}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <FormError error={reopening.error} />
      <div className="decide-actions">
        <Button type="submit" loading={reopening.isPending}>
          {t(kind === 'reopen' ? 'deciding.reopening.confirmReopen' : 'deciding.reopening.confirmRequest')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
