import type { ProofProblem } from '@ruam/shared/proof/auditChain.ts';
import { checkCertificates } from './checkCertificates.ts';
import { type CheckContext, checkChain, listChains } from './checkChains.ts';
import { checkDecisions, listCycles } from './checkDecisions.ts';

/** What is proven of a whole store, and what is wrong with it. */
export interface StoreFindings {
  readonly chains: number;
  readonly entries: number;
  readonly signedHeads: number;
  readonly certificates: number;
  /** At most `maxProblems`; `problemCount` is all of them. */
  readonly problems: readonly ProofProblem[];
  readonly problemCount: number;
}

/** What is wrong is told up to here; more of it says no more. */
export const maxProblems = 100;

/**
 * Checks every audit chain, every signed head, every certificate and every decision of the store (docs/proof.md V2, V3,
 * V5).
 */
export async function checkStore(context: CheckContext): Promise<StoreFindings> {
  const problems: ProofProblem[] = [];
  const named = new Set<string>();
  let entries = 0;
  const chains = await listChains(context);
  for (const chain of chains) {
    const findings = await checkChain(context, chain);
    entries += findings.entries;
    problems.push(...findings.problems);
    for (const id of findings.certificates) named.add(id);
  }
  const issued = await checkCertificates(context.database, context.keys, named);
  problems.push(...issued.problems);
  for (const cycle of await listCycles(context.database, chains))
    problems.push(...(await checkDecisions(context.database, cycle)));
  const heads = await context.database
    .selectFrom('signedHead')
    .select((expression) => expression.fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return {
    chains: chains.length,
    entries,
    signedHeads: Number(heads.count),
    certificates: issued.certificates,
    problems: problems.slice(0, maxProblems),
    problemCount: problems.length,
  };
}
