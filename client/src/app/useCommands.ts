import { useMantineColorScheme } from '@mantine/core';
import type { CycleAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { mayImport } from '@ruam/shared/policy/policy.ts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearch } from 'wouter';
import { itemsQuery } from '../api/cycle.ts';
import { chooseLanguage } from '../i18n/setup.ts';
import { useFormat } from '../i18n/useFormat.ts';
import type { Command } from '../search/choices.ts';
import { idOf, type RecentText, readRecent, textAt } from '../search/recent.ts';
import { paths } from '../ui/paths.ts';

/** What can be done from the search box on this screen, and the texts that were open, without the one that is. */
export function useCommands(
  person: PersonAnswer,
  cycle: CycleAnswer | null,
  cycles: readonly CycleAnswer[],
  go: (path: string) => void,
): { readonly commands: readonly Command[]; readonly recent: readonly Command[] } {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const { setColorScheme } = useMantineColorScheme();
  const here = textAt(useLocation()[0], useSearch());
  const items = useQuery({ ...itemsQuery(cycle?.id ?? ''), enabled: cycle !== null }).data ?? [];
  const place = (id: string, label: string, path: string, also = ''): Command => {
    return { id, label, also, run: () => go(path) };
  };
  const inCycle =
    cycle === null
      ? []
      : [
          place('go-work', t('notifications.work.title'), paths.work(cycle.id), 'my work'),
          place('go-board', t('shell.board'), paths.board(cycle.id), 'board'),
          place('go-scores', t('scores.title'), paths.scores(cycle.id), 'scores points what-if'),
          place('go-overview', t('shell.overview'), paths.overview(cycle.id), 'overview'),
          place('go-meetings', t('meetings.title'), paths.meetings(cycle.id), 'meetings agenda'),
          place('go-register', t('recommendations.title'), paths.register(cycle.id), 'recommendations register'),
          place('go-evidence', t('evidence.title'), paths.evidenceRegister(cycle.id), 'evidence register'),
          place('go-threads', t('threads.title'), paths.threads(cycle.id), 'threads'),
          place('go-advice', t('adviceNotes.page.title'), paths.advice(cycle.id), 'advice'),
          place('go-consensus', t('adviceNotes.consensus.pageTitle'), paths.consensus(cycle.id), 'consensus'),
          place('go-rescues', t('rescue.title'), paths.rescues(cycle.id), 'rescues'),
          place('go-people', t('people.menu'), paths.people(cycle.id), 'people'),
          place('go-reports', t('reports.title'), paths.reports(cycle.id), 'report pack word pdf excel download'),
          place('go-audit', t('proof.audit.title'), paths.audit(cycle.id), 'audit'),
        ];
  const ofItem =
    cycle === null || here === null || here.cycle !== cycle.id
      ? []
      : [
          place(
            'claim',
            t('search.claim', { code: here.item }),
            paths.item(cycle.id, here.category, here.item),
            'claim',
          ),
          place('history', t('search.history', { code: here.item }), paths.history(cycle.id, here.item), 'history'),
        ];
  const toItems = items.map(({ code, category, title }) =>
    place(`item-${code}`, `${code} ${format.text(title)}`, paths.item(cycle?.id ?? '', category, code), title.en),
  );
  const others = cycles
    .filter(({ id }) => id !== cycle?.id)
    .map(({ id, fiscalYearBE: year, round }) =>
      place(`cycle-${id}`, t('shell.cycleShort', { year, round }), paths.board(id), 'cycle'),
    );
  const ofSecretariat = mayImport({ id: person.id, seats: person.roles })
    ? [place('go-imports', t('imports.title'), paths.imports(), 'import docx pdf json')]
    : [];
  const settings: readonly Command[] = [
    place('profile', t('people.profile.menu'), paths.profile(), 'profile'),
    {
      id: 'language',
      label: t('search.language'),
      also: 'language ภาษา english ไทย',
      run: () => void chooseLanguage(i18n, format.language === 'th' ? 'en' : 'th'),
    },
    ...(['light', 'dark', 'auto'] as const).map((theme) => ({
      id: `theme-${theme}`,
      label: t('search.theme', { theme: t(`shell.themes.${theme}`) }),
      also: `theme ${theme}`,
      run: () => setColorScheme(theme),
    })),
  ];
  const nameOf = ({ item, part, level }: RecentText): string =>
    `${item} ${part === 'evidence' && level !== null ? t('part.evidenceOf', { level: t(`level.${level}`) }) : t(`part.${part === 'evidence' ? 'results' : part}`)}`;
  const recent = readRecent(localStorage, person.id)
    .filter((text) => text.cycle === cycle?.id && (here === null || idOf(text) !== idOf(here)))
    .map((text) => ({ id: `recent-${idOf(text)}`, label: nameOf(text), run: () => go(pathOf(text)) }));
  return { commands: [...ofItem, ...inCycle, ...ofSecretariat, ...settings, ...others, ...toItems], recent };
}

function pathOf({ cycle, category, item, part, level }: RecentText): string {
  if (part === 'evidence' && level !== null) return paths.evidence(cycle, category, item, level);
  if (part === 'recommendations') return paths.recommendations(cycle, category, item);
  return paths.item(cycle, category, item);
}
