import type { CycleAnswer, ItemAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { sitsInCategory } from '@ruam/shared/policy/policy.ts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { consensusQuery } from '../api/consensus.ts';
import { itemsQuery } from '../api/cycle.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { Choices } from '../ui/Choices.tsx';
import { paths } from '../ui/paths.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { RevealedLevels } from './RevealedLevels.tsx';
import './consensus.css';

const everything = 'all';

/** Where the bodies of a cycle stand on the levels of their items, the widest spread first. */
export function ConsensusPage({ cycle, person }: { cycle: CycleAnswer; person: PersonAnswer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const standings = useQuery(consensusQuery(cycle.id));
  const items = useQuery(itemsQuery(cycle.id));
  const actor = { id: person.id, seats: person.roles };
  const process = (items.data ?? []).filter(({ kind }) => kind === 'process');
  const categories = [...new Set(process.map(({ category }) => category))];
  const own = categories.find((category) => sitsInCategory(actor, cycle.id, category));
  const [chosen, setChosen] = useState<string | null>(null);
  const category = chosen ?? own ?? everything;
  useEffect(() => {
    document.title = `${t('adviceNotes.consensus.pageTitle')} · ${t('shell.product')}`;
  }, [t]);
  const failed = standings.isError ? standings : items.isError ? items : null;
  const shown = (standings.data ?? []).flatMap((standing) => {
    const item = process.find(({ code }) => code === standing.item);
    return item === undefined || (category !== everything && item.category !== category) ? [] : [{ standing, item }];
  });
  const href = (item: ItemAnswer) => paths.item(cycle.id, item.category, item.code);
  return (
    <main className="consensus-page" id="main">
      <h1>{t('adviceNotes.consensus.pageTitle')}</h1>
      <p className="consensus-about">
        <ThaiText>{t('adviceNotes.consensus.about')}</ThaiText>
      </p>
      <Choices
        label={t('adviceNotes.consensus.category')}
        options={[
          { value: everything, label: t('adviceNotes.consensus.all') },
          ...categories.map((value) => ({ value, label: t('category.numbered', { code: value }) })),
        ]}
        value={category}
        onChange={setChosen}
      />
      {standings.data === undefined && failed === null && <Skeleton widths={[88, 96, 72]} />}
      {failed !== null && <Trouble error={failed.error} onRetry={() => void failed.refetch()} />}
      <ol className="consensus-list">
        {shown.map(({ standing, item }) => (
          <li key={item.code} className="ruam-paper">
            <h2>
              <Link href={href(item)}>
                <b>{item.code}</b> <ThaiText>{format.text(item.title)}</ThaiText>
              </Link>
            </h2>
            <p className="consensus-facts">
              {t('adviceNotes.consensus.given', { given: standing.given, seats: standing.seats })}
              {standing.revealed === null && ` · ${t('adviceNotes.consensus.waiting')}`}
            </p>
            <RevealedLevels standing={standing} />
          </li>
        ))}
      </ol>
    </main>
  );
}
