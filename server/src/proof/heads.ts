import { type SignedHead, unsignedHeadOf } from '@ruam/shared/proof/auditChain.ts';
import type { Database } from '../database/database.ts';
import { checkSignature, type PublicKeys, type SignatureState } from './keys.ts';

/** The signed heads of a chain, oldest first; of every chain without one. */
export async function readHeads(database: Database, chain: string | null): Promise<SignedHead[]> {
  const rows = database.selectFrom('signedHead').selectAll().orderBy('chain').orderBy('seq');
  return (chain === null ? rows : rows.where('chain', '=', chain)).execute();
}

/** The newest signed head of a chain, null when it has none. */
export async function newestHead(database: Database, chain: string): Promise<SignedHead | null> {
  const newest = await database
    .selectFrom('signedHead')
    .selectAll()
    .where('chain', '=', chain)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return newest ?? null;
}

/** Whether a head is signed by one of these keys. */
export function checkHeadSignature(keys: PublicKeys, head: SignedHead): SignatureState {
  return checkSignature(keys, head.keyId, unsignedHeadOf(head), head.signature);
}
