import { noteSchema } from '@ruam/shared/api/advice.ts';
import {
  type NotificationSettingsChange,
  notificationCountSchema,
  notificationSchema,
  notificationSettingsSchema,
} from '@ruam/shared/api/notifications.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { cycleKey } from './cycle.ts';
import { request } from './request.ts';

/** All reading of the person's notifications, of every cycle; the live channel makes it stale. */
export const notificationsKey = ['notifications'] as const;
const settingsKey = ['notificationSettings'] as const;
/** A safety net: what the live channel does not tell, because it was cut just then. */
const lookAgainMs = 5 * 60_000;

/** How many notifications are unread, counted up to 100. */
export const unreadCountQuery = queryOptions({
  queryKey: [...notificationsKey, 'count'],
  queryFn: () => request(notificationCountSchema, '/api/notifications/count'),
  refetchInterval: lookAgainMs,
});

/** The newest notifications, read or not. */
export const notificationsQuery = queryOptions({
  queryKey: [...notificationsKey, 'list'],
  queryFn: () => request(z.array(notificationSchema), '/api/notifications?limit=50'),
});

/** The newest unread ones. */
export const unreadQuery = queryOptions({
  queryKey: [...notificationsKey, 'unread'],
  queryFn: () => request(z.array(notificationSchema), '/api/notifications?unread=true&limit=100'),
});

/** What the person is told of, and how. */
export const notificationSettingsQuery = queryOptions({
  queryKey: settingsKey,
  queryFn: () => request(notificationSettingsSchema, '/api/notifications/settings'),
});

/** The advice notes of a cycle. */
export const notesToAnswerQuery = (cycle: string) =>
  queryOptions({
    queryKey: [...cycleKey(cycle), 'notesToAnswer'],
    queryFn: async () => {
      const notes = await request(z.array(noteSchema), `/api/cycles/${encodeURIComponent(cycle)}/advice`);
      return notes.filter(({ submittedAt, answer, replacedBy }) => submittedAt !== null && !answer && !replacedBy);
    },
    retry: false,
  });

/** Marks one as read. */
export function useMarkRead() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (id: string) =>
      request(notificationCountSchema, `/api/notifications/${encodeURIComponent(id)}`, {
        method: 'PUT',
        body: { read: true },
      }),
    onSettled: refresh,
  });
}

/** Marks every one up to a time as read. */
export function useMarkReadThrough() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (readThrough: number) =>
      request(notificationCountSchema, '/api/notifications', { method: 'PUT', body: { readThrough } }),
    onSettled: refresh,
  });
}

/** Changes the settings of some kinds; the answer becomes what is shown. */
export function useChangeSettings() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (change: NotificationSettingsChange) =>
      request(notificationSettingsSchema, '/api/notifications/settings', { method: 'PUT', body: change }),
    onSuccess: (settings) => queryClient.setQueryData(settingsKey, settings),
  });
}

function useRefresh() {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: notificationsKey });
}
