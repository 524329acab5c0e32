import type { AuditEntry } from '@ruam/shared/api/api.ts';
import { levelSchema } from '@ruam/shared/assessment/level.ts';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useFormat } from '../i18n/useFormat.ts';
import { LevelWord } from '../ui/LevelChip.tsx';
import { paths } from '../ui/paths.ts';
import { ThaiText } from '../ui/ThaiText.tsx';
import { eventText, eventWords } from './eventTypes.ts';

/** Entries of the audit log: when, who, what, in words. */
export function AuditTable({
  cycle,
  entries,
  people,
}: {
  cycle: string;
  entries: readonly AuditEntry[];
  people: readonly { readonly id: string; readonly name: string }[];
}) {
  const { t } = useTranslation();
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return (
    <table className="audit-table ruam-paper">
      <caption className="ruam-hidden">{t('proof.audit.list')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('proof.audit.number')}</th>
          <th scope="col">{t('proof.audit.when')}</th>
          <th scope="col">{t('proof.audit.who')}</th>
          <th scope="col">{t('proof.audit.what')}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <Row
            key={entry.seq}
            cycle={cycle}
            entry={entry}
            who={entry.person === null ? t('proof.audit.system') : (names.get(entry.person) ?? entry.person)}
          />
        ))}
      </tbody>
    </table>
  );
}

function Row({ cycle, entry, who }: { cycle: string; entry: AuditEntry; who: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { seq, at, subject } = entry;
  const item = typeof subject.item === 'string' ? subject.item : null;
  const level = levelSchema.safeParse(subject.level);
  const certificate = typeof subject.certificate === 'string' ? subject.certificate : null;
  const text = eventText(entry);
  return (
    <tr>
      <td>{seq}</td>
      <td>
        <time dateTime={new Date(at).toISOString()}>{format.full(at)}</time>
      </td>
      <td>{who}</td>
      <td>
        <span className="audit-what">
          <span>
            <ThaiText>{eventWords(t, entry)}</ThaiText>
          </span>
          {item !== null && (
            <Link href={paths.item(cycle, item.split('.', 1)[0] ?? '', item)} className="ruam-text-link">
              {item}
            </Link>
          )}
          {level.success && <LevelWord level={level.data} />}
          {certificate !== null && (
            <Link href={paths.certificate(certificate)} className="ruam-text-link">
              {t('proof.audit.certificate')}
            </Link>
          )}
        </span>
        {text !== '' && (
          <span className="audit-text" lang="th">
            <ThaiText>{text}</ThaiText>
          </span>
        )}
      </td>
    </tr>
  );
}
