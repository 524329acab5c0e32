import { Button, Checkbox, Modal } from '@mantine/core';
import type { Account, CycleSeat } from '@ruam/shared/api/people.ts';
import { mayChangeSeat } from '@ruam/shared/policy/people.ts';
import type { Actor } from '@ruam/shared/policy/policy.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReplaceSeats } from '../api/people.ts';
import { FormError } from '../ui/FormError.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { bodyName, rolesInOrder } from './bodies.ts';

interface SeatsProps {
  readonly cycle: string;
  readonly actor: Actor;
  readonly bodies: readonly string[];
}

/** A person's roles in the cycle, body by body; what the actor may not give or take cannot be changed. */
export function SeatsDialog({
  account,
  onClose,
  ...props
}: SeatsProps & { account: Account | null; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={account !== null}
      onClose={onClose}
      title={t('people.seats.title', { name: account?.name ?? '' })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size={640}
    >
      {account !== null && <SeatsForm {...props} account={account} onClose={onClose} />}
    </Modal>
  );
}

function SeatsForm({ cycle, actor, bodies, account, onClose }: SeatsProps & { account: Account; onClose: () => void }) {
  const { t } = useTranslation();
  const replace = useReplaceSeats(cycle);
  const [seats, setSeats] = useState<readonly CycleSeat[]>(account.seats);
  const has = (list: readonly CycleSeat[], seat: CycleSeat): boolean =>
    list.some(({ body, role }) => body === seat.body && role === seat.role);
  const mayChange = (seat: CycleSeat): boolean => {
    const isGiven = !has(account.seats, seat);
    return mayChangeSeat(actor, cycle, { person: account.id, role: seat.role, isGiven });
  };
  const change = (seat: CycleSeat, isHeld: boolean): void => {
    const others = seats.filter(({ body, role }) => body !== seat.body || role !== seat.role);
    setSeats(isHeld ? [...others, seat] : others);
  };
  return (
    <div className="people-form">
      <p>
        <ThaiText>{t(account.id === actor.id ? 'people.seats.own' : 'people.seats.about')}</ThaiText>
      </p>
      <div className="people-seats">
        {bodies.map((body) => (
          <fieldset key={body}>
            <legend>{bodyName(t, body)}</legend>
            {rolesInOrder(body).map((role) => (
              <Checkbox
                key={role}
                label={t(`role.${role}`)}
                checked={has(seats, { body, role })}
                disabled={!mayChange({ body, role })}
                onChange={(event) => change({ body, role }, event.currentTarget.checked)}
              />
            ))}
          </fieldset>
        ))}
      </div>
      <FormError error={replace.error} />
      <div className="people-actions">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          loading={replace.isPending}
          onClick={() => replace.mutate({ person: account.id, seats }, { onSuccess: onClose })}
        >
          {t('people.seats.save')}
        </Button>
      </div>
    </div>
  );
}
