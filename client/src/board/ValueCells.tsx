import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import { isUndecided } from '@ruam/shared/deciding/workflow.ts';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useFormat } from '../i18n/useFormat.ts';
import { LevelChip } from '../ui/LevelChip.tsx';
import { paths } from '../ui/paths.ts';

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

/** The approved level and where the item stands on its way to a decision; for who may, the way to deciding it. */
export function ApprovedCell({ cycle, item, mayDecide }: { cycle: string; item: ItemAnswer; mayDecide: boolean }) {
  const { t } = useTranslation();
  const state = { ...item, hasOpenConditions: false };
  const isStatusTold = item.approved === null || item.status !== 'approved';
  return (
    <span className="values-approved">
      {item.approved !== null && <LevelChip level={item.approved} standing="approved" />}
      {isStatusTold && <span className="values-status">{t(`status.${item.status}`)}</span>}
      {mayDecide && isUndecided(state) && (
        <Link className="values-decide" href={paths.decide(cycle, item.code)}>
          {t('menu.decide')} <span className="ruam-hidden">{item.code}</span>
        </Link>
      )}
    </span>
  );
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
