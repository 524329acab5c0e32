import { createHash, randomBytes } from 'node:crypto';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { Secret, TOTP } from 'otpauth';
import type { Commands } from '../commands/commands.ts';
import type { Database } from '../database/database.ts';
import { agencyChain } from '../events/audit.ts';
import type { Person } from '../people/actor.ts';
import type { CodeLimit } from './codeLimit.ts';
import type { SecretBox } from './secretBox.ts';

/** Time codes of RFC 6238 (SHA-1, six digits, 30 s, one step either way) and recovery codes, each of which is taken once. */
export interface SecondFactors {
  /** Null when the person has none, or has not confirmed it. */
  read(personId: string): Promise<{ readonly recoveryCodesLeft: number } | null>;
  /** Begins to set one up; one that was begun before is forgotten. Throws `secondFactorOn`. */
  begin(person: Person): Promise<{ secret: string; uri: string }>;
  /** Confirms with a time code that the device knows the secret; the recovery codes, told once. Throws `badCode`, `secondFactorOn`, `tooManyAttempts`. */
  confirm(person: Person, code: string): Promise<string[]>;
  /**
   * Whether the code is one of a person's that was never taken; then it now is. Throws `tooManyAttempts` for a time code
   * after too many wrong ones; a recovery code is too long to be guessed.
   */
  accept(person: Person, code: string): Promise<boolean>;
  /** Nothing happens when there is none. */
  remove(person: Person): Promise<void>;
}

interface Dependencies {
  readonly database: Database;
  readonly commands: Commands;
  readonly box: SecretBox;
  readonly limit: CodeLimit;
  readonly now: () => number;
}

const issuer = 'Ruam';
const stepMs = 30_000;
const recoveryCodeCount = 10;

export function createSecondFactors({ database, commands, box, limit, now }: Dependencies): SecondFactors {
  const rowOf = (personId: string) =>
    database.selectFrom('secondFactor').selectAll().where('personId', '=', personId).executeTakeFirst();

  /** The time step whose code this is, null for none. */
  async function stepOf(sealed: string, person: Person, code: string): Promise<number | null> {
    const secret = await box.open(sealed, person.id);
    if (secret === null) return null;
    const timestamp = now();
    const delta = totpOf(secret, person.login).validate({ token: code, timestamp, window: 1 });
    return delta === null ? null : Math.floor(timestamp / stepMs) + delta;
  }

  /** The time step that is taken with this code; null when it is none, or was taken. */
  async function takeTimeCode(row: { readonly secret: string }, person: Person, code: string): Promise<number | null> {
    const step = await stepOf(row.secret, person, code);
    if (step === null) return null;
    const { numUpdatedRows } = await database
      .updateTable('secondFactor')
      .set({ lastStep: step })
      .where('personId', '=', person.id)
      .where('secret', '=', row.secret)
      .where(({ or, eb }) => or([eb('lastStep', 'is', null), eb('lastStep', '<', step)]))
      .executeTakeFirst();
    return numUpdatedRows === 1n ? step : null;
  }

  function acceptRecoveryCode(recoveryHashes: string, person: Person, code: string): Promise<boolean> {
    const hashes = hashesOf(recoveryHashes);
    const left = hashes.filter((hash) => hash !== hashCode(code));
    if (left.length === hashes.length) return Promise.resolve(false);
    return commands.run(person.id, async ({ transaction, audit }) => {
      const { numUpdatedRows } = await transaction
        .updateTable('secondFactor')
        .set({ recoveryHashes: JSON.stringify(left) })
        .where('personId', '=', person.id)
        // Who takes another one at the same moment is told to try again; nobody takes one twice.
        .where('recoveryHashes', '=', recoveryHashes)
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) return false;
      const subject = { person: person.id, left: left.length };
      await audit(agencyChain(person.agencyId), 'secondFactor.recoveryCodeUsed', subject);
      return true;
    });
  }

  return {
    async read(personId) {
      const row = await rowOf(personId);
      if (!row || row.confirmedAt === null) return null;
      return { recoveryCodesLeft: hashesOf(row.recoveryHashes).length };
    },
    async begin(person) {
      const secret = new Secret({ size: 20 }).base32;
      const sealed = await box.seal(secret, person.id);
      const { numInsertedOrUpdatedRows } = await database
        .insertInto('secondFactor')
        .values({ personId: person.id, secret: sealed, confirmedAt: null, lastStep: null, recoveryHashes: '[]' })
        .onConflict((conflict) =>
          conflict.column('personId').doUpdateSet({ secret: sealed }).where('secondFactor.confirmedAt', 'is', null),
        )
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows === 0n) throw isOn();
      return { secret, uri: totpOf(secret, person.login).toString() };
    },
    async confirm(person, code) {
      const row = await rowOf(person.id);
      if (row && row.confirmedAt !== null) throw isOn();
      const step = row ? await limit.attempt(row.secret, () => stepOf(row.secret, person, bare(code))) : null;
      if (!row || step === null) throw new AppError('badCode', 'this is not the code of now');
      const recoveryCodes = Array.from({ length: recoveryCodeCount }, newRecoveryCode);
      await commands.run(person.id, async ({ transaction, at, audit }) => {
        const { numUpdatedRows } = await transaction
          .updateTable('secondFactor')
          .set({ confirmedAt: at, lastStep: step, recoveryHashes: JSON.stringify(recoveryCodes.map(hashCode)) })
          .where('personId', '=', person.id)
          .where('secret', '=', row.secret)
          .where('confirmedAt', 'is', null)
          .executeTakeFirst();
        if (numUpdatedRows !== 1n) throw isOn();
        await audit(agencyChain(person.agencyId), 'secondFactor.set', { person: person.id });
      });
      return recoveryCodes;
    },
    async accept(person, code) {
      const row = await rowOf(person.id);
      if (!row || row.confirmedAt === null) return false;
      if (!/^\d{6}$/.test(bare(code))) return acceptRecoveryCode(row.recoveryHashes, person, code);
      return (await limit.attempt(row.secret, () => takeTimeCode(row, person, bare(code)))) !== null;
    },
    async remove(person) {
      await commands.run(person.id, async ({ transaction, audit }) => {
        const { numDeletedRows } = await transaction
          .deleteFrom('secondFactor')
          .where('personId', '=', person.id)
          .executeTakeFirst();
        if (numDeletedRows === 0n) return;
        await audit(agencyChain(person.agencyId), 'secondFactor.removed', { person: person.id });
      });
    },
  };
}

function totpOf(secret: string, login: string): TOTP {
  return new TOTP({ issuer, label: login, algorithm: 'SHA1', digits: 6, period: 30, secret });
}

function isOn(): AppError {
  return new AppError('secondFactorOn', 'the second factor is on; remove it first');
}

/** 80 random bits, in groups that can be read out. */
function newRecoveryCode(): string {
  const letters = new Secret({ buffer: new Uint8Array(randomBytes(10)).buffer }).base32.toLowerCase();
  return (letters.match(/.{4}/g) ?? []).join('-');
}

/** Random enough that a plain hash cannot be guessed back. */
function hashCode(code: string): string {
  return createHash('sha256').update(bare(code)).digest('hex');
}

function hashesOf(stored: string): string[] {
  return JSON.parse(stored) as string[];
}

function bare(code: string): string {
  return code.replace(/[\s-]/g, '').toLowerCase();
}
