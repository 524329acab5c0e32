import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { mayChangeSeat } from '@ruam/shared/policy/people.ts';
import type { Actor } from '@ruam/shared/policy/policy.ts';
import type { Role } from '@ruam/shared/policy/roles.ts';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInvite } from '../api/people.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { FormError } from '../ui/FormError.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { bodyName, rolesInOrder } from './bodies.ts';
import { CopyLink } from './CopyLink.tsx';

interface InviteProps {
  readonly cycle: string;
  readonly actor: Actor;
  readonly bodies: readonly string[];
}

const dayChoices = [3, 7, 14, 30] as const;

/** Makes an invitation and shows its link, once. */
export function InviteDialog({ isOpen, onClose, ...props }: InviteProps & { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('people.invite.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size={560}
    >
      {isOpen && <InviteForm {...props} onClose={onClose} />}
    </Modal>
  );
}

function InviteForm({ cycle, actor, bodies, onClose }: InviteProps & { onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const invite = useInvite(cycle);
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [days, setDays] = useState(14);
  const mayGive = (role: Role): boolean => mayChangeSeat(actor, cycle, { person: null, role, isGiven: true });
  const seats = bodies.flatMap((body) =>
    rolesInOrder(body)
      .filter(mayGive)
      .map((role) => ({ body, role, key: `${body}/${role}` })),
  );
  const [key, setKey] = useState('');

  if (invite.data !== undefined) {
    return (
      <div className="people-form">
        <CopyLink label={t('people.invite.link')} link={invite.data.link} />
        {invite.data.mail !== null && (
          <p role="status" className="people-mail" data-mail={invite.data.mail}>
            <ThaiText>{t(`people.invite.mail.${invite.data.mail}`, { email: email.trim() })}</ThaiText>
          </p>
        )}
        <p>
          <ThaiText>{t('people.invite.once', { at: format.full(invite.data.expiresAt) })}</ThaiText>
        </p>
        <div className="people-actions">
          <Button onClick={onClose}>{t('common.close')}</Button>
        </div>
      </div>
    );
  }

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const seat = seats.find((one) => one.key === key);
    if (seat === undefined) return;
    invite.mutate({
      body: seat.body,
      role: seat.role,
      days,
      ...(name.trim() === '' ? {} : { name: name.trim() }),
      ...(email.trim() === '' ? {} : { email: email.trim() }),
    });
  };
  return (
    <form className="people-form" onSubmit={submit}>
      <p>
        <ThaiText>{t('people.invite.about')}</ThaiText>
      </p>
      <NativeSelect
        size="md"
        label={t('people.invite.role')}
        value={key}
        onChange={(event) => setKey(event.currentTarget.value)}
        required
        data={[
          { value: '', label: t('people.invite.choose'), disabled: true },
          ...bodies
            .filter((body) => seats.some((seat) => seat.body === body))
            .map((body) => ({
              group: bodyName(t, body),
              items: seats
                .filter((seat) => seat.body === body)
                .map((seat) => ({ value: seat.key, label: `${t(`role.${seat.role}`)} · ${bodyName(t, body)}` })),
            })),
        ]}
      />
      <TextInput
        label={t('people.invite.name')}
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t('people.invite.email')}
        description={t('people.invite.emailHint')}
        type="email"
        maxLength={200}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <NativeSelect
        size="md"
        label={t('people.invite.days')}
        value={String(days)}
        onChange={(event) => setDays(Number(event.currentTarget.value))}
        data={dayChoices.map((count) => ({ value: String(count), label: t('people.invite.dayCount', { count }) }))}
      />
      <FormError error={invite.error} />
      <div className="people-actions">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={invite.isPending}>
          {t('people.invite.make')}
        </Button>
      </div>
    </form>
  );
}
