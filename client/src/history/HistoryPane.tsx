import { IconHistory } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ItemSlotProps } from '../item/itemSlots.ts';
import { paths } from '../ui/paths.ts';
import './historyPane.css';

/** The way from an item to the versions of the text that is shown. */
export function HistoryPane({ cycle, view, document }: ItemSlotProps) {
  const { t } = useTranslation();
  const { code } = view.item;
  const more = document === null ? '' : `?document=${encodeURIComponent(document.id)}`;
  return (
    <section className="history-pane" aria-label={t('history.pane')}>
      <Link href={paths.history(cycle, code) + more}>
        <IconHistory size={18} stroke={1.75} aria-hidden /> {t('history.link', { code })}
      </Link>
    </section>
  );
}
