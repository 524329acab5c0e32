import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Desk } from '../desk.ts';

/** What the stage takes as a message. */
const maxLetters = 300;

/** Puts the words of a resolution over the picture, and takes them down again. */
export function ShowText({ desk: { stage, change, mayOperate }, text }: { desk: Desk; text: string }) {
  const { t } = useTranslation();
  const words = text.trim();
  const message = [...words].length <= maxLetters ? words : `${[...words].slice(0, maxLetters - 1).join('')}…`;
  const isShown = stage.message === message && message !== '';
  return (
    <Button
      variant="default"
      aria-pressed={isShown}
      disabled={!mayOperate || message === ''}
      onClick={() => change({ message: isShown ? null : message })}
    >
      {t(isShown ? 'console.composer.take' : 'console.composer.show')}
    </Button>
  );
}
