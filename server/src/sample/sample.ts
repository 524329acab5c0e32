import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashPassword, verifyPassword } from '../auth/password.ts';
import { commitImport, type ImportDependencies, importReport } from '../import/commands.ts';
import { sampleAccounts } from './accounts.ts';

const agencyName = 'สำนักงานเลขาธิการวุฒิสภา';
const reportFile = join(import.meta.dirname, '../../sample/fy2562-report.txt');

/** How the trial's password stands: given by a setting, made now (to be printed once), or made at an earlier start. */
export type SamplePassword =
  | { readonly kind: 'given' }
  | { readonly kind: 'made'; readonly password: string }
  | { readonly kind: 'kept' };

interface Dependencies extends ImportDependencies {
  /** Ends every session of a person whose password has changed. */
  readonly endSessionsOf: (personId: string) => Promise<void>;
}

/**
 * Makes what the trial shows, as far as it is missing: the agency, its role accounts, and the FY 2562 cycle, read by the
 * .txt importer from the report's text. A start with the same password as before changes nothing; a new one is told to
 * `passwordMade` as soon as it holds.
 */
export async function ensureSample(
  dependencies: Dependencies,
  givenPassword: string | null,
  passwordMade: (password: string) => void = () => undefined,
): Promise<SamplePassword> {
  const agencyId = await ensureAgency(dependencies);
  const password = await ensureAccounts(dependencies, agencyId, givenPassword, passwordMade);
  const cycle = await dependencies.database
    .selectFrom('cycle')
    .select('id')
    .where('agencyId', '=', agencyId)
    .limit(1)
    .executeTakeFirst();
  if (!cycle) {
    const importer = { agencyId, personId: null };
    const bytes = new Uint8Array(await readFile(reportFile));
    const draft = await importReport(dependencies, importer, { fileName: 'fy2562-report.txt', bytes });
    await commitImport(dependencies, importer, draft.id);
  }
  return password;
}

async function ensureAgency({ database, newId }: Dependencies): Promise<string> {
  const known = await database
    .selectFrom('setting')
    .select('value')
    .where('key', '=', 'sampleAgency')
    .executeTakeFirst();
  if (known) return known.value;
  const id = newId();
  await database.transaction().execute(async (transaction) => {
    await transaction.insertInto('agency').values({ id, name: agencyName, createdAt: Date.now() }).execute();
    await transaction.insertInto('setting').values({ key: 'sampleAgency', value: id }).execute();
  });
  return id;
}

async function ensureAccounts(
  dependencies: Dependencies,
  agencyId: string,
  given: string | null,
  passwordMade: (password: string) => void,
): Promise<SamplePassword> {
  const { database, newId, endSessionsOf } = dependencies;
  const known = await database
    .selectFrom('person')
    .select(['id', 'login', 'passwordHash'])
    .where('agencyId', '=', agencyId)
    .where('sample', '=', 1)
    .execute();
  const missing = sampleAccounts.filter((account) => known.every(({ login }) => login !== account.login));
  if (missing.length === 0 && given === null) return { kind: 'kept' };
  const password = given ?? randomBytes(9).toString('base64url');
  const fitting = given === null ? [] : await hashesOf(known, given);
  // One password, so one hash: the role accounts are the same secret by definition.
  const passwordHash = fitting[0] ?? (await hashPassword(password));
  const changed = known.filter((account) => !fitting.includes(account.passwordHash)).map(({ id }) => id);
  await database.transaction().execute(async (transaction) => {
    if (changed.length > 0) {
      await transaction.updateTable('person').set({ passwordHash }).where('id', 'in', changed).execute();
    }
    const rows = missing.map(({ login, name }) => ({
      id: newId(),
      agencyId,
      login,
      name,
      passwordHash,
      active: 1,
      sample: 1,
      createdAt: Date.now(),
    }));
    if (rows.length > 0) await transaction.insertInto('person').values(rows).execute();
  });
  if (given === null) passwordMade(password);
  for (const id of changed) await endSessionsOf(id);
  return given === null ? { kind: 'made', password } : { kind: 'given' };
}

/** The hashes among the accounts' that are of this password. */
async function hashesOf(accounts: readonly { readonly passwordHash: string }[], password: string): Promise<string[]> {
  const fitting: string[] = [];
  for (const hash of new Set(accounts.map(({ passwordHash }) => passwordHash))) {
    if (await verifyPassword(hash, password)) fitting.push(hash);
  }
  return fitting;
}
