import { AppError } from '@ruam/shared/errors/errors.ts';
import { type SignedHead, signedHeadSchema } from '@ruam/shared/proof/auditChain.ts';
import { z } from 'zod';
import type { Database } from '../database/database.ts';
import { checkStore, type StoreFindings } from './checkStore.ts';
import { createHeadSigner } from './headSigner.ts';
import { readHeads } from './heads.ts';
import { type PublicKeys, readPublicKeys } from './keys.ts';
import type { SigningKey } from './signingKey.ts';

/** `key` is a PEM text, null for the installation's own key file; `held` are heads that were held elsewhere. */
export const proofCheckSchema = z.object({ key: z.string().nullable(), held: z.array(signedHeadSchema) });

/** What the command line asks about proof. */
export interface LocalProof {
  /** Checks the whole store. Throws `invalid` (the key cannot be read), ConfigError. */
  check(request: z.infer<typeof proofCheckSchema>): Promise<StoreFindings>;
  /** The newest signed head of every chain; what was not signed yet is signed now. */
  heads(): Promise<readonly SignedHead[]>;
}

/** @param openKey opens the installation's key when it is needed: other verbs must work without it */
export function createLocalProof(
  database: Database,
  openKey: () => SigningKey | Promise<SigningKey>,
  now: () => number,
): LocalProof {
  return {
    async check({ key, held }) {
      const keys = key === null ? (await openKey()).publicKeys : parseKeys(key);
      return checkStore({ database, keys, held });
    },
    async heads() {
      let failure: unknown = null;
      const failed = (error: unknown): void => {
        failure = error;
      };
      const signer = createHeadSigner({ database, key: await openKey(), now, failed });
      await signer.signNow(null);
      await signer.close();
      if (failure !== null) throw failure;
      const newest = new Map((await readHeads(database, null)).map((head) => [head.chain, head]));
      return [...newest.values()];
    },
  };
}

function parseKeys(pem: string): PublicKeys {
  try {
    return readPublicKeys(pem);
  } catch (error) {
    throw new AppError('invalid', `the key cannot be used: ${error instanceof Error ? error.message : String(error)}`);
  }
}
