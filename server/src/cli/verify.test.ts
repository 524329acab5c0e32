import { generateKeyPairSync, sign } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openDecidingBed } from '../deciding/testBed.ts';
import { canonicalText, readPublicKeys } from '../proof/keys.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { visitor } from '../testing/server.ts';
import { temporaryDirectory } from '../testing/temporaryDirectory.ts';
import { ruam } from './testCommand.ts';

describe('verify, with files alone', () => {
  const atEnd = atEndOfSuite();
  let folder: string;
  let nowhere: string;
  const file = (name: string) => join(folder, name);
  beforeAll(async () => {
    folder = temporaryDirectory(atEnd);
    nowhere = join(folder, 'no-data');
    const bed = await openDecidingBed({ kind: 'sqlite', path: file('ruam.sqlite') }, atEnd);
    await bed.claim('3.1', 'basic');
    const answer = await bed.approve('3.1', { level: 'basic', resolution: 'ที่ประชุมมีมติ' });
    const { certificateId } = (answer.body as { approval: { certificateId: string } }).approval;
    const reader = await bed.visit('observer');
    const path = `/api/certificates/${certificateId}`;
    writeFileSync(file('certificate.json'), (await reader.get(path)).text);
    writeFileSync(file('hashed.json'), (await reader.get(`${path}/hashed`)).text);
    writeFileSync(file('public.pem'), (await visitor(bed.server).get('/api/certificates/key')).text);
  });

  const verify = (certificate: string, ...more: string[]) => ruam(nowhere, 'verify', certificate, ...more);
  const key = () => ['--key', file('public.pem')];
  /** A copy of the certificate with a change. */
  function changed(change: (certificate: Record<string, unknown>) => object): string {
    const path = join(temporaryDirectory(onTestFinished), 'changed.json');
    writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(file('certificate.json'), 'utf8'))), null, 2));
    return path;
  }

  it('V1 a certificate and its text hold, without a server and without data', async () => {
    const run = await verify(file('certificate.json'), ...key(), '--hashed', file('hashed.json'));
    expect([run.code, run.errors]).toEqual([0, '']);
    expect(run.output).toMatch(
      /^The certificate holds\.\n\nform +ok\nkey +ok: [0-9a-f]{16}, as in .*\nsignature +ok\ntext +ok: .*\n\ncertificate PMQA-/,
    );
    expect(existsSync(nowhere)).toBe(false);
    expect(
      (
        await verify(
          changed((same) => same),
          ...key(),
        )
      ).output,
    ).toMatch(
      /^The certificate holds\.\n\nform +ok: reformatted, but equal to what was issued\n(.*\n)*text +not checked: /,
    );
  });

  it.each([
    ['the level', () => ({ level: 'significance' })],
    ['a person', () => ({ decidedBy: { name: 'คนอื่น', role: 'steering-chair' } })],
    ['a hash', () => ({ contentHash: '0'.repeat(64) })],
  ])('V1 %s that was changed', async (_name, change) => {
    const run = await verify(
      changed((certificate) => ({ ...certificate, ...change() })),
      ...key(),
    );
    expect(run).toMatchObject({ code: 1, errors: '', output: expect.stringMatching(/signature +WRONG: .*changed/) });
    expect(run.output).toMatch(/^The certificate does not hold\.\n/);
  });

  it('V1 something more, something less, or nothing at all is no certificate', async () => {
    const more = await verify(
      changed((certificate) => ({ ...certificate, more: 1 })),
      ...key(),
    );
    const less = await verify(
      changed(({ resolution: _resolution, ...rest }) => rest),
      ...key(),
    );
    const none = await verify(file('public.pem'), ...key());
    for (const run of [more, less, none])
      expect(run).toMatchObject({
        code: 1,
        output: expect.stringMatching(/^The certificate does not hold\.\n\nform +WRONG/),
      });
  });

  it('V1 nothing of a certificate that does not hold is shown, and no word of one acts on the terminal', async () => {
    const forged = '\n\nsignature  ok\n\nThe certificate holds.\n\u001b[8m\u009b8m\u202e';
    const unsigned = await verify(
      changed((certificate) => ({
        ...certificate,
        agency: forged,
        number: forged,
        meeting: { number: forged, date: forged },
      })),
      ...key(),
    );
    expect(unsigned.code).toBe(1);
    expect(unsigned.output).toMatch(
      /^The certificate does not hold\.\n\nform +ok.*\nkey +ok.*\nsignature +WRONG.*\ntext +not checked.*\n$/,
    );
    const named = await verify(
      changed((certificate) => ({ ...certificate, [forged]: 1, level: forged })),
      ...key(),
    );
    expect(named.code).toBe(1);
    expect(named.output).toMatch(/^The certificate does not hold\.\n\nform +WRONG: .*\\u001b\[8m\\u009b8m\\u202e.*\n$/);
  });

  it('V1 a genuine certificate with a name that would act on the terminal holds, and the name is spelt out', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const pem = publicKey.export({ type: 'spki', format: 'pem' });
    const own = file('own.pem');
    writeFileSync(own, pem);
    const [keyId] = readPublicKeys(String(pem)).keys();
    const name = 'สม\u200bชาย\u001b[2J\r\nThe certificate does not hold.\u2066\u2028';
    const path = changed(({ signature: _signature, ...certificate }) => {
      const unsigned = { ...certificate, keyId, decidedBy: { name, role: 'secretariat' } };
      return {
        ...unsigned,
        signature: sign(null, Buffer.from(canonicalText(unsigned)), privateKey).toString('base64'),
      };
    });
    const run = await verify(path, '--key', own);
    expect(run).toMatchObject({ code: 0, output: expect.stringMatching(/^The certificate holds\.\n/) });
    expect(run.output).toContain(
      'by สม\u200bชาย\\u001b[2J\\u000d\\u000aThe certificate does not hold.\\u2066\\u2028 (secretariat)\n',
    );
  });

  it.each([
    ['a level', '"level":"basic"', '"level":"significance","level":"basic"'],
    ['the same level', '"level":"basic"', '"level":"basic","level":"basic"'],
    ['a name in another writing', '"level":"basic"', '"\\u006cevel":"significance" , "level":"basic"'],
    ['a name within', '"fiscalYearBE":', '"fiscalYearBE":1,"fiscalYearBE":'],
  ])('V1 %s twice: it is refused, whichever of the two was signed', async (_name, once, twice) => {
    const path = join(temporaryDirectory(onTestFinished), 'twice.json');
    const issued = readFileSync(file('certificate.json'), 'utf8');
    expect(issued).toContain(once);
    writeFileSync(path, issued.replace(once, twice));
    expect(await verify(path, ...key())).toMatchObject({
      code: 1,
      output: expect.stringMatching(/^The certificate does not hold\.\n\nform +WRONG: it has the name \w+ twice/),
    });
  });

  it('V1 a name that readers pass over is more than a certificate holds', async () => {
    const path = join(temporaryDirectory(onTestFinished), 'more.json');
    writeFileSync(
      path,
      readFileSync(file('certificate.json'), 'utf8').replace('{', '{"__proto__":{"level":"significance"},'),
    );
    expect(await verify(path, ...key())).toMatchObject({ code: 1, output: expect.stringMatching(/form +WRONG/) });
  });

  it('V1 another text than the one that was approved', async () => {
    const run = await verify(file('certificate.json'), ...key(), '--hashed', file('public.pem'));
    expect(run).toMatchObject({ code: 1, output: expect.stringMatching(/text +WRONG: .* was approved/) });
  });

  it('V1 the key comes from outside: another one is said, and one of the certificate does not count', async () => {
    const other = file('other.pem');
    writeFileSync(other, generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }));
    const run = await verify(file('certificate.json'), '--key', other);
    expect(run).toMatchObject({
      code: 1,
      output: expect.stringMatching(/key +WRONG: .*somebody else may have made it/),
    });
    expect(run.output).not.toContain('signature');
  });

  it('what cannot be read ends with 2 and says which file', async () => {
    const [noKey, noFile, noPem, usage] = await Promise.all([
      verify(file('certificate.json')),
      verify(file('missing.json'), ...key()),
      verify(file('certificate.json'), '--key', file('hashed.json')),
      ruam(nowhere, 'verify'),
    ]);
    expect(noKey).toMatchObject({ code: 2, output: '', errors: expect.stringContaining('--key') });
    expect(noFile).toMatchObject({ code: 2, errors: expect.stringContaining('missing.json') });
    expect(noPem).toMatchObject({ code: 2, errors: expect.stringContaining('holds no PEM key') });
    expect(usage).toMatchObject({ code: 2, errors: expect.stringContaining('verify <certificate.json>') });
  });
});

describe('verify --audit without a server', () => {
  it('reads the data itself; where there is none it says so; a head file without heads is refused', async () => {
    const dataDir = temporaryDirectory(onTestFinished);
    const bed = await openDecidingBed({ kind: 'sqlite', path: join(dataDir, 'ruam.sqlite') }, onTestFinished);
    await bed.claim('3.1', 'basic');
    await bed.approve('3.1', { level: 'basic' });
    const key = join(dataDir, 'public.pem');
    writeFileSync(key, (await visitor(bed.server).get('/api/certificates/key')).text);
    const exported = join(dataDir, 'export.ndjson');
    const chain = await (await bed.visit('observer')).get(`/api/audit/export?cycle=${bed.world.cycle}`);
    writeFileSync(exported, chain.text);
    await bed.server.stop();

    const whole = await ruam(dataDir, 'verify', '--audit', '--key', key, '--heads', exported);
    expect([whole.errors, whole.code]).toEqual(['', 0]);
    expect(whole.output).toMatch(/1 certificates, 1 heads held elsewhere: all whole/);
    await bed.server.database.updateTable('audit').set({ type: 'item.other' }).where('seq', '=', 2).execute();
    expect(await ruam(dataDir, 'verify', '--audit', '--key', key)).toMatchObject({
      code: 1,
      output: expect.stringContaining('#2: the entry is not what was hashed: it was changed'),
    });
    expect(await ruam(dataDir, 'verify', '--audit')).toMatchObject({
      code: 1,
      output: '',
      errors: expect.stringContaining('--key'),
    });
    expect(await ruam(dataDir, 'verify', '--audit', '--heads', key)).toMatchObject({
      code: 2,
      errors: expect.stringContaining('no signed head'),
    });
    expect(await ruam(join(dataDir, 'none'), 'verify', '--audit', '--key', key)).toMatchObject({
      code: 2,
      errors: expect.stringContaining('no data'),
    });
  });
});
