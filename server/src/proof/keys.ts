import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import canonicalize from 'canonicalize';

/** Public keys by their id: the ones that a signature may be of. */
export type PublicKeys = ReadonlyMap<string, KeyObject>;

export type SignatureState = 'valid' | 'invalid' | 'unknownKey';

/** RFC 8785 JSON of a value that JSON holds. */
export function canonicalText(value: unknown): string {
  return canonicalize(value) ?? '';
}

/** SHA-256, hex. */
export function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

/** First 16 hex digits of the SHA-256 of the key's SPKI (docs/proof.md K2). */
export function keyIdOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);
}

/** Every Ed25519 public key that a PEM text holds; a private key's own too. Throws an Error that says what is wrong. */
export function readPublicKeys(pem: string): PublicKeys {
  const blocks = pem.match(/-----BEGIN (PUBLIC|PRIVATE) KEY-----[^-]+-----END \1 KEY-----/g) ?? [];
  if (blocks.length === 0) throw new Error('it holds no PEM key');
  return new Map(
    blocks.map((block) => {
      const key = parseKey(block);
      if (key.asymmetricKeyType !== 'ed25519') throw new Error('it holds a key that is not Ed25519');
      return [keyIdOf(key), key] as const;
    }),
  );
}

/** Whether `signature` (base64) is the named key's signature of the RFC 8785 JSON of `value`. */
export function checkSignature(keys: PublicKeys, keyId: string, value: unknown, signature: string): SignatureState {
  const key = keys.get(keyId);
  if (key === undefined) return 'unknownKey';
  const isValid = verify(null, Buffer.from(canonicalText(value)), key, Buffer.from(signature, 'base64'));
  return isValid ? 'valid' : 'invalid';
}

function parseKey(block: string): KeyObject {
  try {
    return createPublicKey(block);
  } catch {
    throw new Error('it holds a PEM key that cannot be read');
  }
}
