import type { Commands } from '../commands/commands.ts';
import type { Database } from '../database/database.ts';
import { createHttpApp, type HttpApp } from '../http/openApi.ts';

export interface AdviceDependencies {
  readonly database: Database;
  readonly commands: Commands;
  readonly newId: () => string;
}

/** Advice notes, their answers, private levels, and the advisors' sessions. */
export function adviceRoutes(_dependencies: AdviceDependencies): HttpApp {
  return createHttpApp();
}
