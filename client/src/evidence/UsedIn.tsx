import type { EvidenceDetail, EvidenceUse } from '@ruam/shared/api/evidence.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { paths } from '../ui/paths.ts';
import { ThaiText } from '../ui/ThaiText.tsx';
import { placesIn } from './filters.ts';

/** The texts and the kept versions that name an entry. */
export function UsedIn({ cycle, entry, framework }: { cycle: string; entry: EvidenceDetail; framework: Framework }) {
  const { t } = useTranslation();
  const { categories } = placesIn(framework);
  return (
    <section className="evidence-part" aria-label={t('evidence.usedIn')}>
      <h3>{t('evidence.usedIn')}</h3>
      {entry.usedIn.length === 0 && (
        <p className="evidence-hint">
          <ThaiText>{t('evidence.usedNowhere')}</ThaiText>
        </p>
      )}
      <ul className="evidence-uses">
        {entry.usedIn.map((use) => (
          <li key={use.document}>
            <Use cycle={cycle} use={use} category={use.item === null ? undefined : categories.get(use.item)} />
          </li>
        ))}
      </ul>
      {entry.snapshots > 0 && <p className="evidence-hint">{t('evidence.inSnapshots', { count: entry.snapshots })}</p>}
    </section>
  );
}

function Use({ cycle, use, category }: { cycle: string; use: EvidenceUse; category: string | undefined }) {
  const { t } = useTranslation();
  const { item, kind, level } = use;
  const part = level === null ? t(`rescue.document.${kind}`) : t('part.evidenceOf', { level: t(`level.${level}`) });
  const words = item === null ? part : `${item} ${part}`;
  if (item === null || category === undefined) return words;
  const path = level === null ? paths.item(cycle, category, item) : paths.evidence(cycle, category, item, level);
  return <Link href={kind === 'recommendations' ? paths.recommendations(cycle, category, item) : path}>{words}</Link>;
}
