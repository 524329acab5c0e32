import { Button } from '@mantine/core';
import type { CycleAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import type { RecommendationQuery } from '@ruam/shared/api/recommendations.ts';
import { mayEditUnits } from '@ruam/shared/policy/checks.ts';
import { mayCarryOver } from '@ruam/shared/policy/recommendations.ts';
import { isAskedFor } from '@ruam/shared/recommendations/filter.ts';
import { unitFinder } from '@ruam/shared/units/register.ts';
import { IconBuilding, IconDownload, IconHistory, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { recommendationsQuery } from '../api/recommendations.ts';
import { unitsQuery } from '../api/units.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { CarryOverDialog } from './CarryOverDialog.tsx';
import { Register } from './Register.tsx';
import { UnitsDialog } from './UnitsDialog.tsx';
import { useExport } from './useExport.ts';
import './recommendations.css';
import './carryOver.css';

/** All recommendations of a cycle, by item or as the to-do list of each unit; each leads to its text, where it is changed. */
export function RecommendationsPage({ cycle, person }: { cycle: CycleAnswer; person: PersonAnswer }) {
  const { t } = useTranslation();
  const [query, setQuery] = useState<RecommendationQuery>({});
  const [isEditing, setIsEditing] = useState(false);
  const [isCarrying, setIsCarrying] = useState(false);
  const register = useQuery(recommendationsQuery(cycle.id));
  const units = useQuery(unitsQuery(cycle.id));
  useEffect(() => {
    document.title = `${t('recommendations.title')} · ${t('shell.product')}`;
  }, [t]);
  const finder = useMemo(() => unitFinder(units.data?.units ?? []), [units.data]);
  const shown = (register.data ?? []).filter((recommendation) => isAskedFor(recommendation, query, finder));
  const download = useExport(cycle, shown);
  const failed = [register, units].find(({ isError, data }) => isError && data === undefined);
  const actor = { id: person.id, seats: person.roles };
  const icon = { size: 16, stroke: 1.75, 'aria-hidden': true } as const;
  return (
    <main className="register" id="main">
      <div className="register-head">
        <h1>{t('recommendations.title')}</h1>
        <span className="register-tools">
          {mayCarryOver(actor, cycle.id) && (
            <Button
              variant="default"
              size="sm"
              leftSection={<IconHistory {...icon} />}
              onClick={() => setIsCarrying(true)}
            >
              {t('recommendations.carry.open')}
            </Button>
          )}
          {mayEditUnits(actor, cycle.id) && (
            <Button
              variant="default"
              size="sm"
              leftSection={<IconBuilding {...icon} />}
              onClick={() => setIsEditing(true)}
            >
              {t('recommendations.units.open')}
            </Button>
          )}
          <Button variant="default" size="sm" leftSection={<IconDownload {...icon} />} onClick={download}>
            {t('recommendations.export')}
          </Button>
          <Button variant="default" size="sm" leftSection={<IconPrinter {...icon} />} onClick={() => window.print()}>
            {t('recommendations.print')}
          </Button>
        </span>
      </div>
      <p className="register-about">
        <ThaiText>{t('recommendations.about')}</ThaiText>
      </p>
      {failed !== undefined && (
        <Trouble error={failed.error} onRetry={() => void Promise.all([register.refetch(), units.refetch()])} />
      )}
      {failed === undefined && (register.data === undefined || units.data === undefined) && (
        <Skeleton widths={[40, 92, 88, 94, 76]} />
      )}
      {register.data !== undefined && units.data !== undefined && (
        <Register
          cycle={cycle.id}
          all={register.data}
          shown={shown}
          units={units.data.units}
          finder={finder}
          query={query}
          onQuery={setQuery}
        />
      )}
      <CarryOverDialog cycle={cycle.id} isOpen={isCarrying} onClose={() => setIsCarrying(false)} />
      {units.data !== undefined && (
        <UnitsDialog cycle={cycle.id} register={units.data} isOpen={isEditing} onClose={() => setIsEditing(false)} />
      )}
    </main>
  );
}
