import { Button, PasswordInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSignIn } from '../api/session.ts';
import { errorWords } from '../i18n/errorWords.ts';

/** Login name and password; what went wrong is told by the error's code. */
export function SignInForm() {
  const { t } = useTranslation();
  const signIn = useSignIn();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const words = signIn.isError ? errorWords(t, signIn.error) : null;

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    signIn.mutate({ login: login.trim(), password });
  };

  return (
    <form onSubmit={submit} className="sign-in-form">
      <h1>{t('signIn.title')}</h1>
      <TextInput
        label={t('signIn.login')}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        required
        withAsterisk={false}
        size="lg"
        value={login}
        onChange={(event) => setLogin(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('signIn.password')}
        name="password"
        autoComplete="current-password"
        required
        withAsterisk={false}
        size="lg"
        value={password}
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <div aria-live="assertive">
        {words !== null && (
          <p className="sign-in-error">
            <strong>{words.title}</strong> {words.advice}
          </p>
        )}
      </div>
      <Button type="submit" size="lg" fullWidth loading={signIn.isPending}>
        {t('signIn.submit')}
      </Button>
      <p className="sign-in-note">{t('signIn.privacy')}</p>
    </form>
  );
}
