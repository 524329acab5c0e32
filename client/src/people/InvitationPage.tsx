import { Button } from '@mantine/core';
import type { PersonAnswer } from '@ruam/shared/api/api.ts';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { invitationOfferQuery, useTakeInvitation } from '../api/people.ts';
import { useRefreshSession, useSession } from '../api/session.ts';
import { FormError } from '../ui/FormError.tsx';
import { paths } from '../ui/paths.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { seatName } from './bodies.ts';
import { Door } from './Door.tsx';
import { NewcomerForm } from './NewcomerForm.tsx';

/** Takes an invitation: as the signed-in person, or as a newcomer who chooses login and password. */
export function InvitationPage({ id: token, languageSwitch }: { id: string; languageSwitch: ReactNode }) {
  const { t } = useTranslation();
  const offer = useQuery(invitationOfferQuery(token));
  const session = useSession();
  return (
    <Door title={t('people.invitation.title')} languageSwitch={languageSwitch}>
      {offer.isPending && <Skeleton widths={[88, 64]} />}
      {offer.isError && (
        <div className="door-body">
          <FormError error={offer.error} />
          <Button component={Link} href="/" variant="default">
            {t('people.invitation.goToSignIn')}
          </Button>
        </div>
      )}
      {offer.isSuccess && session.data !== undefined && (
        <>
          <p>
            <ThaiText>{t('people.invitation.offer', { agency: offer.data.agency })}</ThaiText>
          </p>
          <div className="door-body">
            <p className="door-offer">
              <b lang="th">{offer.data.cycle.title}</b>
              {seatName(t, offer.data)}
            </p>
          </div>
          <Answer token={token} name={offer.data.name ?? ''} person={session.data} />
        </>
      )}
    </Door>
  );
}

function Answer({ token, name, person }: { token: string; name: string; person: PersonAnswer | null }) {
  const { t } = useTranslation();
  const take = useTakeInvitation(token);
  const refresh = useRefreshSession();
  const [, navigate] = useLocation();
  const [isNew, setIsNew] = useState(person === null);
  const enter = async ({ cycle }: { cycle: string }): Promise<void> => {
    navigate(paths.board(cycle), { replace: true });
    await refresh();
  };
  if (isNew || person === null) {
    return (
      <NewcomerForm
        name={name}
        error={take.error}
        isPending={take.isPending}
        onSubmit={(newcomer) => take.mutate(newcomer, { onSuccess: enter })}
      />
    );
  }
  return (
    <div className="door-body">
      <p>
        <ThaiText>{t('people.invitation.signedInAs', { name: person.name })}</ThaiText>
      </p>
      <FormError error={take.error} />
      <Button size="lg" loading={take.isPending} onClick={() => take.mutate(undefined, { onSuccess: enter })}>
        {t('people.invitation.acceptAs', { name: person.name })}
      </Button>
      <Button variant="subtle" onClick={() => setIsNew(true)}>
        {t('people.invitation.asAnother')}
      </Button>
    </div>
  );
}
