import { closeCodes } from '@ruam/shared/sync/closeCodes.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { z } from 'zod';
import { cycleKey, cyclesQuery } from './cycle.ts';
import { notificationsKey } from './notifications.ts';
import { sessionKey, signedOutQuery } from './session.ts';

const frameSchema = z.object({ seq: z.int().optional(), type: z.string() });
const gatherMs = 150;
/** Edits come all the time while somebody types; they move "last edit", and what a text is compared with. */
const gatherEditsMs = 3_000;
const movedByEdits: ReadonlySet<unknown> = new Set(['items', 'documents', 'claim', 'hashed', 'since']);
const returnMs = 2_000;
const signedOutMs = 15_000;
const jitterMs = 3_000;

/**
 * Follows a cycle's events; each of them makes what was read of the cycle stale, and `notified` the person's own
 * notifications, whichever cycle they are about.
 */
export function useLiveCycle(cycle: string | null): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (cycle === null) return;
    let socket: WebSocket | null = null;
    let last = 0;
    let isOver = false;
    let gathering: ReturnType<typeof setTimeout> | undefined;
    let gatheringEdits: ReturnType<typeof setTimeout> | undefined;
    let returning: ReturnType<typeof setTimeout> | undefined;

    // Gathers from the first event on, so that a stream of them never puts off the refresh.
    const refresh = (): void => {
      clearTimeout(gathering);
      clearTimeout(gatheringEdits);
      gathering = undefined;
      gatheringEdits = undefined;
      void queryClient.invalidateQueries({ queryKey: cycleKey(cycle) });
    };
    const refreshEdited = (): void => {
      gatheringEdits = undefined;
      void queryClient.invalidateQueries({
        queryKey: cycleKey(cycle),
        predicate: ({ queryKey }) => movedByEdits.has(queryKey[cycleKey(cycle).length]),
      });
    };
    // `notified` has no seq: what was said while the connection was cut is asked for.
    const refreshNotifications = (): void => void queryClient.invalidateQueries({ queryKey: notificationsKey });
    const heard = (type: string): void => {
      if (type.startsWith('seat.')) {
        void queryClient.invalidateQueries({ queryKey: sessionKey });
        void queryClient.invalidateQueries({ queryKey: cyclesQuery.queryKey });
      }
      if (type === 'notified') refreshNotifications();
      else if (type === 'document.edited') gatheringEdits ??= setTimeout(refreshEdited, gatherEditsMs);
      else gathering ??= setTimeout(refresh, gatherMs);
    };
    const connect = (): void => {
      socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/live/${encodeURIComponent(cycle)}`);
      socket.onopen = () => {
        queryClient.setQueryData(signedOutQuery.queryKey, false);
        socket?.send(JSON.stringify({ last }));
        refreshNotifications();
      };
      socket.onmessage = ({ data }) => {
        const frame = frameSchema.safeParse(parseFrame(data));
        if (!frame.success) return;
        last = Math.max(last, frame.data.seq ?? 0);
        heard(frame.data.type);
      };
      socket.onclose = ({ code }) => {
        if (code === closeCodes.signedOut) queryClient.setQueryData(signedOutQuery.queryKey, true);
        // Signed out: the same person may sign in again on this page, and what others do must then be seen again.
        const isFinal = code >= 4400 && code < 4500 && code !== closeCodes.signedOut;
        const waitMs = code === closeCodes.signedOut ? signedOutMs : returnMs;
        if (!isOver && !isFinal) returning = setTimeout(connect, waitMs + Math.random() * jitterMs);
      };
    };
    connect();
    return () => {
      isOver = true;
      clearTimeout(gathering);
      clearTimeout(gatheringEdits);
      clearTimeout(returning);
      socket?.close();
    };
  }, [cycle, queryClient]);
}

function parseFrame(data: unknown): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    return null;
  }
}
