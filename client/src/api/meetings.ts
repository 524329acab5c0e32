import {
  addedClaimsSchema,
  type ChangeMeeting,
  type MeetingDetail,
  meetingDetailSchema,
  meetingSchema,
  type NewAgendaEntry,
  type NewMeeting,
  type NewPaper,
  packSchema,
} from '@ruam/shared/api/meetings.ts';
import { type AgendaPlace, moveEntry } from '@ruam/shared/meetings/agenda.ts';
import type { Presence } from '@ruam/shared/meetings/quorum.ts';
import type { MeetingEvent } from '@ruam/shared/meetings/state.ts';
import { queryOptions, useIsMutating, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { cycleKey } from './cycle.ts';
import { request } from './request.ts';

const meetingsKey = (cycle: string) => [...cycleKey(cycle), 'meetings'] as const;

/** The meetings that the person may see, the newest first. */
export const meetingsQuery = (cycle: string) =>
  queryOptions({
    queryKey: meetingsKey(cycle),
    queryFn: () => request(z.array(meetingSchema), meetingsPath(cycle)),
  });

/** A meeting with all that belongs to it. */
export const meetingQuery = (cycle: string, id: string) =>
  queryOptions({
    queryKey: [...meetingsKey(cycle), id],
    queryFn: () => request(meetingDetailSchema, meetingPath(cycle, id)),
  });

/** The texts of all that is on its agenda, as of now; asked for when the page is opened. */
export const packQuery = (cycle: string, id: string) =>
  queryOptions({
    queryKey: ['meetingPack', cycle, id],
    queryFn: () => request(packSchema, `${meetingPath(cycle, id)}/pack`),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

/** Plans a meeting. */
export function usePlanMeeting(cycle: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (meeting: NewMeeting) =>
      request(meetingDetailSchema, meetingsPath(cycle), { method: 'POST', body: meeting }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: meetingsKey(cycle) }),
  });
}

/** Takes a meeting away that was planned by mistake. */
export function useRemoveMeeting(cycle: string, id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => request(z.unknown(), meetingPath(cycle, id), { method: 'DELETE' }),
    onSuccess: () => queryClient.removeQueries({ queryKey: meetingQuery(cycle, id).queryKey, exact: true }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: meetingsKey(cycle) }),
  });
}

/** What is done to a meeting; each of it is one request. */
export type MeetingCommand =
  | { readonly type: 'change'; readonly changes: ChangeMeeting }
  | { readonly type: 'step'; readonly event: MeetingEvent }
  | { readonly type: 'presence'; readonly person: string; readonly presence: Presence | null }
  | { readonly type: 'addEntry'; readonly entry: NewAgendaEntry }
  | {
      readonly type: 'changeEntry';
      readonly id: string;
      readonly title?: string;
      readonly detail?: string;
      readonly minutes?: number | null;
    }
  | { readonly type: 'placeEntry'; readonly id: string; readonly place: AgendaPlace }
  | { readonly type: 'removeEntry'; readonly id: string }
  | { readonly type: 'addPaper'; readonly paper: NewPaper }
  | { readonly type: 'removePaper'; readonly id: string }
  | { readonly type: 'hand'; readonly raised: boolean }
  | { readonly type: 'lowerHand'; readonly person: string }
  | { readonly type: 'sendNote'; readonly text: string; readonly key: string }
  | { readonly type: 'markNote'; readonly id: string; readonly read: boolean };

const commandKey = (id: string) => ['meeting', id] as const;

/** A meeting as it is shown: while commands are under way, others' changes wait for their end. */
export function useMeeting(cycle: string, id: string) {
  const isBusy = useIsMutating({ mutationKey: commandKey(id) }) > 0;
  return useQuery({ ...meetingQuery(cycle, id), enabled: !isBusy });
}

/**
 * Does something to a meeting, one command after the other. The answer to the last one is what is shown; then it is read
 * again, also after a refusal: others have acted.
 */
export function useMeetingCommand(cycle: string, id: string) {
  const queryClient = useQueryClient();
  const { queryKey } = meetingQuery(cycle, id);
  const mutationKey = commandKey(id);
  const isLast = () => queryClient.isMutating({ mutationKey }) <= 1;
  return useMutation({
    mutationKey,
    scope: { id: `meeting ${id}` },
    mutationFn: (command: MeetingCommand) => send(meetingPath(cycle, id), command),
    onSuccess: (meeting) => {
      if (isLast()) queryClient.setQueryData(queryKey, meeting);
    },
    onSettled: () => (isLast() ? queryClient.invalidateQueries({ queryKey: meetingsKey(cycle) }) : undefined),
  });
}

/**
 * Moves an entry of the agenda, shown at once, so that the next press of a key goes on from there. `choose` says where to;
 * gives the agenda as it is shown then, null when nothing moves.
 */
export function useMoveEntry(cycle: string, id: string) {
  const queryClient = useQueryClient();
  const { queryKey } = meetingQuery(cycle, id);
  const command = useMeetingCommand(cycle, id);
  const move = (entry: string, choose: (agenda: MeetingDetail['agenda']) => AgendaPlace | null) => {
    const shown = queryClient.getQueryData(queryKey);
    const place = shown === undefined ? null : choose(shown.agenda);
    if (shown === undefined || place === null) return null;
    const agenda = moveEntry(shown.agenda, entry, place);
    if (agenda.every((one, at) => one.id === shown.agenda[at]?.id && one.section === shown.agenda[at]?.section))
      return null;
    void queryClient.cancelQueries({ queryKey, exact: true }, { revert: false });
    queryClient.setQueryData(queryKey, { ...shown, agenda });
    command.mutate({ type: 'placeEntry', id: entry, place });
    return agenda;
  };
  return { move, error: command.error };
}

/** Puts every claim that waits on the agenda; gives the items that were added. */
export function useAddClaims(cycle: string, id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => request(addedClaimsSchema, `${meetingPath(cycle, id)}/waitingClaims`, { method: 'POST' }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: meetingsKey(cycle) }),
  });
}

function send(path: string, command: MeetingCommand): Promise<MeetingDetail> {
  const ask = (method: 'POST' | 'PUT' | 'DELETE', rest: string, body?: unknown) =>
    request(meetingDetailSchema, path + rest, { method, ...(body === undefined ? {} : { body }) });
  const named = encodeURIComponent;
  switch (command.type) {
    case 'change':
      return ask('PUT', '', command.changes);
    case 'step':
      return ask('PUT', '/state', { event: command.event });
    case 'presence':
      return ask('PUT', `/members/${named(command.person)}/presence`, { presence: command.presence });
    case 'addEntry':
      return ask('POST', '/agenda', command.entry);
    case 'changeEntry': {
      const { id, type: _type, ...words } = command;
      return ask('PUT', `/agenda/${named(id)}`, words);
    }
    case 'placeEntry':
      return ask('PUT', `/agenda/${named(command.id)}/place`, command.place);
    case 'removeEntry':
      return ask('DELETE', `/agenda/${named(command.id)}`);
    case 'addPaper':
      return ask('POST', '/papers', command.paper);
    case 'removePaper':
      return ask('DELETE', `/papers/${named(command.id)}`);
    case 'hand':
      return ask('PUT', '/hand', { raised: command.raised });
    case 'lowerHand':
      return ask('DELETE', `/hands/${named(command.person)}`);
    case 'sendNote':
      return ask('POST', '/notes', { text: command.text, key: command.key });
    case 'markNote':
      return ask('PUT', `/notes/${named(command.id)}`, { read: command.read });
  }
}

const meetingsPath = (cycle: string): string => `/api/cycles/${encodeURIComponent(cycle)}/meetings`;
const meetingPath = (cycle: string, id: string): string => `${meetingsPath(cycle)}/${encodeURIComponent(id)}`;
