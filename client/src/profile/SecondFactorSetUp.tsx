import { Button, TextInput } from '@mantine/core';
import { toString as drawQr } from 'qrcode';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBeginSecondFactor, useConfirmSecondFactor } from '../api/session.ts';
import { FormError } from '../ui/FormError.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { OwnPassword } from './OwnPassword.tsx';

/** Sets up a second factor: the password, the QR code, a code of the app, then the recovery codes; `onDone` once they were kept. */
export function SecondFactorSetUp({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const begin = useBeginSecondFactor();
  const confirm = useConfirmSecondFactor();
  const [code, setCode] = useState('');
  const begun = begin.data;

  if (confirm.data !== undefined) return <RecoveryCodes codes={confirm.data.recoveryCodes} onDone={onDone} />;
  if (begun === undefined) {
    return (
      <OwnPassword
        hint={t('people.secondFactor.ownPasswordHint')}
        submitLabel={t('people.secondFactor.next')}
        error={begin.error}
        isPending={begin.isPending}
        onSubmit={(own) => begin.mutate(own)}
      />
    );
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    confirm.mutate(code);
  };
  return (
    <form className="profile-form" onSubmit={submit}>
      <p>
        <ThaiText>{t('people.secondFactor.scan')}</ThaiText>
      </p>
      <QrCode text={begun.uri} label={t('people.secondFactor.qr')} />
      <p>
        {t('people.secondFactor.manual')} <code className="profile-secret">{inGroups(begun.secret)}</code>
      </p>
      <TextInput
        label={t('people.secondFactor.code')}
        autoComplete="one-time-code"
        inputMode="numeric"
        autoFocus
        required
        withAsterisk={false}
        maxLength={10}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <FormError error={confirm.error} />
      <div className="profile-actions">
        <Button type="submit" loading={confirm.isPending}>
          {t('people.secondFactor.confirm')}
        </Button>
      </div>
    </form>
  );
}

function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="profile-form">
      <h3>{t('people.secondFactor.recoveryTitle')}</h3>
      <p>
        <ThaiText>{t('people.secondFactor.recoveryAbout')}</ThaiText>
      </p>
      <ul className="profile-recovery">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="profile-actions">
        <Button onClick={onDone}>{t('people.secondFactor.recoveryDone')}</Button>
      </div>
    </div>
  );
}

function QrCode({ text, label }: { text: string; label: string }) {
  const [svg, setSvg] = useState<string | null>(null);
  useEffect(() => {
    let isGone = false;
    void drawQr(text, { type: 'svg', margin: 4, errorCorrectionLevel: 'M' }).then((drawn) => {
      if (!isGone) setSvg(drawn);
    });
    return () => {
      isGone = true;
    };
  }, [text]);
  if (svg === null) return null;
  return <img className="profile-qr" alt={label} src={`data:image/svg+xml,${encodeURIComponent(svg)}`} />;
}

function inGroups(secret: string): string {
  return (secret.match(/.{1,4}/g) ?? []).join(' ');
}
