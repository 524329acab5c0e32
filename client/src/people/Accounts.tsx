import { Table, TextInput } from '@mantine/core';
import type { Account } from '@ruam/shared/api/people.ts';
import type { Actor } from '@ruam/shared/policy/policy.ts';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { accountsQuery } from '../api/people.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { FormError } from '../ui/FormError.tsx';
import { AccountDialog, type AccountTask } from './AccountDialog.tsx';
import { AccountMenu } from './AccountMenu.tsx';
import { seatName } from './bodies.ts';
import { SeatsDialog } from './SeatsDialog.tsx';

/** Everybody of the agency: roles in the cycle, state, and what may be done with the account. */
export function Accounts({ cycle, actor, bodies }: { cycle: string; actor: Actor; bodies: readonly string[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const accounts = useQuery(accountsQuery(cycle));
  const [search, setSearch] = useState('');
  const [seated, setSeated] = useState<Account | null>(null);
  const [task, setTask] = useState<AccountTask | null>(null);
  const all = accounts.data ?? [];
  const found = all.filter(({ name, login }) => `${name} ${login}`.toLowerCase().includes(search.trim().toLowerCase()));
  return (
    <section className="people-part ruam-paper" aria-labelledby="people-accounts">
      <header>
        <h2 id="people-accounts">
          {t('people.accounts.title')}{' '}
          <small>{t('people.accounts.count', { count: Number(format.number(all.length)) })}</small>
        </h2>
        <TextInput
          size="sm"
          aria-label={t('people.accounts.search')}
          placeholder={t('people.accounts.search')}
          leftSection={<IconSearch size={18} stroke={1.75} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      </header>
      <FormError error={accounts.error} />
      <Table className="people-accounts">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('people.accounts.name')}</Table.Th>
            <Table.Th scope="col">{t('people.accounts.login')}</Table.Th>
            <Table.Th scope="col">{t('people.accounts.seats')}</Table.Th>
            <Table.Th scope="col">{t('people.accounts.state')}</Table.Th>
            <Table.Th scope="col">{t('people.accounts.actions')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {found.map((account) => (
            <Row
              key={account.id}
              account={account}
              actor={actor}
              onSeats={() => setSeated(account)}
              onTask={(kind) => setTask({ kind, account })}
            />
          ))}
        </Table.Tbody>
      </Table>
      {found.length === 0 && accounts.isSuccess && <p className="people-nobody">{t('people.accounts.none')}</p>}
      <SeatsDialog cycle={cycle} actor={actor} bodies={bodies} account={seated} onClose={() => setSeated(null)} />
      <AccountDialog cycle={cycle} task={task} onClose={() => setTask(null)} />
    </section>
  );
}

function Row({
  account,
  actor,
  onSeats,
  onTask,
}: {
  account: Account;
  actor: Actor;
  onSeats: () => void;
  onTask: (kind: AccountTask['kind']) => void;
}) {
  const { t } = useTranslation();
  return (
    <Table.Tr data-inactive={account.isActive ? undefined : true}>
      <Table.Th scope="row">
        {account.name}
        {account.id === actor.id && <span className="people-self">{t('people.accounts.self')}</span>}
      </Table.Th>
      <Table.Td data-label={t('people.accounts.login')}>{account.login}</Table.Td>
      <Table.Td data-label={t('people.accounts.seats')}>
        {account.seats.length === 0 ? (
          <span className="people-nobody">{t('people.accounts.noSeat')}</span>
        ) : (
          account.seats.map((seat) => seatName(t, seat)).join(', ')
        )}
      </Table.Td>
      <Table.Td data-label={t('people.accounts.state')}>
        {t(account.isActive ? 'people.accounts.active' : 'people.accounts.inactive')}
        {account.hasSecondFactor && ` · ${t('people.accounts.secondFactor')}`}
      </Table.Td>
      <Table.Td className="people-menu-cell">
        <AccountMenu account={account} actor={actor} onSeats={onSeats} onTask={onTask} />
      </Table.Td>
    </Table.Tr>
  );
}
