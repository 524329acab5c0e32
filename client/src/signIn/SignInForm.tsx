import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RequestError } from '../api/request.ts';
import { signInOptionsQuery, useSignIn } from '../api/session.ts';
import { FormError } from '../ui/FormError.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';

/** Login name and password, then the code of who has a second factor; what went wrong is told by the error's code. */
export function SignInForm() {
  const { t } = useTranslation();
  const signIn = useSignIn();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const isAskedForCode = codeOf(signIn.error) === 'secondFactorNeeded';

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    signIn.mutate(
      { login: login.trim(), password, ...(code === null ? {} : { code: code.trim() }) },
      {
        onError: (error) => {
          if (codeOf(error) === 'secondFactorNeeded') setCode('');
          if (codeOf(error) === 'badCredentials') setCode(null);
        },
      },
    );
  };

  return (
    <form onSubmit={submit} className="sign-in-form">
      <h1>{t('signIn.title')}</h1>
      {code === null ? (
        <>
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
        </>
      ) : (
        <TextInput
          label={t('signInWays.code')}
          description={t('signInWays.codeHint')}
          name="code"
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          required
          withAsterisk={false}
          size="lg"
          maxLength={40}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
      )}
      <FormError error={isAskedForCode ? null : signIn.error} />
      <Button type="submit" size="lg" fullWidth loading={signIn.isPending}>
        {t('signIn.submit')}
      </Button>
      {code === null ? (
        <OtherWays />
      ) : (
        <Button
          variant="subtle"
          onClick={() => {
            setCode(null);
            setPassword('');
            signIn.reset();
          }}
        >
          {t('signInWays.back')}
        </Button>
      )}
      <p className="sign-in-note">{t('signIn.privacy')}</p>
    </form>
  );
}

/** Signing in with a provider, where one is set up; what it came back with stands in the address. */
function OtherWays() {
  const { t } = useTranslation();
  const options = useQuery(signInOptionsQuery);
  const provider = options.data?.oidc ?? null;
  const problem = new URLSearchParams(location.search).get('oidc');
  if (provider === null) return null;
  return (
    <>
      {(problem === 'noAccount' || problem === 'failed') && (
        <p className="form-error" role="alert">
          <strong>
            <ThaiText>{t(`signInWays.${problem}.title`)}</ThaiText>
          </strong>{' '}
          <ThaiText>{t(`signInWays.${problem}.advice`)}</ThaiText>
        </p>
      )}
      <p className="sign-in-or">{t('signInWays.or')}</p>
      <Button component="a" href="/api/oidc/start" variant="default" size="lg" fullWidth>
        {t('signInWays.oidc', { name: provider.name })}
      </Button>
    </>
  );
}

function codeOf(error: unknown): string | null {
  return error instanceof RequestError ? error.code : null;
}
