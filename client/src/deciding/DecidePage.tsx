import { Button } from '@mantine/core';
import type { CycleAnswer, ItemAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import { approvableLevels } from '@ruam/shared/deciding/phrases.ts';
import { isUndecided, waitsForDecision } from '@ruam/shared/deciding/workflow.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import { mayDecide } from '@ruam/shared/policy/policy.ts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { frameworkQuery, itemsQuery } from '../api/cycle.ts';
import { historyQuery } from '../api/deciding.ts';
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
  const [begun, setBegun] = useState<string | null>(null);
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
  if (recorded !== null) {
    const next = nextWaiting(person, cycle.id, items.data, item);
    return (
      <DecisionResult cycle={cycle.id} item={item} recorded={recorded} next={next} onNext={() => setRecorded(null)} />
    );
  }
  const stop = isConfirming ? null : stopOf(person, cycle.id, item);
  // Once drawn, the form stays with what was typed, whatever others decide meanwhile.
  if (stop === null && begun !== code) setBegun(code);
  if (stop !== null && begun !== code) return <Refused words={stop} back={back} />;
  return (
    <Deciding
      key={code}
      stop={stop}
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

/** The next item behind this one that waits for the person's decision, and after the last the first; null when none does. */
function nextWaiting(
  person: PersonAnswer,
  cycle: string,
  items: readonly ItemAnswer[],
  item: ItemAnswer,
): ItemAnswer | null {
  const at = items.findIndex(({ code }) => code === item.code);
  const inOrder = [...items.slice(at + 1), ...items.slice(0, Math.max(at, 0))];
  const waits = (one: ItemAnswer) =>
    waitsForDecision({ ...one, hasOpenConditions: false }) && stopOf(person, cycle, one) === null;
  return inOrder.find(waits) ?? null;
}

type Stop = 'refusedRight' | 'nothing';

/** Why the person cannot decide the item; null when they can. */
function stopOf(person: PersonAnswer, cycle: string, item: ItemAnswer): Stop | null {
  if (!mayDecide({ id: person.id, seats: person.roles }, cycle, item.category)) return 'refusedRight';
  return isUndecided({ ...item, hasOpenConditions: false }) ? null : 'nothing';
}

/** What kept the decision that is being written from being recorded: who decided first, when, with which words. */
function Overtaken({ cycle, code, stop }: { cycle: string; code: string; stop: Stop }) {
  const { t } = useTranslation();
  const format = useFormat();
  const history = useQuery(historyQuery(cycle, code));
  const last = history.data?.find((entry) => entry.type === 'approval' || entry.type === 'decision');
  if (stop === 'refusedRight' || last === undefined)
    return (
      <Banner kind="refused" title={t(`deciding.${stop}.title`)}>
        {t('deciding.overtaken.kept')}
      </Banner>
    );
  return (
    <Banner
      kind="refused"
      title={t('deciding.overtaken.title', { name: last.personName ?? '', at: format.full(last.at) })}
    >
      <p lang="th">
        <ThaiText>{last.resolution}</ThaiText>
      </p>
      {t('deciding.overtaken.kept')}
    </Banner>
  );
}

function Refused({ words, back }: { words: Stop; back: string }) {
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
  stop,
  item: newest,
  items,
  framework,
  onConfirming,
  onRecorded,
}: {
  cycle: string;
  person: PersonAnswer;
  stop: Stop | null;
  item: ItemAnswer;
  items: readonly ItemAnswer[];
  framework: Framework;
  onConfirming: (isConfirming: boolean) => void;
  onRecorded: (recorded: Recorded) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  // What is decided elsewhere does not change the form under somebody's hands.
  const [item, setItem] = useState(newest);
  if (stop === null && item !== newest) setItem(newest);
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
          {stop !== null && <Overtaken cycle={cycle} code={item.code} stop={stop} />}
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
        isStopped={stop !== null}
        onConfirming={onConfirming}
        onRecorded={onRecorded}
      />
    </main>
  );
}
