import type { DocumentAnswer, ItemAnswer } from '@ruam/shared/api/api.ts';
import { IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useFormat } from '../i18n/useFormat.ts';
import { paths } from '../ui/paths.ts';

const maxShown = 6;

/** The documents that the person may write, last edited first. */
export function OwnDocuments({
  cycle,
  documents,
  items,
}: {
  cycle: string;
  documents: readonly DocumentAnswer[];
  items: readonly ItemAnswer[];
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const own = documents
    .filter(({ mayWrite }) => mayWrite)
    .sort((one, other) => other.updatedAt - one.updatedAt)
    .flatMap((document) => {
      const href = hrefOf(cycle, document, items);
      return href === null ? [] : [{ ...document, href }];
    })
    .slice(0, maxShown);
  if (own.length === 0) return null;
  return (
    <section aria-labelledby="work-documents">
      <h2 id="work-documents">{t('notifications.work.documents')}</h2>
      <ul className="work-list ruam-paper">
        {own.map(({ id, href, item, kind, level, updatedAt }) => (
          <li key={id}>
            <Link href={href} className="notification">
              <IconPencil size={20} stroke={1.75} aria-hidden />
              <span className="notification-words">
                <span>
                  {item !== null && <b>{item}</b>}{' '}
                  {kind === 'evidence' && level !== null
                    ? t('part.evidenceOf', { level: t(`level.${level}`) })
                    : t(`rescue.document.${kind}`)}
                </span>
              </span>
              <time dateTime={new Date(updatedAt).toISOString()} title={format.full(updatedAt)}>
                {format.moment(updatedAt, Date.now())}
              </time>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function hrefOf(cycle: string, { item, kind, level }: DocumentAnswer, items: readonly ItemAnswer[]): string | null {
  if (kind === 'overview') return paths.overview(cycle);
  const category = items.find(({ code }) => code === item)?.category;
  if (item === null || category === undefined) return null;
  if (kind === 'evidence' && level !== null) return paths.evidence(cycle, category, item, level);
  return kind === 'recommendations' ? paths.recommendations(cycle, category, item) : paths.item(cycle, category, item);
}
