import { ActionIcon, Popover, useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ThemeChoices } from './ThemeChoices.tsx';

const icons = { light: IconSun, dark: IconMoon, auto: IconDeviceDesktop } as const;

/** Opens the choice between light, dark and as the device says. */
export function ThemeMenu() {
  const { t } = useTranslation();
  const { colorScheme } = useMantineColorScheme();
  const Chosen = icons[colorScheme];
  return (
    <Popover position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>
        <ActionIcon aria-label={t('shell.theme')} size={36}>
          <Chosen size={20} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('shell.theme')}>
        <ThemeChoices />
      </Popover.Dropdown>
    </Popover>
  );
}
