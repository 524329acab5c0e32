import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { uploadedFileSchema } from '@ruam/shared/api/evidence.ts';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { type EvidenceBed, openEvidenceBed } from '../evidence/testBed.ts';
import { until } from '../sync/testBed.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { refusal, testOrigin, visitAs } from '../testing/server.ts';
import { pdf, png } from './testFiles.ts';

const maxBytes = 300_000;

describe.each(testStores)('files on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let bed: EvidenceBed;
  beforeAll(async () => {
    bed = await openEvidenceBed(await locate(atEnd), atEnd, { LIMIT_EVIDENCE_BYTES: String(maxBytes) });
  });

  const arriving = (): string[] => readdirSync(join(bed.server.dataDir, 'files', 'incoming'));
  /** What is kept of a hash; others that begin alike lie in the same folder. */
  const stored = (hash: string): string[] => {
    const folder = join(bed.server.dataDir, 'files', hash.slice(0, 2));
    return existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith(hash)) : [];
  };

  it('F1 a file comes back byte for byte, and is stored once however often it comes', async () => {
    const bytes = pdf('ฉบับลงนาม');
    const [first, second] = await Promise.all([
      bed.uploaded('cat3-member', { bytes }),
      bed.uploaded('cat3-chair', { bytes }),
    ]);
    expect(first.id).not.toBe(second.id);
    expect(first).toMatchObject({ mediaType: 'application/pdf', sizeBytes: bytes.length, hash: second.hash });
    expect(stored(first.hash)).toEqual([first.hash]);
    const got = await fetch(`${bed.server.url}/api/files/${first.id}`, {
      headers: { cookie: (await visitAs(bed.server, 'cat3-member')).cookie },
    });
    expect(Buffer.from(await got.arrayBuffer()).equals(bytes)).toBe(true);
    expect(arriving()).toEqual([]);
  });

  it('F5 it is a download that no browser opens, under its Thai name', async () => {
    const { id } = await bed.uploaded('cat3-member', { name: 'คำสั่ง "ที่ 1".pdf' });
    const { headers } = await bed.ask('cat3-member', 'GET', `/api/files/${id}`);
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="______ ___ 1.pdf"; filename*=UTF-8''${encodeURIComponent('คำสั่ง ที่ 1.pdf')}`,
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('content-type')).toBe('application/pdf');
  });

  it('F3 a name that lies is told, and gets an ending of its true type', async () => {
    const lied = await bed.uploaded('cat3-member', { name: 'รายงาน.pdf', bytes: await png() });
    expect(lied).toMatchObject({ name: 'รายงาน.pdf.png', givenName: 'รายงาน.pdf', mediaType: 'image/png' });
    expect((await bed.uploaded('cat3-member', { name: 'รายงาน.pdf' })).givenName).toBeUndefined();
  });

  it.each([
    ['../../etc/passwd', 'passwd.pdf'],
    ['C:\\Users\\ก\\คำสั่ง.pdf', 'คำสั่ง.pdf'],
    ['.pdf', 'pdf.pdf'],
    ['คำ\u202efdp.exe', 'คำfdp.exe.pdf'],
    ['น\u0e4d\u0e32.pdf', 'น\u0e4d\u0e32.pdf'],
    ['é.pdf'.normalize('NFD'), 'é.pdf'.normalize('NFC')],
  ])('F3 the name %j becomes %j', async (name, expected) => {
    expect((await bed.uploaded('cat3-member', { name })).name).toBe(expected);
  });

  it('F3 a name as long as a book is cut, its ending stays', async () => {
    const { name } = await bed.uploaded('cat3-member', { name: `${'ยาว'.repeat(400)}.pdf` });
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(240);
    expect(name).toMatch(/^(ยาว)+.*\.pdf$/);
  });

  it('F2 what is not taken leaves nothing', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
    const answer = await bed.upload('cat3-member', { name: 'a.png', bytes: svg });
    expect(refusal(answer)).toBe('415 unknownFormat');
    expect(answer.text).toContain('notAllowed');
    expect(refusal(await bed.upload('cat3-member', { bytes: Buffer.alloc(0) }))).toBe('415 unknownFormat');
    expect(arriving()).toEqual([]);
  });

  it('F1 what is too large is refused while it arrives', async () => {
    const bytes = Buffer.concat([pdf(), randomBytes(maxBytes)]);
    expect(refusal(await bed.upload('cat3-member', { bytes }))).toBe('413 tooLarge');
    const { cookie } = await visitAs(bed.server, 'cat3-member');
    // Without its length beforehand, and without an end.
    const status = await new Promise((resolve, reject) => {
      const sent = request(`${bed.server.url}/api/cycles/${bed.world.cycle}/files`, {
        method: 'POST',
        headers: { cookie, origin: testOrigin, 'content-type': 'multipart/form-data; boundary=x' },
      });
      sent.on('response', (answer) => {
        resolve(answer.statusCode);
        sent.destroy();
      });
      sent.on('error', reject);
      sent.write('--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n');
      for (let round = 0; round < 8; round += 1) sent.write(randomBytes(64 * 1024));
      setTimeout(() => sent.end(), 300);
    });
    expect(status).toBe(413);
    await until(() => arriving().length === 0, 'nothing of it is left');
  });

  it('F1 an upload that is broken off leaves nothing', async () => {
    const { cookie } = await visitAs(bed.server, 'cat3-member');
    const sent = request(`${bed.server.url}/api/cycles/${bed.world.cycle}/files`, {
      method: 'POST',
      headers: { cookie, origin: testOrigin, 'content-type': 'multipart/form-data; boundary=x' },
    });
    sent.on('error', () => undefined);
    sent.write('--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.4 half');
    await until(() => arriving().length === 1, 'it arrives');
    sent.destroy();
    await until(() => arriving().length === 0, 'nothing of it is left');
  });

  it('F9 a person has eight uploads under way at once, and others theirs beside them', async () => {
    const { cookie } = await visitAs(bed.server, 'cat3-chair');
    const before = arriving().length;
    const under = Array.from({ length: 8 }, () => {
      const sent = request(`${bed.server.url}/api/cycles/${bed.world.cycle}/files`, {
        method: 'POST',
        headers: { cookie, origin: testOrigin, 'content-type': 'multipart/form-data; boundary=x' },
      });
      sent.on('error', () => undefined);
      sent.write('--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.4 half');
      return sent;
    });
    await until(() => arriving().length === before + 8, 'all of them arrive');
    expect(refusal(await bed.upload('cat3-chair'))).toBe('429 tooManyRequests');
    expect((await bed.upload('cat3-member')).status).toBe(201);
    for (const sent of under) sent.destroy();
    await until(() => arriving().length === before, 'nothing of them is left');
    expect((await bed.upload('cat3-chair')).status).toBe(201);
  });

  it.each([
    ['no form', 'application/octet-stream', 'x', '400 badRequest'],
    ['no boundary', 'multipart/form-data', 'x', '400 badRequest'],
    [
      'a form that is cut off',
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n%PDF',
      '400 badRequest',
    ],
    ['a form of garbage', 'multipart/form-data; boundary=x', 'garbage', '400 badRequest'],
    [
      'no file',
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="other"\r\n\r\n1\r\n--x--\r\n',
      '422 invalid',
    ],
  ])('%s is answered clearly', async (_name, type, body, expected) => {
    const who = await visitAs(bed.server, 'cat3-member');
    const answer = await who.ask('POST', `/api/cycles/${bed.world.cycle}/files`, {
      body,
      headers: { 'content-type': type },
    });
    expect(refusal(answer)).toBe(expected);
    expect(arriving()).toEqual([]);
  });

  it('F6 a picture is made anew: turned, bounded, without what the camera wrote, and kept', async () => {
    const photo = await sharp(await png(2_000, 100))
      .jpeg()
      .withExif({ IFD0: { Copyright: 'secret-place' } })
      .toBuffer();
    const polyglot = Buffer.concat([photo, Buffer.from('<script>alert(1)</script>')]);
    const { id, hash } = await bed.uploaded('cat3-member', { name: 'ภาพ.jpg', bytes: polyglot, use: 'text' });
    const cookie = (await visitAs(bed.server, 'observer')).cookie;
    const read = async (kind: string) => {
      const answer = await fetch(`${bed.server.url}/api/files/${id}/${kind}`, { headers: { cookie } });
      return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
    };
    const { answer, bytes } = await read('image');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/webp']);
    expect(answer.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 1_600, height: 80 });
    expect(bytes.includes('secret-place') || bytes.includes('<script>')).toBe(false);
    expect((await sharp((await read('thumbnail')).bytes).metadata()).width).toBe(320);
    expect(stored(hash)).toEqual([hash, `${hash}.image`, `${hash}.thumbnail`]);
    const again = await fetch(`${bed.server.url}/api/files/${id}/image`, {
      headers: { cookie, 'if-none-match': answer.headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
  });

  it('F6 a picture of too many points, a broken one and what is none are refused for texts', async () => {
    const huge = await png();
    huge.writeUInt32BE(20_000, 16);
    huge.writeUInt32BE(20_000, 20);
    huge.writeUInt32BE(crc32(huge.subarray(12, 29)), 29);
    const half = (await png(300, 300)).subarray(0, 90_000);
    for (const bytes of [huge, half, pdf()])
      expect(refusal(await bed.upload('cat3-member', { name: 'ภาพ.png', bytes, use: 'text' }))).toBe(
        '415 unknownFormat',
      );
    const { id } = await bed.uploaded('cat3-member');
    expect(refusal(await bed.ask('cat3-member', 'GET', `/api/files/${id}/image`))).toBe('415 unknownFormat');
  });

  it.each([
    ['cat3-member', 201, 201],
    ['cat3-secretary', 201, 201],
    ['cat7-chair', 201, 201],
    ['secretariat', 201, 201],
    ['steering-chair', 403, 201],
    ['advisor', 403, 201],
    ['steering-member', 403, 403],
    ['observer', 403, 403],
    ['admin', 403, 403],
    ['foreigner', 404, 404],
    ['seatless', 404, 404],
  ])('F4 %s uploads evidence: %i, pictures for texts: %i', async (login, evidence, text) => {
    expect((await bed.upload(login)).status).toBe(evidence);
    expect((await bed.upload(login, { name: 'ภาพ.png', bytes: await png(), use: 'text' })).status).toBe(text);
  });

  it('F4 a file that is in no register yet is its uploader’s alone; a picture for a text is everybody’s', async () => {
    const { id } = await bed.uploaded('cat3-member');
    const picture = await bed.uploaded('cat3-member', { name: 'ภาพ.png', bytes: await png(), use: 'text' });
    const seen = async (login: string, path: string) => (await bed.ask(login, 'GET', path)).status;
    for (const [login, own, drawn] of [
      ['cat3-member', 200, 200],
      ['cat3-chair', 403, 200],
      ['secretariat', 403, 200],
      ['observer', 403, 200],
      ['foreigner', 404, 404],
      ['seatless', 404, 404],
    ] as const) {
      expect([login, await seen(login, `/api/files/${id}`)]).toEqual([login, own]);
      expect([login, await seen(login, `/api/files/${picture.id}/image`)]).toEqual([login, drawn]);
    }
    expect(await seen('cat3-member', `/api/files/${randomUUID()}`)).toBe(404);
  });

  it('the answer names the entries that have the file already', async () => {
    const bytes = pdf('ใช้ซ้ำ');
    const entry = await bed.added('cat3-member', { file: (await bed.uploaded('cat3-member', { bytes })).id });
    const again = uploadedFileSchema.parse((await bed.upload('cat4-chair', { bytes })).body);
    expect(again.sameAs).toEqual([{ evidence: entry.id, title: entry.title }]);
  });
});
