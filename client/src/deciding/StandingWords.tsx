import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import type { Standing } from '../item/standingOf.ts';
import { ThaiText } from '../ui/ThaiText.tsx';

/** What stands about an item, in words: the approval with its conditions, a reopening, another decision, a request. */
export function StandingWords({ standing }: { standing: Standing }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { approval, reopening, decision, request } = standing;
  const lines: string[] = [];
  const meetingOf = (meeting: { readonly number: string } | null): string =>
    meeting === null ? '' : ` · ${t('deciding.standing.meeting', { number: meeting.number })}`;
  if (approval !== null) {
    const { at, personName, meeting, conditions } = approval;
    const told = t('deciding.standing.approved', { at: format.full(at), name: personName });
    lines.push(told + meetingOf(meeting));
    if (conditions !== null) {
      const { text, deadline, metAt, metByName } = conditions;
      lines.push(t('deciding.standing.conditions', { text, deadline: format.date(deadline) }));
      if (metAt !== null)
        lines.push(t('deciding.standing.conditionsMet', { at: format.full(metAt), name: metByName ?? '' }));
    }
  }
  if (reopening !== null) {
    const { at, personName: name, reason } = reopening;
    lines.push(t('deciding.standing.reopened', { at: format.full(at), name }));
    lines.push(t('deciding.standing.reopenedReason', { reason }));
  }
  if (decision !== null) {
    const { kind, at, meeting, reason, until } = decision;
    const words = kind === 'postponed' ? 'deciding.standing.untilPostponed' : 'deciding.standing.until';
    const by = until === null ? '' : ` · ${t(words, { date: format.date(until) })}`;
    lines.push(t(`deciding.standing.${kind}`, { at: format.full(at) }) + meetingOf(meeting) + by);
    if (reason !== null) lines.push(reason);
  }
  if (request !== null)
    lines.push(t('deciding.standing.requested', { name: request.personName, at: format.full(request.at) }));
  return lines.map((line) => (
    <p key={line}>
      <ThaiText>{line}</ThaiText>
    </p>
  ));
}
