import type { MeetingState } from '@ruam/shared/meetings/state.ts';
import { IconCircleCheck, IconClock, IconPencil, IconPresentation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

const icons = { planned: IconPencil, published: IconClock, running: IconPresentation, ended: IconCircleCheck } as const;

/** Where a meeting stands: an icon and a word. */
export function StateMark({ state }: { state: MeetingState }) {
  const { t } = useTranslation();
  const Icon = icons[state];
  return (
    <span className="meeting-state" data-state={state}>
      <Icon size={18} stroke={1.75} aria-hidden /> {t(`meetings.state.${state}`)}
    </span>
  );
}
