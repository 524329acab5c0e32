import { Button, Modal, PasswordInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { secondFactorQuery, useRefreshSession, useRemoveSecondFactor } from '../api/session.ts';
import { FormError } from '../ui/FormError.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { SecondFactorSetUp } from './SecondFactorSetUp.tsx';

/** Whether the second factor is on; setting it up, turning it off. */
export function SecondFactorPart() {
  const { t } = useTranslation();
  const factor = useQuery(secondFactorQuery);
  const refresh = useRefreshSession();
  const [isSettingUp, setIsSettingUp] = useState(false);
  const [isRemoving, setIsRemoving] = useState(false);
  return (
    <section className="profile-part ruam-paper" aria-labelledby="profile-factor">
      <h2 id="profile-factor">{t('people.secondFactor.title')}</h2>
      <FormError error={factor.error} />
      {factor.data !== undefined && !isSettingUp && (
        <>
          <p>
            <ThaiText>
              {factor.data.isOn
                ? t('people.secondFactor.on', { count: factor.data.recoveryCodesLeft })
                : t('people.secondFactor.off')}
            </ThaiText>
          </p>
          {factor.data.isRequired && <p>{t('people.secondFactor.required')}</p>}
          {!factor.data.isOn && (
            <Button variant="default" onClick={() => setIsSettingUp(true)}>
              {t('people.secondFactor.begin')}
            </Button>
          )}
          {factor.data.isOn && !factor.data.isRequired && (
            <Button variant="default" onClick={() => setIsRemoving(true)}>
              {t('people.secondFactor.remove')}
            </Button>
          )}
        </>
      )}
      {isSettingUp && (
        <SecondFactorSetUp
          onDone={() => {
            setIsSettingUp(false);
            void refresh();
          }}
        />
      )}
      <Modal
        opened={isRemoving}
        onClose={() => setIsRemoving(false)}
        title={t('people.secondFactor.remove')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {isRemoving && <Removal onClose={() => setIsRemoving(false)} />}
      </Modal>
    </section>
  );
}

function Removal({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const remove = useRemoveSecondFactor();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    remove.mutate({ password, code }, { onSuccess: onClose });
  };
  return (
    <form className="profile-form" onSubmit={submit}>
      <PasswordInput
        size="md"
        label={t('people.secondFactor.removePassword')}
        autoComplete="current-password"
        required
        withAsterisk={false}
        value={password}
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <TextInput
        label={t('people.secondFactor.removeCode')}
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        required
        withAsterisk={false}
        maxLength={40}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <FormError error={remove.error} />
      <div className="profile-actions">
        <Button type="submit" loading={remove.isPending}>
          {t('people.secondFactor.remove')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
