import { randomUUID } from 'node:crypto';
import { itemSchema } from '@ruam/shared/api/api.ts';
import { snapshotDiffSchema, snapshotSchema, standingClaimSchema } from '@ruam/shared/api/deciding.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import { scoreboardSchema } from '@ruam/shared/score/scoreboard.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { refusal } from '../testing/server.ts';
import { type DecidingBed, openDecidingBed } from './testBed.ts';

describe.each(testStores)('versions, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let bed: DecidingBed;
  beforeAll(async () => {
    bed = await openDecidingBed(await locate(atEnd), atEnd);
  });

  const ask = async (login: string, method: string, path: string, json?: unknown) =>
    (await bed.visit(login)).ask(method, `/api/cycles/${bed.world.cycle}/${path}`, json === undefined ? {} : { json });
  const claim = (code: string, level: Level | null, statement?: string) =>
    ask('cat3-chair', 'PUT', `items/${code}/claim`, { level, ...(statement === undefined ? {} : { statement }) });
  const standing = async (code: string) =>
    standingClaimSchema.parse((await ask('observer', 'GET', `items/${code}/claim`)).body);
  const diffOf = async (id: string, against?: string) => {
    const query = against === undefined ? '' : `?against=${against}`;
    return snapshotDiffSchema.parse(
      (await (await bed.visit('observer')).get(`/api/snapshots/${id}/diff${query}`)).body,
    );
  };
  const keep = async (json: unknown) =>
    snapshotSchema.parse((await ask('secretariat', 'POST', 'snapshots', json)).body);

  describe('of a claim', () => {
    it('what is claimed is kept as an approval would hash it, with the score', async () => {
      expect(await standing('3.3')).toBeNull();
      await claim('3.3', 'advance', 'มีหลักฐานครบ');
      const hashed = (await bed.hashed('3.3', '?level=advance')).body as { contentHash: string; hashed: string };
      const told = await standing('3.3');
      expect(told).toMatchObject({
        ...{ level: 'advance', statement: 'มีหลักฐานครบ', personName: 'ชื่อ cat3-chair' },
        ...{ contentHash: hashed.contentHash, changedSince: false, changedDocuments: [] },
      });
      expect(told?.unprovenChecks).not.toEqual([]);
      const row = await bed.server.database
        .selectFrom('snapshot')
        .selectAll()
        .where('id', '=', told?.snapshotId ?? '')
        .executeTakeFirstOrThrow();
      expect(row).toMatchObject({ kind: 'claim', itemCode: '3.3', hashed: hashed.hashed });
      expect(scoreboardSchema.parse(JSON.parse(row.score ?? '')).limitedBy.advance).toEqual(['4.1']);
    });

    it('changed since: names the documents, and the difference shows the words', async () => {
      await claim('3.2', 'advance');
      const [recommendations, above] = [
        await bed.documentId('3.2', 'recommendations'),
        await bed.documentId('3.2', 'significance'),
      ];
      await bed.type(above, 'ของระดับที่สูงกว่า');
      expect(await standing('3.2')).toMatchObject({ changedSince: false });
      await bed.type(recommendations, 'เพิ่มภายหลัง');
      const told = await standing('3.2');
      expect(told).toMatchObject({ changedSince: true, changedDocuments: [recommendations] });
      const { documents, to } = await diffOf(told?.snapshotId ?? '');
      expect(to).toBeNull();
      const changed = documents.filter(({ change }) => change !== 'same');
      expect(changed).toMatchObject([{ id: recommendations, item: '3.2', kind: 'recommendations', change: 'changed' }]);
      const added = changed.flatMap(({ blocks }) => blocks).filter(({ change }) => change === 'added');
      expect(added.map(({ runs }) => runs)).toEqual([[{ type: 'inserted', text: 'เพิ่มภายหลัง' }]]);
      await claim('3.2', 'advance');
      expect(await standing('3.2')).toMatchObject({ changedSince: false });
    });

    it('withdrawn: no claim stands', async () => {
      await claim('3.4', 'basic');
      await claim('3.4', null);
      expect(await standing('3.4')).toBeNull();
    });

    it('what is claimed above the approved level can be withdrawn, what is approved cannot', async () => {
      await bed.approve('3.1', { level: 'basic' });
      await claim('3.1', 'significance');
      expect(refusal(await claim('3.1', null))).toBe('409 locked');
      const answer = await ask('cat3-chair', 'DELETE', 'items/3.1/claim');
      expect(itemSchema.parse(answer.body)).toMatchObject({ status: 'approved', claimed: 'basic', approved: 'basic' });
      expect(await standing('3.1')).toBeNull();
      expect(refusal(await ask('cat3-chair', 'DELETE', 'items/3.1/claim'))).toBe('409 locked');
      expect((await bed.chain()).at(-1)).toMatchObject({ type: 'item.claimed', subject: { item: '3.1', level: null } });
    });

    it('an item on the agenda stays on it, whatever is claimed', async () => {
      const agenda = () => ask('observer', 'GET', 'items/4.1/meetings');
      const before = (await agenda()).body;
      expect(before).toMatchObject([{ isOnAgenda: true }]);
      const chair = await bed.visit('cat4-chair');
      await chair.ask('PUT', `/api/cycles/${bed.world.cycle}/items/4.1/claim`, { json: { level: 'advance' } });
      expect((await bed.item('4.1')).status).toBe('claimed');
      expect((await agenda()).body).toEqual(before);
    });
  });

  describe('with a name', () => {
    it('of the whole cycle: all but unsubmitted notes, told in the chain and listed', async () => {
      const version = await keep({ name: ' ก่อนการประชุม ' });
      expect(version).toMatchObject({ kind: 'named', name: 'ก่อนการประชุม', item: null });
      expect((await bed.chain()).at(-1)).toMatchObject({
        type: 'snapshot.taken',
        subject: { cycle: bed.world.cycle, snapshot: version.id, contentHash: version.contentHash },
      });
      const list = z.array(snapshotSchema).parse((await ask('observer', 'GET', 'snapshots')).body);
      expect(list.find(({ id }) => id === version.id)).toEqual(version);
      const { documents, from } = await diffOf(version.id);
      expect(from).toEqual(version);
      expect(new Set(documents.map(({ change }) => change))).toEqual(new Set(['same']));
      const all = (await ask('observer', 'GET', 'documents')).body as { kind: string; submittedAt: number | null }[];
      expect(documents).toHaveLength(all.filter(({ kind, submittedAt }) => kind !== 'advice' || submittedAt).length);
    });

    it('two versions of chosen documents: what came between them', async () => {
      const id = await bed.documentId('5.3', 'basic');
      const other = await bed.documentId('5.3', 'advance');
      const before = await keep({ name: 'ก่อน', documents: [id, other] });
      expect(before.item).toBe('5.3');
      await bed.type(id, 'ระหว่างสองฉบับ');
      const after = await keep({ name: 'หลัง', documents: [id] });
      await bed.type(id, 'ภายหลัง');
      const { documents } = await diffOf(before.id, after.id);
      expect(documents.map((one) => [one.id, one.change]).sort()).toEqual(
        [
          [id, 'changed'],
          [other, 'removed'],
        ].sort(),
      );
      const text = JSON.stringify(documents);
      expect(text).toContain('ระหว่างสองฉบับ');
      expect(text).not.toContain('ภายหลัง');
    });

    it.each([
      ['no name', {}],
      ['a blank name', { name: ' ' }],
      ['a name that is too long', { name: 'x'.repeat(201) }],
      ['no documents', { name: 'x', documents: [] }],
      ['too many documents', { name: 'x', documents: Array.from({ length: 501 }, String) }],
    ])('%s: 422 invalid', async (_what, json) => {
      expect(refusal(await ask('secretariat', 'POST', 'snapshots', json))).toBe('422 invalid');
    });

    it('documents and versions that are not there, or of another agency: 404', async () => {
      const foreign = await bed.server.database
        .selectFrom('document')
        .select('id')
        .where('cycleId', '=', bed.world.foreignCycle)
        .executeTakeFirstOrThrow();
      for (const id of ['none', foreign.id])
        expect(refusal(await ask('secretariat', 'POST', 'snapshots', { name: 'x', documents: [id] }))).toBe(
          '404 notFound',
        );
      const { id } = await keep({ name: 'x', documents: [await bed.documentId('5.3', 'basic')] });
      const row = { cycleId: bed.world.foreignCycle, itemCode: null, personId: null, contentHash: 'x', at: 1 };
      const other = randomUUID();
      await bed.server.database
        .insertInto('snapshot')
        .values({ ...row, id: other, hashed: '{"documents":[]}', name: null, score: null })
        .execute();
      const observer = await bed.visit('observer');
      for (const path of [`${other}/diff`, `${id}/diff?against=${other}`, 'none/diff', `${id}/diff?against=none`])
        expect(refusal(await observer.get(`/api/snapshots/${path}`))).toBe('404 notFound');
      expect(refusal(await observer.get(`/api/snapshots/${id}/diff?against=`))).toBe('422 invalid');
    });
  });
});
