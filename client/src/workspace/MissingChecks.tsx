import type { CheckAnswer } from '@ruam/shared/api/checks.ts';
import { missingFor } from '@ruam/shared/checks/coverage.ts';
import { IconCircleCheck, IconCircleDashed, IconHourglass } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { levelAhead } from '../item/checkWords.ts';
import type { ItemView } from '../item/itemView.ts';
import { ThaiText } from '../ui/ThaiText.tsx';

/** What an item lacks for the level ahead of it, in plain words. */
export function MissingChecks({ view: { item }, checks }: { view: ItemView; checks: readonly CheckAnswer[] }) {
  const { t } = useTranslation();
  const level = levelAhead(item.approved ?? item.claimed);
  const { unproven, unticked } = missingFor(checks, level);
  return (
    <div className="missing">
      <h3>{t('checks.missing.title', { level: t(`level.${level}`) })}</h3>
      {unproven.length + unticked.length === 0 && (
        <p>
          <IconCircleCheck size={15} stroke={1.75} aria-hidden />
          <span>
            <ThaiText>{t('checks.missing.nothing', { level: t(`level.${level}`) })}</ThaiText>
          </span>
        </p>
      )}
      {unproven.length > 0 && (
        <p>
          <IconCircleDashed size={15} stroke={1.75} aria-hidden />
          <span>
            <ThaiText>{t('checks.missing.unproven', { count: unproven.length })}</ThaiText>
          </span>
        </p>
      )}
      {unticked.length > 0 && (
        <p>
          <IconHourglass size={15} stroke={1.75} aria-hidden />
          <span>
            <ThaiText>{t('checks.missing.unticked', { count: unticked.length })}</ThaiText>
          </span>
        </p>
      )}
    </div>
  );
}
