import { LanguageSwitch } from './LanguageSwitch.tsx';
import { ThemeChoices } from './ThemeChoices.tsx';

/** Language and colours, as a person's own page shows them. */
export function OwnSettings() {
  return (
    <>
      <LanguageSwitch />
      <ThemeChoices />
    </>
  );
}
