import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { ConfigError } from '../config/config.ts';
import { memoryDatabase } from '../testing/databases.ts';
import { temporaryDirectory } from '../testing/temporaryDirectory.ts';
import { makeWorld } from '../testing/world.ts';
import { checkSignature } from './keys.ts';
import { acceptRestoredKey, newestCertificateKey, openSigningKey } from './signingKey.ts';

const newPath = () => join(temporaryDirectory(onTestFinished), 'keys', 'signing.pem');

function refusalOf(path: string, newestKeyId: string | null): string {
  try {
    openSigningKey(path, newestKeyId);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'it opened';
}

it('K1 is made at the first start, for its owner only, and is the same at the next', () => {
  const path = newPath();
  const made = openSigningKey(path, null);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(path, '..'))).toEqual(['signing.pem']);
  expect(openSigningKey(path, made.keyId).keyId).toBe(made.keyId);
  expect(openSigningKey(path, null).publicPem).toBe(made.publicPem);
  const signature = made.sign({ b: 1, a: 'ก' });
  expect(checkSignature(made.publicKeys, made.keyId, { a: 'ก', b: 1 }, signature)).toBe('valid');
  expect(checkSignature(made.publicKeys, made.keyId, { a: 'ก', b: 2 }, signature)).toBe('invalid');
  expect(checkSignature(made.publicKeys, 'another', { a: 'ก', b: 1 }, signature)).toBe('unknownKey');
});

it.each([
  ['an empty file', () => ''],
  ['a cut file', (pem: string) => pem.slice(0, 60)],
  ['changed letters', (pem: string) => pem.replace(/\n.{20}/, '\n!!!!!!!!!!!!!!!!!!!!')],
  ['another kind of key', () => pemOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)],
  ['only a public key', () => publicPemOf()],
])('K3 %s is refused and left as it is', (_name, damage) => {
  const path = newPath();
  openSigningKey(path, null);
  const damaged = damage(readFileSync(path, 'utf8'));
  writeFileSync(path, damaged);
  expect(refusalOf(path, null)).toContain(path);
  expect(readFileSync(path, 'utf8')).toBe(damaged);
});

it('K3 a key that is lost or another than certificates are signed with is refused, and none is made', () => {
  const path = newPath();
  const { keyId } = openSigningKey(path, null);
  const other = newPath();
  openSigningKey(other, null);
  expect(refusalOf(other, keyId)).toContain(keyId);
  rmSync(path);
  expect(refusalOf(path, keyId)).toContain('is missing');
  expect(readdirSync(join(path, '..'))).toEqual([]);
});

it('K4 a replaced key is known by its public key behind the new one', () => {
  const path = newPath();
  const old = openSigningKey(path, null);
  rmSync(path);
  openSigningKey(path, null);
  chmodSync(path, 0o600);
  writeFileSync(path, readFileSync(path, 'utf8') + old.publicPem);
  const key = openSigningKey(path, old.keyId);
  expect(key.keyId).not.toBe(old.keyId);
  expect(checkSignature(key.publicKeys, old.keyId, { a: 1 }, old.sign({ a: 1 }))).toBe('valid');
  expect(key.publicPem).not.toContain(old.publicPem);
});

function pemOf(key: import('node:crypto').KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

function publicPemOf(): string {
  return generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();
}

it('K3 what came with a restored backup may be signed with a key that is elsewhere, and nothing after it', async () => {
  const database = await memoryDatabase(onTestFinished);
  const world = await makeWorld(database);
  const sign = async (id: string, keyId: string, position: number): Promise<void> => {
    const of = { cycleId: world.cycle, itemCode: '3.3', approvalId: id, snapshotId: id, number: id };
    const row = { ...of, id, keyId, position, content: '{}', hash: id, previousHash: null, at: position };
    await database.insertInto('certificate').values(row).execute();
  };
  expect(await newestCertificateKey(database)).toBeNull();
  await sign('a', 'elsewhere', 1);
  expect(await newestCertificateKey(database)).toBe('elsewhere');
  await acceptRestoredKey(database);
  expect(await newestCertificateKey(database)).toBeNull();
  await sign('b', 'here', 2);
  expect(await newestCertificateKey(database)).toBe('here');
});
