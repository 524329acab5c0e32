import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import type { Person } from '../people/actor.ts';

/** A projector that is paired with a meeting which has not ended (docs/stage.md G7). It reads, and is nobody. */
export interface ProjectorPrincipal {
  readonly id: string;
  readonly cycle: string;
  readonly meeting: string;
  readonly agency: string;
  /** Epoch ms. */
  readonly expiresAt: number;
}

const cookieName = 'ruam_projector';
/** A day's meeting, paired the day before. */
export const pairedMs = 36 * 60 * 60_000;
/** Without what looks like another one. */
const codeLetters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const codeLength = 8;

/** 256 random bits; only their hash is stored. */
export const newProjectorToken = (): string => randomBytes(32).toString('base64url');

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The code that a waiting projector shows: made of its token, so that a reload shows the same, and stored as a hash. */
export function codeOf(token: string, expiresAt: number): string {
  const bytes = createHmac('sha256', token).update(`ruam projector ${expiresAt}`).digest();
  return Array.from(
    { length: codeLength },
    (_, at) => codeLetters[bytes.readUInt32BE(at * 4) % codeLetters.length],
  ).join('');
}

/** As it is typed: case, spaces and hyphens do not matter. */
export function readCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '');
}

/** The token of a Cookie header; it need not be one that was given out. */
export function tokenOf(cookieHeader: string | undefined): string | null {
  return new RegExp(`(?:^|;)\\s*${cookieName}=([A-Za-z0-9_-]{43})\\s*(?:;|$)`).exec(cookieHeader ?? '')?.[1] ?? null;
}

/** The whole Set-Cookie value; null takes it away. It goes with the browser's window, or when the pairing is over. */
export function projectorCookie(token: string | null, isSecure: boolean): string {
  const age = token === null ? 0 : Math.floor(pairedMs / 1_000);
  return `${cookieName}=${token ?? ''}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`;
}

/** The paired projector of a Cookie header; null when it is none, expired, was revoked or its meeting has ended. */
export async function findProjector(
  database: Database | DatabaseTransaction,
  cookieHeader: string | undefined,
  at: number,
): Promise<ProjectorPrincipal | null> {
  const token = tokenOf(cookieHeader);
  return token === null ? null : paired(database, at, 'projector.tokenHash', hashToken(token));
}

/** The same, by the id of its principal. */
export async function findPrincipal(
  database: Database | DatabaseTransaction,
  principalId: string,
  at: number,
): Promise<ProjectorPrincipal | null> {
  return isPrincipalId(principalId) ? paired(database, at, 'projector.id', principalId.slice(prefix.length)) : null;
}

async function paired(
  database: Database | DatabaseTransaction,
  at: number,
  column: 'projector.id' | 'projector.tokenHash',
  value: string,
): Promise<ProjectorPrincipal | null> {
  const row = await database
    .selectFrom('projector')
    .innerJoin('meeting', 'meeting.id', 'projector.meetingId')
    .innerJoin('cycle', 'cycle.id', 'meeting.cycleId')
    .select(['projector.id', 'meeting.cycleId as cycle', 'meeting.id as meeting', 'cycle.agencyId as agency'])
    .select('projector.expiresAt')
    .where(column, '=', value)
    .where('projector.revokedAt', 'is', null)
    .where('projector.expiresAt', '>', at)
    .where('meeting.status', '!=', 'ended')
    .executeTakeFirst();
  return row ?? null;
}

const prefix = 'projector:';

/** The id under which its connections are known; no person's. */
export const principalIdOf = (id: string): string => `${prefix}${id}`;
export const isPrincipalId = (id: string): boolean => id.startsWith(prefix);

/** A reader of the cycle, for the policies; what it is not to see it never gets to ask for. */
export function readerFor({ id, cycle, agency }: ProjectorPrincipal): Person {
  return {
    ...{ id: principalIdOf(id), login: '', name: '', agencyId: agency, mustSetUpSecondFactor: false },
    seats: [{ cycle, body: 'observers', role: 'observer' }],
  };
}
