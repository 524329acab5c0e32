import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { auditCheckSchema } from '@ruam/shared/api/proof.ts';
import { levels } from '@ruam/shared/assessment/level.ts';
import type { SignedHead } from '@ruam/shared/proof/auditChain.ts';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { ruam } from '../cli/testCommand.ts';
import type { Database } from '../database/database.ts';
import { type DecidingBed, openDecidingBed } from '../deciding/testBed.ts';
import { cycleChain, hashAuditEntry, readAudit } from '../events/audit.ts';
import { testStores } from '../testing/databases.ts';
import { visitor } from '../testing/server.ts';

// Each starts a server and several commands of the command line.
vi.setConfig({ testTimeout: 120_000 });

/** A store with a chain of commands, signed heads and certificates, and what was taken out of it before the crime. */
interface Scene {
  readonly bed: DecidingBed;
  readonly database: Database;
  readonly chain: string;
  /** Files: the public key, and all heads of this moment. */
  readonly key: string;
  readonly heads: string;
  /** The end of the chain, which is signed. */
  readonly lastSeq: number;
}

describe.each(testStores)('what somebody did to the store is found, on $name', ({ locate }) => {
  async function openScene(): Promise<Scene> {
    const bed = await openDecidingBed(await locate(onTestFinished), onTestFinished);
    const { server, world } = bed;
    for (const code of ['3.1', '3.2', '4.1']) {
      await bed.claim(code, 'advance');
      expect((await bed.approve(code, { level: 'basic' })).status).toBe(201);
    }
    await bed.reopen('3.2');
    const key = join(server.dataDir, 'public.pem');
    writeFileSync(key, (await visitor(server).get('/api/certificates/key')).text);
    const heads = join(server.dataDir, 'heads.json');
    const printed = await ruam(server.dataDir, 'heads');
    expect([printed.code, printed.errors]).toEqual([0, '']);
    writeFileSync(heads, printed.output);
    const chain = cycleChain(world.cycle);
    const { seq } = await server.database
      .selectFrom('auditChain')
      .select('seq')
      .where('id', '=', chain)
      .executeTakeFirstOrThrow();
    return { bed, database: server.database, chain, key, heads, lastSeq: seq };
  }

  /** What `verify --audit` says: exit code and printed lines. */
  async function verdict(scene: Scene, ...more: string[]) {
    const { code, output, errors } = await ruam(
      scene.bed.server.dataDir,
      'verify',
      '--audit',
      '--key',
      scene.key,
      ...more,
    );
    expect(errors).toBe('');
    return { code, output };
  }
  const entry = (scene: Scene, seq: number) =>
    scene.database
      .selectFrom('audit')
      .selectAll()
      .where('chain', '=', scene.chain)
      .where('seq', '=', seq)
      .executeTakeFirstOrThrow();
  const setEntry = (
    { database, chain }: Scene,
    seq: number,
    set: { subject?: string; seq?: number; type?: string; item?: string },
  ) => database.updateTable('audit').set(set).where('chain', '=', chain).where('seq', '=', seq).execute();
  const removeEntries = ({ database, chain }: Scene, from: number, to: number) =>
    database.deleteFrom('audit').where('chain', '=', chain).where('seq', '>=', from).where('seq', '<=', to).execute();

  /** Hashes the chain anew from its first entry on, its head too: what who can write the store would do. */
  async function rehash({ database, chain }: Scene): Promise<void> {
    let previousHash: string | null = null;
    let seq = 0;
    for (const stored of await readAudit(database, chain, 0, 10_000)) {
      const hash = hashAuditEntry({ ...stored, previousHash });
      await database
        .updateTable('audit')
        .set({ previousHash, hash })
        .where('chain', '=', chain)
        .where('seq', '=', stored.seq)
        .execute();
      previousHash = hash;
      seq = stored.seq;
    }
    await database.updateTable('auditChain').set({ seq, hash: previousHash }).where('id', '=', chain).execute();
  }

  /** As if item 3.2 had never been reopened. */
  async function undoReopening({ bed, database }: Scene): Promise<void> {
    const { cycle } = bed.world;
    await database.updateTable('approval').set({ reopeningId: null }).execute();
    await database.deleteFrom('reopening').execute();
    const items = database.updateTable('item').where('cycleId', '=', cycle).where('code', '=', '3.2');
    await items.set({ approved: 'basic', status: 'approved' }).execute();
    for (const level of levels) {
      const state = level === 'basic' ? 'locked' : 'open';
      const id = await bed.documentId('3.2', level);
      const lockEpoch = level === 'basic' ? 1 : 0;
      await database.updateTable('document').set({ state, lockEpoch }).where('id', '=', id).execute();
    }
  }

  it('nothing, where nothing was done: over the command line and over HTTP', async () => {
    const scene = await openScene();
    const whole = await verdict(scene, '--heads', scene.heads);
    expect(whole).toMatchObject({
      code: 0,
      output: expect.stringMatching(/3 certificates, \d+ heads held elsewhere: all whole\n$/),
    });
    // The key is the installation's own when none is given.
    expect(await ruam(scene.bed.server.dataDir, 'verify', '--audit')).toMatchObject({ code: 0, errors: '' });
    const answer = await (await scene.bed.visit('observer')).get(`/api/audit/check?cycle=${scene.bed.world.cycle}`);
    const check = auditCheckSchema.parse(answer.body);
    expect(check).toMatchObject({ entries: scene.lastSeq, isWhole: true, problems: [] });
    expect(check.newestSignedHead?.seq).toBe(scene.lastSeq);
  });

  it('V2 a changed entry: what, by whom, when, even to something that is no JSON', async () => {
    const scene = await openScene();
    const before = await entry(scene, 3);
    await setEntry(scene, 3, { subject: before.subject.replace('ที่ประชุม', 'ที่ ประชุม') });
    await setEntry(scene, 2, { subject: '{' });
    const { code, output } = await verdict(scene);
    expect(code).toBe(1);
    expect(output).toContain(`${scene.chain} #3: the entry is not what was hashed: it was changed`);
    expect(output).toContain(`${scene.chain} #2: the entry is not what was hashed: it was changed`);
    const answer = await (await scene.bed.visit('observer')).get(`/api/audit/check?cycle=${scene.bed.world.cycle}`);
    expect(auditCheckSchema.parse(answer.body)).toMatchObject({ isWhole: false });
  });

  it('V2 an entry that is found under another item than it tells of', async () => {
    const scene = await openScene();
    await setEntry(scene, 3, { item: '9.9' });
    const { code, output } = await verdict(scene);
    expect(code).toBe(1);
    expect(output).toContain(`${scene.chain} #3: the entry is not what was hashed: it was changed`);
  });

  it('V2 a removed entry, in the middle and at the beginning', async () => {
    const scene = await openScene();
    await removeEntries(scene, 1, 1);
    await removeEntries(scene, 3, 3);
    const { code, output } = await verdict(scene);
    expect(code).toBe(1);
    for (const seq of [1, 3]) expect(output).toContain(`${scene.chain} #${seq}: an entry is missing here`);
  });

  it('V2 an added entry', async () => {
    const scene = await openScene();
    const { database, chain, lastSeq } = scene;
    const last = await entry(scene, lastSeq);
    const { hash: _hash, ...unhashed } = {
      ...(await readAudit(database, chain, lastSeq - 1, 1))[0],
      seq: lastSeq + 1,
      previousHash: last.hash,
    };
    const hash = hashAuditEntry(unhashed as Parameters<typeof hashAuditEntry>[0]);
    await database
      .insertInto('audit')
      .values({ ...last, seq: lastSeq + 1, previousHash: last.hash, hash })
      .execute();
    const { code, output } = await verdict(scene);
    expect(code).toBe(1);
    expect(output).toContain('the chain does not end where its head says');
  });

  it('V2 entries in another order, and renumbered ones', async () => {
    const scene = await openScene();
    await setEntry(scene, 2, { seq: 1000 });
    await setEntry(scene, 3, { seq: 2 });
    await setEntry(scene, 1000, { seq: 3 });
    const { code, output } = await verdict(scene);
    expect(code).toBe(1);
    expect(output).toContain(`${scene.chain} #2: the entry does not follow the one before it`);
    expect(output).toContain(`${scene.chain} #2: the entry is not what was hashed`);
  });

  it('H3 a tail that was written anew with its hashes: the signed head has another one', async () => {
    const scene = await openScene();
    await setEntry(scene, 2, { type: 'item.other' });
    await rehash(scene);
    const { code, output } = await verdict(scene);
    expect(code).toBe(1);
    expect(output).not.toContain('not what was hashed');
    expect(output).toContain(`${scene.chain} #${scene.lastSeq}: the signed head has another hash than the entry`);
    expect(output).toContain('the audit chain does not have its head');
  });

  it('H3 a cut tail with every trace of it: only the head held elsewhere knows', async () => {
    const scene = await openScene();
    const { database, chain, lastSeq } = scene;
    await removeEntries(scene, lastSeq, lastSeq);
    await undoReopening(scene);
    await database.deleteFrom('signedHead').where('chain', '=', chain).where('seq', '=', lastSeq).execute();
    await rehash(scene);
    expect(await verdict(scene)).toMatchObject({ code: 0 });
    const { code, output } = await verdict(scene, '--heads', scene.heads);
    expect(code).toBe(1);
    expect(output).toContain(`${chain} #${lastSeq}: the head held elsewhere says that there was an entry`);
  });

  it('H3 a cut tail whose signed head was left: that is enough', async () => {
    const scene = await openScene();
    await removeEntries(scene, scene.lastSeq, scene.lastSeq);
    await rehash(scene);
    expect(await verdict(scene)).toMatchObject({
      code: 1,
      output: expect.stringContaining('the tail may have been cut'),
    });
  });

  it('H3 a signed head that was changed or made with another key', async () => {
    const scene = await openScene();
    const { database, chain } = scene;
    const set = (values: Partial<SignedHead>) =>
      database.updateTable('signedHead').set(values).where('chain', '=', chain).execute();
    await set({ at: 7 });
    expect((await verdict(scene)).output).toContain('the signed head is not what was signed: it was changed');
    await set({ keyId: '0123456789abcdef' });
    const other = await verdict(scene);
    expect(other).toMatchObject({ code: 1, output: expect.stringContaining('a key that is not among those given') });
  });

  it('V5 decisions that were changed beside whole chains and certificates', async () => {
    const scene = await openScene();
    const { bed, database } = scene;
    const document = await bed.documentId('3.1', 'basic');
    const person = bed.world.personIds.observer ?? '';
    const approvals = await database.selectFrom('approval').select('id').execute();
    const { cycle } = bed.world;
    const inCycle = database.updateTable('item').where('cycleId', '=', cycle);
    await inCycle.set({ approved: 'significance' }).where('code', '=', '3.1').execute();
    await database.updateTable('approval').set({ personId: person, conditions: 'อื่น', reopeningId: 'อื่น' }).execute();
    await database.updateTable('document').set({ state: 'open', lockEpoch: 99 }).where('id', '=', document).execute();
    const { code, output } = await verdict(scene);
    expect(code).toBe(1);
    const differing = [
      'item 3.1: approved',
      ...approvals.flatMap(({ id }) =>
        ['personId', 'conditions', 'reopeningId'].map((column) => `approval ${id}: ${column}`),
      ),
      `document ${document}: state`,
      `document ${document}: lockEpoch`,
    ];
    for (const record of differing) expect(output).toContain(`${record} is not what the entries say`);
    expect(output).toContain(`: ${differing.length} problems`);
    const answer = await (await bed.visit('observer')).get(`/api/audit/check?cycle=${bed.world.cycle}`);
    expect(auditCheckSchema.parse(answer.body)).toMatchObject({ isWhole: false });
  });

  it('V3 a certificate that was changed, removed, or whose kept text was', async () => {
    const scene = await openScene();
    const { database } = scene;
    const rows = await database.selectFrom('certificate').selectAll().orderBy('position').execute();
    const [first, second, third] = rows;
    if (!first || !second || !third) throw new Error('three were issued');
    const { resolution } = z.object({ resolution: z.string() }).parse(JSON.parse(first.content));
    await database
      .updateTable('certificate')
      .set({ content: first.content.replace(resolution, 'มติอื่น') })
      .where('id', '=', first.id)
      .execute();
    await database.deleteFrom('certificate').where('id', '=', second.id).execute();
    await database.updateTable('snapshot').set({ hashed: '{}' }).where('id', '=', third.snapshotId).execute();
    const { code, output } = await verdict(scene);
    expect(code).toBe(1);
    expect(output).toContain(`certificate ${first.id}: it is not what was issued: it was changed`);
    expect(output).toContain(`certificate ${second.id}: it is missing`);
    expect(output).toContain(`certificate 2: it is missing`);
    expect(output).toContain(
      `certificate ${third.id}: the text that is kept, or its approval, is not the one that it names`,
    );
  });
});
