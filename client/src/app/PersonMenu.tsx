import { Menu, UnstyledButton } from '@mantine/core';
import type { CycleAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { IconCalendar, IconLogout } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useSignOut } from '../api/session.ts';
import { Face } from '../ui/Face.tsx';
import { paths } from '../ui/paths.ts';

/** Who is signed in and with which seats; other cycles; signing out. */
export function PersonMenu({
  person,
  cycle,
  cycles,
  settings,
}: {
  person: PersonAnswer;
  cycle: CycleAnswer | null;
  cycles: readonly CycleAnswer[];
  /** Language and colours, where the header has no room for them. */
  settings: ReactNode;
}) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const signOut = useSignOut();
  const seats = person.roles.filter((seat) => seat.cycle === cycle?.id);
  const others = cycles.filter(({ id }) => id !== cycle?.id);
  return (
    <Menu position="bottom-end" shadow="md" width={280}>
      <Menu.Target>
        <UnstyledButton className="app-person" aria-label={t('shell.person', { name: person.name })}>
          <span aria-hidden="true">
            <Face name={person.name} colorIndex={5} isSelf />
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className="app-person-card">
          <strong>{person.name}</strong>
          <span>{person.login}</span>
          {seats.map((seat) => (
            <span key={`${seat.body}/${seat.role}`}>
              {t(`role.${seat.role}`)}
              {seat.body.startsWith('category-') &&
                ` · ${t('category.numbered', { code: seat.body.slice('category-'.length) })}`}
            </span>
          ))}
        </div>
        {settings}
        {others.length > 0 && <Menu.Label>{t('shell.otherCycles')}</Menu.Label>}
        {others.map((other) => (
          <Menu.Item
            key={other.id}
            leftSection={<IconCalendar size={18} stroke={1.75} aria-hidden />}
            onClick={() => navigate(paths.board(other.id))}
          >
            {t('shell.cycleShort', { year: other.fiscalYearBE, round: other.round })}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={18} stroke={1.75} aria-hidden />} onClick={() => signOut.mutate()}>
          {t('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
