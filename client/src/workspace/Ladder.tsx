import type { PersonAnswer } from '@ruam/shared/api/api.ts';
import type { ItemStatus } from '@ruam/shared/assessment/assessment.ts';
import { type Level, levelRank, levels } from '@ruam/shared/assessment/level.ts';
import { coverageOf } from '@ruam/shared/checks/coverage.ts';
import { mayClaim } from '@ruam/shared/policy/policy.ts';
import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { checksQuery } from '../api/checks.ts';
import type { ItemView, Part } from '../item/itemView.ts';
import { PeopleAt } from '../item/PeopleAt.tsx';
import { LevelChip } from '../ui/LevelChip.tsx';
import { LevelGlyph } from '../ui/LevelGlyph.tsx';
import { levelClass } from '../ui/levelClass.ts';
import { paths } from '../ui/paths.ts';
import { ClaimDialog } from './ClaimDialog.tsx';

/** The meeting has given the claim back: the body answers with the same level, or another. */
const answered: ReadonlySet<ItemStatus> = new Set(['returned', 'postponed', 'noted', 'reopened']);

/** The three levels as steps: which is claimed, advised, approved; a step opens its evidence, the chair claims on it. */
export function Ladder({
  cycle,
  person,
  view,
  part,
}: {
  cycle: string;
  person: PersonAnswer;
  view: ItemView;
  part: Part;
}) {
  const { t } = useTranslation();
  const [claiming, setClaiming] = useState<Level | 'withdraw' | null>(null);
  const { item } = view;
  const actor = { id: person.id, seats: person.roles };
  const maySetClaim = mayClaim(actor, cycle, item.category);
  const standsAt = item.approved ?? item.claimed;
  return (
    <>
      <ol className="ladder" aria-label={t('ladder.label')}>
        {levels.map((level) => {
          const isHere = level === standsAt;
          const isClaimed = level === item.claimed;
          const isClaimable =
            maySetClaim && levelRank(level) > levelRank(item.approved) && (!isClaimed || answered.has(item.status));
          const isWithdrawable = maySetClaim && level === item.claimed && level !== item.approved;
          return (
            <li
              key={level}
              className={`step ${levelClass(level)}`}
              data-here={isHere}
              data-reached={levelRank(level) <= levelRank(standsAt)}
              data-shown={part.kind === 'evidence' && part.level === level}
            >
              <Link
                href={paths.evidence(cycle, item.category, item.code, level)}
                className="step-open"
                aria-current={part.kind === 'evidence' && part.level === level ? 'true' : undefined}
              >
                <span className="step-level">
                  <LevelGlyph level={level} />
                  {t(`level.${level}`)}
                  <span className="step-meaning" title={t(`levelMeaning.${level}`)}>
                    {t(`levelMeaning.${level}`)}
                  </span>
                </span>
              </Link>
              <StepStanding view={view} level={level} />
              <span className="step-facts">
                <StepFacts cycle={cycle} view={view} level={level} />
                <PeopleAt cycle={cycle} place={{ documents: documentsAt(view, level) }} />
                {isClaimable && (
                  <button type="button" className="ruam-plain-button step-action" onClick={() => setClaiming(level)}>
                    {t(isClaimed ? 'claim.again' : 'claim.this')}
                  </button>
                )}
                {isWithdrawable && (
                  <button
                    type="button"
                    className="ruam-plain-button step-action"
                    onClick={() => setClaiming('withdraw')}
                  >
                    {t('claim.withdraw')}
                  </button>
                )}
              </span>
            </li>
          );
        })}
      </ol>
      <ClaimDialog cycle={cycle} view={view} claiming={claiming} onClose={() => setClaiming(null)} />
    </>
  );
}

function documentsAt({ item }: ItemView, level: Level): readonly string[] {
  return item.documents.filter((one) => one.kind === 'evidence' && one.level === level).map(({ id }) => id);
}

function StepStanding({ view: { item }, level }: { view: ItemView; level: Level }) {
  const { t } = useTranslation();
  if (item.approved === level)
    return (
      <LevelChip level={level} standing="approved">
        {t('value.approved.word')}
      </LevelChip>
    );
  if (item.claimed !== level) return null;
  return (
    <span className={`level-chip ${levelClass(level)}`} data-standing="claimed">
      <IconPencil aria-hidden stroke={2} />
      {t('value.claimed.word')}
    </span>
  );
}

function StepFacts({ cycle, view: { item, definition }, level }: { cycle: string; view: ItemView; level: Level }) {
  const { t } = useTranslation();
  const checks = useQuery(checksQuery(cycle));
  const own = checks.data?.filter((check) => check.item === item.code && check.level === level);
  const count =
    definition.kind === 'process' ? (definition.levels.find((one) => one.level === level)?.checks.length ?? 0) : 0;
  return (
    <span>
      {own === undefined ? t('ladder.guidance', { count }) : t('checks.coverageOf', { ...coverageOf(own) })}
      {item.advised === level && ` · ${t(item.advised === item.claimed ? 'ladder.advisedSame' : 'ladder.advised')}`}
    </span>
  );
}
