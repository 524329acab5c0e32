import { Checkbox } from '@mantine/core';
import type { CarryCandidate } from '@ruam/shared/api/recommendations.ts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { itemsQuery } from '../api/cycle.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { LevelWord } from '../ui/LevelChip.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { keyOf, withChildren } from './carryChoice.ts';

/** The candidates by item, each with a box to choose it; what may not be carried over says why. */
export function CarryCandidates({
  cycle,
  year,
  candidates,
  chosen,
  onChoose,
}: {
  cycle: string;
  /** Of the cycle that they are of. */
  year: number;
  candidates: readonly CarryCandidate[];
  chosen: ReadonlySet<string>;
  onChoose: (candidates: readonly CarryCandidate[], isChosen: boolean) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const items = useQuery(itemsQuery(cycle));
  const titleOf = (code: string | null): string => {
    if (code === null) return t('recommendations.whole');
    const title = items.data?.find((item) => item.code === code)?.title;
    return title === undefined ? code : `${code} ${format.text(title)}`;
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="carry-list" aria-label={t('recommendations.title')} tabIndex={0}>
      {[...Map.groupBy(candidates, ({ item }) => item)].map(([item, own]) => (
        <section key={item}>
          <h3>
            <ThaiText>{titleOf(item)}</ThaiText>
          </h3>
          <ul>
            {own.map((candidate) => (
              <li key={keyOf(candidate)} style={{ '--depth': candidate.depth }}>
                <Checkbox
                  label={<CandidateWords candidate={candidate} />}
                  description={<CandidateFacts candidate={candidate} year={year} />}
                  checked={candidate.state === 'free' && chosen.has(keyOf(candidate))}
                  disabled={candidate.state !== 'free'}
                  onChange={(event) => onChoose(withChildren(candidates, candidate), event.currentTarget.checked)}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}

function CandidateWords({ candidate: { marker, text } }: { candidate: CarryCandidate }) {
  return (
    <span lang="th">
      <ThaiText>{marker === null ? text : `${marker} ${text}`}</ThaiText>
    </span>
  );
}

/** Why not, else what the recommendation aims at and who is to do it. */
function CandidateFacts({ candidate, year }: { candidate: CarryCandidate; year: number }) {
  const { t } = useTranslation();
  const { state, targetLevel, targetFiscalYear, units, status, carriedFrom } = candidate;
  const parts = [
    state === 'free' ? null : t(`recommendations.carry.state.${state}`),
    targetFiscalYear === null ? null : t('recommendations.carry.target', { year: targetFiscalYear }),
    status === null ? null : t(`editor.recommendation.statuses.${status}`),
    carriedFrom === year ? null : t('recommendations.carriedFrom', { year: carriedFrom }),
    units.length === 0 ? null : units.join(' · '),
  ];
  return (
    <span className="carry-facts" data-state={state}>
      {targetLevel !== null && (
        <>
          <LevelWord level={targetLevel} /> ·{' '}
        </>
      )}
      {parts.filter((part) => part !== null).join(' · ')}
    </span>
  );
}
