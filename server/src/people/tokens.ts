import { createHash, randomBytes } from 'node:crypto';
import type { CycleSeat } from '@ruam/shared/api/people.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { Work } from '../commands/commands.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';

/** What an invitation offers, as it is stored. */
export type InvitationOffer = CycleSeat & { readonly name: string | null; readonly email: string | null };

/** A link that was given out. */
export type PersonToken = Schema['personToken'];

/** 256 random bits as they stand in a link; only `hashToken` of them is stored. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The link while it can be used, else null: whether it never was, was used, withdrawn or is over, nobody is told. */
export async function findToken(
  database: Database | DatabaseTransaction,
  kind: PersonToken['kind'],
  token: string,
  at: number,
): Promise<PersonToken | null> {
  const row = await database
    .selectFrom('personToken')
    .selectAll()
    .where('tokenHash', '=', hashToken(token))
    .where('kind', '=', kind)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', at)
    .executeTakeFirst();
  return row ?? null;
}

/** Uses the link, which nobody else then can; when the transaction fails, it was not used. Throws `linkGone`. */
export async function takeToken({ transaction, at }: Work, { tokenHash }: PersonToken): Promise<void> {
  const { numUpdatedRows } = await transaction
    .updateTable('personToken')
    .set({ usedAt: at })
    .where('tokenHash', '=', tokenHash)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', at)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw linkGone();
}

/** Links that a person gave out, or that lead into their account, stop working unless they were used. */
export async function forgetLinksOf({ transaction }: Work, person: string): Promise<void> {
  await transaction
    .deleteFrom('personToken')
    .where('usedAt', 'is', null)
    .where(({ or, eb }) => or([eb('createdBy', '=', person), eb('personId', '=', person)]))
    .execute();
}

/** The same words for every link that cannot be used. */
export function linkGone(): AppError {
  return new AppError('linkGone', 'this link cannot be used');
}

export function offerOf({ content }: PersonToken): InvitationOffer {
  return JSON.parse(content) as InvitationOffer;
}
