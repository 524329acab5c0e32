import { readFile } from 'node:fs/promises';
import { type Certificate, certificateSchema, unsignedOf } from '@ruam/shared/proof/certificate.ts';
import { z } from 'zod';
import { checkSignature, type PublicKeys, readPublicKeys, sha256 } from '../proof/keys.ts';
import type { Verdict } from './verdict.ts';

/** What is verified with what: paths of files. `hashed` is the text whose hash the certificate names. */
export interface CertificateFiles {
  readonly certificate: string;
  readonly key: string;
  readonly hashed: string | undefined;
}

/**
 * Verifies a certificate with nothing but files (docs/proof.md V1): no server, no store. Throws when a file cannot be
 * read or the key file holds no key.
 */
export async function verifyCertificate(files: CertificateFiles): Promise<Verdict> {
  const keys = await readKeyFile(files.key);
  const parsed = certificateSchema.safeParse(parseJson(await readFile(files.certificate, 'utf8')));
  if (!parsed.success) {
    const why = z.prettifyError(parsed.error).split('\n').slice(0, 6).join('\n  ');
    return {
      holds: false,
      text: `form       WRONG: this is no certificate\n  ${why}\n\nThe certificate does not hold.`,
    };
  }
  const certificate = parsed.data;
  const findings = [
    { name: 'form', isGood: true, words: 'ok' },
    ...signatureFindings(certificate, keys, files.key),
    ...(files.hashed === undefined ? [] : [textFinding(certificate, await readFile(files.hashed), files.hashed)]),
  ];
  const holds = findings.every(({ isGood }) => isGood);
  const lines = [
    ...describe(certificate),
    '',
    ...findings.map(({ name, isGood, words }) => `${name.padEnd(10)} ${isGood ? '' : 'WRONG: '}${words}`),
    ...(files.hashed === undefined
      ? ['text       not checked: --hashed <file> checks the text that was approved']
      : []),
    '',
    holds ? 'The certificate holds.' : 'The certificate does not hold.',
  ];
  return { holds, text: lines.join('\n') };
}

/** The public keys in a file. Throws when it cannot be read or holds none. */
export async function readKeyFile(path: string): Promise<PublicKeys> {
  const pem = await readFile(path, 'utf8');
  try {
    return readPublicKeys(pem);
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

interface Finding {
  readonly name: string;
  readonly isGood: boolean;
  readonly words: string;
}

function signatureFindings(certificate: Certificate, keys: PublicKeys, keyFile: string): readonly Finding[] {
  const { keyId, signature } = certificate;
  const state = checkSignature(keys, keyId, unsignedOf(certificate), signature);
  if (state === 'unknownKey') {
    const held = [...keys.keys()].join(', ');
    const words = `the certificate names the key ${keyId}, but ${keyFile} holds ${held}: somebody else may have made it`;
    return [{ name: 'key', isGood: false, words }];
  }
  return [
    { name: 'key', isGood: true, words: `ok: ${keyId}, as in ${keyFile}` },
    state === 'valid'
      ? { name: 'signature', isGood: true, words: 'ok' }
      : {
          name: 'signature',
          isGood: false,
          words: 'the certificate is not what was signed: something in it was changed',
        },
  ];
}

function textFinding({ contentHash }: Certificate, bytes: Uint8Array, path: string): Finding {
  const hash = sha256(bytes);
  return hash === contentHash
    ? { name: 'text', isGood: true, words: `ok: ${path} is the text that was approved` }
    : { name: 'text', isGood: false, words: `${path} has the hash ${hash}, but ${contentHash} was approved` };
}

function describe({ number, agency, cycle, item, level, meeting, decidedBy, at }: Certificate): readonly string[] {
  return [
    `certificate ${number}`,
    `  ${agency}`,
    `  ${cycle.title}`,
    `  ${item.code} ${item.title.th}${level === null ? '' : `: ${level}`}`,
    `  meeting ${meeting.number}${meeting.date === null ? '' : ` of ${meeting.date}`}`,
    `  recorded ${at} by ${decidedBy.name} (${decidedBy.role})`,
  ];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
