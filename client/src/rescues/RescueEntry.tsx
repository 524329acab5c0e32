import type { ItemAnswer, PersonAnswer, RescueAnswer } from '@ruam/shared/api/api.ts';
import type { RescueReason } from '@ruam/shared/sync/rescue.ts';
import { IconAlertTriangle, IconArrowRight, IconEye, IconLifebuoy, IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useFormat } from '../i18n/useFormat.ts';
import { ThaiText } from '../ui/ThaiText.tsx';
import { documentPath } from './documentPath.ts';
import { RescueActions } from './RescueActions.tsx';
import { RescueDifference } from './RescueDifference.tsx';

/** One refused edit: which document, whose, when and why, and the words. `item` null: not read yet, or of the cycle. */
export function RescueEntry({
  rescue,
  item,
  person,
}: {
  rescue: RescueAnswer;
  item: ItemAnswer | null;
  /** The reader. */
  person: PersonAnswer;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isJoined, setIsJoined] = useState(false);
  const isOwn = rescue.person === person.id;
  const isReplacement = rescue.added.length > 0 && rescue.removed.length > 0;
  const part =
    rescue.kind === 'evidence' && rescue.level !== null
      ? t('part.evidenceOf', { level: t(`level.${rescue.level}`) })
      : t(`rescue.document.${rescue.kind}`);
  const name = [rescue.item, part].filter((one) => one !== null).join(' ');
  const href = documentPath(rescue, item);
  const isOpenAgain =
    rescue.reason === 'locked' && item?.documents.find(({ id }) => id === rescue.document)?.state === 'open';
  const Icon = iconOf(rescue.reason);
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
          {isOwn && <b className="rescue-own">{t('rescue.own')}</b>} {rescue.personName} ·{' '}
          <time dateTime={new Date(rescue.at).toISOString()}>{format.full(rescue.at)}</time>
        </p>
        <p className="rescue-reason">
          <Icon size={18} stroke={1.75} aria-hidden />
          <span>
            <ThaiText>{t(`rescue.reason.${rescue.reason}`)}</ThaiText>
          </span>
        </p>
      </header>
      {isReplacement && isJoined ? (
        <RescueDifference rescue={rescue} />
      ) : (
        <>
          <Passages kind="added" passages={rescue.added} isDifference={rescue.removed.length > 0} />
          <Passages kind="removed" passages={rescue.removed} isDifference />
        </>
      )}
      {isReplacement && (
        <button
          type="button"
          className="ruam-plain-button rescue-joined"
          aria-pressed={isJoined}
          onClick={() => setIsJoined(!isJoined)}
        >
          {t('rescue.difference')}
        </button>
      )}
      {rescue.added.length + rescue.removed.length === 0 && (
        <p className="rescue-empty">
          <ThaiText>{t('rescue.noWords')}</ThaiText>
        </p>
      )}
      <footer>
        <RescueActions rescue={rescue} item={item} person={person} />
        {isOpenAgain && <span className="rescue-again">{t('rescue.openAgain')}</span>}
        {href !== null && (
          <Link href={href}>
            {t('rescue.open')} <IconArrowRight size={18} stroke={1.75} aria-hidden />
          </Link>
        )}
      </footer>
    </article>
  );
}

/** @param isDifference beside removed words, added ones are marked as such; alone they are plain */
function Passages({
  kind,
  passages,
  isDifference,
}: {
  kind: 'added' | 'removed';
  passages: readonly string[];
  isDifference: boolean;
}) {
  const { t } = useTranslation();
  if (passages.length === 0) return null;
  const Passage = kind === 'removed' ? 'del' : isDifference ? 'ins' : 'p';
  let offset = 0;
  return (
    <section className="rescue-passages" data-kind={kind} aria-label={t(`rescue.${kind}`)}>
      <h3>{t(`rescue.${kind}`)}</h3>
      {passages.map((passage) => {
        const key = offset;
        offset += passage.length + 1;
        return (
          <Passage key={key} className="rescue-passage" lang="th">
            <ThaiText>{passage}</ThaiText>
          </Passage>
        );
      })}
    </section>
  );
}

function iconOf(reason: RescueReason) {
  switch (reason) {
    case 'locked':
      return IconLock;
    case 'noRight':
      return IconEye;
    case 'sent':
      return IconLifebuoy;
    default:
      return IconAlertTriangle;
  }
}
