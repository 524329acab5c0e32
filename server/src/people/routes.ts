import type { Commands } from '../commands/commands.ts';
import type { Database } from '../database/database.ts';
import { createHttpApp, type HttpApp } from '../http/openApi.ts';

export interface PeopleDependencies {
  readonly database: Database;
  readonly commands: Commands;
  readonly newId: () => string;
}

/** People of a cycle, their seats, invitations, and what a person sets for themselves. */
export function peopleRoutes(_dependencies: PeopleDependencies): HttpApp {
  return createHttpApp();
}
