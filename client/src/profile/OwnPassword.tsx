import { Button, PasswordInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormError } from '../ui/FormError.tsx';

/** The own password, asked again before something weighty: a window left open is not enough for it. */
export function OwnPassword({
  hint,
  submitLabel,
  error,
  isPending,
  onSubmit,
}: {
  hint: string;
  submitLabel: string;
  error: Error | null;
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
    <form className="profile-form" onSubmit={submit}>
      <PasswordInput
        size="md"
        label={t('people.secondFactor.ownPassword')}
        description={hint}
        autoComplete="current-password"
        autoFocus
        required
        withAsterisk={false}
        value={password}
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <FormError error={error} />
      <div className="profile-actions">
        <Button type="submit" loading={isPending}>
          {submitLabel}
        </Button>
      </div>
    </form>
  );
}
