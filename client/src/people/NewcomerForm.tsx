import { Button, PasswordInput, TextInput } from '@mantine/core';
import { minPasswordLength } from '@ruam/shared/people/password.ts';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { FormError } from '../ui/FormError.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';

/** Who a newcomer is: name, login and password. */
export function NewcomerForm({
  name: offeredName,
  error,
  isPending,
  onSubmit,
}: {
  name: string;
  error: unknown;
  isPending: boolean;
  onSubmit: (newcomer: { login: string; name: string; password: string }) => void;
}) {
  const { t } = useTranslation();
  const [name, setName] = useState(offeredName);
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit({ login: login.trim(), name: name.trim(), password });
  };
  return (
    <form onSubmit={submit}>
      <TextInput
        label={t('people.invitation.name')}
        autoComplete="name"
        required
        withAsterisk={false}
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t('people.invitation.login')}
        description={t('people.invitation.loginHint')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        withAsterisk={false}
        maxLength={64}
        value={login}
        onChange={(event) => setLogin(event.currentTarget.value)}
      />
      <PasswordInput
        size="md"
        label={t('people.invitation.password')}
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
        {t('people.invitation.accept')}
      </Button>
      <p className="door-note">
        <ThaiText>{t('people.invitation.hasAccount')}</ThaiText>{' '}
        <Link href="/">{t('people.invitation.goToSignIn')}</Link>
      </p>
    </form>
  );
}
