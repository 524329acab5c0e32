import { Button, TextInput } from '@mantine/core';
import type { Account } from '@ruam/shared/api/people.ts';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChangeEmail } from '../api/people.ts';
import { FormError } from '../ui/FormError.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';

/** Where letters to a person go; an empty field: nowhere. */
export function EmailForm({ cycle, account, onClose }: { cycle: string; account: Account; onClose: () => void }) {
  const { t } = useTranslation();
  const change = useChangeEmail(cycle);
  const [email, setEmail] = useState(account.email ?? '');
  const save = (event: FormEvent): void => {
    event.preventDefault();
    const written = email.trim();
    change.mutate({ person: account.id, email: written === '' ? null : written }, { onSuccess: onClose });
  };
  return (
    <form className="people-form" onSubmit={save}>
      <p>
        <ThaiText>{t('people.accounts.emailAbout')}</ThaiText>
      </p>
      <TextInput
        type="email"
        label={t('people.accounts.email')}
        maxLength={200}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
        data-autofocus
      />
      <FormError error={change.error} />
      <div className="people-actions">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={change.isPending}>
          {t('people.accounts.emailSave')}
        </Button>
      </div>
    </form>
  );
}
