import { stageFrameSchema } from '@ruam/shared/api/stage.ts';
import { closeCodes } from '@ruam/shared/sync/closeCodes.ts';
import { presenceFrameSchema } from '@ruam/shared/sync/presenceFrames.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { z } from 'zod';
import { transportOf } from '../sync/overHttp/transport.ts';
import { cycleKey, cyclesQuery } from './cycle.ts';
import { notificationsKey } from './notifications.ts';
import { afterFrame, presenceQuery, whereaboutsQuery } from './presence.ts';
import { keptOpeningQuery, sessionKey, signedOutQuery } from './session.ts';
import { followedMeeting, isOfStage, refreshOfStage, takeStage } from './stage.ts';

const frameSchema = z.object({ seq: z.int().optional(), type: z.string() });
const gatherMs = 150;
/** Many hear of a decision at once; they ask one after the other. */
const spreadMs = 200;
/** Edits come all the time while somebody types; they move "last edit", and what a text is compared with. */
const gatherEditsMs = 3_000;
const movedByEdits: ReadonlySet<unknown> = new Set(['items', 'documents', 'claim', 'hashed', 'since', 'minutes']);
/** What the server reads from committed texts. */
const movedByReading: ReadonlySet<unknown> = new Set(['checks', 'recommendations']);
/** A raised hand is no reason for everybody to read everything again. */
const movedByMeetings: ReadonlySet<unknown> = new Set(['meetings', 'decidingMeetings', 'audit']);
/** What is resolved on an item comes with the event of its decision, which moves everything. */
const movedByResolutions: ReadonlySet<unknown> = new Set(['resolutions', 'minutes', 'recommendations', 'audit']);
const returnMs = 2_000;
const signedOutMs = 15_000;
const jitterMs = 3_000;

/**
 * Follows a cycle's events; each of them makes what was read of the cycle stale, and `notified` the person's own
 * notifications, whichever cycle they are about.
 */
export function useLiveCycle(cycle: string | null): void {
  const queryClient = useQueryClient();
  const at = useQuery(whereaboutsQuery).data;
  const here = useRef<{ at: string | null; tell: () => void }>({ at, tell: () => {} });
  useEffect(() => {
    here.current.at = at;
    here.current.tell();
  }, [at]);
  useEffect(() => {
    if (cycle === null) return;
    const transport = transportOf(window);
    const presenceKey = presenceQuery(cycle).queryKey;
    let socket: WebSocket | null = null;
    let last = 0;
    let isOver = false;
    let gathering: ReturnType<typeof setTimeout> | undefined;
    let gatheringEdits: ReturnType<typeof setTimeout> | undefined;
    let gatheringReadings: ReturnType<typeof setTimeout> | undefined;
    let gatheringMeetings: ReturnType<typeof setTimeout> | undefined;
    let gatheringResolutions: ReturnType<typeof setTimeout> | undefined;
    let gatheringVotes: ReturnType<typeof setTimeout> | undefined;
    let followed: string | null = null;
    const soon = (afterMs = gatherMs): number => afterMs + Math.random() * spreadMs;
    let returning: ReturnType<typeof setTimeout> | undefined;

    // Gathers from the first event on, so that a stream of them never puts off the refresh.
    const refresh = (): void => {
      clearTimeout(gathering);
      clearTimeout(gatheringEdits);
      gathering = undefined;
      gatheringEdits = undefined;
      // What is on a projector comes by itself, its votes and projectors have events of their own.
      void queryClient.invalidateQueries({
        queryKey: cycleKey(cycle),
        predicate: ({ queryKey }) => !isOfStage(queryKey),
      });
    };
    const refreshAll = (): void => void queryClient.invalidateQueries({ queryKey: cycleKey(cycle) });
    const refreshSome = (moved: ReadonlySet<unknown>): void => {
      void queryClient.invalidateQueries({
        queryKey: cycleKey(cycle),
        predicate: ({ queryKey }) => moved.has(queryKey[cycleKey(cycle).length]),
      });
    };
    const refreshEdited = (): void => {
      gatheringEdits = undefined;
      refreshSome(movedByEdits);
    };
    const refreshRead = (): void => {
      gatheringReadings = undefined;
      refreshSome(movedByReading);
    };
    const refreshMeetings = (): void => {
      gatheringMeetings = undefined;
      refreshSome(movedByMeetings);
    };
    const refreshResolutions = (): void => {
      gatheringResolutions = undefined;
      refreshSome(movedByResolutions);
    };
    const refreshVotes = (): void => {
      gatheringVotes = undefined;
      refreshOfStage(queryClient, cycle, 'votes');
    };
    // The server knows the session: what was drawn from this browser alone is asked for now.
    const admitted = (): void => {
      if (queryClient.getQueryData(keptOpeningQuery.queryKey) == null) return;
      queryClient.setQueryData(keptOpeningQuery.queryKey, null);
      void queryClient.invalidateQueries();
    };
    // `notified` has no seq: what was said while the connection was cut is asked for.
    const refreshNotifications = (): void => void queryClient.invalidateQueries({ queryKey: notificationsKey });
    const heard = (type: string): void => {
      if (type.startsWith('seat.')) {
        void queryClient.invalidateQueries({ queryKey: sessionKey });
        void queryClient.invalidateQueries({ queryKey: cyclesQuery.queryKey });
      }
      // Its agenda and state may show what was not to be seen before.
      if (type === 'meeting.published') tellFollowed(true);
      if (type === 'reload') refreshAll();
      else if (type === 'notified') refreshNotifications();
      else if (type.startsWith('vote.')) gatheringVotes ??= setTimeout(refreshVotes, soon());
      else if (type.startsWith('projector.')) refreshOfStage(queryClient, cycle, 'projectors');
      // A confirmation locks a text, too.
      else if (type.startsWith('resolution.') || (type.startsWith('minutes.') && type !== 'minutes.confirmed'))
        gatheringResolutions ??= setTimeout(refreshResolutions, soon());
      else if (type === 'document.edited') gatheringEdits ??= setTimeout(refreshEdited, soon(gatherEditsMs));
      else if (type === 'document.projected') gatheringReadings ??= setTimeout(refreshRead, soon());
      else if (type.startsWith('meeting.') && type !== 'meeting.planned')
        gatheringMeetings ??= setTimeout(refreshMeetings, soon());
      else gathering ??= setTimeout(refresh, soon());
    };
    const tellWhere = (): void => {
      if (socket?.readyState === 1) socket.send(JSON.stringify({ at: here.current.at }));
    };
    here.current.tell = tellWhere;
    /** Follows the meeting whose stage a component reads. */
    const tellFollowed = (isAnew: boolean): void => {
      const meeting = followedMeeting(queryClient, cycle);
      if (socket?.readyState !== 1 || (meeting === followed && !isAnew)) return;
      followed = meeting;
      socket.send(JSON.stringify({ meeting }));
    };
    const stopReading = queryClient.getQueryCache().subscribe(({ type, query }) => {
      if ((type === 'observerAdded' || type === 'observerRemoved') && isOfStage(query.queryKey)) tellFollowed(false);
    });
    const connect = (): void => {
      clearTimeout(returning);
      socket = new transport.WebSocket(`${location.origin.replace(/^http/, 'ws')}/live/${encodeURIComponent(cycle)}`);
      socket.onopen = () => {
        tellWhere();
        followed = null;
        tellFollowed(false);
        queryClient.setQueryData(signedOutQuery.queryKey, false);
        socket?.send(JSON.stringify({ last }));
        refreshNotifications();
      };
      socket.onmessage = ({ data }) => {
        const said = parseFrame(data);
        const present = presenceFrameSchema.safeParse(said);
        if (present.success) {
          queryClient.setQueryData(presenceKey, (before) => afterFrame(before ?? [], present.data));
          if (present.data.all) admitted();
          return;
        }
        const staged = stageFrameSchema.safeParse(said);
        if (staged.success) {
          const { type: _type, ...answer } = staged.data;
          takeStage(queryClient, cycle, answer);
          return;
        }
        const frame = frameSchema.safeParse(said);
        if (!frame.success) return;
        last = Math.max(last, frame.data.seq ?? 0);
        heard(frame.data.type);
      };
      socket.onclose = ({ code }) => {
        socket = null;
        queryClient.setQueryData(presenceKey, []);
        if (code === closeCodes.signedOut) queryClient.setQueryData(signedOutQuery.queryKey, true);
        // Signed out: the same person may sign in again on this page, and what others do must then be seen again.
        const isFinal = code >= 4400 && code < 4500 && code !== closeCodes.signedOut;
        const waitMs = code === closeCodes.signedOut ? signedOutMs : returnMs;
        if (!isOver && !isFinal) returning = setTimeout(connect, waitMs + Math.random() * jitterMs);
      };
    };
    connect();
    // Over HTTP at once when WebSockets are found to be blocked.
    const stop = transport.subscribe(() => {
      if (socket === null && returning !== undefined) connect();
    });
    return () => {
      isOver = true;
      stop();
      stopReading();
      here.current.tell = () => {};
      queryClient.setQueryData(presenceKey, []);
      clearTimeout(gathering);
      clearTimeout(gatheringEdits);
      clearTimeout(gatheringReadings);
      clearTimeout(gatheringMeetings);
      clearTimeout(gatheringResolutions);
      clearTimeout(gatheringVotes);
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
