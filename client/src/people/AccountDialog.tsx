import { Button, Modal } from '@mantine/core';
import type { Account } from '@ruam/shared/api/people.ts';
import { useTranslation } from 'react-i18next';
import { type AccountChange, useChangeAccount, useMakePasswordReset } from '../api/people.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { FormError } from '../ui/FormError.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { CopyLink } from './CopyLink.tsx';
import { EmailForm } from './EmailForm.tsx';

/** What is about to be done to an account. */
export interface AccountTask {
  readonly kind: AccountChange | 'resetLink' | 'email';
  readonly account: Account;
}

/** Asks before an account is changed; shows a reset link, once. */
export function AccountDialog({
  cycle,
  task,
  onClose,
}: {
  cycle: string;
  task: AccountTask | null;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const name = task?.account.name ?? '';
  const titles = {
    resetLink: t('people.resetLink.title', { name }),
    email: t('people.accounts.emailTitle', { name }),
    deactivation: t('people.accounts.deactivateTitle', { name }),
    activation: `${t('people.accounts.activate')}: ${name}`,
    secondFactorRemoval: t('people.accounts.removeTitle', { name }),
  };
  return (
    <Modal
      opened={task !== null}
      onClose={onClose}
      title={task === null ? '' : titles[task.kind]}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size={560}
    >
      {task?.kind === 'resetLink' && <ResetLink account={task.account} onClose={onClose} />}
      {task?.kind === 'email' && <EmailForm cycle={cycle} account={task.account} onClose={onClose} />}
      {task !== null && task.kind !== 'resetLink' && task.kind !== 'email' && (
        <Confirmation cycle={cycle} account={task.account} change={task.kind} onClose={onClose} />
      )}
    </Modal>
  );
}

function ResetLink({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const make = useMakePasswordReset();
  return (
    <div className="people-form">
      <p>
        <ThaiText>{t('people.resetLink.about')}</ThaiText>
      </p>
      {make.data !== undefined && (
        <>
          <CopyLink label={t('people.resetLink.link')} link={make.data.link} />
          <p>{t('people.invite.once', { at: format.full(make.data.expiresAt) })}</p>
        </>
      )}
      <FormError error={make.error} />
      <div className="people-actions">
        <Button variant={make.data === undefined ? 'default' : 'filled'} onClick={onClose}>
          {t(make.data === undefined ? 'common.cancel' : 'common.close')}
        </Button>
        {make.data === undefined && (
          <Button loading={make.isPending} onClick={() => make.mutate(account.id)}>
            {t('people.accounts.reset')}
          </Button>
        )}
      </div>
    </div>
  );
}

function Confirmation({
  cycle,
  account,
  change,
  onClose,
}: {
  cycle: string;
  account: Account;
  change: AccountChange;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const ask = useChangeAccount(cycle);
  const buttons = {
    deactivation: t('people.accounts.deactivate'),
    activation: t('people.accounts.activate'),
    secondFactorRemoval: t('people.accounts.removeSecondFactor'),
  };
  return (
    <div className="people-form">
      {change === 'deactivation' && (
        <p>
          <ThaiText>{t('people.accounts.deactivateText')}</ThaiText>
        </p>
      )}
      {change === 'secondFactorRemoval' && (
        <p>
          <ThaiText>{t('people.accounts.removeText')}</ThaiText>
        </p>
      )}
      <FormError error={ask.error} />
      <div className="people-actions">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          loading={ask.isPending}
          onClick={() => ask.mutate({ person: account.id, change }, { onSuccess: onClose })}
        >
          {buttons[change]}
        </Button>
      </div>
    </div>
  );
}
