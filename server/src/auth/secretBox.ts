import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';

/**
 * Seals what must be read again but not by who has the database alone: AES-256-GCM with a key in a file of its own,
 * which is made at first need, readable by its owner only. Several nodes need the same file (docs/operations.md).
 */
export interface SecretBox {
  /** @param owner whose it is: sealed for one, it opens for nobody else */
  seal(text: string, owner: string): Promise<string>;
  /** Null for what was sealed with another key or for another owner. */
  open(sealed: string, owner: string): Promise<string | null>;
}

const keyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;

/** @param file where the key is, or will be */
export function createSecretBox(file: string): SecretBox {
  let reading: Promise<Buffer> | null = null;
  const key = (): Promise<Buffer> => {
    reading ??= readOrMakeKey(file).catch((error: unknown) => {
      reading = null;
      throw error;
    });
    return reading;
  };
  return {
    async seal(text, owner) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', await key(), iv).setAAD(Buffer.from(owner));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
    },
    async open(sealed, owner) {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < ivBytes + tagBytes) return null;
      const decipher = createDecipheriv('aes-256-gcm', await key(), bytes.subarray(0, ivBytes), {
        authTagLength: tagBytes,
      });
      decipher.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
      try {
        const text = Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]);
        return text.toString('utf8');
      } catch {
        // The only way it fails: the tag does not fit.
        return null;
      }
    },
  };
}

async function readOrMakeKey(file: string): Promise<Buffer> {
  const made = await makeKey(file);
  const key = made ?? Buffer.from((await readFile(file, 'utf8')).trim(), 'base64');
  if (key.length !== keyBytes) throw new Error(`the secret key file does not hold ${keyBytes} bytes in base64`);
  return key;
}

/** Null when there is a file already; another node may be the first. */
async function makeKey(file: string): Promise<Buffer | null> {
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      const key = randomBytes(keyBytes);
      await handle.writeFile(`${key.toString('base64')}\n`);
      await handle.sync();
      return key;
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return null;
    throw error;
  }
}
