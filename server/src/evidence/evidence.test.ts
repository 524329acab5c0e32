import { randomUUID } from 'node:crypto';
import type { EvidenceDetail } from '@ruam/shared/api/evidence.ts';
import { evidenceDetailSchema, inUseSchema } from '@ruam/shared/api/evidence.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createCommands } from '../commands/commands.ts';
import { openBlobStore } from '../files/blobStore.ts';
import { createPictures } from '../files/pictures.ts';
import { openSpool } from '../files/spool.ts';
import { sweepFiles } from '../files/sweep.ts';
import { pdf, png } from '../files/testFiles.ts';
import { until } from '../sync/testBed.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { type Answer, refusal } from '../testing/server.ts';
import { type EvidenceBed, openEvidenceBed } from './testBed.ts';

const dayMs = 24 * 60 * 60_000;

describe.each(testStores)('the evidence register on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let bed: EvidenceBed;
  beforeAll(async () => {
    bed = await openEvidenceBed(await locate(atEnd), atEnd);
  });

  const add = async (login: string, entry: Readonly<Record<string, unknown>>): Promise<Answer> =>
    bed.ask(login, 'POST', `/api/cycles/${bed.world.cycle}/evidence`, entry);
  const change = (login: string, id: string, json: unknown): Promise<Answer> =>
    bed.ask(login, 'PUT', `/api/evidence/${id}`, json);
  const remove = (login: string, id: string): Promise<Answer> => bed.ask(login, 'DELETE', `/api/evidence/${id}`);
  const read = async (login: string, id: string): Promise<EvidenceDetail> =>
    evidenceDetailSchema.parse((await bed.ask(login, 'GET', `/api/evidence/${id}`)).body);
  const names = (id: string) => ({ type: 'evidenceFile', attrs: { evidence: id } });
  /** As if this much later. */
  const sweep = async (laterMs: number): Promise<void> => {
    const { database, dataDir } = bed.server;
    const store = openBlobStore({ kind: 'disk', directory: `${dataDir}/files` });
    const spool = openSpool(`${dataDir}/files/incoming`, Date.now(), randomUUID);
    const now = () => Date.now() + laterMs;
    const commands = createCommands(database, now, () => undefined);
    const pictures = createPictures(store, spool, Date.now);
    await sweepFiles({ database, commands, now, store, spool, pictures, newId: randomUUID, maxBytes: 1 });
  };

  it('F7 an entry is added with its facts, told to everybody, and proves its checks in the framework’s order', async () => {
    const entry = await bed.added('cat3-member', {
      title: '  คำสั่ง   แต่งตั้ง ',
      effectiveDate: '2019-08-22',
      fiscalYearBE: 2562,
      checks: ['3.3.s1', '3.3.a1', '3.3.a1'],
      items: ['3.1'],
    });
    expect(entry).toMatchObject({
      title: 'คำสั่ง แต่งตั้ง',
      effectiveDate: '2019-08-22',
      fiscalYearBE: 2562,
      confidentiality: 'internal',
      checks: ['3.3.a1', '3.3.s1'],
      items: ['3.1'],
      versions: 1,
      removed: null,
      mayChange: true,
    });
    expect((await bed.list('observer')).find(({ id }) => id === entry.id)).toMatchObject({ mayChange: false });
    expect((await bed.chain()).at(-1)).toMatchObject({ type: 'evidence.added', subject: { evidence: entry.id } });
  });

  it('F7 a double click adds one entry; another file under its key is refused', async () => {
    const { id: file } = await bed.uploaded('cat3-member');
    const asked = { file, title: 'กดซ้ำ', checks: ['3.3.b1'], key: randomUUID() };
    const answers = await Promise.all([add('cat3-member', asked), add('cat3-member', asked)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 201]);
    expect((await bed.list('observer')).filter(({ title }) => title === 'กดซ้ำ')).toHaveLength(1);
    const other = await bed.uploaded('cat3-member');
    expect(refusal(await add('cat3-member', { ...asked, file: other.id }))).toBe('409 keyUsed');
  });

  it.each([
    ['a check that there is not', { checks: ['9.9.x'] }, '422 invalid'],
    ['an item that there is not', { items: ['9.9'] }, '422 invalid'],
    ['no title', { title: '  ' }, '422 invalid'],
    ['a title as long as a book', { title: 'ก'.repeat(301) }, '422 invalid'],
    ['a day that does not exist', { effectiveDate: '2019-02-30' }, '422 invalid'],
    ['a year of the Christian era', { fiscalYearBE: 2019 }, '422 invalid'],
    ['a file that there is not', { file: randomUUID() }, '404 notFound'],
    ['checks of another category', { checks: ['4.1.b1'] }, '403 forbidden'],
  ])('%s is refused', async (_name, wrong, expected) => {
    const { id: file } = await bed.uploaded('cat3-member');
    expect(refusal(await add('cat3-member', { file, title: 'หลักฐาน', ...wrong }))).toBe(expected);
  });

  it('F4 nobody makes an entry of a file that they may not open, or of a picture in a text', async () => {
    const { id: file } = await bed.uploaded('cat4-chair');
    expect(refusal(await add('cat3-member', { file, title: 'ยืม' }))).toBe('403 forbidden');
    const picture = await bed.uploaded('cat3-member', { name: 'ก.png', bytes: await png(), use: 'text' });
    expect(refusal(await add('cat3-member', { file: picture.id, title: 'ภาพ' }))).toBe('422 invalid');
  });

  it('F7 two who add checks at once lose none', async () => {
    const { id } = await bed.added('cat3-member', { checks: [] });
    const ids = ['3.3.a1', '3.3.s1', '3.3.b1', '3.3.s2'];
    const answers = await Promise.all(ids.map((check) => change('cat3-chair', id, { addChecks: [check] })));
    expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 200));
    expect([...(await read('observer', id)).checks].sort()).toEqual([...ids].sort());
    await change('cat3-member', id, { removeChecks: ['3.3.s1'], title: 'ใหม่' });
    expect(await read('observer', id)).toMatchObject({ title: 'ใหม่', checks: ['3.3.b1', '3.3.a1', '3.3.s2'] });
  });

  it('F7 what changes nothing is not told', async () => {
    const { id, title } = await bed.added('cat3-member');
    const before = (await bed.chain()).length;
    expect((await change('cat3-member', id, { title, addChecks: ['3.3.a1'], removeItems: ['3.1'] })).status).toBe(200);
    expect((await bed.chain()).length).toBe(before);
  });

  it('F7 another body takes a file for its own checks, and not for others’', async () => {
    const { id } = await bed.added('cat3-member');
    expect(refusal(await change('cat4-chair', id, { title: 'ของฉัน' }))).toBe('403 forbidden');
    expect(refusal(await change('cat4-chair', id, { removeChecks: ['3.3.a1'] }))).toBe('403 forbidden');
    expect((await change('cat4-chair', id, { addChecks: ['4.1.b1'] })).status).toBe(200);
    expect((await read('cat4-chair', id)).checks).toEqual(['3.3.a1', '4.1.b1']);
  });

  it('F4 a confidential file is opened by those concerned; nobody lets themselves in', async () => {
    const entry = await bed.added('cat3-member', { title: 'รายชื่อผู้ร้องเรียน', confidentiality: 'confidential' });
    const file = entry.file?.id ?? '';
    for (const [login, status] of [
      ['cat3-chair', 200],
      ['cat3-secretary', 200],
      ['cat3-member', 200],
      ['secretariat', 200],
      ['advisor', 200],
      ['steering-chair', 200],
      ['steering-member', 200],
      ['cat4-chair', 403],
      ['cat7-chair', 403],
      ['observer', 403],
      ['admin', 403],
      ['foreigner', 404],
      ['seatless', 404],
    ] as const) {
      expect([login, (await bed.ask(login, 'GET', `/api/files/${file}`)).status]).toEqual([login, status]);
      if (status !== 404) {
        const seen = await read(login, entry.id);
        expect([login, seen.title, seen.file === null]).toEqual([login, entry.title, status === 403]);
        if (status === 403) expect([seen.history, seen.effectiveDate, seen.versions]).toEqual([[], null, 0]);
      }
    }
    expect(refusal(await change('cat4-chair', entry.id, { addChecks: ['4.1.b1'] }))).toBe('403 forbidden');
    expect(refusal(await add('cat4-chair', { file, title: 'ของเรา', checks: ['4.1.b1'] }))).toBe('403 forbidden');
    expect((await change('cat3-chair', entry.id, { confidentiality: 'public' })).status).toBe(200);
    expect((await bed.ask('observer', 'GET', `/api/files/${file}`)).status).toBe(200);
  });

  it('F7 a new version is shown, the old one stays, and of two at once one is told', async () => {
    const entry = await bed.added('cat3-member');
    const replaces = entry.file?.id ?? '';
    const [one, two] = await Promise.all([bed.uploaded('cat3-member'), bed.uploaded('cat3-chair')]);
    const answers = await Promise.all([
      change('cat3-member', entry.id, { file: { id: one.id, replaces } }),
      change('cat3-chair', entry.id, { file: { id: two.id, replaces } }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.map(refusal)).toContain('409 replaced');
    const now = await read('observer', entry.id);
    expect([now.versions, now.history.length, now.history[1]?.file.id]).toEqual([2, 2, replaces]);
    expect((await bed.ask('observer', 'GET', `/api/files/${replaces}`)).status).toBe(200);
  });

  it.each([
    ['cat3-chair', 200],
    ['cat3-member', 200],
    ['secretariat', 200],
    ['cat4-chair', 403],
    ['steering-chair', 403],
    ['advisor', 403],
    ['observer', 403],
    ['admin', 403],
    ['foreigner', 404],
    ['seatless', 404],
  ])('F7 %s changes and removes an entry of category 3: %i', async (login, status) => {
    const { id } = await bed.added('cat3-secretary');
    expect((await change(login, id, { fiscalYearBE: 2561 })).status).toBe(status);
    expect((await remove(login, id)).status).toBe(status);
  });

  it('F8 a removed entry keeps its title for the texts, and gives nothing else', async () => {
    const { id, title, file } = await bed.added('cat3-member');
    expect((await remove('cat3-member', id)).status).toBe(200);
    expect((await remove('cat3-member', id)).status).toBe(200);
    expect(await read('observer', id)).toMatchObject({
      title,
      file: null,
      removed: { person: bed.world.personIds['cat3-member'] },
    });
    expect(refusal(await change('cat3-member', id, { title: 'อีก' }))).toBe('404 notFound');
    expect(refusal(await bed.ask('observer', 'GET', `/api/files/${file?.id}`))).toBe('403 forbidden');
    expect(
      (await bed.chain()).filter(({ type, subject }) => type === 'evidence.removed' && subject.evidence === id),
    ).toHaveLength(1);
  });

  it('F8 what a text names is not removed, and it is said where; the register follows the text', async () => {
    const { id } = await bed.added('cat3-member');
    const document = await bed.documentId('basic');
    await bed.write(document, { type: 'text', text: 'ตาม ' }, names(id));
    const answer = await remove('cat3-member', id);
    expect(refusal(answer)).toBe('409 inUse');
    const { error } = z.object({ error: z.object({ details: inUseSchema }) }).parse(answer.body);
    expect(error.details.documents).toEqual([{ document, item: '3.3', kind: 'evidence', level: 'basic' }]);
    await change('cat3-member', id, { title: 'ปลุกผู้อ่าน' });
    await until(async () => (await read('observer', id)).usedIn.length === 1, 'the text was read');
    expect((await read('observer', id)).usedIn).toEqual(error.details.documents);
  });

  it('F8 what a snapshot names stays, whichever of them comes first', async () => {
    const { id } = await bed.added('cat3-member');
    const document = await bed.documentId('advance');
    await bed.write(document, names(id));
    const snapshot = (name: string) =>
      bed.ask('cat3-chair', 'POST', `/api/cycles/${bed.world.cycle}/snapshots`, { name, item: '3.3' });
    const answers = await Promise.all([snapshot('ก่อนประชุม'), remove('cat3-member', id), snapshot('หลังประชุม')]);
    expect(answers.map(({ status }) => status)).toEqual([201, 409, 201]);
    const { inSnapshots, snapshots, removed } = await read('observer', id);
    expect([inSnapshots.map(({ name }) => name).sort(), snapshots, removed]).toEqual([
      ['ก่อนประชุม', 'หลังประชุม'],
      2,
      null,
    ]);
  });

  it('F9 what nothing names is given up after a day, and not before; what is named or shown stays', async () => {
    const used = await bed.added('cat3-member');
    const gone = await bed.added('cat3-member');
    await remove('cat3-member', gone.id);
    const unused = await bed.uploaded('cat3-member');
    const shown = await bed.uploaded('cat3-member', { name: 'ก.png', bytes: await png(), use: 'text' });
    const document = await bed.documentId('significance');
    await bed.write(document, { type: 'text', text: 'ภาพ' });
    await bed.write(document, { type: 'image', attrs: { file: shown.id } });
    const isKnown = () =>
      bed.server.database.selectFrom('file').select('isUsed').where('id', '=', shown.id).executeTakeFirstOrThrow();
    await until(async () => (await isKnown()).isUsed === 1, 'the text was read');
    const twice = pdf('สองครั้ง');
    const [kept, left] = [
      await bed.uploaded('cat3-member', { bytes: twice }),
      await bed.uploaded('cat3-member', { bytes: twice }),
    ];
    const entry = await bed.added('cat3-member', { file: kept.id });
    const store = openBlobStore({ kind: 'disk', directory: `${bed.server.dataDir}/files` });
    await sweep(dayMs / 2);
    expect(await store.has(unused.hash)).toBe(true);
    await sweep(2 * dayMs);
    const has = await Promise.all(
      [used.file?.hash, gone.file?.hash, unused.hash, shown.hash, kept.hash].map((hash) => store.has(hash ?? '')),
    );
    expect(has).toEqual([true, false, false, true, true]);
    expect(refusal(await bed.ask('cat3-member', 'GET', `/api/files/${unused.id}`))).toBe('404 notFound');
    expect(refusal(await bed.ask('cat3-member', 'GET', `/api/files/${left.id}`))).toBe('404 notFound');
    expect((await bed.ask('observer', 'GET', `/api/files/${entry.file?.id}`)).status).toBe(200);
    expect((await bed.ask('observer', 'GET', `/api/files/${shown.id}/image`)).status).toBe(200);
    const again = await bed.uploaded('cat3-member', { bytes: twice });
    expect(await store.has(again.hash)).toBe(true);
  });
});
