import { Button } from '@mantine/core';
import { isApproved } from '@ruam/shared/deciding/workflow.ts';
import { mayMeetConditions, mayRequestReopening } from '@ruam/shared/policy/deciding.ts';
import { mayDecide } from '@ruam/shared/policy/policy.ts';
import { IconCertificate, IconLockOpen } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { historyQuery, useConditionsMet } from '../api/deciding.ts';
import type { ItemSlotProps } from '../item/itemSlots.ts';
import { standingOf } from '../item/standingOf.ts';
import { FormError } from '../ui/FormError.tsx';
import { paths } from '../ui/paths.ts';
import { useViewport } from '../ui/useViewport.ts';
import { DecideAction } from './DecideAction.tsx';
import { ReopeningDialog } from './ReopeningDialog.tsx';
import { StandingWords } from './StandingWords.tsx';
import './deciding.css';

/** What stands about an item, and what can be done with it: decide it, ask for its reopening, reopen it. */
export function ItemActions(props: ItemSlotProps) {
  const { cycle, person, view } = props;
  const { t } = useTranslation();
  const isPhone = useViewport() === 'phone';
  const { item } = view;
  const history = useQuery(historyQuery(cycle, item.code));
  const conditionsMet = useConditionsMet(cycle, item.code);
  // Drawn with the click itself: the second one of a double click finds it.
  const [isRecording, setIsRecording] = useState(false);
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
      {/* On a phone it stands in the bar at the foot. */}
      {!isPhone && <DecideAction {...props} />}
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
        <Button
          variant="default"
          size="sm"
          loading={isRecording}
          onClick={() => {
            setIsRecording(true);
            conditionsMet.mutate(undefined, { onSettled: () => setIsRecording(false) });
          }}
        >
          {t('deciding.actions.conditionsMet')}
        </Button>
      )}
      <FormError error={conditionsMet.error} />
      <ReopeningDialog cycle={cycle} code={item.code} kind={asking} request={request} onClose={() => setAsking(null)} />
    </div>
  );
}
