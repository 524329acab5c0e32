import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { DatabaseLocation } from '../database/database.ts';
import type { BlobLocation } from '../files/blobStore.ts';

/** `trial`: the sample, role accounts, http on loopback. `production`: nothing by default (`npm run serve`). */
export type Mode = 'trial' | 'production';

const count = (fallback: number) =>
  z.string().regex(/^\d+$/, 'must be a whole number').transform(Number).default(fallback);

const environmentSchema = z.object({
  PORT: count(3000).refine((port) => port <= 65_535, 'must be a port'),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  ORIGIN: z
    .url({ protocol: /^https?$/ })
    .transform((origin) => new URL(origin).origin)
    .optional(),
  TRUST_PROXY: count(0),
  SAMPLE: z.enum(['0', '1']).optional(),
  SAMPLE_PASSWORD: z.string().min(1).optional(),
  METRICS_TOKEN: z.string().min(1).optional(),
  SIGNING_KEY_FILE: z.string().min(1).optional(),
  CHROMIUM: z.string().min(1).optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/\S+$/, 'must begin with smtp:// or smtps://')
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*[^\s@<]+@[^\s@>]+>?$/, 'must be a mail address, or a name with one in < >')
    .optional(),
  SECRET_KEY_FILE: z.string().min(1).optional(),
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_NAME: z.string().trim().min(1).max(100).optional(),
  OIDC_BIND_EMAIL: z.enum(['0', '1']).default('0'),
  OIDC_SCOPES: z.string().trim().min(1).default('openid profile email'),
  FILES_S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  FILES_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket')
    .optional(),
  FILES_S3_ACCESS_KEY: z.string().min(1).optional(),
  FILES_S3_SECRET_KEY: z.string().min(1).optional(),
  FILES_S3_REGION: z.string().min(1).default('us-east-1'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  LIMIT_FRAME_BYTES: count(16 * 1024 * 1024),
  LIMIT_DOCUMENT_BYTES: count(10 * 1024 * 1024),
  LIMIT_IMPORT_BYTES: count(20 * 1024 * 1024),
  LIMIT_EVIDENCE_BYTES: count(50 * 1024 * 1024),
  LIMIT_UPDATES_PER_SECOND: count(200),
  LIMIT_BUFFERED_BYTES: count(1024 * 1024),
  LIMIT_SIGN_IN_PER_MINUTE: count(10),
  LIMIT_COMMANDS_PER_SECOND: count(100),
});

export interface Config {
  readonly mode: Mode;
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly database: DatabaseLocation;
  /** Public addresses whose pages may change something; the first is the one that is printed. */
  readonly origins: readonly string[];
  readonly secureCookies: boolean;
  /** How many proxies' X-Forwarded-For counts. */
  readonly trustProxy: number;
  readonly sample: boolean;
  readonly samplePassword: string | null;
  readonly metricsToken: string | null;
  /** The key that signs certificates and heads (docs/proof.md K1). */
  readonly signingKeyFile: string;
  /** The mail server and who letters come from; null: no mail is sent. */
  readonly mail: { readonly url: string; readonly from: string } | null;
  /** Where the key is that seals the secrets of second factors. */
  readonly secretKeyFile: string;
  /** Null without a provider to sign in with. */
  readonly oidc: OidcSettings | null;
  /** Where the bytes of uploaded files are. */
  readonly files: BlobLocation;
  /** The Chromium that prints PDF; null: where it usually is. */
  readonly chromium: string | null;
  readonly logLevel: string;
  readonly limits: Limits;
}

/** An OpenID Connect provider that people may sign in with. */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What its button says, for example the ministry's name. */
  readonly name: string;
  readonly scopes: string;
  /** Whether a first sign-in is bound to the one account with the provider's verified address. */
  readonly bindsEmail: boolean;
}

/** Sizes in bytes, rates a second or a minute; 0 switches a rate off. */
interface Limits {
  readonly frameBytes: number;
  readonly documentBytes: number;
  readonly importBytes: number;
  readonly evidenceBytes: number;
  readonly updatesPerSecond: number;
  readonly bufferedBytes: number;
  readonly signInPerMinute: number;
  readonly commandsPerSecond: number;
}

/** A setting is missing or wrong; `message` names each one, for the person who starts the server. */
export class ConfigError extends Error {}

/** Reads the settings. Throws ConfigError with one line for each problem. */
export function readConfig(mode: Mode, environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  }
  const settings = parsed.data;
  if (mode === 'production') refuseTrialSettings(settings);
  const dataDir = resolve(settings.DATA_DIR);
  const origins = settings.ORIGIN
    ? [settings.ORIGIN]
    : [`http://127.0.0.1:${settings.PORT}`, `http://localhost:${settings.PORT}`];
  return {
    mode,
    port: settings.PORT,
    host: settings.HOST,
    dataDir,
    database: settings.DATABASE_URL
      ? { kind: 'postgres', url: settings.DATABASE_URL }
      : { kind: 'sqlite', path: join(dataDir, 'ruam.sqlite') },
    origins,
    secureCookies: origins.every((origin) => origin.startsWith('https:')),
    trustProxy: settings.TRUST_PROXY,
    sample: mode === 'trial' && settings.SAMPLE !== '0',
    samplePassword: settings.SAMPLE_PASSWORD ?? null,
    metricsToken: settings.METRICS_TOKEN ?? null,
    signingKeyFile: resolve(settings.SIGNING_KEY_FILE ?? join(dataDir, 'signing.pem')),
    mail: readMail(settings),
    secretKeyFile: resolve(settings.SECRET_KEY_FILE ?? join(dataDir, 'secret.key')),
    oidc: oidcOf(settings),
    files: filesOf(settings, dataDir),
    chromium: settings.CHROMIUM ?? null,
    logLevel: settings.LOG_LEVEL,
    limits: {
      frameBytes: settings.LIMIT_FRAME_BYTES,
      documentBytes: settings.LIMIT_DOCUMENT_BYTES,
      importBytes: settings.LIMIT_IMPORT_BYTES,
      evidenceBytes: settings.LIMIT_EVIDENCE_BYTES,
      updatesPerSecond: settings.LIMIT_UPDATES_PER_SECOND,
      bufferedBytes: settings.LIMIT_BUFFERED_BYTES,
      signInPerMinute: settings.LIMIT_SIGN_IN_PER_MINUTE,
      commandsPerSecond: settings.LIMIT_COMMANDS_PER_SECOND,
    },
  };
}

function readMail({ SMTP_URL, MAIL_FROM }: z.infer<typeof environmentSchema>): Config['mail'] {
  if (SMTP_URL === undefined) return null;
  if (MAIL_FROM === undefined) throw new ConfigError('MAIL_FROM: is needed with SMTP_URL: who letters come from');
  return { url: SMTP_URL, from: MAIL_FROM };
}

function oidcOf(settings: z.infer<typeof environmentSchema>): OidcSettings | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = settings;
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return null;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) {
    throw new ConfigError('OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET: are needed together');
  }
  const { protocol, hostname } = new URL(issuer);
  if (protocol !== 'https:' && !['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) {
    throw new ConfigError('OIDC_ISSUER: must be https, except on this machine');
  }
  const name = settings.OIDC_NAME ?? hostname;
  const bindsEmail = settings.OIDC_BIND_EMAIL === '1';
  return { issuer, clientId, clientSecret, name, scopes: settings.OIDC_SCOPES, bindsEmail };
}

function filesOf(settings: z.infer<typeof environmentSchema>, dataDir: string): BlobLocation {
  const { FILES_S3_ENDPOINT: endpoint, FILES_S3_BUCKET: bucket, FILES_S3_REGION: region } = settings;
  const { FILES_S3_ACCESS_KEY: accessKeyId, FILES_S3_SECRET_KEY: secretAccessKey } = settings;
  const given = [endpoint, bucket, accessKeyId, secretAccessKey];
  if (given.every((setting) => setting === undefined)) return { kind: 'disk', directory: join(dataDir, 'files') };
  if (!endpoint || !bucket || !accessKeyId || !secretAccessKey)
    throw new ConfigError(
      'FILES_S3_ENDPOINT, FILES_S3_BUCKET, FILES_S3_ACCESS_KEY and FILES_S3_SECRET_KEY: are needed together',
    );
  return { kind: 's3', endpoint, bucket, region, accessKeyId, secretAccessKey };
}

function refuseTrialSettings(settings: z.infer<typeof environmentSchema>): void {
  const problems = [
    ...(settings.ORIGIN ? [] : ['ORIGIN: is needed: the public address, for example https://ruam.example.go.th']),
    ...(settings.SAMPLE === '1' ? ['SAMPLE: the sample belongs to the trial (npm start), not to production'] : []),
  ];
  if (problems.length > 0) throw new ConfigError(problems.join('\n'));
}
