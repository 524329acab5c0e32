import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import type { ItemAnswer, PersonAnswer, RescueAnswer } from '@ruam/shared/api/api.ts';
import { mayRequestReopening } from '@ruam/shared/policy/deciding.ts';
import { mayDiscardRescue } from '@ruam/shared/policy/rescue.ts';
import { mayComment } from '@ruam/shared/policy/threads.ts';
import { maxCommentLetters } from '@ruam/shared/threads/bounds.ts';
import { IconCopy, IconLockOpen, IconMessageCircle, IconTrash } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDiscardRescue, usePostAsComment, useRequestReopening } from '../api/rescues.ts';
import { errorWords } from '../i18n/errorWords.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { RescueDialog } from './RescueDialog.tsx';

const maxReasonLetters = 4_000;

/** What can be done with a refused edit: copy it, say it as a comment, ask for its document to be reopened, put it away. */
export function RescueActions({
  rescue,
  item,
  person,
}: {
  rescue: RescueAnswer;
  /** Null: not read yet, or the document is of the whole cycle. */
  item: ItemAnswer | null;
  person: PersonAnswer;
}) {
  const { t } = useTranslation();
  const clipboard = useClipboard({ timeout: 4_000 });
  const actor = { id: person.id, seats: person.roles };
  const isLocked = item?.documents.find(({ id }) => id === rescue.document)?.state === 'locked';
  const mayAsk = item !== null && isLocked && mayRequestReopening(actor, rescue.cycle, item.category);
  const mayDiscard = mayDiscardRescue(actor, { cycle: rescue.cycle, personId: rescue.person });
  return (
    <div className="rescue-actions">
      {rescue.text !== '' && (
        <>
          <Button
            variant="default"
            size="sm"
            leftSection={<IconCopy size={18} stroke={1.75} aria-hidden />}
            onClick={() => clipboard.copy(rescue.added.length > 0 ? rescue.added.join('\n') : rescue.text)}
          >
            {clipboard.copied ? t('editor.banner.copied') : t('editor.banner.copy')}
          </Button>
          {mayComment(actor, rescue.cycle) && <PostAsComment rescue={rescue} />}
        </>
      )}
      {mayAsk && <AskToReopen rescue={rescue} />}
      {mayDiscard && <Discard rescue={rescue} />}
    </div>
  );
}

function PostAsComment({ rescue }: { rescue: RescueAnswer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isOpen, setIsOpen] = useState(false);
  // The same request, however often the button is pressed; other words are another one.
  const tried = useRef<{ readonly text: string; readonly key: string } | null>(null);
  const post = usePostAsComment(rescue);
  if (post.isSuccess) return <span role="status">{t('rescue.comment.done')}</span>;
  const lead = t('rescue.comment.lead', { name: rescue.personName, time: format.full(rescue.at) });
  return (
    <>
      <Button
        variant="default"
        size="sm"
        leftSection={<IconMessageCircle size={18} stroke={1.75} aria-hidden />}
        onClick={() => setIsOpen(true)}
      >
        {t('rescue.comment.open')}
      </Button>
      {isOpen && (
        <RescueDialog
          place={['rescue comment', rescue.id]}
          title={t('rescue.comment.open')}
          about={t('rescue.comment.about')}
          label={t('rescue.comment.label')}
          confirm={t('rescue.comment.confirm')}
          initial={[...`${lead}\n${rescue.text}`].slice(0, maxCommentLetters).join('')}
          maxLetters={maxCommentLetters}
          isPending={post.isPending}
          error={post.error}
          onConfirm={(text) => {
            const same = tried.current?.text === text ? tried.current : null;
            tried.current = same ?? { text, key: crypto.randomUUID() };
            post.mutate(tried.current);
          }}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}

function AskToReopen({ rescue }: { rescue: RescueAnswer }) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const ask = useRequestReopening(rescue);
  if (ask.isSuccess) return <span role="status">{t('rescue.reopening.done')}</span>;
  return (
    <>
      <Button
        variant="default"
        size="sm"
        leftSection={<IconLockOpen size={18} stroke={1.75} aria-hidden />}
        onClick={() => setIsOpen(true)}
      >
        {t('rescue.reopening.open')}
      </Button>
      {isOpen && (
        <RescueDialog
          place={['rescue reopening', rescue.id]}
          title={t('rescue.reopening.title', { item: rescue.item ?? '' })}
          about={t('rescue.reopening.about')}
          label={t('rescue.reopening.label')}
          confirm={t('rescue.reopening.confirm')}
          initial=""
          maxLetters={maxReasonLetters}
          isPending={ask.isPending}
          error={ask.error}
          onConfirm={(reason) => ask.mutate(reason)}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}

/** In two steps: the first one only asks. */
function Discard({ rescue }: { rescue: RescueAnswer }) {
  const { t } = useTranslation();
  const [isAsking, setIsAsking] = useState(false);
  const discard = useDiscardRescue(rescue);
  const words = discard.isError ? errorWords(t, discard.error) : null;
  if (!isAsking) {
    return (
      <Button
        variant="subtle"
        size="sm"
        leftSection={<IconTrash size={18} stroke={1.75} aria-hidden />}
        onClick={() => setIsAsking(true)}
      >
        {t('rescue.discard.open')}
      </Button>
    );
  }
  return (
    <fieldset className="rescue-discard">
      <legend>{t('rescue.discard.question')}</legend>
      <Button size="sm" variant="default" autoFocus onClick={() => setIsAsking(false)}>
        {t('rescue.discard.keep')}
      </Button>
      <Button size="sm" variant="default" loading={discard.isPending} onClick={() => discard.mutate(true)}>
        {t('rescue.discard.confirm')}
      </Button>
      {words !== null && (
        <p role="alert">
          <strong>{words.title}</strong> {words.advice}
        </p>
      )}
    </fieldset>
  );
}
