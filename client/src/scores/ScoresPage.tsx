import type { CycleAnswer } from '@ruam/shared/api/api.ts';
import type { ScoreProfile, ScoreValue } from '@ruam/shared/assessment/assessment.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import type { SupposedLevels } from '@ruam/shared/score/whatIf.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { earlierScoreQuery, frameworkQuery, scoreboardQuery } from '../api/cycle.ts';
import { Explanation } from '../scoreboard/Explanation.tsx';
import { LevelCounts } from '../scoreboard/LevelCounts.tsx';
import { nextStep } from '../scoreboard/nextStep.ts';
import { ResultsPanel } from '../scoreboard/ResultsPanel.tsx';
import { ScoreChain } from '../scoreboard/ScoreChain.tsx';
import { ScoreMethod } from '../scoreboard/ScoreMethod.tsx';
import { ScoreRadar } from '../scoreboard/ScoreRadar.tsx';
import { ScoreVerdict } from '../scoreboard/ScoreVerdict.tsx';
import { TracePanel } from '../scoreboard/TracePanel.tsx';
import { WhatIfPanel } from '../scoreboard/WhatIfPanel.tsx';
import { Choices } from '../ui/Choices.tsx';
import { paths } from '../ui/paths.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { CategoryTable } from './CategoryTable.tsx';
import { SavePicture } from './SavePicture.tsx';
import './scores.css';

const values = ['claimed', 'advised', 'approved', 'latest'] as const satisfies readonly ScoreValue[];
const profiles = ['weakest-link', 'points-500'] as const satisfies readonly ScoreProfile[];

/** The scores of a cycle by value and profile, with what each number is made of, and what would be if levels were others. */
export function ScoresPage({ cycle }: { cycle: CycleAnswer }) {
  const { t } = useTranslation();
  const [value, setValue] = useState<ScoreValue>('latest');
  const [profile, setProfile] = useState<ScoreProfile>('weakest-link');
  const [explained, setExplained] = useState<string | null>(null);
  // Lives on this page and nowhere else: it is in no address and in no request.
  const [supposed, setSupposed] = useState<SupposedLevels>({});
  const framework = useQuery(frameworkQuery(cycle.id));
  const score = useQuery({ ...scoreboardQuery(cycle.id, value, profile), placeholderData: keepPreviousData });
  const drawn = useRef<HTMLDivElement>(null);
  const radar = useRef<HTMLElement>(null);
  const earlier = useQuery(earlierScoreQuery(cycle.id)).data;
  useEffect(() => {
    document.title = `${t('scores.title')} · ${t('shell.product')}`;
  }, [t]);
  const needed = [framework, score];
  if (framework.data === undefined || score.data === undefined) {
    const failed = needed.find(({ isError }) => isError);
    return (
      <main className="scores" id="main">
        <h1>{t('scores.title')}</h1>
        {failed === undefined ? (
          <Skeleton widths={[24, 40, 92, 88, 90]} />
        ) : (
          <Trouble error={failed.error} onRetry={() => void Promise.all(needed.map((query) => query.refetch()))} />
        )}
      </main>
    );
  }
  const board = score.data;
  const reading = { framework: framework.data, board };
  return (
    <main className="scores" id="main">
      <header className="scores-head">
        <h1>{t('scores.title')}</h1>
        <Choices
          label={t('board.verdict.values')}
          value={value}
          onChange={setValue}
          options={values.map((one) => ({ value: one, label: t(`value.${one}.word`) }))}
        />
        <Choices
          label={t('board.verdict.profiles')}
          value={profile}
          onChange={setProfile}
          options={profiles.map((one) => ({ value: one, label: t(`profile.${one}`) }))}
        />
        <SavePicture cycle={cycle} elements={[drawn, radar]} />
      </header>
      <div className="scores-body">
        <div className="scores-main">
          <div className="scores-drawn" ref={drawn}>
            <section aria-label={t('board.verdict.label')} aria-live="polite">
              <ScoreVerdict board={board} size="desk" onExplain={setExplained} />
            </section>
            <ScoreChain board={board} size="desk" />
            <section className="ruam-paper scores-paper" aria-labelledby="scores-categories">
              <div className="panel-head">
                <h2 id="scores-categories">{t('scores.byCategory')}</h2>
                <LevelCounts
                  board={board}
                  size="desk"
                  hrefOf={(code) => paths.item(cycle.id, categoryOf(framework.data, code), code)}
                />
              </div>
              <CategoryTable cycle={cycle.id} {...reading} onExplain={setExplained} />
              <ScoreMethod board={board} size="desk" onExplain={setExplained} />
            </section>
          </div>
          <WhatIfPanel {...reading} levels={supposed} onChange={setSupposed} />
        </div>
        <div className="scores-aside">
          <section className="ruam-paper scores-paper" ref={radar}>
            <div className="panel-head">
              <h2>{t('board.radar.title')}</h2>
            </div>
            <ScoreRadar {...reading} fiscalYearBE={cycle.fiscalYearBE} earlier={earlier} size="desk" />
          </section>
          <TracePanel
            cycle={cycle.id}
            {...reading}
            next={nextStep(reading.framework, board)}
            onExplain={setExplained}
          />
          <ResultsPanel results={board.results} onExplain={setExplained} />
        </div>
      </div>
      <Explanation {...reading} subject={explained} onSubject={setExplained} />
    </main>
  );
}

function categoryOf({ categories }: Framework, code: string): string {
  return categories.find(({ items }) => items.some((item) => item.code === code))?.code ?? '';
}
