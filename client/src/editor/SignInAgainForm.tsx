import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { signedOutQuery } from '../api/session.ts';
import { type SignInAgain, signInAgain } from '../sync/signInAgain.ts';

/** The password of the same person, asked for in place: leaving the page would lose what is unsent. */
export function SignInAgainForm({ login, onSignedIn }: { login: string; onSignedIn: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const [failure, setFailure] = useState<Exclude<SignInAgain, 'signedIn' | 'secondFactorNeeded'> | null>(null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setIsAsking(true);
    const result = await signInAgain(login, password, code);
    setIsAsking(false);
    if (result === 'secondFactorNeeded') setCode('');
    setFailure(result === 'signedIn' || result === 'secondFactorNeeded' ? null : result);
    if (result !== 'signedIn') return;
    queryClient.setQueryData(signedOutQuery.queryKey, false);
    onSignedIn();
  };
  return (
    <form className="sign-in-again" onSubmit={(event) => void submit(event)}>
      <PasswordInput
        size="sm"
        aria-label={t('editor.signIn.password')}
        placeholder={t('editor.signIn.password')}
        autoComplete="current-password"
        value={password}
        error={failure === null ? null : t(`editor.signIn.${failure}`)}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {code !== null && (
        <TextInput
          size="sm"
          aria-label={t('signInWays.code')}
          placeholder={t('signInWays.code')}
          autoComplete="one-time-code"
          autoFocus
          maxLength={40}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
      )}
      <Button type="submit" size="sm" loading={isAsking} disabled={password === ''}>
        {t('editor.signIn.submit')}
      </Button>
    </form>
  );
}
