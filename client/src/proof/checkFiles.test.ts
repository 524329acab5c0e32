import { type Certificate, unsignedOf } from '@ruam/shared/proof/certificate.ts';
import { expect, it } from 'vitest';
import { canonicalText } from './canonicalText.ts';
import { checkFiles } from './checkFiles.ts';

interface Keys {
  readonly pem: string;
  readonly keyId: string;
  readonly sign: (content: object) => Promise<Certificate>;
}

async function makeKeys(): Promise<Keys> {
  const { publicKey, privateKey } = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', publicKey));
  const pem = `-----BEGIN PUBLIC KEY-----\n${base64(spki)}\n-----END PUBLIC KEY-----\n`;
  return {
    pem,
    keyId: (await sha256(spki)).slice(0, 16),
    async sign(content) {
      const bytes = new TextEncoder().encode(canonicalText(content));
      const signature = base64(new Uint8Array(await crypto.subtle.sign('Ed25519', privateKey, bytes)));
      return { ...content, signature } as Certificate;
    },
  };
}

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

const { pem: publicPem, keyId, sign } = await makeKeys();
const text = '{"documents":[{"content":"ข้อความที่รับรอง","id":"d"}],"schemaVersion":1}';
const unsigned = {
  ...{ version: 1 as const, id: 'c', number: 'PMQA-2562-12/3.3/0001', agency: 'กรมตัวอย่าง' },
  cycle: { id: 'x', title: 'รอบ', fiscalYearBE: 2562, round: 12, frameworkId: 'pmqa-4.0' },
  item: { code: '3.3', title: { th: 'หัวข้อ', en: 'Item' } },
  ...{ level: 'basic' as const, conditions: null, resolution: 'เห็นชอบ', meeting: { number: '6/2562', date: null } },
  decidedBy: { name: 'ประธาน', role: 'steering-chair' as const },
  ...{ at: '2026-01-01T00:00:00.000Z', approvalId: 'a', snapshotId: 's', keyId, previousHash: null, documents: [] },
  contentHash: await sha256(new TextEncoder().encode(text)),
  auditHead: { chain: 'cycle/x', seq: 1, hash: '0'.repeat(64) },
};
const certificate = await sign(unsigned);
const file = (content: string, name = 'file.json') => new File([content], name);
const asFile = (content: object) => file(canonicalText(content), 'certificate.json');
const shown = { number: certificate.number, contentHash: certificate.contentHash };
const told = async (files: readonly File[], question = {}) =>
  (await checkFiles(files, { publicPem, shown, ...question })).map(({ kind }) => kind);

it('RFC 8785: names by code units, letters and numbers as JavaScript writes them', () => {
  const value = { '\u20ac': 1, '10': 2, '9': [1e21, -0, 'ก"\n'], '\ud83d\ude00': null, a: { b: true, a: 0.1 } };
  expect(canonicalText(value)).toBe(
    '{"10":2,"9":[1e+21,0,"ก\\"\\n"],"a":{"a":0.1,"b":true},"\u20ac":1,"\ud83d\ude00":null}',
  );
  expect(canonicalText(unsignedOf(certificate))).toBe(canonicalText(unsigned));
});

it('a certificate and its text hold, also reformatted and in either order; alone the text is asked for', async () => {
  const all = ['signatureValid', 'sameCertificate', 'textFits'];
  expect(await told([asFile(certificate), file(text)])).toEqual(all);
  expect(await told([file(text), file(JSON.stringify(certificate, null, 2))])).toEqual(all);
  expect(await told([asFile(certificate)])).toEqual(['signatureValid', 'sameCertificate', 'textMissing']);
  expect(await told([file(text)])).toEqual(['textFits']);
  expect(await told([file(text)], { shown: null })).toEqual(['textUnchecked']);
  expect(await told([])).toEqual([]);
});

it('what was changed is found: the certificate, its text, or a text of another', async () => {
  expect(await told([asFile({ ...certificate, level: 'significance' }), file(text)])).toEqual([
    'signatureInvalid',
    'textUnchecked',
  ]);
  expect((await told([asFile(certificate), file(text.replace('รับรอง', 'แก้'))])).at(-1)).toBe('textDiffers');
  expect(await told([file(`${text} `)])).toEqual(['textDiffers']);
});

it('somebody else’s key, a forged name of ours, and another certificate are told as such', async () => {
  const other = await makeKeys();
  const foreign = await other.sign({ ...unsigned, keyId: other.keyId });
  expect(await told([asFile(foreign)])).toEqual(['unknownKey']);
  expect(await told([asFile(await other.sign(unsigned))])).toEqual(['signatureInvalid']);
  const second = await sign({ ...unsigned, number: 'PMQA-2562-12/3.4/0002' });
  expect(await told([asFile(second)])).toEqual(['signatureValid', 'otherCertificate', 'textMissing']);
});

it.each([
  ['no JSON', () => file('%PDF-1.7'), 'notJson'],
  ['no UTF-8', () => new File([new Uint8Array([0x22, 0xff, 0x22])], 'x'), 'notJson'],
  ['other JSON', () => file('[1,2]'), 'unknownFile'],
  ['less than a certificate', () => file('{"contentHash":"x"}'), 'notCertificate'],
  ['more than a certificate', () => asFile({ ...certificate, more: 1 }), 'notCertificate'],
  ['a name twice', () => file(canonicalText(certificate).replace('{', '{"level":"advance",')), 'notCertificate'],
])('%s gets a clear message', async (_name, make, kind) => {
  expect(await told([make()])).toEqual([kind]);
});

it('several certificates, or several texts, are not guessed about', async () => {
  expect(await told([asFile(certificate), asFile(certificate)])).toEqual(['severalCertificates']);
  expect(await told([file(text), file(text)])).toEqual(['severalTexts']);
});
