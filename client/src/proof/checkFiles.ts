import { type Certificate, certificateSchema, unsignedOf } from '@ruam/shared/proof/certificate.ts';
import { repeatedName } from '@ruam/shared/proof/repeatedName.ts';
import { canonicalText } from './canonicalText.ts';

/** What was found in files that somebody holds; everything is read in this browser and kept nowhere. */
export type FileFinding =
  | { readonly kind: 'notJson' | 'unknownFile' | 'tooLarge'; readonly file: string }
  | { readonly kind: 'severalCertificates' | 'severalTexts' }
  /** Not one that this server issues: names are missing, are there twice, or are too many. */
  | { readonly kind: 'notCertificate'; readonly file: string }
  | { readonly kind: 'signatureValid' | 'unknownKey'; readonly keyId: string }
  | { readonly kind: 'signatureInvalid' | 'noSignatures' }
  | { readonly kind: 'sameCertificate' | 'otherCertificate'; readonly number: string }
  | { readonly kind: 'textFits' | 'textDiffers' | 'textUnchecked' | 'textMissing' };

/** What the files are held against. */
export interface FileQuestion {
  /** The public keys of this server, PEM. */
  readonly publicPem: string;
  /** The certificate that the page shows; null when there is none. */
  readonly shown: { readonly number: string; readonly contentHash: string } | null;
}

const maxFileBytes = 100 * 1024 * 1024;

/** Checks a certificate, its text, or both. A certificate is believed once its signature is found valid, not before. */
export async function checkFiles(
  files: readonly File[],
  { publicPem, shown }: FileQuestion,
): Promise<readonly FileFinding[]> {
  const read = await Promise.all(files.map(readFile));
  const bad = read.flatMap(({ kind, file }): FileFinding[] =>
    kind === 'certificate' || kind === 'text' ? [] : [{ kind, file }],
  );
  if (bad.length > 0) return bad;
  const certificates = read.filter(({ kind }) => kind === 'certificate');
  const texts = read.filter(({ kind }) => kind === 'text');
  if (certificates.length > 1) return [{ kind: 'severalCertificates' }];
  if (texts.length > 1) return [{ kind: 'severalTexts' }];
  const [held] = certificates;
  const [text] = texts;
  if (held === undefined) return text === undefined ? [] : [await textFinding(text.bytes, shown?.contentHash ?? null)];
  const certificate = parseCertificate(held.words);
  if (certificate === null) return [{ kind: 'notCertificate', file: held.file }];
  const signature = await signatureFinding(certificate, publicPem);
  if (signature.kind !== 'signatureValid') return [signature, ...(text === undefined ? [] : [textUnchecked])];
  const { number, contentHash } = certificate;
  const isShown = shown?.number === number && shown.contentHash === contentHash;
  return [
    signature,
    { kind: isShown ? 'sameCertificate' : 'otherCertificate', number },
    text === undefined ? { kind: 'textMissing' } : await textFinding(text.bytes, contentHash),
  ];
}

const textUnchecked: FileFinding = { kind: 'textUnchecked' };

interface ReadFile {
  readonly kind: 'certificate' | 'text' | 'notJson' | 'unknownFile' | 'tooLarge';
  readonly file: string;
  readonly words: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

async function readFile(file: File): Promise<ReadFile> {
  const nothing = { file: file.name, words: '', bytes: new Uint8Array() };
  if (file.size > maxFileBytes) return { kind: 'tooLarge', ...nothing };
  const bytes = new Uint8Array(await file.arrayBuffer());
  try {
    const words = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const json: unknown = JSON.parse(words);
    return { kind: kindOf(json), file: file.name, words, bytes };
  } catch {
    return { kind: 'notJson', ...nothing };
  }
}

function kindOf(json: unknown): ReadFile['kind'] {
  if (typeof json !== 'object' || json === null) return 'unknownFile';
  if ('contentHash' in json || 'signature' in json) return 'certificate';
  return 'schemaVersion' in json && 'documents' in json ? 'text' : 'unknownFile';
}

/** As `ruam verify` reads it (docs/proof.md V1). */
function parseCertificate(words: string): Certificate | null {
  const json: unknown = JSON.parse(words);
  const parsed = certificateSchema.safeParse(json);
  if (!parsed.success || repeatedName(words) !== null) return null;
  return canonicalText(json) === canonicalText(parsed.data) ? parsed.data : null;
}

async function signatureFinding(certificate: Certificate, publicPem: string): Promise<FileFinding> {
  const { keyId, signature } = certificate;
  if (!('subtle' in crypto)) return { kind: 'noSignatures' };
  try {
    for (const spki of spkisOf(publicPem)) {
      if ((await sha256(spki)).slice(0, 16) !== keyId) continue;
      const key = await crypto.subtle.importKey('spki', spki, 'Ed25519', false, ['verify']);
      const signed = new TextEncoder().encode(canonicalText(unsignedOf(certificate)));
      const isValid = await crypto.subtle.verify('Ed25519', key, bytesOf(signature), signed);
      return isValid ? { kind: 'signatureValid', keyId } : { kind: 'signatureInvalid' };
    }
    return { kind: 'unknownKey', keyId };
  } catch (error) {
    // An old browser; a page that did not come over https has no `crypto.subtle` at all.
    if (error instanceof DOMException && error.name === 'NotSupportedError') return { kind: 'noSignatures' };
    throw error;
  }
}

async function textFinding(bytes: Uint8Array<ArrayBuffer>, contentHash: string | null): Promise<FileFinding> {
  if (contentHash === null) return textUnchecked;
  if (!('subtle' in crypto)) return { kind: 'noSignatures' };
  return { kind: (await sha256(bytes)) === contentHash ? 'textFits' : 'textDiffers' };
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function spkisOf(pem: string): readonly Uint8Array<ArrayBuffer>[] {
  const blocks = pem.matchAll(/-----BEGIN PUBLIC KEY-----([^-]+)-----END PUBLIC KEY-----/g);
  return [...blocks].map(([, body = '']) => bytesOf(body.replace(/\s/g, '')));
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
