import type { Commands } from '../commands/commands.ts';
import type { Config } from '../config/config.ts';
import type { Database } from '../database/database.ts';
import type { HttpApp } from '../http/openApi.ts';
import { createCodeLimit } from './codeLimit.ts';
import { createFailureAudit } from './failureAudit.ts';
import { createOidc } from './oidc.ts';
import { oidcRoutes } from './oidcRoutes.ts';
import { signInOptionsRoutes } from './optionsRoutes.ts';
import { ownSignInRoutes } from './ownRoutes.ts';
import { sessionRoutes } from './routes.ts';
import { createSecondFactors } from './secondFactor.ts';
import { createSecretBox } from './secretBox.ts';
import type { Sessions } from './sessions.ts';
import { createSignIn, type SignIn } from './signIn.ts';
import { createSignInLimit, type SignInLimit } from './signInLimit.ts';
import { signInPolicyRoutes } from './signInPolicy.ts';

interface Dependencies {
  readonly config: Config;
  readonly database: Database;
  readonly commands: Commands;
  readonly sessions: Sessions;
  readonly now: () => number;
  /** Told when a session has ended, so that its sockets can be closed. */
  readonly ended: (sessionId: string) => void;
  readonly rightsChanged: (personId: string) => Promise<void>;
}

/** Signing in, wired: what the other features need of it, and its own routes. */
export function createAuth({ config, database, commands, sessions, now, ended, rightsChanged }: Dependencies): {
  readonly signIn: SignIn;
  readonly limit: SignInLimit;
  readonly trustProxy: number;
  readonly routes: readonly HttpApp[];
} {
  const { trustProxy } = config;
  const limit = createSignInLimit(config.limits.signInPerMinute, now);
  const box = createSecretBox(config.secretKeyFile);
  const secondFactors = createSecondFactors({ database, commands, box, limit: createCodeLimit(now), now });
  const failures = createFailureAudit(now);
  const signIn = createSignIn({ database, commands, sessions, secondFactors, limit, failures, ended });
  const origin = config.origins[0] ?? '';
  const oidc = config.oidc && createOidc({ settings: config.oidc, origin, database, commands, box, now });
  const own = { database, commands, sessions, signIn, secondFactors, trustProxy, rightsChanged };
  return {
    signIn,
    limit,
    trustProxy,
    routes: [
      sessionRoutes({ signIn, trustProxy }),
      signInOptionsRoutes(config.oidc?.name ?? null),
      ownSignInRoutes(own),
      signInPolicyRoutes({ database, commands, rightsChanged }),
      ...(oidc ? [oidcRoutes({ oidc, signIn, trustProxy, secure: config.secureCookies })] : []),
    ],
  };
}
