import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useFormat } from '../i18n/useFormat.ts';
import type { ItemView } from '../item/itemView.ts';
import { PeopleAt } from '../item/PeopleAt.tsx';
import { LevelChip } from '../ui/LevelChip.tsx';
import { paths } from '../ui/paths.ts';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Guidance } from './Guidance.tsx';

/** The items of the category with their levels, and the guidance of the chosen one. */
export function ItemNav({ cycle, view }: { cycle: string; view: ItemView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { category, siblings } = view;
  const claimed = siblings.filter((item) => item.claimed !== null).length;
  return (
    <>
      <div className="ws-left-head">
        <span>{t('workspace.items', { code: category.code })}</span>
        {category.kind === 'process' && <span>{t('workspace.claimed', { count: claimed, all: siblings.length })}</span>}
      </div>
      <nav aria-label={t('workspace.items', { code: category.code })}>
        {siblings.map((item) => (
          <Link
            key={item.code}
            href={paths.item(cycle, category.code, item.code)}
            className="ws-item"
            aria-current={item.code === view.item.code ? 'page' : undefined}
          >
            <span className="ws-item-head">
              <b>{item.code}</b>
              <PeopleAt cycle={cycle} place={{ item: item.code }} />
              {item.approved !== null ? (
                <LevelChip level={item.approved} standing="approved" />
              ) : (
                item.claimed !== null && <LevelChip level={item.claimed} standing="claimed" />
              )}
            </span>
            <span className="ws-item-title">
              <ThaiText>{format.text(shortTitleOf(view, item.code) ?? item.title)}</ThaiText>
            </span>
          </Link>
        ))}
      </nav>
      <hr className="ws-left-rule" />
      <Guidance cycle={cycle} view={view} />
    </>
  );
}

function shortTitleOf({ category }: ItemView, code: string): { th: string; en: string } | undefined {
  return [...category.items].find((one) => one.code === code)?.shortTitle;
}
