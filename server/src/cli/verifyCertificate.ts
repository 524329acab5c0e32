import { readFile } from 'node:fs/promises';
import { type Certificate, certificateSchema, unsignedOf } from '@ruam/shared/proof/certificate.ts';
import { repeatedName } from '@ruam/shared/proof/repeatedName.ts';
import { canonicalText, checkSignature, type PublicKeys, readPublicKeys, sha256 } from '../proof/keys.ts';

import { printable } from './printable.ts';
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
  const read = readCertificate(await readFile(files.certificate, 'utf8'));
  if (read.certificate === null) return tell([{ name: 'form', isGood: false, words: read.why }], []);
  const { certificate } = read;
  const text = files.hashed === undefined ? null : textFinding(certificate, await readFile(files.hashed), files.hashed);
  return tell(
    [
      { name: 'form', isGood: true, words: read.isAsIssued ? 'ok' : 'ok: reformatted, but equal to what was issued' },
      ...signatureFindings(certificate, keys, files.key),
      text ?? { name: 'text', isGood: true, words: 'not checked: --hashed <file> checks the text that was approved' },
    ],
    describe(certificate),
  );
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

/**
 * The verdict first; then what was found; the facts last, and only of a certificate that holds. Whose words they are is
 * not known before that, so nothing in them may act on a terminal.
 */
function tell(findings: readonly Finding[], facts: readonly string[]): Verdict {
  const holds = findings.every(({ isGood }) => isGood);
  const lines = [
    holds ? 'The certificate holds.' : 'The certificate does not hold.',
    '',
    ...findings.map(({ name, isGood, words }) => `${name.padEnd(10)} ${isGood ? '' : 'WRONG: '}${words}`),
    ...(holds ? ['', ...facts] : []),
  ];
  return { holds, text: lines.map(printable).join('\n') };
}

type Read =
  | { readonly certificate: Certificate; readonly isAsIssued: boolean }
  | { readonly certificate: null; readonly why: string };

/** A name that is there twice is refused: this reader would take the last, another one the first. */
function readCertificate(text: string): Read {
  const json = parseJson(text);
  const parsed = certificateSchema.safeParse(json);
  if (!parsed.success) {
    const why = parsed.error.issues.map(({ path, message }) => [...path.map(String), message].join(': '));
    return { certificate: null, why: `this is no certificate: ${why.join('; ').slice(0, maxReasonLength)}` };
  }
  const repeated = repeatedName(text);
  if (repeated !== null)
    return { certificate: null, why: `it has the name ${repeated.slice(0, maxReasonLength)} twice: which one counts?` };
  const issued = canonicalText(parsed.data);
  if (canonicalText(json) !== issued) return { certificate: null, why: 'it holds more than a certificate does' };
  return { certificate: parsed.data, isAsIssued: text === issued };
}

const maxReasonLength = 500;

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
