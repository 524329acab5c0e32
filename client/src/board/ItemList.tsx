import type { Results } from '@ruam/shared/score/scoreboard.ts';
import { IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useFormat } from '../i18n/useFormat.ts';
import { PeopleAt } from '../item/PeopleAt.tsx';
import { LevelChip, LevelWord } from '../ui/LevelChip.tsx';
import { paths } from '../ui/paths.ts';
import type { CategoryRow, ItemRow } from './boardRows.ts';

/** The phone's table: one line an item with its level and state. */
export function ItemList({
  cycle,
  rows,
  results,
  onExplain,
}: {
  cycle: string;
  rows: readonly CategoryRow[];
  results: Results;
  onExplain: (subject: string) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const percent = results.percent ?? results.reported;
  return (
    <section className="item-list" aria-label={t('board.table.label')}>
      {rows.map(({ category, levels, items }) => (
        <section key={category.code} aria-labelledby={`category-${category.code}`}>
          <div className="item-list-head">
            <h2 id={`category-${category.code}`}>
              {category.code} {format.text(category.shortTitle)}
            </h2>
            {category.kind === 'process' ? (
              <button type="button" className="ruam-plain-button explained" onClick={() => onExplain(category.code)}>
                <LevelWord level={levels.claimed} />
              </button>
            ) : (
              percent !== null && (
                <button type="button" className="ruam-plain-button explained" onClick={() => onExplain(category.code)}>
                  {t('board.results.percent', { percent: format.decimal(percent) })}
                </button>
              )
            )}
          </div>
          <ul>
            {items.map((row) => (
              <li key={row.item.code}>
                <ItemLine cycle={cycle} row={row} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}

function ItemLine({ cycle, row: { item, shortTitle, isLimiting } }: { cycle: string; row: ItemRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Link href={paths.item(cycle, item.category, item.code)} className="item-line" data-limiting={isLimiting}>
      <b>{item.code}</b>
      <span className="item-line-name">{format.text(shortTitle)}</span>
      <PeopleAt cycle={cycle} place={{ item: item.code }} max={2} />
      {item.status !== 'approved' && item.approved !== null && (
        <span className="values-status">{t(`status.${item.status}`)}</span>
      )}
      {item.approved !== null ? (
        <LevelChip level={item.approved} standing="approved" />
      ) : item.claimed !== null ? (
        <LevelChip level={item.claimed} standing="claimed" />
      ) : (
        <span className="values-status">{t(`status.${item.status}`)}</span>
      )}
      <IconChevronRight size={18} stroke={1.75} aria-hidden />
    </Link>
  );
}
