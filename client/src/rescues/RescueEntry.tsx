import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import type { ItemAnswer, RescueAnswer } from '@ruam/shared/api/api.ts';
import { IconArrowRight, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useFormat } from '../i18n/useFormat.ts';
import { ThaiText } from '../ui/ThaiText.tsx';
import { documentPath } from './documentPath.ts';

/** One refused edit: which document, whose, when and why, and the words. `item` null: not read yet, or of the cycle. */
export function RescueEntry({ rescue, item }: { rescue: RescueAnswer; item: ItemAnswer | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const clipboard = useClipboard({ timeout: 4_000 });
  const part =
    rescue.kind === 'evidence' && rescue.level !== null
      ? t('part.evidenceOf', { level: t(`level.${rescue.level}`) })
      : t(`rescue.document.${rescue.kind}`);
  const name = [rescue.item, part].filter((one) => one !== null).join(' ');
  const href = documentPath(rescue, item);
  return (
    <article className="rescue ruam-paper" aria-label={`${name} ${rescue.personName}`}>
      <header>
        <h2>
          {rescue.item !== null && <b>{rescue.item}</b>} {part}
          {item !== null && (
            <span lang="th">
              <ThaiText>{format.text(item.title)}</ThaiText>
            </span>
          )}
        </h2>
        <p>
          {rescue.personName} · <time dateTime={new Date(rescue.at).toISOString()}>{format.full(rescue.at)}</time>
        </p>
        <p className="rescue-reason">{t(`rescue.reason.${rescue.reason}`)}</p>
      </header>
      <Passages kind="added" passages={rescue.added} />
      <Passages kind="removed" passages={rescue.removed} />
      {rescue.added.length + rescue.removed.length === 0 && <p className="rescue-empty">{t('rescue.noWords')}</p>}
      <footer>
        {rescue.text !== '' && (
          <Button
            variant="default"
            size="sm"
            leftSection={<IconCopy size={18} stroke={1.75} aria-hidden />}
            onClick={() => clipboard.copy(rescue.added.length > 0 ? rescue.added.join('\n') : rescue.text)}
          >
            {clipboard.copied ? t('editor.banner.copied') : t('editor.banner.copy')}
          </Button>
        )}
        {href !== null && (
          <Link href={href}>
            {t('rescue.open')} <IconArrowRight size={18} stroke={1.75} aria-hidden />
          </Link>
        )}
      </footer>
    </article>
  );
}

function Passages({ kind, passages }: { kind: 'added' | 'removed'; passages: readonly string[] }) {
  const { t } = useTranslation();
  if (passages.length === 0) return null;
  let offset = 0;
  return (
    <section className="rescue-passages" data-kind={kind} aria-label={t(`rescue.${kind}`)}>
      <h3>{t(`rescue.${kind}`)}</h3>
      {passages.map((passage) => {
        const key = offset;
        offset += passage.length + 1;
        return kind === 'added' ? (
          <ins key={key} lang="th">
            {passage}
          </ins>
        ) : (
          <del key={key} lang="th">
            {passage}
          </del>
        );
      })}
    </section>
  );
}
