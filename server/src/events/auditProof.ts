import type { AuditCheckAnswer } from '@ruam/shared/api/proof.ts';
import type { SignedHead } from '@ruam/shared/proof/auditChain.ts';
import type { Database } from '../database/database.ts';
import { readAudit } from './audit.ts';

/** What proves an audit chain; `server/src/proof` makes it. */
export interface AuditProof {
  /** Reads the whole chain of a cycle and looks for what is wrong with it, its signed heads and its certificates. */
  check(cycle: string): Promise<AuditCheckAnswer>;
  /** The signed heads of a chain, oldest first; the newest entry is signed by then. */
  heads(chain: string): Promise<readonly SignedHead[]>;
}

const pageSize = 500;

/** A chain as lines of JSON: `{"kind":"entry",…}` in order, then `{"kind":"signedHead",…}` (docs/proof.md H4). */
export function exportChain(
  database: Database,
  chain: string,
  heads: readonly SignedHead[],
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let last = 0;
  return new ReadableStream({
    async pull(controller) {
      const page = await readAudit(database, chain, last, pageSize);
      last = page.at(-1)?.seq ?? last;
      const isLast = page.length < pageSize;
      const lines = [
        ...page.map((entry) => ({ kind: 'entry', chain, ...entry })),
        ...(isLast ? heads.map((head) => ({ kind: 'signedHead', ...head })) : []),
      ];
      const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
      if (text !== '') controller.enqueue(encoder.encode(text));
      if (isLast) controller.close();
    },
  });
}
