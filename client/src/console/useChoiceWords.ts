import { useTranslation } from 'react-i18next';

/** The words of a vote's choices: its own, or for, against, abstained. */
export function useChoiceWords(choices: readonly string[] | null): readonly string[] {
  const { t } = useTranslation();
  return choices ?? (['for', 'against', 'abstain'] as const).map((choice) => t(`console.vote.choices.${choice}`));
}
