import type { Results } from '@ruam/shared/score/scoreboard.ts';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useFormat } from '../i18n/useFormat.ts';
import { PeopleAt } from '../item/PeopleAt.tsx';
import { LevelChip } from '../ui/LevelChip.tsx';
import { paths } from '../ui/paths.ts';
import { AccessMark } from './AccessMark.tsx';
import type { CategoryRow, ItemRow } from './boardRows.ts';
import { CoverageCell } from './CoverageCell.tsx';
import { AdvisedCell, ApprovedCell, EditedCell } from './ValueCells.tsx';

/** A category's row and, when open, the rows of its items. */
export function CategoryRows({
  cycle,
  row,
  results,
  isOpen,
  onToggle,
  onExplain,
}: {
  cycle: string;
  row: CategoryRow;
  results: Results;
  isOpen: boolean;
  onToggle: () => void;
  onExplain: (subject: string) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { category, levels } = row;
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <tbody>
      <tr className="values-category">
        <th scope="row">
          <button type="button" className="ruam-plain-button values-toggle" aria-expanded={isOpen} onClick={onToggle}>
            <Chevron size={18} stroke={1.75} aria-hidden />
            <span className="values-name" title={format.text(category.title)}>
              {category.code} {format.text(category.title)}
            </span>
          </button>
        </th>
        {category.kind === 'process' ? (
          <>
            <td>
              <button
                type="button"
                className="ruam-plain-button explained"
                title={t('board.explain.open')}
                onClick={() => onExplain(category.code)}
              >
                <LevelChip level={levels.claimed} standing="claimed" />
              </button>
            </td>
            <td>
              <AdvisedCell advised={levels.advised} claimed={levels.claimed} />
            </td>
            <td>
              {levels.approved !== null ? (
                <LevelChip level={levels.approved} standing="approved" />
              ) : (
                <span className="values-status">
                  {row.approvedItems === 0
                    ? t('board.table.noneApproved')
                    : t('board.table.someApproved', { count: row.approvedItems, all: row.allItems })}
                </span>
              )}
            </td>
          </>
        ) : (
          <td colSpan={3}>
            <ResultsSummary results={results} onExplain={onExplain} />
          </td>
        )}
        <CoverageCell cycle={cycle} codes={category.items.map(({ code }) => code)} />
        <EditedCell at={row.updatedAt} />
        <td className="values-access">
          <AccessMark access={row.access} category={category.code} />
        </td>
      </tr>
      {isOpen && row.items.map((item) => <ItemCells key={item.item.code} cycle={cycle} row={item} />)}
    </tbody>
  );
}

function ResultsSummary({ results, onExplain }: { results: Results; onExplain: (subject: string) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const percent = results.percent ?? results.reported;
  return (
    <span className="values-results">
      {percent === null ? (
        '–'
      ) : (
        <button type="button" className="ruam-plain-button explained values-percent" onClick={() => onExplain('7')}>
          {t('board.results.percent', { percent: format.decimal(percent) })}
        </button>
      )}{' '}
      {results.percent === null && percent !== null && `${t('board.results.asReported')} · `}
      {t('board.results.beside')}
    </span>
  );
}

function ItemCells({ cycle, row }: { cycle: string; row: ItemRow }) {
  const format = useFormat();
  const { item, shortTitle } = row;
  const isProcess = item.kind === 'process';
  return (
    <tr className={row.isLimiting ? 'values-item values-limiting' : 'values-item'}>
      <th scope="row">
        <Link
          href={paths.item(cycle, item.category, item.code)}
          className="values-name"
          title={format.text(item.title)}
        >
          <b>{item.code}</b> {format.text(shortTitle)}
        </Link>{' '}
        <PeopleAt cycle={cycle} place={{ item: item.code }} />
      </th>
      {isProcess ? (
        <>
          <td>{item.claimed === null ? '–' : <LevelChip level={item.claimed} standing="claimed" />}</td>
          <td>
            <AdvisedCell advised={item.advised} claimed={item.claimed} />
          </td>
          <td>
            <ApprovedCell cycle={cycle} item={item} mayDecide={row.mayDecide} />
          </td>
        </>
      ) : (
        <td colSpan={3}>
          <ApprovedCell cycle={cycle} item={item} mayDecide={row.mayDecide} />
        </td>
      )}
      <CoverageCell cycle={cycle} codes={[item.code]} />
      <EditedCell at={item.updatedAt} />
      <td className="values-access">
        <AccessMark access={row.access} category={item.category} />
      </td>
    </tr>
  );
}
