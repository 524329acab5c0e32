import { Button, Checkbox } from '@mantine/core';
import type { SignInPolicy } from '@ruam/shared/api/people.ts';
import { roles } from '@ruam/shared/policy/roles.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { signInPolicyQuery, useSetSignInPolicy } from '../api/people.ts';
import { FormError } from '../ui/FormError.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';

/** Which roles need a second factor, for the agency's administrators. */
export function SignInPolicyPart() {
  const { t } = useTranslation();
  const policy = useQuery(signInPolicyQuery);
  return (
    <section className="people-part ruam-paper" aria-labelledby="people-policy">
      <h2 id="people-policy">{t('people.policy.title')}</h2>
      <p>
        <ThaiText>{t('people.policy.about')}</ThaiText>
      </p>
      <FormError error={policy.error} />
      {policy.data !== undefined && <PolicyForm policy={policy.data} />}
    </section>
  );
}

function PolicyForm({ policy }: { policy: SignInPolicy }) {
  const { t } = useTranslation();
  const set = useSetSignInPolicy();
  const [required, setRequired] = useState(policy.requireSecondFactor);
  return (
    <div className="people-form">
      <div className="people-policy">
        {roles.map((role) => (
          <Checkbox
            key={role}
            label={t(`role.${role}`)}
            checked={required.includes(role)}
            onChange={(event) => {
              const others = required.filter((one) => one !== role);
              setRequired(event.currentTarget.checked ? [...others, role] : others);
            }}
          />
        ))}
      </div>
      <FormError error={set.error} />
      <div className="people-actions">
        <span role="status">{set.isSuccess && t('people.policy.saved')}</span>
        <Button variant="default" loading={set.isPending} onClick={() => set.mutate({ requireSecondFactor: required })}>
          {t('people.policy.save')}
        </Button>
      </div>
    </div>
  );
}
