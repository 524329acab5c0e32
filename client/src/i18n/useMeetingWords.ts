import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import type { AgendaEntry, MeetingAnswer } from '@ruam/shared/api/meetings.ts';
import { type AgendaSection, agendaSections } from '@ruam/shared/meetings/agenda.ts';
import type { QuorumRule } from '@ruam/shared/meetings/quorum.ts';
import { useTranslation } from 'react-i18next';
import { writeTime } from './meetingTime.ts';
import { useFormat } from './useFormat.ts';

/** How meetings and what belongs to them are called, in the reader's language. */
export function useMeetingWords() {
  const { t } = useTranslation();
  const format = useFormat();
  return {
    body(body: string): string {
      if (body === 'steering' || body === 'category-7') return t(`people.bodies.${body}`);
      return t('people.bodies.category', { code: body.slice('category-'.length) });
    },
    /** Day and hour. */
    when({ date, time }: Pick<MeetingAnswer, 'date' | 'time'>): string {
      const day = date === null ? t('meetings.noDate') : format.date(date);
      return time === null ? day : `${day} ${t('meetings.clock', { time: writeTime(time, format.language) })}`;
    },
    section(section: AgendaSection): string {
      const number = agendaSections.indexOf(section) + 1;
      return t('meetings.agenda.section', { number, title: t(`meetings.agenda.${section}`) });
    },
    entry({ kind, item, document, title }: AgendaEntry, items: readonly ItemAnswer[]): string {
      switch (kind) {
        case 'item': {
          const known = items.find(({ code }) => code === item);
          const words = { code: item ?? '', title: known ? format.text(known.title) : '' };
          return t('meetings.agenda.itemTitle', words);
        }
        case 'document': {
          if (document?.kind === 'overview') return t('meetings.agenda.overview');
          const number = document?.meeting ?? null;
          return number === null ? t('meetings.agenda.minutes') : t('meetings.agenda.minutesOf', { number });
        }
        case 'text':
          return title ?? '';
      }
    },
    quorum(rule: QuorumRule): string {
      if (rule.kind === 'count') return t('meetings.quorum.count', { count: rule.count });
      const { numerator, denominator } = rule;
      const known = knownRules.find((one) => isSameRule(one.rule, rule));
      if (known) return t(`meetings.quorum.${known.name}`);
      return t(rule.kind === 'atLeast' ? 'meetings.quorum.share' : 'meetings.quorum.moreThan', {
        numerator,
        denominator,
      });
    },
  };
}

/** The rules that the form offers. */
export const knownRules = [
  { name: 'half', rule: { kind: 'atLeast', numerator: 1, denominator: 2 } },
  { name: 'moreThanHalf', rule: { kind: 'moreThan', numerator: 1, denominator: 2 } },
  { name: 'twoThirds', rule: { kind: 'atLeast', numerator: 2, denominator: 3 } },
  { name: 'all', rule: { kind: 'atLeast', numerator: 1, denominator: 1 } },
] as const satisfies readonly { name: string; rule: QuorumRule }[];

/** Whether two rules say the same. */
export function isSameRule(one: QuorumRule, other: QuorumRule): boolean {
  if (one.kind === 'count' || other.kind === 'count')
    return one.kind === 'count' && other.kind === 'count' && one.count === other.count;
  return one.kind === other.kind && one.numerator === other.numerator && one.denominator === other.denominator;
}
