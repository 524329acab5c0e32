import { Button } from '@mantine/core';
import { isUndecided } from '@ruam/shared/deciding/workflow.ts';
import { mayDecide } from '@ruam/shared/policy/policy.ts';
import { IconRubberStamp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ItemSlotProps } from '../item/itemSlots.ts';
import { paths } from '../ui/paths.ts';
import { useViewport } from '../ui/useViewport.ts';

/** The way to the decision, for who may decide an item that waits for one. */
export function DecideAction({ cycle, person, view: { item } }: ItemSlotProps) {
  const { t } = useTranslation();
  const isPhone = useViewport() === 'phone';
  const actor = { id: person.id, seats: person.roles };
  const state = { ...item, hasOpenConditions: false };
  if (!mayDecide(actor, cycle, item.category) || !isUndecided(state)) return null;
  return (
    <Button
      component={Link}
      href={paths.decide(cycle, item.code)}
      size="sm"
      variant={isPhone ? 'default' : 'filled'}
      leftSection={<IconRubberStamp size={18} stroke={1.75} aria-hidden />}
    >
      {t('deciding.actions.decide')}
    </Button>
  );
}
