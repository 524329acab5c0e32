import { Button } from '@mantine/core';
import type { Actor } from '@ruam/shared/policy/policy.ts';
import { IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { invitationsQuery, useWithdrawInvitation } from '../api/people.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { FormError } from '../ui/FormError.tsx';
import { seatName } from './bodies.ts';
import { InviteDialog } from './InviteDialog.tsx';

/** Invitations that nobody used yet, and making one. */
export function Invitations({ cycle, actor, bodies }: { cycle: string; actor: Actor; bodies: readonly string[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const invitations = useQuery(invitationsQuery(cycle));
  const withdraw = useWithdrawInvitation(cycle);
  const [isInviting, setIsInviting] = useState(false);
  const waiting = invitations.data ?? [];
  return (
    <section className="people-part ruam-paper" aria-labelledby="people-invitations">
      <header>
        <h2 id="people-invitations">{t('people.invite.waiting')}</h2>
        <Button
          size="sm"
          leftSection={<IconUserPlus size={18} stroke={1.75} aria-hidden />}
          onClick={() => setIsInviting(true)}
        >
          {t('people.invite.open')}
        </Button>
      </header>
      {waiting.length === 0 && invitations.isSuccess && (
        <p className="people-nobody">{t('people.invite.waitingNone')}</p>
      )}
      <FormError error={invitations.error ?? withdraw.error} />
      <ul className="people-invitations">
        {waiting.map((invitation) => {
          const name = invitation.name ?? t('people.invite.unnamed');
          return (
            <li key={invitation.id}>
              <div>
                <b>{name}</b>
                {invitation.email !== null && <span>{invitation.email}</span>}
                <span>{seatName(t, invitation)}</span>
                <span>
                  {t('people.invite.until', { at: format.full(invitation.expiresAt) })}
                  {invitation.createdBy !== null && ` · ${t('people.invite.by', { name: invitation.createdBy })}`}
                </span>
              </div>
              <Button
                variant="default"
                size="sm"
                aria-label={t('people.invite.withdrawOf', { name })}
                onClick={() => withdraw.mutate(invitation.id)}
              >
                {t('people.invite.withdraw')}
              </Button>
            </li>
          );
        })}
      </ul>
      <InviteDialog
        cycle={cycle}
        actor={actor}
        bodies={bodies}
        isOpen={isInviting}
        onClose={() => setIsInviting(false)}
      />
    </section>
  );
}
