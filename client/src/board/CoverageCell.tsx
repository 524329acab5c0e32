import type { CheckAnswer } from '@ruam/shared/api/checks.ts';
import { coverageOf } from '@ruam/shared/checks/coverage.ts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { checksQuery } from '../api/checks.ts';

/** How many of the checks of some items have evidence; nothing while it is not known, or where there are none. */
export function CoverageCell({ cycle, codes }: { cycle: string; codes: readonly string[] }) {
  const { t } = useTranslation();
  const checks = useQuery(checksQuery(cycle));
  const own = checks.data?.filter(({ item }: CheckAnswer) => codes.includes(item)) ?? [];
  if (own.length === 0) return <td className="values-coverage" />;
  const { proven, total, ticked } = coverageOf(own);
  return (
    <td
      className="values-coverage"
      data-whole={proven === total}
      title={t('checks.coverageOf', { proven, total, ticked })}
    >
      <span aria-hidden="true">{t('checks.coverage', { proven, total })}</span>
      <span className="ruam-hidden">{t('checks.coverageOf', { proven, total })}</span>
    </td>
  );
}
