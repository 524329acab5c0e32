import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import {
  type ProofProblem,
  proofProblemSchema,
  type SignedHead,
  signedHeadSchema,
} from '@ruam/shared/proof/auditChain.ts';
import { z } from 'zod';
import { printable } from './printable.ts';
import type { Call } from './verbs.ts';
import type { Verdict } from './verdict.ts';
import { readKeyFile } from './verifyCertificate.ts';

const findingsSchema = z.object({
  chains: z.int(),
  entries: z.int(),
  signedHeads: z.int(),
  certificates: z.int(),
  problems: z.array(proofProblemSchema),
  problemCount: z.int(),
});

/**
 * `verify --audit`: checks the store's chains, heads and certificates. Throws when a file cannot be read.
 * @param key path of the public key; without one the installation's own key file counts
 * @param heads path of heads that were held elsewhere
 */
export async function auditCall(key: string | undefined, heads: string | undefined): Promise<Call> {
  if (key !== undefined) await readKeyFile(key);
  const pem = key === undefined ? null : await readFile(key, 'utf8');
  const held = heads === undefined ? [] : readHeadsFile(await readFile(heads, 'utf8'), heads);
  const body = JSON.stringify({ key: pem, held });
  return {
    question: { path: '/proof/check', body: () => Readable.from([Buffer.from(body)]), needsData: true },
    receive: async (answer) => describe(findingsSchema.parse(JSON.parse(await text(answer))), held.length),
    end: () => undefined,
  };
}

/** `heads`: the newest signed head of every chain, to be held elsewhere. */
export function headsCall(): Call {
  return {
    question: { path: '/proof/heads', body: () => Readable.from([Buffer.from('{}')]), needsData: true },
    receive: async (answer) => ({ holds: true, text: await text(answer) }),
    end: () => undefined,
  };
}

/** A JSON array of heads, or the lines of an export. Throws when it holds none. */
function readHeadsFile(content: string, path: string): readonly SignedHead[] {
  const heads = candidates(content).flatMap((value) => {
    const { kind: _kind, ...head } =
      typeof value === 'object' && value !== null ? { kind: null, ...value } : { kind: null };
    const parsed = signedHeadSchema.safeParse(head);
    return parsed.success ? [parsed.data] : [];
  });
  if (heads.length === 0) throw new Error(`${path}: it holds no signed head`);
  return heads;
}

function candidates(content: string): readonly unknown[] {
  try {
    const whole: unknown = JSON.parse(content);
    return Array.isArray(whole) ? whole : [whole];
  } catch {
    return content.split('\n').flatMap((line) => {
      try {
        return line === '' ? [] : [JSON.parse(line) as unknown];
      } catch {
        return [];
      }
    });
  }
}

function describe(findings: z.infer<typeof findingsSchema>, held: number): Verdict {
  const { chains, entries, signedHeads, certificates, problems, problemCount } = findings;
  const summary = `${entries} entries in ${chains} chains, ${signedHeads} signed heads, ${certificates} certificates`;
  const compared = held === 0 ? '' : `, ${held} heads held elsewhere`;
  if (problemCount === 0) return { holds: true, text: `${summary}${compared}: all whole` };
  const more = problemCount - problems.length;
  const lines = [
    `${summary}${compared}: ${problemCount} problems`,
    ...problems.map((problem) => `  ${place(problem)}: ${words(problem)}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
  return { holds: false, text: lines.map(printable).join('\n') };
}

function place({ chain, seq, certificate }: ProofProblem): string {
  if (certificate !== null) return `certificate ${certificate}`;
  return seq === null ? `${chain}` : `${chain} #${seq}`;
}

function words({ kind, isHeld, record }: ProofProblem): string {
  const head = isHeld ? 'the head held elsewhere' : 'the signed head';
  const written = record === undefined ? 'what is written' : `${record.table} ${record.id}`;
  switch (kind) {
    case 'entryChanged':
      return 'the entry is not what was hashed: it was changed';
    case 'entryMissing':
      return 'an entry is missing here, or was put elsewhere';
    case 'entryUnlinked':
      return 'the entry does not follow the one before it: one was added, moved or replaced';
    case 'chainEnd':
      return 'the chain does not end where its head says: the last entries were removed or added to';
    case 'headSignature':
      return `${head} is not what was signed: it was changed`;
    case 'headKey':
      return `${head} is signed with a key that is not among those given`;
    case 'headCut':
      return `${head} says that there was an entry with this number: it is gone, the tail may have been cut`;
    case 'headRewritten':
      return `${head} has another hash than the entry: what is before it was written anew`;
    case 'certificateMissing':
      return 'it is missing';
    case 'certificateChanged':
      return 'it is not what was issued: it was changed';
    case 'certificateUnlinked':
      return 'it does not follow the certificate before it';
    case 'certificateSignature':
      return 'its signature is wrong: it was changed';
    case 'certificateKey':
      return 'it is signed with a key that is not among those given';
    case 'certificateAudit':
      return 'the audit chain does not have its head, or not its approval behind that';
    case 'certificateText':
      return 'the text that is kept, or its approval, is not the one that it names';
    case 'certificateEnd':
      return 'the certificates do not end where their head says: the last ones were removed or added to';
    case 'recordChanged':
      return `${written}: ${record?.column ?? 'it'} is not what the entries say`;
    case 'recordMissing':
      return `${written}: the entries tell of it, but it is gone`;
    case 'recordUntold':
      return `${written}: no entry tells of it`;
  }
}
