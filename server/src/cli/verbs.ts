import { createReadStream } from 'node:fs';
import { access, constants, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import type { Question } from './ask.ts';
import { auditCall, headsCall } from './auditCall.ts';
import { beginBackupFile } from './backupFile.ts';
import { exportCall } from './exportFile.ts';
import type { Verdict } from './verdict.ts';
import { verifyCertificate } from './verifyCertificate.ts';

export const usage = `npm run ruam -- <verb>

  import <file> [--agency NAME]        reads a report (.txt, .docx, .pdf, .json) into a new cycle and lists what was not understood
  export <cycle> <format> [--out FILE] [--value claimed|advised|approved|latest] [--levels reached|all]
         [--comments none|notes|word] [--evidence none|list|files] [--force]
                                       writes a cycle's report (docx, pdf, xlsx, json, markdown, html) into a new file
  backup <file> [--force]              writes everything but sign-ins into a new file; --force replaces one that exists
  restore <file>                       puts a backup in the place of all data
  verify <certificate.json> --key <public.pem> [--hashed <file>]
                                       checks a certificate with nothing but these files
  verify --audit [--key <public.pem>] [--heads <file>]
                                       checks all audit chains, signed heads and certificates; --heads are held elsewhere
  heads                                prints the newest signed head of every chain, to be held elsewhere
  user add <login> --name NAME [--agency NAME] [--cycle ID --body BODY --role ROLE]
                                       adds a person and prints the password, once
  user seat <login> --cycle ID --body BODY --role ROLE
                                       gives a person a seat in a cycle
  user unseat <login> --cycle ID [--body BODY] [--role ROLE]
                                       takes a person's seats in a cycle, or the one named
  user deactivate <login>, user activate <login>
                                       keeps a person out, at once, or lets them in again
  user reset <login>                   gives a person a new password and prints it, once

Talks to the running server of DATA_DIR; without one it opens the data itself.`;

/** What a verb asks, and what it makes of the answer. */
export interface Call {
  readonly question: Question;
  /** Takes a good answer, and the name that it has as a file; gives what is printed, and whether all is well. */
  receive(answer: Readable, name: string | null): Promise<Verdict>;
  /** To be called at the end, whatever happened. */
  end(): void;
}

/** What a verb finds by itself, without a server and without data. */
export interface OwnWork {
  work(): Promise<Verdict>;
}

/** What the arguments ask for; null for nothing. Throws when a file of it cannot be read or written. */
export async function readCall(args: readonly string[]): Promise<Call | OwnWork | null> {
  const string = { type: 'string' } as const;
  const options = { agency: string, name: string, cycle: string, body: string, role: string };
  const proof = { key: string, hashed: string, heads: string, audit: { type: 'boolean' } } as const;
  const report = { out: string, value: string, levels: string, comments: string, evidence: string };
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { ...options, ...proof, ...report, force: { type: 'boolean' } },
    allowPositionals: true,
  });
  const { force = false, audit = false, key, hashed, heads, out, value, levels, comments, evidence, ...named } = values;
  const [verb, first, second] = positionals;
  if (verb === 'verify' && audit) return first === undefined ? auditCall(key, heads) : null;
  if (verb === 'heads') return headsCall();
  if (first === undefined) return null;
  if (verb === 'verify')
    return key === undefined ? null : { work: () => verifyCertificate({ certificate: first, key, hashed }) };
  if (verb === 'import') {
    const agency = named.agency === undefined ? {} : { agency: named.agency };
    const query = new URLSearchParams({ name: basename(first), ...agency });
    const content = await readFile(first);
    return jsonCall(`/import?${query}`, () => Readable.from([content]), printImport);
  }
  if (verb === 'export')
    return second === undefined
      ? null
      : exportCall({
          ...{ cycle: first, format: second, out: out ?? null, force },
          options: saidOnly({ value, levels, comments, evidence }),
        });
  if (verb === 'backup') return backupCall(first, force);
  if (verb === 'restore') {
    await access(first, constants.R_OK);
    return jsonCall('/restore', () => createReadStream(first), printRestored);
  }
  if (verb !== 'user' || second === undefined) return null;
  const login = encodeURIComponent(second);
  if (first === 'add' && named.name !== undefined)
    return jsonCall('/users', json({ login: second, ...named }), printPassword);
  if (first === 'seat')
    return jsonCall(`/users/${login}/seat`, json(named), ({ login: seated }) => `${seated} is seated`);
  if (first === 'unseat')
    return jsonCall(`/users/${login}/unseat`, json(named), ({ login: unseated }) => `${unseated} is not seated there`);
  if (first === 'activate' || first === 'deactivate')
    return jsonCall(`/users/${login}/${first}`, json({}), ({ login: known }) => `${known}: ${first}d`);
  if (first === 'reset') return jsonCall(`/users/${login}/reset`, json({}), printPassword);
  return null;
}

function saidOnly(options: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(options).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

const json = (value: object) => () => Readable.from([Buffer.from(JSON.stringify(value))]);

function jsonCall(path: string, body: () => Readable, print: (answer: Record<string, unknown>) => string): Call {
  return {
    question: { path, body, needsData: false },
    receive: async (answer) => ({ holds: true, text: print(JSON.parse(await text(answer))) }),
    end: () => undefined,
  };
}

function backupCall(path: string, force: boolean): Call {
  const file = beginBackupFile(path, force);
  return {
    question: { path: '/backup', body: () => Readable.from([]), needsData: true },
    async receive(answer) {
      const { rows, sizeBytes } = await file.receive(answer);
      return { holds: true, text: `${path}: ${rows} rows, ${sizeBytes} bytes` };
    },
    end: () => file.discard(),
  };
}

const printPassword = ({ login, password }: Record<string, unknown>): string => `${login}  ${password}`;

function printImport(answer: Record<string, unknown>): string {
  const list = Array.isArray(answer.notUnderstood) ? answer.notUnderstood : [];
  const lines = list.map(({ line, text, reason }) => `  ${line === 0 ? '-' : `line ${line}`}: ${reason}: ${text}`);
  const cycle = answer.cycle as { id?: string } | undefined;
  return [`cycle ${cycle?.id ?? '?'}`, `not understood: ${lines.length}`, ...lines].join('\n');
}

function printRestored({ backupAt, rows, rescuesKept, sessionsKept }: Record<string, unknown>): string {
  const moment = new Date(Number(backupAt)).toISOString();
  return `restored the backup of ${moment}: ${rows} rows; kept ${rescuesKept} refused edits, ${sessionsKept} sign-ins`;
}
