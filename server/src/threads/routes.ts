import type { Commands } from '../commands/commands.ts';
import type { Database } from '../database/database.ts';
import { createHttpApp, type HttpApp } from '../http/openApi.ts';

export interface ThreadDependencies {
  readonly database: Database;
  readonly commands: Commands;
  readonly newId: () => string;
}

/** Threads on documents, and their comments. */
export function threadRoutes(_dependencies: ThreadDependencies): HttpApp {
  return createHttpApp();
}
