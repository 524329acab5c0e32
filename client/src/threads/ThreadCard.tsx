import { ActionIcon, CopyButton, Menu } from '@mantine/core';
import type { PersonAnswer } from '@ruam/shared/api/api.ts';
import type { CommentAnswer, ThreadAnswer } from '@ruam/shared/api/threads.ts';
import { mayComment } from '@ruam/shared/policy/threads.ts';
import { IconDots } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { memo, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { threadQuery, useThreadCommands } from '../api/threads.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { colorIndexOf } from '../sync/presence.ts';
import { Face } from '../ui/Face.tsx';
import { FormError } from '../ui/FormError.tsx';
import { CommentText } from './CommentText.tsx';
import { Composer } from './Composer.tsx';
import { draftKeys } from './drafts.ts';
import { useThreads } from './ThreadsProvider.tsx';
import { threadPath } from './threadPath.ts';

interface ThreadCardProps {
  readonly thread: ThreadAnswer;
  readonly person: PersonAnswer;
  readonly isActive: boolean;
  /** Its passage is no longer in the text. */
  readonly isOrphaned: boolean;
  /** Where the thread stands, on a screen that shows more than one document. */
  readonly place?: ReactNode;
  /** Shows the passage; left out where there is none to show. */
  readonly onReveal?: ((id: string) => void) | undefined;
}

/** A thread: its passage, what was said, and what can be done. */
export const ThreadCard = memo(function ThreadCard(props: ThreadCardProps) {
  const { thread, person, isActive, isOrphaned, place, onReveal } = props;
  const { t } = useTranslation();
  const commands = useThreadCommands(thread.cycle);
  const { drafts, setDraft, dropSent } = useThreads();
  const [error, setError] = useState<unknown>(null);
  const [isOpen, setIsOpen] = useState(false);
  const replyKey = draftKeys.reply(thread.id);
  const reply = drafts[replyKey];
  const mayReply = mayComment({ id: person.id, seats: person.roles }, thread.cycle);
  const attempt = (work: Promise<unknown>): void => {
    setError(null);
    work.catch(setError);
  };
  const [isEarlierAsked, setIsEarlierAsked] = useState(false);
  const whole = useQuery({ ...threadQuery(thread.cycle, thread.id), enabled: isEarlierAsked });
  const { commentCount, quote } = thread;
  const comments = isEarlierAsked ? (whole.data?.comments ?? thread.comments) : thread.comments;
  const isUnfolded = isActive || isOpen || reply !== undefined || commentCount <= 2;
  // Those between the first comment and the last ones, which a list leaves out.
  const earlier = isUnfolded ? commentCount - comments.length : 0;
  const isResolved = thread.state === 'resolved';
  const comment = (one: CommentAnswer) => <Comment key={one.id} comment={one} thread={thread} person={person} />;
  return (
    <article
      className="thread"
      id={`thread-${thread.id}`}
      data-active={isActive}
      data-resolved={isResolved}
      aria-label={t('threads.by', { name: thread.author.name })}
    >
      {place}
      {quote !== null && (
        <button
          type="button"
          className="ruam-plain-button thread-quote"
          data-orphaned={isOrphaned}
          disabled={onReveal === undefined || isOrphaned}
          onClick={() => onReveal?.(thread.id)}
        >
          <span className="ruam-hidden">{t('threads.passage')}: </span>
          <q lang="th">{quote}</q>
        </button>
      )}
      {comments.slice(0, 1).map(comment)}
      {earlier > 0 && (
        <button
          type="button"
          className="ruam-plain-button thread-act"
          disabled={whole.isFetching}
          onClick={() => (isEarlierAsked ? void whole.refetch() : setIsEarlierAsked(true))}
        >
          {t('threads.showEarlier', { count: earlier })}
        </button>
      )}
      {whole.isError && <FormError error={whole.error} />}
      {isUnfolded && comments.slice(1).map(comment)}
      {!isUnfolded && (
        <button type="button" className="ruam-plain-button thread-act" onClick={() => setIsOpen(true)}>
          {t('threads.replies', { count: commentCount - 1 })}
        </button>
      )}
      {isResolved && thread.stateBy !== null && (
        <p className="thread-standing">{t('threads.resolvedBy', { name: thread.stateBy.name })}</p>
      )}
      <FormError error={error} />
      {reply === undefined ? (
        <div className="thread-acts">
          {mayReply && (
            <button
              type="button"
              className="ruam-plain-button thread-act"
              onClick={() => setDraft(replyKey, { text: '', mentions: [], passage: null, key: crypto.randomUUID() })}
            >
              {t('threads.reply')}
            </button>
          )}
          {thread.mayResolve && (
            <button
              type="button"
              className="ruam-plain-button thread-act"
              onClick={() => attempt(commands.setState(thread.id, isResolved ? 'open' : 'resolved'))}
            >
              {t(isResolved ? 'threads.reopen' : 'threads.resolve')}
            </button>
          )}
          <span className="thread-spring" />
          <ThreadMenu thread={thread} onFollow={() => attempt(commands.follow(thread.id, !thread.following))} />
        </div>
      ) : (
        <Composer
          cycle={thread.cycle}
          category={thread.category}
          draft={reply}
          label={t('threads.replyTo', { name: thread.author.name })}
          submitLabel={t('threads.reply')}
          onDraft={(draft) => setDraft(replyKey, draft)}
          onSubmit={async (sent) => {
            const { text, mentions, key } = sent;
            await commands.reply(thread.id, { text, mentions: mentions.map(({ kind, id }) => ({ kind, id })), key });
            setIsOpen(true);
            dropSent(replyKey, sent);
          }}
          onCancel={() => setDraft(replyKey, null)}
        />
      )}
    </article>
  );
});

function ThreadMenu({ thread, onFollow }: { thread: ThreadAnswer; onFollow: () => void }) {
  const { t } = useTranslation();
  const path = threadPath(thread);
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={28} aria-label={t('threads.more')}>
          <IconDots size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onFollow}>{t(thread.following ? 'threads.unfollow' : 'threads.follow')}</Menu.Item>
        {path !== null && (
          <CopyButton value={`${location.origin}${path}`}>
            {({ copy }) => <Menu.Item onClick={copy}>{t('threads.copyLink')}</Menu.Item>}
          </CopyButton>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function Comment({ comment, thread, person }: { comment: CommentAnswer; thread: ThreadAnswer; person: PersonAnswer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const commands = useThreadCommands(thread.cycle);
  const { drafts, setDraft, dropSent } = useThreads();
  const key = draftKeys.edit(comment.id);
  const draft = drafts[key];
  const isOwn = comment.author.id === person.id && mayComment({ id: person.id, seats: person.roles }, thread.cycle);
  return (
    <div className="comment">
      <div className="comment-by">
        <Face name={comment.author.name} colorIndex={colorIndexOf(comment.author.id)} isSelf={isOwn} small />
        <b>{comment.author.name}</b>
        <time dateTime={new Date(comment.at).toISOString()} title={format.full(comment.at)}>
          {format.moment(comment.at, Date.now())}
          {comment.editedAt !== null && ` · ${t('threads.edited')}`}
        </time>
      </div>
      {draft === undefined ? (
        <CommentText comment={comment} />
      ) : (
        <Composer
          cycle={thread.cycle}
          category={thread.category}
          draft={draft}
          label={t('threads.editing')}
          submitLabel={t('threads.save')}
          onDraft={(next) => setDraft(key, next)}
          onSubmit={async (sent) => {
            const { text, mentions } = sent;
            await commands.edit(comment.id, { text, mentions: mentions.map(({ kind, id }) => ({ kind, id })) });
            dropSent(key, sent);
          }}
          onCancel={() => setDraft(key, null)}
        />
      )}
      {isOwn && draft === undefined && (
        <button
          type="button"
          className="ruam-plain-button thread-act comment-edit"
          onClick={() => setDraft(key, { text: comment.text, mentions: comment.mentions, passage: null, key })}
        >
          {t('threads.edit')}
        </button>
      )}
    </div>
  );
}
