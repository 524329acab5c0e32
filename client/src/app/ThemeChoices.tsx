import { useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Choices } from '../ui/Choices.tsx';

/** Light, dark or as the device says, all in sight: for the phone's menu. */
export function ThemeChoices() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Choices
      label={t('shell.theme')}
      value={colorScheme}
      onChange={setColorScheme}
      options={(['light', 'dark', 'auto'] as const).map((value) => ({ value, label: t(`shell.themes.${value}`) }))}
    />
  );
}
