import type { Commands } from '../commands/commands.ts';
import type { Database } from '../database/database.ts';
import { createHttpApp, type HttpApp } from '../http/openApi.ts';

export interface ProofDependencies {
  readonly database: Database;
  readonly commands: Commands;
  readonly newId: () => string;
}

/** Certificates, their public verification, and the audit chains. */
export function proofRoutes(_dependencies: ProofDependencies): HttpApp {
  return createHttpApp();
}
