import type { Database } from '../database/database.ts';
import { cycleChain } from '../events/audit.ts';
import type { AuditProof } from '../events/auditProof.ts';
import { certificateProblems } from './checkCertificates.ts';
import { checkChain } from './checkChains.ts';
import { checkDecisions } from './checkDecisions.ts';
import { maxProblems } from './checkStore.ts';
import type { HeadSigner } from './headSigner.ts';
import { newestHead, readHeads } from './heads.ts';
import type { SigningKey } from './signingKey.ts';

/** Checks the chain of one cycle with the installation's own keys. */
export function createAuditProof(database: Database, key: SigningKey, signer: HeadSigner): AuditProof {
  return {
    async check(cycle) {
      const chain = cycleChain(cycle);
      const { entries, problems, certificates } = await checkChain({ database, keys: key.publicKeys, held: [] }, chain);
      const found = [...problems];
      const missing = new Set(certificates);
      const rows = await database.selectFrom('certificate').selectAll().where('cycleId', '=', cycle).execute();
      for (const row of rows) {
        missing.delete(row.id);
        for (const kind of await certificateProblems(database, key.publicKeys, row))
          found.push({ kind, chain: null, seq: null, certificate: row.id, isHeld: false });
      }
      for (const certificate of missing)
        found.push({ kind: 'certificateMissing', chain: null, seq: null, certificate, isHeld: false });
      found.push(...(await checkDecisions(database, cycle)));
      return {
        entries,
        isWhole: found.length === 0,
        problems: found.slice(0, maxProblems),
        newestSignedHead: await newestHead(database, chain),
      };
    },
    async heads(chain) {
      await signer.signNow(chain);
      return readHeads(database, chain);
    },
  };
}
