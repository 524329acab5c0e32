import { Button, PasswordInput } from '@mantine/core';
import { minPasswordLength } from '@ruam/shared/people/password.ts';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { passwordResetQuery, useTakePasswordReset } from '../api/people.ts';
import { useRefreshSession } from '../api/session.ts';
import { FormError } from '../ui/FormError.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Door } from './Door.tsx';

/** Sets a new password by a link that an administrator made. */
export function PasswordResetPage({ id: token, languageSwitch }: { id: string; languageSwitch: ReactNode }) {
  const { t } = useTranslation();
  const reset = useQuery(passwordResetQuery(token));
  const take = useTakePasswordReset(token);
  return (
    <Door title={t('people.reset.title')} languageSwitch={languageSwitch}>
      {reset.isPending && <Skeleton widths={[88, 64]} />}
      {reset.isError && (
        <div className="door-body">
          <FormError error={reset.error} />
          <ToSignIn />
        </div>
      )}
      {take.isSuccess && (
        <div className="door-body">
          <p role="status">
            <strong>{t('people.reset.done')}</strong> <ThaiText>{t('people.reset.doneText')}</ThaiText>
          </p>
          <ToSignIn />
        </div>
      )}
      {reset.isSuccess && !take.isSuccess && (
        <>
          <p>{t('people.reset.about', { name: reset.data.name, login: reset.data.login })}</p>
          <NewPassword
            login={reset.data.login}
            error={take.error}
            isPending={take.isPending}
            onSubmit={(password) => take.mutate(password)}
          />
        </>
      )}
    </Door>
  );
}

function ToSignIn() {
  const { t } = useTranslation();
  const refresh = useRefreshSession();
  return (
    <Button component={Link} href="/" variant="default" onClick={() => void refresh()}>
      {t('people.invitation.goToSignIn')}
    </Button>
  );
}

function NewPassword({
  login,
  error,
  isPending,
  onSubmit,
}: {
  login: string;
  error: unknown;
  isPending: boolean;
  onSubmit: (password: string) => void;
}) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit(password);
  };
  return (
    <form onSubmit={submit}>
      <input type="text" name="username" autoComplete="username" value={login} readOnly hidden />
      <PasswordInput
        size="md"
        label={t('people.reset.password')}
        description={t('people.invitation.passwordHint', { count: minPasswordLength })}
        autoComplete="new-password"
        required
        withAsterisk={false}
        value={password}
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <FormError error={error} />
      <Button type="submit" size="lg" loading={isPending}>
        {t('people.reset.set')}
      </Button>
    </form>
  );
}
