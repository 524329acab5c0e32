import { Button, PasswordInput } from '@mantine/core';
import { minPasswordLength } from '@ruam/shared/people/password.ts';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChangePassword } from '../api/session.ts';
import { FormError } from '../ui/FormError.tsx';

/** Changes one's own password. */
export function PasswordPart({ login }: { login: string }) {
  const { t } = useTranslation();
  const change = useChangePassword();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const forget = (): void => {
      setCurrent('');
      setNext('');
    };
    change.mutate({ current, next }, { onSuccess: forget });
  };
  return (
    <section className="profile-part ruam-paper" aria-labelledby="profile-password">
      <h2 id="profile-password">{t('people.profile.password.title')}</h2>
      <form className="profile-form" onSubmit={submit}>
        <input type="text" name="username" autoComplete="username" value={login} readOnly hidden />
        <PasswordInput
          size="md"
          label={t('people.profile.password.current')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={current}
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <PasswordInput
          size="md"
          label={t('people.profile.password.next')}
          description={t('people.invitation.passwordHint', { count: minPasswordLength })}
          autoComplete="new-password"
          required
          withAsterisk={false}
          value={next}
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
          onChange={(event) => setNext(event.currentTarget.value)}
        />
        <FormError error={change.error} />
        <div className="profile-actions">
          <Button type="submit" variant="default" loading={change.isPending}>
            {t('people.profile.password.change')}
          </Button>
          <span role="status">{change.isSuccess && t('people.profile.password.changed')}</span>
        </div>
      </form>
    </section>
  );
}
