import type { Results } from '@ruam/shared/score/scoreboard.ts';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Choices } from '../ui/Choices.tsx';
import { LevelLegend } from '../ui/LevelLegend.tsx';
import { type CategoryRow, type Filter, filters, passes } from './boardRows.ts';
import { CategoryRows } from './CategoryRows.tsx';

/** The categories, expandable to their items, with the three values of each. */
export function ValuesTable({
  cycle,
  rows,
  results,
  profileSwitch,
  onExplain,
}: {
  cycle: string;
  rows: readonly CategoryRow[];
  results: Results;
  profileSwitch: ReactNode;
  onExplain: (subject: string) => void;
}) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<Filter>('all');
  const [open, setOpen] = useState<ReadonlySet<string>>(() => openAtFirst(rows));
  const items = rows.flatMap((row) => row.items).filter(({ item }) => item.kind === 'process');
  const shown = rows
    .map((row) => ({ ...row, items: row.items.filter((item) => passes(filter, item)) }))
    .filter((row) => filter === 'all' || row.items.length > 0);
  const toggle = (code: string): void => setOpen((before) => turned(before, code));
  return (
    <section aria-label={t('board.table.label')}>
      <div className="values-tools">
        <Choices
          label={t('board.filter.label')}
          value={filter}
          onChange={setFilter}
          options={filters.map((one) => ({
            value: one,
            label: `${t(`board.filter.${one}`)} ${items.filter((item) => passes(one, item)).length}`,
          }))}
        />
        {profileSwitch}
        <span className="values-spring" />
        <LevelLegend />
      </div>
      <div className="ruam-paper values-paper">
        <table className="values">
          <colgroup>
            <col />
            <col style={{ width: 128 }} />
            <col style={{ width: 116 }} />
            <col style={{ width: 180 }} />
            <col style={{ width: 76 }} />
            <col style={{ width: 84 }} />
            <col style={{ width: 44 }} />
          </colgroup>
          <thead>
            <tr>
              <th scope="col">{t('board.table.item')}</th>
              <th scope="col">{t('value.claimed.word')}</th>
              <th scope="col">{t('value.advised.word')}</th>
              <th scope="col">{t('value.approved.word')}</th>
              <th scope="col" title={t('checks.columnLong')}>
                {t('checks.column')}
              </th>
              <th scope="col">{t('board.table.edited')}</th>
              <th scope="col">
                <span className="ruam-hidden">{t('board.table.access')}</span>
              </th>
            </tr>
          </thead>
          {shown.map((row) => (
            <CategoryRows
              key={row.category.code}
              cycle={cycle}
              row={row}
              results={results}
              isOpen={filter !== 'all' || open.has(row.category.code)}
              onToggle={() => toggle(row.category.code)}
              onExplain={onExplain}
            />
          ))}
        </table>
        {shown.length === 0 && <p className="values-none">{t('board.filter.nothing')}</p>}
      </div>
    </section>
  );
}

/** Open at first are the categories of which some items, not all, hold the overall value down. */
function openAtFirst(rows: readonly CategoryRow[]): ReadonlySet<string> {
  const open = rows.filter(({ items }) => {
    const limiting = items.filter(({ isLimiting }) => isLimiting).length;
    return limiting > 0 && limiting < items.length;
  });
  return new Set(open.map(({ category }) => category.code));
}

/** The set with the code turned round: taken out when it is in, put in when it is not. */
function turned(codes: ReadonlySet<string>, code: string): ReadonlySet<string> {
  return codes.has(code) ? new Set([...codes].filter((one) => one !== code)) : new Set([...codes, code]);
}
