import { Button } from '@mantine/core';
import type { CycleAnswer, ItemAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import { approvableLevels } from '@ruam/shared/deciding/phrases.ts';
import { isUndecided } from '@ruam/shared/deciding/workflow.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import { mayDecide } from '@ruam/shared/policy/policy.ts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { frameworkQuery, itemsQuery } from '../api/cycle.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { Banner } from '../ui/Banner.tsx';
import { paths } from '../ui/paths.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { ClaimFacts } from './ClaimFacts.tsx';
import { DecidedPaper } from './DecidedPaper.tsx';
import { DecideForm } from './DecideForm.tsx';
import { DecisionResult, type Recorded } from './DecisionResult.tsx';
import { ThreeValues } from './ThreeValues.tsx';
import { useLookedAt } from './useLookedAt.ts';
import './deciding.css';

/** The decision on an item: what is decided, exactly as it is hashed, its effect, the resolution. */
export function DecidePage({ cycle, person, code }: { cycle: CycleAnswer; person: PersonAnswer; code: string }) {
  const { t } = useTranslation();
  const framework = useQuery(frameworkQuery(cycle.id));
  const items = useQuery(itemsQuery(cycle.id));
  const [recorded, setRecorded] = useState<Recorded | null>(null);
  // The news of the own decision may come before its answer; the form stays until that is there.
  const [isConfirming, setIsConfirming] = useState(false);
  useEffect(() => {
    document.title = `${t('deciding.title', { code })} · ${t('shell.product')}`;
  }, [code, t]);
  const item = items.data?.find((one) => one.code === code);
  if (items.data === undefined || framework.data === undefined) {
    const failed = [items, framework].find(({ isError }) => isError);
    return (
      <main className="decide" id="main">
        {failed === undefined ? (
          <Skeleton widths={[40, 88, 92, 74]} />
        ) : (
          <Trouble error={failed.error} onRetry={() => void failed.refetch()} />
        )}
      </main>
    );
  }
  if (item === undefined) return <Refused words="nothing" back={paths.board(cycle.id)} />;
  const back = paths.item(cycle.id, item.category, code);
  if (recorded !== null) return <DecisionResult cycle={cycle.id} item={item} recorded={recorded} />;
  if (!mayDecide({ id: person.id, seats: person.roles }, cycle.id, item.category))
    return <Refused words="refusedRight" back={back} />;
  if (!isConfirming && !isUndecided({ ...item, hasOpenConditions: false }))
    return <Refused words="nothing" back={back} />;
  return (
    <Deciding
      cycle={cycle.id}
      person={person}
      item={item}
      items={items.data}
      framework={framework.data}
      onConfirming={setIsConfirming}
      onRecorded={setRecorded}
    />
  );
}

function Refused({ words, back }: { words: 'refusedRight' | 'nothing'; back: string }) {
  const { t } = useTranslation();
  return (
    <main className="decide decide-alone" id="main">
      <section className="ruam-paper">
        <Banner
          kind="readonly"
          title={t(`deciding.${words}.title`)}
          action={
            <Button component={Link} href={back} variant="default">
              {t('deciding.back')}
            </Button>
          }
        >
          {t(`deciding.${words}.advice`)}
        </Banner>
      </section>
    </main>
  );
}

function Deciding({
  cycle,
  person,
  item,
  items,
  framework,
  onConfirming,
  onRecorded,
}: {
  cycle: string;
  person: PersonAnswer;
  item: ItemAnswer;
  items: readonly ItemAnswer[];
  framework: Framework;
  onConfirming: (isConfirming: boolean) => void;
  onRecorded: (recorded: Recorded) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const levels = approvableLevels(item.claimed, item.approved);
  const [chosen, setChosen] = useState<Level | null>(null);
  const level = chosen !== null && levels.includes(chosen) ? chosen : (levels[0] ?? null);
  // Without a claim there is nothing to approve; what is shown is the first level, to be returned or noted.
  const shown = item.kind === 'dimension' ? null : (level ?? 'basic');
  const text = useLookedAt(cycle, item.code, shown);
  return (
    <main className="decide" id="main">
      <section className="decide-paper ruam-paper" aria-labelledby="decide-item">
        <header className="decide-head">
          <Link href={paths.item(cycle, item.category, item.code)}>{t('deciding.back')}</Link>
          <div className="decide-item">
            <span aria-hidden="true">{item.code}</span>
            <h1 id="decide-item">
              <span className="ruam-hidden">{t('deciding.title', { code: item.code })} </span>
              <ThaiText>{format.text(item.title)}</ThaiText>
            </h1>
          </div>
          {item.kind === 'process' && <ThreeValues item={item} />}
          <ClaimFacts cycle={cycle} item={item} />
        </header>
        <DecidedPaper cycle={cycle} code={item.code} text={text} />
      </section>
      <DecideForm
        cycle={cycle}
        person={person}
        item={item}
        items={items}
        framework={framework}
        levels={levels}
        level={level}
        onLevel={setChosen}
        text={text}
        onConfirming={onConfirming}
        onRecorded={onRecorded}
      />
    </main>
  );
}
