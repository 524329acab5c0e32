import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { historyQuery } from '../api/deciding.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { standingOf } from '../item/standingOf.ts';

/** Which decision locks the item's texts: when, by whom, in which meeting, with which words; null while not known. */
export function useLockedBy(cycle: string, { code }: ItemAnswer): string | null {
  const { t } = useTranslation();
  const format = useFormat();
  const history = useQuery(historyQuery(cycle, code));
  const { approval } = standingOf(history.data ?? []);
  if (approval === null) return null;
  const { at, personName: name, resolution } = approval;
  const meeting = approval.meeting === null ? '' : t('deciding.standing.meeting', { number: approval.meeting.number });
  const told = t('deciding.locked.advice', { at: format.full(at), name, meeting, resolution });
  return `${told} ${t('deciding.locked.ask')}`;
}
