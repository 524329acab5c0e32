import type { RecommendationAnswer, RecommendationQuery } from '@ruam/shared/api/recommendations.ts';
import type { Unit } from '@ruam/shared/api/units.ts';
import { listsByUnit } from '@ruam/shared/recommendations/filter.ts';
import type { UnitFinder } from '@ruam/shared/units/register.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Choices } from '../ui/Choices.tsx';
import { Filters } from './Filters.tsx';
import { byItem, type RecommendationGroup, yearsOf } from './groups.ts';
import { RecommendationTable } from './RecommendationTable.tsx';

const views = ['item', 'unit'] as const;

/** What of the register is shown, and how. */
export function Register({
  cycle,
  all,
  shown,
  units,
  finder,
  query,
  onQuery,
}: {
  cycle: string;
  all: readonly RecommendationAnswer[];
  shown: readonly RecommendationAnswer[];
  units: readonly Unit[];
  finder: UnitFinder;
  query: RecommendationQuery;
  onQuery: (query: RecommendationQuery) => void;
}) {
  const { t } = useTranslation();
  const [view, setView] = useState<(typeof views)[number]>('item');
  const names = units.map(({ name }) => name);
  const groups = view === 'item' ? byItem(shown) : byUnit();

  /** Of a chosen unit only its own list: what it shares with others stands in it. */
  function byUnit(): readonly RecommendationGroup[] {
    return listsByUnit(shown, names, finder)
      .filter(({ name }) => query.unit === undefined || name === query.unit)
      .map(({ isInRegister, ...list }) => ({ ...list, kind: 'unit', isKnown: isInRegister || list.name === null }));
  }

  return (
    <>
      <div className="register-choices">
        <Choices
          label={t('recommendations.views')}
          value={view}
          onChange={setView}
          options={views.map((one) => ({ value: one, label: t(`recommendations.view.${one}`) }))}
        />
        <Filters all={all} names={names} query={query} onQuery={onQuery} />
        <span role="status" className="register-count">
          {t('recommendations.count', { count: shown.length })}
        </span>
      </div>
      {shown.length === 0 ? (
        <p className="register-none">{t(all.length === 0 ? 'recommendations.none' : 'recommendations.noneFound')}</p>
      ) : (
        <RecommendationTable cycle={cycle} groups={groups} years={yearsOf(shown)} />
      )}
    </>
  );
}
