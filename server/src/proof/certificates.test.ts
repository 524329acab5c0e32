import { createHash, createPublicKey, randomUUID, verify } from 'node:crypto';
import { join } from 'node:path';
import { certificateLineSchema, publicCertificateSchema, standingSchema } from '@ruam/shared/api/proof.ts';
import { type Certificate, certificateSchema } from '@ruam/shared/proof/certificate.ts';
import canonicalize from 'canonicalize';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createCommands } from '../commands/commands.ts';
import { type DecidingBed, openDecidingBed } from '../deciding/testBed.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { addSeat } from '../testing/people.ts';
import { refusal, visitAs, visitor } from '../testing/server.ts';
import { temporaryDirectory } from '../testing/temporaryDirectory.ts';
import { addCycle } from '../testing/world.ts';
import { createCertificates } from './certificates.ts';
import { openSigningKey } from './signingKey.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe.each(testStores)('certificates, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let bed: DecidingBed;
  let publicPem: string;
  beforeAll(async () => {
    bed = await openDecidingBed(await locate(atEnd), atEnd);
    publicPem = (await visitor(bed.server).get('/api/certificates/key')).text;
  });

  /** Approves an item at Basic; the id of its certificate. */
  async function approved(code: string, more: Readonly<Record<string, unknown>> = {}): Promise<string> {
    await bed.claim(code, 'basic');
    const answer = await bed.approve(code, { level: 'basic', ...more });
    const { approval } = z.object({ approval: z.object({ certificateId: z.string() }) }).parse(answer.body);
    return approval.certificateId;
  }
  const read = async (id: string, login = 'observer') => (await bed.visit(login)).get(`/api/certificates/${id}`);
  const certificateOf = async (id: string): Promise<Certificate> => certificateSchema.parse((await read(id)).body);
  const standingOf = async (id: string) => standingSchema.parse((await read(`${id}/standing`)).body);
  const isSigned = ({ signature, ...unsigned }: Certificate): boolean =>
    verify(
      null,
      Buffer.from(canonicalize(unsigned) ?? ''),
      createPublicKey(publicPem),
      Buffer.from(signature, 'base64'),
    );

  it('C1 C2 C3 says what was decided, in canonical form, signed with the key that everybody may have', async () => {
    const id = await approved('3.1', { resolution: 'ที่ประชุมมีมติเห็นชอบ "ระดับ Basic" 😀' });
    const answer = await read(id);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json']);
    const certificate = certificateSchema.parse(answer.body);
    expect(answer.text).toBe(canonicalize(certificate));
    expect(isSigned(certificate)).toBe(true);
    expect(isSigned({ ...certificate, level: 'advance' })).toBe(false);
    const item = await bed.item('3.1');
    const evidence = item.documents.find(({ level }) => level === 'basic');
    expect(certificate).toMatchObject({
      id,
      agency: 'กรมตัวอย่าง',
      item: { code: '3.1', title: item.title },
      level: 'basic',
      conditions: null,
      resolution: 'ที่ประชุมมีมติเห็นชอบ "ระดับ Basic" 😀',
      decidedBy: { name: 'ชื่อ steering-chair', role: 'steering-chair' },
      documents: [{ id: evidence?.id, lockEpoch: 1 }],
    });
    expect(certificate.number).toMatch(/^PMQA-\d{4}-(6|12)\/3\.1\/\d{4}$/);
  });

  it('C4 its audit head is the entry before the one of its approval, which names it', async () => {
    const certificate = await certificateOf(await approved('3.2'));
    const chain = await bed.chain();
    const { seq, hash } = certificate.auditHead;
    expect(chain.find((entry) => entry.seq === seq)?.hash).toBe(hash);
    const entry = chain.find((each) => each.seq === seq + 1);
    expect(entry?.type).toBe('item.approved');
    expect(entry?.subject).toMatchObject({ certificate: certificate.id, approval: certificate.approvalId });
  });

  it('C6 the bytes that were hashed come as they were hashed', async () => {
    const id = await approved('3.3');
    const hashed = await read(`${id}/hashed`);
    expect(hashed.status).toBe(200);
    expect(sha256(hashed.text)).toBe((await certificateOf(id)).contentHash);
  });

  it('C7 stands while the text is the same; a reopening supersedes it and leaves it valid', async () => {
    const id = await approved('3.4');
    const before = await standingOf(id);
    expect(before).toMatchObject({ supersededBy: null, textEquals: true, signatureValid: true, chainValid: true });
    expect(before.nowHash).toBe((await certificateOf(id)).contentHash);
    await bed.reopen('3.4', { reason: 'พบหลักฐานใหม่' });
    const after = await standingOf(id);
    expect(after).toMatchObject({ supersededBy: { reason: 'พบหลักฐานใหม่' }, signatureValid: true, chainValid: true });
    const list = z
      .array(certificateLineSchema)
      .parse((await (await bed.visit('observer')).get(`/api/cycles/${bed.world.cycle}/certificates`)).body);
    expect(list.find((line) => line.id === id)).toMatchObject({ item: '3.4', level: 'basic', superseded: true });
    expect(list.map(({ superseded }) => superseded)).toContain(false);
  });

  it('C8 anybody may see what is public of it: no person, no resolution, no id of a text', async () => {
    const id = await approved('4.1', { resolution: 'มติที่ไม่เปิดเผย' });
    const answer = await visitor(bed.server).get(`/api/verify/${id}`);
    const certificate = await certificateOf(id);
    expect(publicCertificateSchema.strict().parse(answer.body)).toMatchObject({
      number: certificate.number,
      contentHash: certificate.contentHash,
      signatureValid: true,
      superseded: false,
    });
    for (const secret of ['มติที่ไม่เปิดเผย', 'steering-chair', certificate.snapshotId, certificate.approvalId])
      expect(answer.text).not.toContain(secret);
    await bed.reopen('4.1');
    const again = publicCertificateSchema.parse((await visitor(bed.server).get(`/api/verify/${id}`)).body);
    expect(again).toMatchObject({ signatureValid: true, superseded: true });
    for (const unknown of ['nothing', '%00', 'x'.repeat(300)])
      expect((await visitor(bed.server).get(`/api/verify/${unknown}`)).status).toBeGreaterThanOrEqual(400);
    expect(refusal(await visitor(bed.server).get('/api/verify/nothing'))).toBe('404 notFound');
  });

  it('is read by the readers of its cycle; others do not learn that it exists', async () => {
    const id = await approved('4.2');
    for (const path of [id, `${id}/hashed`, `${id}/standing`]) {
      for (const login of ['foreigner', 'seatless']) expect(refusal(await read(path, login))).toBe('404 notFound');
      expect(refusal(await visitor(bed.server).get(`/api/certificates/${path}`))).toBe('401 notSignedIn');
      expect((await read(path, 'cat7-chair')).status).toBe(200);
    }
    const list = `/api/cycles/${bed.world.cycle}/certificates`;
    expect(refusal(await (await bed.visit('foreigner')).get(list))).toBe('404 notFound');
  });

  it('C5 approvals at the same time in several cycles: numbers and chain without a gap, nobody waits for ever', async () => {
    const { server, world } = bed;
    const cycles = [world.cycle];
    for (let more = 0; more < 3; more++) {
      const cycle = await addCycle(server.database, world.agency);
      await addSeat(server.database, cycle, world.personIds['steering-chair'] ?? '', 'steering', 'steering-chair');
      cycles.push(cycle);
    }
    await server.database
      .updateTable('item')
      .set({ claimed: 'basic', status: 'claimed' })
      .where('category', '=', '5')
      .execute();
    const chair = await visitAs(server, 'steering-chair');
    const answers = await Promise.all(
      cycles.flatMap((cycle) =>
        ['5.1', '5.2', '5.3'].map((code) =>
          chair.ask('POST', `/api/cycles/${cycle}/items/${code}/approval`, {
            json: { level: 'basic', resolution: 'ก' },
          }),
        ),
      ),
    );
    expect(answers.map(({ status, text }) => (status === 201 ? 201 : text))).toEqual(answers.map(() => 201));
    const rows = await server.database.selectFrom('certificate').selectAll().orderBy('position').execute();
    expect(rows.map(({ position }) => position)).toEqual(rows.map((_row, index) => index + 1));
    expect(rows.map(({ previousHash }) => previousHash)).toEqual([null, ...rows.slice(0, -1).map(({ hash }) => hash)]);
    const counts = rows.map(({ number }) => Number(number.split('/')[2]));
    expect(counts).toEqual(rows.map((_row, index) => index + 1));
    for (const row of rows) expect(sha256(row.content)).toBe(row.hash);
  });

  it('C5 a command that fails after the issue leaves no certificate and no gap', async () => {
    const { database } = bed.server;
    const last = () => database.selectFrom('certificateHead').selectAll().execute();
    const before = await last();
    const made = await database.selectFrom('approval').selectAll().executeTakeFirstOrThrow();
    const approval = {
      ...made,
      id: 'never',
      cycle: made.cycleId,
      item: made.itemCode,
      conditions: null,
      documents: [],
    };
    const key = openSigningKey(join(temporaryDirectory(atEnd), 'signing.pem'), null);
    const failing = createCommands(database, Date.now, () => undefined).run(null, async (work) => {
      await createCertificates(key, randomUUID).issue(work, approval);
      throw new Error('the command failed');
    });
    await expect(failing).rejects.toThrow('the command failed');
    expect(await last()).toEqual(before);
    expect(before).toHaveLength(1);
  });
});
