import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Part } from '../item/itemView.ts';
import { paths } from '../ui/paths.ts';

/** Evidence (or the narrative of a dimension) and recommendations; places of the item, each with its address. */
export function PartTabs({ cycle, item, part }: { cycle: string; item: ItemAnswer; part: Part }) {
  const { t } = useTranslation();
  const level = part.kind === 'evidence' ? part.level : (item.claimed ?? 'basic');
  const first =
    item.kind === 'process'
      ? {
          href: paths.evidence(cycle, item.category, item.code, level),
          label: t('part.evidenceOf', { level: t(`level.${level}`) }),
        }
      : { href: paths.item(cycle, item.category, item.code), label: t('part.results') };
  return (
    <nav className="part-tabs" aria-label={t('part.label')}>
      <Link href={first.href} aria-current={part.kind === 'recommendations' ? undefined : 'page'}>
        {first.label}
      </Link>
      <Link
        href={paths.recommendations(cycle, item.category, item.code)}
        aria-current={part.kind === 'recommendations' ? 'page' : undefined}
      >
        {t('part.recommendations')}
      </Link>
    </nav>
  );
}
