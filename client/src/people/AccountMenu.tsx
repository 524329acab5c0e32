import { ActionIcon, Menu } from '@mantine/core';
import type { Account } from '@ruam/shared/api/people.ts';
import { mayAdministerAgency } from '@ruam/shared/policy/people.ts';
import type { Actor } from '@ruam/shared/policy/policy.ts';
import {
  IconDots,
  IconKey,
  IconMail,
  IconShieldOff,
  IconUserCheck,
  IconUserOff,
  IconUsersGroup,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AccountTask } from './AccountDialog.tsx';

const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const;

/** What may be done with an account: roles by who seats people, the rest by the agency's administrators, not on oneself. */
export function AccountMenu({
  account,
  actor,
  onSeats,
  onTask,
}: {
  account: Account;
  actor: Actor;
  onSeats: () => void;
  onTask: (kind: AccountTask['kind']) => void;
}) {
  const { t } = useTranslation();
  const mayWriteTo = mayAdministerAgency(actor);
  const mayAdminister = mayWriteTo && account.id !== actor.id;
  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <ActionIcon aria-label={t('people.accounts.menu', { name: account.name })}>
          <IconDots {...icon} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconUsersGroup {...icon} />} onClick={onSeats}>
          {t('people.accounts.editSeats')}
        </Menu.Item>
        {mayWriteTo && (
          <Menu.Item leftSection={<IconMail {...icon} />} onClick={() => onTask('email')}>
            {t('people.accounts.email')}
          </Menu.Item>
        )}
        {mayAdminister && account.isActive && (
          <Menu.Item leftSection={<IconKey {...icon} />} onClick={() => onTask('resetLink')}>
            {t('people.accounts.reset')}
          </Menu.Item>
        )}
        {mayAdminister && account.hasSecondFactor && (
          <Menu.Item leftSection={<IconShieldOff {...icon} />} onClick={() => onTask('secondFactorRemoval')}>
            {t('people.accounts.removeSecondFactor')}
          </Menu.Item>
        )}
        {mayAdminister && account.isActive && (
          <Menu.Item leftSection={<IconUserOff {...icon} />} onClick={() => onTask('deactivation')}>
            {t('people.accounts.deactivate')}
          </Menu.Item>
        )}
        {mayAdminister && !account.isActive && (
          <Menu.Item leftSection={<IconUserCheck {...icon} />} onClick={() => onTask('activation')}>
            {t('people.accounts.activate')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
