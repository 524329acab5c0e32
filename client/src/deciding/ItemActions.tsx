import { Button } from '@mantine/core';
import { isApproved, isUndecided } from '@ruam/shared/deciding/workflow.ts';
import { mayMeetConditions, mayRequestReopening } from '@ruam/shared/policy/deciding.ts';
import { mayDecide } from '@ruam/shared/policy/policy.ts';
import { IconCertificate, IconLockOpen, IconRubberStamp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { historyQuery, useConditionsMet } from '../api/deciding.ts';
import type { ItemSlotProps } from '../item/itemSlots.ts';
import { standingOf } from '../item/standingOf.ts';
import { FormError } from '../ui/FormError.tsx';
import { paths } from '../ui/paths.ts';
import { ReopeningDialog } from './ReopeningDialog.tsx';
import { StandingWords } from './StandingWords.tsx';
import './deciding.css';

/** What stands about an item, and what can be done with it: decide it, ask for its reopening, reopen it. */
export function ItemActions({ cycle, person, view }: ItemSlotProps) {
  const { t } = useTranslation();
  const { item } = view;
  const history = useQuery(historyQuery(cycle, item.code));
  const conditionsMet = useConditionsMet(cycle, item.code);
  const [asking, setAsking] = useState<'reopen' | 'request' | null>(null);
  if (history.data === undefined) return null;
  const standing = standingOf(history.data);
  const { approval, request } = standing;
  const actor = { id: person.id, seats: person.roles };
  const decides = mayDecide(actor, cycle, item.category);
  const state = { ...item, hasOpenConditions: false };
  const hasOpenConditions = approval?.conditions != null && approval.conditions.metAt === null;
  return (
    <div className="item-actions">
      <StandingWords standing={standing} />
      {decides && isUndecided(state) && (
        <Button
          component={Link}
          href={paths.decide(cycle, item.code)}
          size="sm"
          leftSection={<IconRubberStamp size={18} stroke={1.75} aria-hidden />}
        >
          {t('deciding.actions.decide')}
        </Button>
      )}
      {approval?.certificateId != null && (
        <Button
          component={Link}
          href={paths.certificate(approval.certificateId)}
          variant="default"
          size="sm"
          leftSection={<IconCertificate size={18} stroke={1.75} aria-hidden />}
        >
          {t('deciding.actions.certificate')}
        </Button>
      )}
      {isApproved(state) && decides && (
        <Button
          variant="default"
          size="sm"
          leftSection={<IconLockOpen size={18} stroke={1.75} aria-hidden />}
          onClick={() => setAsking('reopen')}
        >
          {t('deciding.actions.reopen')}
        </Button>
      )}
      {isApproved(state) && !decides && mayRequestReopening(actor, cycle, item.category) && request === null && (
        <Button
          variant="default"
          size="sm"
          leftSection={<IconLockOpen size={18} stroke={1.75} aria-hidden />}
          onClick={() => setAsking('request')}
        >
          {t('deciding.actions.request')}
        </Button>
      )}
      {hasOpenConditions && mayMeetConditions(actor, cycle, item.category) && (
        <Button variant="default" size="sm" loading={conditionsMet.isPending} onClick={() => conditionsMet.mutate()}>
          {t('deciding.actions.conditionsMet')}
        </Button>
      )}
      <FormError error={conditionsMet.error} />
      <ReopeningDialog cycle={cycle} code={item.code} kind={asking} request={request} onClose={() => setAsking(null)} />
    </div>
  );
}
