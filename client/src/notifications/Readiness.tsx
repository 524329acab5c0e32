import type { ItemAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { isUndecided } from '@ruam/shared/deciding/workflow.ts';
import { bodyOfCategory } from '@ruam/shared/policy/roles.ts';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useFormat } from '../i18n/useFormat.ts';
import { LevelGlyph } from '../ui/LevelGlyph.tsx';
import { levelClass } from '../ui/levelClass.ts';
import { paths } from '../ui/paths.ts';

/** How far the items are: of the person's own categories one by one, else of the whole cycle in two lines. */
export function Readiness({
  cycle,
  person,
  items,
}: {
  cycle: string;
  person: PersonAnswer;
  items: readonly ItemAnswer[];
}) {
  const { t } = useTranslation();
  const isOwn = (category: string) =>
    person.roles.some((seat) => seat.cycle === cycle && seat.body === bodyOfCategory(category));
  const own = [...Map.groupBy(items, ({ category }) => category)].filter(([category]) => isOwn(category));
  if (own.length === 0) return <Summary items={items} />;
  return own.map(([category, ofCategory]) => (
    <section key={category} aria-labelledby={`work-category-${category}`}>
      <div className="work-head">
        <h2 id={`work-category-${category}`}>{t('notifications.work.ownCategory', { code: category })}</h2>
        <span>{t('notifications.work.decidedOf', counted(ofCategory))}</span>
      </div>
      <ul className="work-items ruam-paper">
        {ofCategory.map((item) => (
          <li key={item.code}>
            <ItemCell cycle={cycle} item={item} />
          </li>
        ))}
      </ul>
    </section>
  ));
}

function Summary({ items }: { items: readonly ItemAnswer[] }) {
  const { t } = useTranslation();
  const process = items.filter(({ kind }) => kind === 'process');
  const claimed = process.filter((item) => item.claimed !== null).length;
  return (
    <section aria-labelledby="work-readiness">
      <h2 id="work-readiness">{t('notifications.work.readiness')}</h2>
      <p className="work-summary ruam-paper">
        <span>{t('notifications.work.claimedOf', { count: claimed, all: process.length })}</span>
        <span>{t('notifications.work.decidedOf', counted(items))}</span>
      </p>
    </section>
  );
}

function ItemCell({ cycle, item }: { cycle: string; item: ItemAnswer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const level = item.approved ?? item.claimed;
  return (
    <Link href={paths.item(cycle, item.category, item.code)} className="work-item" title={format.text(item.title)}>
      <b>{item.code}</b>
      {item.kind === 'process' && (
        <span className={`level-word ${levelClass(level)}`}>
          <LevelGlyph level={level} /> {t(`level.${level ?? 'none'}`)}
        </span>
      )}
      <small>{t(`status.${item.status}`)}</small>
    </Link>
  );
}

function counted(items: readonly ItemAnswer[]): { count: number; all: number } {
  return {
    count: items.filter((item) => !isUndecided({ ...item, hasOpenConditions: false })).length,
    all: items.length,
  };
}
