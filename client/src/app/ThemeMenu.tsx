import { ActionIcon, useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dropdown } from '../ui/Dropdown.tsx';
import { ThemeChoices } from './ThemeChoices.tsx';

const icons = { light: IconSun, dark: IconMoon, auto: IconDeviceDesktop } as const;

/** Opens the choice between light, dark and as the device says. */
export function ThemeMenu() {
  const { t } = useTranslation();
  const { colorScheme } = useMantineColorScheme();
  const [isOpen, setIsOpen] = useState(false);
  const Chosen = icons[colorScheme];
  return (
    <Dropdown
      label={t('shell.theme')}
      isOpen={isOpen}
      onOpen={setIsOpen}
      drawButton={(props) => (
        <ActionIcon aria-label={t('shell.theme')} size={36} {...props}>
          <Chosen size={20} stroke={1.75} aria-hidden />
        </ActionIcon>
      )}
    >
      <ThemeChoices />
    </Dropdown>
  );
}
