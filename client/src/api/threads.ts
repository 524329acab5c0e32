import { type Anchor, type ThreadAnswer, type ThreadState, threadSchema } from '@ruam/shared/api/threads.ts';
import type { Mention } from '@ruam/shared/threads/mentions.ts';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { z } from 'zod';
import { cycleKey } from './cycle.ts';
import { RequestError, request } from './request.ts';

const threadsSchema = z.array(threadSchema);

/** Letters that were just typed are committed a moment later; so long a comment on them waits. */
const commitAttempts = 20;
const commitWaitMs = 500;

/** All reading of threads of a cycle. */
const threadsKey = (cycle: string) => [...cycleKey(cycle), 'threads'] as const;

/** The threads of a document, newest first. */
export const documentThreadsQuery = (cycle: string, document: string) =>
  queryOptions({
    queryKey: [...threadsKey(cycle), document],
    queryFn: () => request(threadsSchema, `/api/documents/${encodeURIComponent(document)}/threads`),
  });

/** A thread with all its comments. */
export const threadQuery = (cycle: string, thread: string) =>
  queryOptions({
    queryKey: [...threadsKey(cycle), 'one', thread],
    queryFn: () => request(threadSchema, `/api/threads/${encodeURIComponent(thread)}`),
  });

/** The threads of a cycle, newest first; `isMine`: those that concern the person. */
export const cycleThreadsQuery = (cycle: string, { isMine }: { readonly isMine: boolean }) =>
  queryOptions({
    queryKey: [...threadsKey(cycle), isMine ? 'mine' : 'all'],
    queryFn: () =>
      request(threadsSchema, `/api/cycles/${encodeURIComponent(cycle)}/threads${isMine ? '?mine=true' : ''}`),
  });

interface CommentText {
  readonly text: string;
  readonly mentions: readonly Mention[];
}

/** `key` names the request: sent again, it is done once. */
interface NewComment extends CommentText {
  readonly key: string;
}

/** What can be done with threads. Each gives the thread as it is then; throws RequestError. */
export interface ThreadCommands {
  open(document: string, request: NewComment & { readonly anchor: Anchor | null }): Promise<ThreadAnswer>;
  reply(thread: string, request: NewComment): Promise<ThreadAnswer>;
  edit(comment: string, request: CommentText): Promise<ThreadAnswer>;
  setState(thread: string, state: ThreadState): Promise<ThreadAnswer>;
  follow(thread: string, follows: boolean): Promise<ThreadAnswer>;
}

/** The commands; what they change is read anew. */
export function useThreadCommands(cycle: string): ThreadCommands {
  const queryClient = useQueryClient();
  const send = useCallback(
    async (method: 'POST' | 'PUT', path: string, body: unknown): Promise<ThreadAnswer> => {
      const thread = await request(threadSchema, path, { method, body });
      const { queryKey } = documentThreadsQuery(cycle, thread.document);
      queryClient.setQueryData<ThreadAnswer[]>(queryKey, (threads) => withThread(threads, thread));
      void queryClient.invalidateQueries({ queryKey: threadsKey(cycle) });
      return thread;
    },
    [queryClient, cycle],
  );
  const at = (kind: 'documents' | 'threads' | 'comments', id: string) => `/api/${kind}/${encodeURIComponent(id)}`;
  return {
    open: (document, body) => whenCommitted(() => send('POST', `${at('documents', document)}/threads`, body)),
    reply: (thread, body) => send('POST', `${at('threads', thread)}/comments`, body),
    edit: (comment, body) => send('PUT', at('comments', comment), body),
    setState: (thread, state) => send('PUT', `${at('threads', thread)}/state`, { state }),
    follow: (thread, follows) => send('PUT', `${at('threads', thread)}/follow`, { follows }),
  };
}

function withThread(threads: ThreadAnswer[] | undefined, thread: ThreadAnswer): ThreadAnswer[] | undefined {
  if (threads === undefined) return undefined;
  const isKnown = threads.some(({ id }) => id === thread.id);
  return isKnown ? threads.map((one) => (one.id === thread.id ? thread : one)) : [thread, ...threads];
}

async function whenCommitted<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      const isEarly = error instanceof RequestError && error.code === 'notCommitted';
      if (!isEarly || attempt === commitAttempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, commitWaitMs));
    }
  }
}
