import { Button, UnstyledButton } from '@mantine/core';
import type { CycleAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { mayImport } from '@ruam/shared/policy/policy.ts';
import {
  IconBulb,
  IconCalendar,
  IconFileImport,
  IconLifebuoy,
  IconListCheck,
  IconListDetails,
  IconLogout,
  IconPaperclip,
  IconPresentation,
  IconScale,
  IconUserCircle,
  IconUsersGroup,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { rescuesQuery } from '../api/rescues.ts';
import { useSignOut } from '../api/session.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { colorIndexOf } from '../sync/presence.ts';
import { isUnsentKept, useUnsent } from '../sync/useUnsent.ts';
import { Dropdown } from '../ui/Dropdown.tsx';
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
  /** Places, language and colours, where the header has no room for them. */
  settings: ReactNode;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isOpen, setIsOpen] = useState(false);
  const label = t('shell.person', { name: person.name });
  const own = useOwnRescues(cycle, person);
  const ownWords = own > 0 ? `, ${t('menu.ownRescues', { count: own })}` : '';
  return (
    <Dropdown
      label={label}
      isOpen={isOpen}
      onOpen={setIsOpen}
      className="app-person-card"
      drawButton={(props) => (
        <UnstyledButton className="app-person" aria-label={label + ownWords} {...props}>
          <span aria-hidden="true">
            <Face name={person.name} colorIndex={colorIndexOf(person.id)} isSelf />
            {own > 0 && <span className="app-person-count">{format.number(own)}</span>}
          </span>
        </UnstyledButton>
      )}
    >
      <PersonLines person={person} cycle={cycle} />
      {settings}
      <OwnLinks person={person} cycle={cycle} onChoose={() => setIsOpen(false)} />
      {cycle !== null && <RescuesLink cycle={cycle.id} onChoose={() => setIsOpen(false)} />}
      <OtherCycles cycle={cycle} cycles={cycles} onChoose={() => setIsOpen(false)} />
      <SignOutButton />
    </Dropdown>
  );
}

function OwnLinks({
  person,
  cycle,
  onChoose,
}: {
  person: PersonAnswer;
  cycle: CycleAnswer | null;
  onChoose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <>
      <Link href={paths.profile()} onClick={onChoose}>
        <IconUserCircle size={18} stroke={1.75} aria-hidden /> {t('menu.profile')}
      </Link>
      {cycle !== null && (
        <Link href={paths.meetings(cycle.id)} onClick={onChoose}>
          <IconPresentation size={18} stroke={1.75} aria-hidden /> {t('menu.meetings')}
        </Link>
      )}
      {cycle !== null && (
        <Link href={paths.register(cycle.id)} onClick={onChoose}>
          <IconListDetails size={18} stroke={1.75} aria-hidden /> {t('menu.recommendations')}
        </Link>
      )}
      {cycle !== null && (
        <Link href={paths.evidenceRegister(cycle.id)} onClick={onChoose}>
          <IconPaperclip size={18} stroke={1.75} aria-hidden /> {t('menu.evidence')}
        </Link>
      )}
      {cycle !== null && (
        <Link href={paths.advice(cycle.id)} onClick={onChoose}>
          <IconBulb size={18} stroke={1.75} aria-hidden /> {t('menu.advice')}
        </Link>
      )}
      {cycle !== null && (
        <Link href={paths.consensus(cycle.id)} onClick={onChoose}>
          <IconScale size={18} stroke={1.75} aria-hidden /> {t('menu.consensus')}
        </Link>
      )}
      {cycle !== null && (
        <Link href={paths.people(cycle.id)} onClick={onChoose}>
          <IconUsersGroup size={18} stroke={1.75} aria-hidden /> {t('menu.people')}
        </Link>
      )}
      {cycle !== null && (
        <Link href={paths.audit(cycle.id)} onClick={onChoose}>
          <IconListCheck size={18} stroke={1.75} aria-hidden /> {t('menu.audit')}
        </Link>
      )}
      {mayImport({ id: person.id, seats: person.roles }) && (
        <Link href={paths.imports()} onClick={onChoose}>
          <IconFileImport size={18} stroke={1.75} aria-hidden /> {t('menu.imports')}
        </Link>
      )}
    </>
  );
}

function PersonLines({ person, cycle }: { person: PersonAnswer; cycle: CycleAnswer | null }) {
  const { t } = useTranslation();
  const seats = person.roles.filter((seat) => seat.cycle === cycle?.id);
  return (
    <div>
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
  );
}

/** How many of the person's own words are kept beside the documents of a cycle. */
function useOwnRescues(cycle: CycleAnswer | null, { id }: PersonAnswer): number {
  const rescues = useQuery({ ...rescuesQuery(cycle?.id ?? ''), enabled: cycle !== null });
  return rescues.data?.filter(({ person }) => person === id).length ?? 0;
}

/** Where refused edits are, when there are some to read. */
function RescuesLink({ cycle, onChoose }: { cycle: string; onChoose: () => void }) {
  const { t } = useTranslation();
  const count = useQuery(rescuesQuery(cycle)).data?.length ?? 0;
  if (count === 0) return null;
  return (
    <Link href={paths.rescues(cycle)} onClick={onChoose}>
      <IconLifebuoy size={18} stroke={1.75} aria-hidden /> {t('menu.rescues', { count })}
    </Link>
  );
}

function OtherCycles({
  cycle,
  cycles,
  onChoose,
}: {
  cycle: CycleAnswer | null;
  cycles: readonly CycleAnswer[];
  onChoose: () => void;
}) {
  const { t } = useTranslation();
  const others = cycles.filter(({ id }) => id !== cycle?.id);
  if (others.length === 0) return null;
  return (
    <nav aria-label={t('shell.otherCycles')}>
      <span>{t('shell.otherCycles')}</span>
      {others.map((other) => (
        <Link key={other.id} href={paths.board(other.id)} onClick={onChoose}>
          <IconCalendar size={18} stroke={1.75} aria-hidden />{' '}
          {t('shell.cycleShort', { year: other.fiscalYearBE, round: other.round })}
        </Link>
      ))}
    </nav>
  );
}

function SignOutButton() {
  const { t } = useTranslation();
  const signOut = useSignOut();
  const unsent = useUnsent();
  return (
    <Button
      variant="default"
      size="sm"
      leftSection={<IconLogout size={18} stroke={1.75} aria-hidden />}
      loading={signOut.isPending}
      onClick={() => {
        const question = isUnsentKept() ? 'shell.signOutUnsentKept' : 'shell.signOutUnsent';
        if (unsent === 0 || window.confirm(t(question))) signOut.mutate();
      }}
    >
      {t('shell.signOut')}
    </Button>
  );
}
