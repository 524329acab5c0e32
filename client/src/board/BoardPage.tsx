import type { CycleAnswer, ItemAnswer } from '@ruam/shared/api/api.ts';
import type { ScoreProfile } from '@ruam/shared/assessment/assessment.ts';
import { mayDecide } from '@ruam/shared/policy/policy.ts';
import { useQueries, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { documentsQuery, frameworkQuery, itemsQuery, scoreboardQuery } from '../api/cycle.ts';
import { useSession } from '../api/session.ts';
import { useNextStep } from '../scoreboard/useNextStep.ts';
import { Choices } from '../ui/Choices.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { useViewport } from '../ui/useViewport.ts';
import { BoardAside } from './BoardAside.tsx';
import { type BoardValue, boardValues, makeRows } from './boardRows.ts';
import { ItemList } from './ItemList.tsx';
import { ValuesTable } from './ValuesTable.tsx';
import { Verdict } from './Verdict.tsx';
import './board.css';
import './values.css';

const Explanation = lazy(() =>
  import('../scoreboard/Explanation.tsx').then((dialog) => ({ default: dialog.Explanation })),
);

const profiles = ['weakest-link', 'points-500'] as const satisfies readonly ScoreProfile[];

/** The overview board of a cycle: verdict, chain, values of all items, and why. */
export function BoardPage({ cycle }: { cycle: CycleAnswer }) {
  const { t } = useTranslation();
  const viewport = useViewport();
  const person = useSession().data;
  const [value, setValue] = useState<BoardValue>('claimed');
  const [profile, setProfile] = useState<ScoreProfile>('weakest-link');
  const [explained, setExplained] = useState<string | null>(null);
  const [wasExplained, setWasExplained] = useState(false);
  const explain = (subject: string): void => {
    setExplained(subject);
    setWasExplained(true);
  };
  const framework = useQuery(frameworkQuery(cycle.id));
  const items = useQuery(itemsQuery(cycle.id));
  const documents = useQuery(documentsQuery(cycle.id));
  const scores = useQueries({ queries: boardValues.map((one) => scoreboardQuery(cycle.id, one, profile)) });
  const [claimed, advised, approved] = scores.map(({ data }) => data);
  const needed = [framework, items, documents, ...scores];

  useEffect(() => {
    document.title = `${t('shell.board')} · ${t('shell.product')}`;
  }, [t]);

  const drawn = useMemo(() => {
    const actor = { id: person?.id ?? '', seats: person?.roles ?? [] };
    const decides = ({ category }: ItemAnswer): boolean => mayDecide(actor, cycle.id, category);
    if (!framework.data || !items.data || !documents.data || !claimed || !advised || !approved) return null;
    const boards = { claimed, advised, approved };
    return {
      board: boards[value],
      framework: framework.data,
      rows: makeRows(framework.data, items.data, documents.data, boards, value, decides),
    };
  }, [framework.data, items.data, documents.data, claimed, advised, approved, value, person, cycle.id]);

  const next = useNextStep(drawn);

  if (drawn === null) {
    const failed = needed.find(({ isError, data }) => isError && data === undefined);
    return (
      <main className="board" id="main">
        <div className="board-main">
          {failed === undefined ? (
            <Skeleton widths={[24, 40, 92, 88, 90, 86, 94, 91]} />
          ) : (
            <Trouble error={failed.error} onRetry={() => void Promise.all(needed.map((query) => query.refetch()))} />
          )}
        </div>
      </main>
    );
  }
  const isPhone = viewport === 'phone';
  const profileSwitch = (
    <Choices
      label={t('board.verdict.profiles')}
      value={profile}
      onChange={setProfile}
      options={profiles.map((one) => ({ value: one, label: t(`profile.${one}`) }))}
    />
  );
  const values = { cycle: cycle.id, rows: drawn.rows, results: drawn.board.results, onExplain: explain };
  return (
    <main className="board" id="main">
      <div className="board-main">
        <Verdict
          board={drawn.board}
          value={value}
          onValue={setValue}
          profileSwitch={isPhone && profileSwitch}
          onExplain={explain}
          isPhone={isPhone}
        />
        {isPhone ? <ItemList {...values} /> : <ValuesTable {...values} profileSwitch={profileSwitch} />}
      </div>
      <BoardAside cycle={cycle.id} framework={drawn.framework} board={drawn.board} next={next} onExplain={explain} />
      {wasExplained && (
        <Suspense fallback={null}>
          <Explanation framework={drawn.framework} board={drawn.board} subject={explained} onSubject={setExplained} />
        </Suspense>
      )}
    </main>
  );
}
