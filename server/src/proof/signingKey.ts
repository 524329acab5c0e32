import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { ConfigError } from '../config/config.ts';
import type { Database } from '../database/database.ts';
import { canonicalText, keyIdOf, type PublicKeys, readPublicKeys } from './keys.ts';

/** The installation's key, and the public keys of those that it replaced (docs/proof.md K1-K4). */
export interface SigningKey {
  readonly keyId: string;
  /** The key in use. */
  readonly publicPem: string;
  /** Of this key and of those before it. */
  readonly publicKeys: PublicKeys;
  /** Signs the RFC 8785 JSON of a value; base64. */
  sign(value: unknown): string;
}

/**
 * Opens the key file; makes one, readable by its owner only, where there is none and nothing was signed before.
 * @param newestKeyId which key signed the newest certificate, null when there is none
 * Throws ConfigError: the file cannot be read, is damaged or lost, or knows nothing of the key of the newest certificate.
 */
export function openSigningKey(path: string, newestKeyId: string | null): SigningKey {
  if (!existsSync(path)) {
    if (newestKeyId !== null)
      throw refusal(path, `is missing, and certificates are signed with the key ${newestKeyId}`);
    makeKeyFile(path);
  }
  const key = parseKeyFile(path);
  if (newestKeyId !== null && !key.publicKeys.has(newestKeyId)) {
    throw refusal(
      path,
      `holds the key ${key.keyId}, but the newest certificate is signed with the key ${newestKeyId}. Several servers of ` +
        'one database share one key file. Was the key replaced on purpose, put the public key of the old one behind it',
    );
  }
  return key;
}

const restoredKeySetting = 'restoredKey';

/** Which key signed the newest certificate; null when there is none, or when it came with a restored backup (K3). */
export async function newestCertificateKey(database: Database): Promise<string | null> {
  const keyId = await newestKeyId(database);
  const restored = await database
    .selectFrom('setting')
    .select('value')
    .where('key', '=', restoredKeySetting)
    .executeTakeFirst();
  return keyId === restored?.value ? null : keyId;
}

/** A backup was restored, perhaps of another installation: the key of its certificates may be unknown here. */
export async function acceptRestoredKey(database: Database): Promise<void> {
  const value = await newestKeyId(database);
  if (value === null) return;
  await database
    .insertInto('setting')
    .values({ key: restoredKeySetting, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}

async function newestKeyId(database: Database): Promise<string | null> {
  const newest = await database
    .selectFrom('certificate')
    .select('keyId')
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return newest?.keyId ?? null;
}

function parseKeyFile(path: string): SigningKey {
  const pem = readKeyFile(path);
  const privateKey = parsePrivateKey(path, pem);
  let publicKeys: PublicKeys;
  try {
    publicKeys = readPublicKeys(pem);
  } catch (error) {
    throw refusal(path, `is damaged: ${error instanceof Error ? error.message : String(error)}`);
  }
  const keyId = keyIdOf(publicOf(privateKey));
  return {
    keyId,
    publicPem: publicOf(privateKey).export({ type: 'spki', format: 'pem' }).toString(),
    publicKeys,
    sign: (value) => sign(null, Buffer.from(canonicalText(value)), privateKey).toString('base64'),
  };
}

function publicOf(privateKey: KeyObject): KeyObject {
  const [key] = readPublicKeys(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()).values();
  if (key === undefined) throw new Error('a private key has a public one');
  return key;
}

function readKeyFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw refusal(path, `cannot be read (${error instanceof Error && 'code' in error ? error.code : 'unknown'})`);
  }
}

function parsePrivateKey(path: string, pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    throw refusal(path, 'is damaged: it does not begin with a PEM private key. It is not replaced by itself');
  }
  throw refusal(path, 'does not hold an Ed25519 private key');
}

/** Whole or not at all, and never over another one: a second server that starts at the same time takes the first one's. */
function makeKeyFile(path: string): void {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync('ed25519');
  const whole = join(folder, `.signing-${process.pid}-${Date.now()}.part`);
  try {
    write(whole, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    linkSync(whole, path);
    syncFolder(folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown';
    if (code !== 'EEXIST') throw refusal(path, `cannot be made (${code})`);
  } finally {
    rmSync(whole, { force: true });
  }
}

function write(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function syncFolder(folder: string): void {
  const opened = openSync(folder, 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

function refusal(path: string, what: string): ConfigError {
  return new ConfigError(`SIGNING_KEY_FILE: ${path} ${what}.`);
}
