import { NativeSelect, Switch } from '@mantine/core';
import {
  type MailTime,
  mailTimes,
  type NotificationKind,
  type NotificationSetting,
  notificationKinds,
} from '@ruam/shared/notifications/kinds.ts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { notificationSettingsQuery, useChangeSettings } from '../api/notifications.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import './notifications.css';

/** What the person is told of, and how; each change is saved at once. A section of the profile page. */
export function NotificationSettings() {
  const { t } = useTranslation();
  const settings = useQuery(notificationSettingsQuery);
  const change = useChangeSettings();
  const shown = settings.data;
  const section = useRef<HTMLElement>(null);
  const isThere = shown !== undefined;
  // The address may name this part, which was not there yet when the page opened.
  useEffect(() => {
    if (isThere && location.hash === '#notifications') section.current?.scrollIntoView();
  }, [isThere]);
  return (
    <section
      ref={section}
      className="notification-settings ruam-paper"
      id="notifications"
      aria-labelledby="notification-settings"
    >
      <h2 id="notification-settings">{t('notifications.settings.title')}</h2>
      <p>
        <ThaiText>{t('notifications.settings.about')}</ThaiText>
      </p>
      {shown === undefined ? (
        settings.isError ? (
          <Trouble error={settings.error} onRetry={() => void settings.refetch()} />
        ) : (
          <Skeleton widths={[90, 84, 88]} />
        )
      ) : (
        <>
          {(!shown.mail.isSent || !shown.mail.hasAddress) && (
            <p className="notification-settings-note">
              <ThaiText>
                {t(shown.mail.isSent ? 'notifications.settings.noAddress' : 'notifications.settings.noServer')}
              </ThaiText>
            </p>
          )}
          <table>
            <thead>
              <tr>
                <th scope="col">{t('notifications.settings.kind')}</th>
                <th scope="col">{t('notifications.settings.inApp')}</th>
                <th scope="col">{t('notifications.settings.mail')}</th>
              </tr>
            </thead>
            <tbody>
              {notificationKinds.map((kind) => (
                <SettingRow
                  key={kind}
                  kind={kind}
                  setting={shown.settings[kind]}
                  hasMail={shown.mail.isSent && shown.mail.hasAddress}
                  onChange={(setting) => change.mutate({ [kind]: setting })}
                />
              ))}
            </tbody>
          </table>
          {change.isError && <Trouble error={change.error} />}
          <p className="notification-settings-saved" role="status">
            {change.isSuccess && t('notifications.settings.saved')}
          </p>
        </>
      )}
    </section>
  );
}

function SettingRow({
  kind,
  setting,
  hasMail,
  onChange,
}: {
  kind: NotificationKind;
  setting: NotificationSetting;
  hasMail: boolean;
  onChange: (setting: NotificationSetting) => void;
}) {
  const { t } = useTranslation();
  const name = t(`notifications.settings.kinds.${kind}`);
  return (
    <tr>
      <th scope="row">
        <ThaiText>{name}</ThaiText>
      </th>
      <td>
        <Switch
          aria-label={t('notifications.settings.inAppOf', { kind: name })}
          checked={setting.inApp}
          onChange={({ currentTarget }) => onChange({ ...setting, inApp: currentTarget.checked })}
        />
      </td>
      <td>
        <NativeSelect
          size="sm"
          aria-label={t('notifications.settings.mailOf', { kind: name })}
          disabled={!hasMail}
          value={hasMail ? setting.mail : 'off'}
          data={mailTimes.map((value) => ({ value, label: t(`notifications.settings.times.${value}`) }))}
          onChange={({ currentTarget }) => onChange({ ...setting, mail: mailTimeOf(currentTarget.value) })}
        />
      </td>
    </tr>
  );
}

function mailTimeOf(value: string): MailTime {
  return mailTimes.find((one) => one === value) ?? 'off';
}
