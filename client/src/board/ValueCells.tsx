import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import { LevelChip } from '../ui/LevelChip.tsx';

/** The advised level: its difference from the claimed one, not its sameness. */
export function AdvisedCell({ advised, claimed }: { advised: Level | null; claimed: Level | null }) {
  const { t } = useTranslation();
  if (advised === null) return '–';
  if (advised !== claimed) return <LevelChip level={advised} standing="advised" />;
  return (
    <LevelChip level={advised} standing="advised">
      {t('value.same')}
    </LevelChip>
  );
}

/** The approved level, or where the item stands on its way to a decision. */
export function ApprovedCell({ item }: { item: ItemAnswer }) {
  const { t } = useTranslation();
  if (item.approved !== null) return <LevelChip level={item.approved} standing="approved" />;
  return <span className="values-status">{t(`status.${item.status}`)}</span>;
}

/** When something was last written, short; in full on hover. */
export function EditedCell({ at }: { at: number | null }) {
  const format = useFormat();
  return (
    <td className="values-edited" title={at === null ? undefined : format.full(at)}>
      {at === null ? '–' : format.moment(at, Date.now())}
    </td>
  );
}
