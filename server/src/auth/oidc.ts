import { AppError } from '@ruam/shared/errors/errors.ts';
import * as provider from 'openid-client';
import { z } from 'zod';
import type { Commands } from '../commands/commands.ts';
import type { OidcSettings } from '../config/config.ts';
import type { Database } from '../database/database.ts';
import { agencyChain } from '../events/audit.ts';
import { loadPerson, type Person } from '../people/actor.ts';
import type { SecretBox } from './secretBox.ts';

/** Signing in with an OpenID Connect provider: authorization code, PKCE, state and nonce (docs/operations.md). */
export interface Oidc {
  /**
   * Where to send the browser, and what it must bring back: sealed, so that nobody else can make or read it. Throws
   * `unavailable` when the provider cannot be reached.
   * @param linkTo who binds their account, null to sign in
   */
  begin(linkTo: Person | null): Promise<{ readonly address: string; readonly ticket: string }>;
  /** What came of it. @param query the query of the address that the provider sent the browser to */
  finish(ticket: string | null, query: string, signedIn: Person | null): Promise<OidcResult>;
}

/** `linked`: the signed-in person's account is bound. `noAccount`: who it is, nobody here knows. */
type OidcResult =
  | { readonly kind: 'person'; readonly person: Person }
  | { readonly kind: 'linked' }
  | { readonly kind: 'noAccount' }
  | { readonly kind: 'failed' };

interface Dependencies {
  readonly settings: OidcSettings;
  /** The public address of this server, to which the provider sends the browser back. */
  readonly origin: string;
  readonly database: Database;
  readonly commands: Commands;
  readonly box: SecretBox;
  readonly now: () => number;
}

/** How long somebody may take at the provider. */
export const ticketLifetimeMs = 600_000;
const sealedFor = 'oidc';
const ticketSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  linkTo: z.string().nullable(),
  expiresAt: z.int(),
});
type Ticket = z.infer<typeof ticketSchema>;

/** Who somebody is at the provider; an address that it has not verified is nobody's. */
interface Identity {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | null;
}

export function createOidc({ settings, origin, database, commands, box, now }: Dependencies): Oidc {
  const callback = `${origin}/api/oidc/callback`;
  let discovering: Promise<provider.Configuration> | null = null;
  const configuration = (): Promise<provider.Configuration> => {
    discovering ??= discover(settings).catch(() => {
      discovering = null;
      throw new AppError('unavailable', 'the sign-in provider cannot be reached');
    });
    return discovering;
  };

  async function identityOf(ticket: Ticket, query: string): Promise<Identity | null> {
    const config = await configuration();
    try {
      const tokens = await provider.authorizationCodeGrant(config, new URL(`${callback}?${query}`), {
        pkceCodeVerifier: ticket.verifier,
        expectedState: ticket.state,
        expectedNonce: ticket.nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined) return null;
      const info =
        claims.email === undefined && config.serverMetadata().userinfo_endpoint !== undefined
          ? await provider.fetchUserInfo(config, tokens.access_token, claims.sub)
          : claims;
      const email = info.email_verified === true && typeof info.email === 'string' ? info.email : null;
      return { issuer: claims.iss, subject: claims.sub, email };
    } catch (error) {
      if (isRefused(error)) return null;
      throw error;
    }
  }

  async function personOf({ issuer, subject, email }: Identity): Promise<Person | null> {
    const known = await database
      .selectFrom('foreignIdentity')
      .select('personId')
      .where('issuer', '=', issuer)
      .where('subject', '=', subject)
      .executeTakeFirst();
    if (known) return loadPerson(database, known.personId);
    // An address was typed in by whoever invited, and the account may have another owner (docs/operations.md).
    if (!settings.bindsEmail || email === null) return null;
    const sameEmail = await database.selectFrom('person').select('id').where('email', '=', email).limit(2).execute();
    const [only, another] = sameEmail;
    // Two with one address: neither is certain.
    if (!only || another) return null;
    const person = await loadPerson(database, only.id);
    return person !== null && (await bind(person, issuer, subject)) ? person : null;
  }

  /** False when the identity is somebody else's. */
  function bind(person: Person, issuer: string, subject: string): Promise<boolean> {
    return commands.run(person.id, async ({ transaction, at, take, audit }) => {
      await take(agencyChain(person.agencyId));
      const { numInsertedOrUpdatedRows } = await transaction
        .insertInto('foreignIdentity')
        .values({ issuer, subject, personId: person.id, at })
        .onConflict((conflict) => conflict.columns(['issuer', 'subject']).doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows !== 0n) {
        await audit(agencyChain(person.agencyId), 'identity.bound', { person: person.id, issuer });
        return true;
      }
      const { personId } = await transaction
        .selectFrom('foreignIdentity')
        .select('personId')
        .where('issuer', '=', issuer)
        .where('subject', '=', subject)
        .executeTakeFirstOrThrow();
      return personId === person.id;
    });
  }

  return {
    async begin(linkTo) {
      const config = await configuration();
      const ticket: Ticket = {
        state: provider.randomState(),
        nonce: provider.randomNonce(),
        verifier: provider.randomPKCECodeVerifier(),
        linkTo: linkTo?.id ?? null,
        expiresAt: now() + ticketLifetimeMs,
      };
      const address = provider.buildAuthorizationUrl(config, {
        redirect_uri: callback,
        scope: settings.scopes,
        state: ticket.state,
        nonce: ticket.nonce,
        code_challenge: await provider.calculatePKCECodeChallenge(ticket.verifier),
        code_challenge_method: 'S256',
      });
      return { address: address.href, ticket: await box.seal(JSON.stringify(ticket), sealedFor) };
    },
    async finish(sealed, query, signedIn) {
      const opened = sealed === null ? null : await box.open(sealed, sealedFor);
      const ticket = opened === null ? null : ticketSchema.parse(JSON.parse(opened));
      if (ticket === null || ticket.expiresAt < now()) return { kind: 'failed' };
      const identity = await identityOf(ticket, query);
      if (identity === null) return { kind: 'failed' };
      if (ticket.linkTo === null) {
        const person = await personOf(identity);
        return person === null ? { kind: 'noAccount' } : { kind: 'person', person };
      }
      if (signedIn?.id !== ticket.linkTo) return { kind: 'failed' };
      return { kind: (await bind(signedIn, identity.issuer, identity.subject)) ? 'linked' : 'failed' };
    },
  };
}

function discover({ issuer, clientId, clientSecret }: OidcSettings): Promise<provider.Configuration> {
  const address = new URL(issuer);
  // Without TLS only what never leaves the machine: a provider beside this server, or a test's.
  const isLocal = address.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(address.hostname);
  return provider.discovery(address, clientId, clientSecret, undefined, {
    timeout: 10,
    ...(isLocal ? { execute: [provider.allowInsecureRequests] } : {}),
  });
}

/** What the provider or its answer refuses, in contrast to a bug or a network that is gone. */
function isRefused(error: unknown): boolean {
  return (
    error instanceof provider.ClientError ||
    error instanceof provider.ResponseBodyError ||
    error instanceof provider.AuthorizationResponseError ||
    error instanceof provider.WWWAuthenticateChallengeError
  );
}
