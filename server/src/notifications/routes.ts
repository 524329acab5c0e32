import { createRoute, z } from '@hono/zod-openapi';
import {
  notificationCountSchema,
  notificationQuerySchema,
  notificationReadSchema,
  notificationSchema,
  notificationSettingsChangeSchema,
  notificationSettingsSchema,
  notificationsReadSchema,
} from '@ruam/shared/api/notifications.ts';
import type { Database } from '../database/database.ts';
import { signedIn } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, jsonBody, problem } from '../http/openApi.ts';
import { countUnread, listNotifications, markRead, markReadThrough } from './readNotifications.ts';
import { changeSettings, readSettings } from './settings.ts';

export interface NotificationDependencies {
  readonly database: Database;
  readonly now: () => number;
  /** Whether the server sends mail at all. */
  readonly isMailSent: boolean;
  /** The person's list has changed; their other windows should know. */
  readonly told: (personIds: readonly string[]) => void;
}

const count = json('How many are unread', notificationCountSchema);
const settings = json('What the person is told of, and how', notificationSettingsSchema);

/** What a person is told, and how: everybody's own, nobody else's. */
export function notificationRoutes({ database, now, isMailSent, told }: NotificationDependencies): HttpApp {
  const app = createHttpApp();
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/notifications',
      summary: "The person's own notifications, newest first",
      request: { query: notificationQuerySchema },
      responses: {
        200: json('A page of them', z.array(notificationSchema)),
        404: problem('notFound'),
        422: problem('invalid'),
      },
    }),
    async (context) => {
      const { unread, before, limit } = context.req.valid('query');
      const page = { isUnreadOnly: unread === 'true', before: before ?? null, limit };
      return context.json(await listNotifications(database, signedIn(context), page), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: '/api/notifications',
      summary: 'Mark every one up to a time as read',
      request: { body: jsonBody(notificationsReadSchema) },
      responses: { 200: count, 422: problem('invalid') },
    }),
    async (context) => {
      const person = signedIn(context);
      await markReadThrough(database, person, context.req.valid('json').readThrough, now());
      told([person.id]);
      return context.json({ unread: await countUnread(database, person) }, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/notifications/count',
      summary: 'How many are unread, counted up to 100',
      responses: { 200: count },
    }),
    async (context) => context.json({ unread: await countUnread(database, signedIn(context)) }, 200),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/notifications/settings',
      summary: 'What the person is told of, and how',
      responses: { 200: settings },
    }),
    async (context) => context.json(await readSettings(database, signedIn(context).id, isMailSent), 200),
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: '/api/notifications/settings',
      summary: 'Change what the person is told of, and how; kinds that are left out stay',
      request: { body: jsonBody(notificationSettingsChangeSchema) },
      responses: { 200: settings, 422: problem('invalid') },
    }),
    async (context) => {
      const { id } = signedIn(context);
      await changeSettings(database, id, context.req.valid('json'));
      return context.json(await readSettings(database, id, isMailSent), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: '/api/notifications/{id}',
      summary: 'Mark one as read, or not',
      request: { params: z.object({ id: z.string() }), body: jsonBody(notificationReadSchema) },
      responses: { 200: count, 404: problem('notFound'), 422: problem('invalid') },
    }),
    async (context) => {
      const person = signedIn(context);
      const { read } = context.req.valid('json');
      await markRead(database, person, context.req.valid('param').id, read ? now() : null);
      told([person.id]);
      return context.json({ unread: await countUnread(database, person) }, 200);
    },
  );
  return app;
}
