import type { RecommendationAnswer } from '@ruam/shared/api/recommendations.ts';
import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { itemsQuery } from '../api/cycle.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { LevelWord } from '../ui/LevelChip.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import type { RecommendationGroup } from './groups.ts';
import { sourcePath } from './sourcePath.ts';

/** Recommendations in groups, a column for each target year. */
export function RecommendationTable({
  cycle,
  groups,
  years,
}: {
  cycle: string;
  groups: readonly RecommendationGroup[];
  years: readonly (number | null)[];
}) {
  const { t } = useTranslation();
  return (
    <div className="ruam-paper register-paper">
      <table className="register-table">
        <thead>
          <tr>
            <th scope="col">{t('recommendations.column.recommendation')}</th>
            <th scope="col" className="register-units">
              {t('recommendations.column.units')}
            </th>
            {years.map((year) => (
              <th key={year} scope="col" className="register-year">
                {yearOf(t, year)}
              </th>
            ))}
            <th scope="col" className="register-status">
              {t('recommendations.column.status')}
            </th>
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={`${group.kind} ${group.name}`}>
            <tr className="register-group">
              <th scope="rowgroup" colSpan={years.length + 3}>
                <GroupName cycle={cycle} group={group} />{' '}
                <span className="register-count">
                  {t('recommendations.count', { count: group.recommendations.length })}
                </span>
              </th>
            </tr>
            {group.recommendations.map((recommendation) => (
              <Row
                key={`${recommendation.document} ${recommendation.position}`}
                cycle={cycle}
                recommendation={recommendation}
                years={years}
                unit={group.kind === 'unit' ? group.name : null}
              />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function GroupName({ cycle, group: { kind, name, isKnown } }: { cycle: string; group: RecommendationGroup }) {
  const { t } = useTranslation();
  const format = useFormat();
  const items = useQuery(itemsQuery(cycle));
  if (kind === 'item') {
    const title = items.data?.find(({ code }) => code === name)?.title;
    if (name === null) return t('recommendations.whole');
    return <ThaiText>{title === undefined ? name : `${name} ${format.text(title)}`}</ThaiText>;
  }
  if (name === null) return t('recommendations.noUnit');
  return (
    <>
      <span lang="th">{name}</span>
      {!isKnown && <span className="register-unknown"> {t('recommendations.notInRegister')}</span>}
    </>
  );
}

function Row({
  cycle,
  recommendation,
  years,
  unit,
}: {
  cycle: string;
  recommendation: RecommendationAnswer;
  years: readonly (number | null)[];
  /** Whose list it stands in, null in a list of an item. */
  unit: string | null;
}) {
  const { t } = useTranslation();
  const { item, number, text, marker, depth, targetLevel, targetFiscalYear, units, status } = recommendation;
  const place = `${item === null ? '' : `${item}-`}¶${number}`;
  return (
    <tr>
      <td className="register-text" style={{ '--depth': depth }}>
        {marker !== null && <span className="register-marker">{marker}</span>}{' '}
        <span lang="th">
          <ThaiText>{text}</ThaiText>
        </span>{' '}
        <Link href={sourcePath(cycle, recommendation)} aria-label={t('recommendations.open', { place })}>
          {place}
        </Link>
        {recommendation.carriedFrom !== null && (
          <span className="register-carried">
            {t('recommendations.carriedFrom', { year: recommendation.carriedFrom })}
          </span>
        )}
      </td>
      <td className="register-units" lang="th">
        {units.map(({ written, unit: known }) => (
          <span key={written} className="register-unit" data-own={known === unit && unit !== null}>
            {known ?? written}
            {known === null && <span className="register-unknown"> {t('recommendations.notInRegister')}</span>}
          </span>
        ))}
        {units.length === 0 && recommendation.responsibleText}
      </td>
      {years.map((year) => (
        <td key={year} className="register-year" data-year={yearOf(t, year)}>
          {year === targetFiscalYear && (targetLevel === null ? '●' : <LevelWord level={targetLevel} />)}
        </td>
      ))}
      <td className="register-status">{status === null ? '–' : t(`editor.recommendation.statuses.${status}`)}</td>
    </tr>
  );
}

function yearOf(t: TFunction, year: number | null): string {
  return year === null ? t('recommendations.column.noYear') : t('recommendations.column.year', { year });
}
