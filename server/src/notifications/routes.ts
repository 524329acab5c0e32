import type { Commands } from '../commands/commands.ts';
import type { Database } from '../database/database.ts';
import { createHttpApp, type HttpApp } from '../http/openApi.ts';

export interface NotificationDependencies {
  readonly database: Database;
  readonly commands: Commands;
  readonly newId: () => string;
}

/** What a person is told, and how. */
export function notificationRoutes(_dependencies: NotificationDependencies): HttpApp {
  return createHttpApp();
}
