import type { CycleAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { mayAdministerAgency, maySeatPeople } from '@ruam/shared/policy/people.ts';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { frameworkQuery } from '../api/cycle.ts';
import { peopleQuery } from '../api/people.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { Accounts } from './Accounts.tsx';
import { bodiesOf } from './bodies.ts';
import { Invitations } from './Invitations.tsx';
import { Matrix } from './Matrix.tsx';
import { SignInPolicyPart } from './SignInPolicyPart.tsx';
import './people.css';

/** Who sits where in a cycle; for who may seat people also invitations, accounts and the sign-in policy. */
export function PeoplePage({ cycle, person }: { cycle: CycleAnswer; person: PersonAnswer }) {
  const { t } = useTranslation();
  const people = useQuery(peopleQuery(cycle.id));
  const framework = useQuery(frameworkQuery(cycle.id));
  const actor = { id: person.id, seats: person.roles };
  useEffect(() => {
    document.title = `${t('people.title')} · ${t('shell.product')}`;
  }, [t]);
  const bodies = bodiesOf((framework.data?.categories ?? []).map(({ code }) => code));
  return (
    <main className="people" id="main">
      <h1>{t('people.title')}</h1>
      <p className="people-about">
        <ThaiText>{t('people.about')}</ThaiText>
      </p>
      {people.data === undefined || framework.data === undefined ? (
        <Waiting error={people.error ?? framework.error} onRetry={() => void people.refetch()} />
      ) : (
        <>
          {maySeatPeople(actor, cycle.id) && (
            <>
              <Accounts cycle={cycle.id} actor={actor} bodies={bodies} />
              <Invitations cycle={cycle.id} actor={actor} bodies={bodies} />
            </>
          )}
          <Matrix bodies={bodies} people={people.data} />
          {mayAdministerAgency(actor) && <SignInPolicyPart />}
        </>
      )}
    </main>
  );
}

function Waiting({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return error === null ? <Skeleton widths={[88, 96, 72]} /> : <Trouble error={error} onRetry={onRetry} />;
}
