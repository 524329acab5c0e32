import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { auditEntrySchema, importAnswerSchema, importCommitSchema, itemSchema } from '@ruam/shared/api/api.ts';
import { historyEntrySchema } from '@ruam/shared/api/deciding.ts';
import { threadSchema } from '@ruam/shared/api/threads.ts';
import { archiveSchema } from '@ruam/shared/archive/archive.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkDecisions } from '../proof/checkDecisions.ts';
import { ownerOf } from '../report/reader.ts';
import { openResolutionBed, type ResolutionBed } from '../resolutions/testBed.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { addSeat } from '../testing/people.ts';
import { type Answer, refusal, visitAs } from '../testing/server.ts';
import { liveIn } from './testLivedCycle.ts';
import { writeArchive } from './writeArchive.ts';

const reportFile = join(import.meta.dirname, '../../sample/fy2562-report.txt');
/** An id that was given by chance. */
const chance = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

describe.each(testStores)('a cycle as an archive, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let bed: ResolutionBed;
  let lived: string;
  /** What was made of it. */
  let cycle: string;
  beforeAll(async () => {
    bed = await openResolutionBed(await locate(atEnd), atEnd);
    await liveIn(bed);
    lived = await exported(bed.world.cycle);
    cycle = await brought(lived);
  });

  const exported = async (cycle: string): Promise<string> =>
    new TextDecoder().decode(await writeArchive(bed.server.database, ownerOf(cycle), cycle));
  async function upload(
    file: string | Uint8Array<ArrayBuffer>,
    login = 'secretariat',
    name = 'cycle.json',
  ): Promise<Answer> {
    const body = new FormData();
    body.set('file', new File([file], name));
    return (await visitAs(bed.server, login)).ask('POST', '/api/imports', { body });
  }
  async function brought(file: string | Uint8Array<ArrayBuffer>): Promise<string> {
    const answer = await upload(file);
    if (answer.status !== 201) throw new Error(answer.text);
    const { id } = importAnswerSchema.parse(answer.body);
    const commit = await (await visitAs(bed.server, 'secretariat')).ask('POST', `/api/imports/${id}/commit`);
    if (commit.status !== 201) throw new Error(commit.text);
    return importCommitSchema.parse(commit.body).cycle.id;
  }
  const ask = async (path: string) => (await (await visitAs(bed.server, 'secretariat')).get(path)).body;

  it('A1 the cycle of a fresh report: export, import, export are the same bytes', async () => {
    const first = await exported(await brought(new Uint8Array(await readFile(reportFile))));
    expect(first).not.toMatch(chance);
    expect(await exported(await brought(first))).toBe(first);
  });

  it('A1 a cycle that was lived in, too', async () => {
    const archive = archiveSchema.parse(JSON.parse(lived));
    for (const [name, list] of Object.entries(archive)) if (Array.isArray(list)) expect(list, name).not.toEqual([]);
    expect(
      archive.documents.some(({ threads }) =>
        threads.some(({ passage }) => typeof passage === 'object' && passage !== null),
      ),
    ).toBe(true);
    expect(lived).toContain('"carriedRecommendations"');
    expect(await exported(cycle)).toBe(lived);
  });

  it('A2 what was decided holds in the new cycle: locks, approvals, and the chain says where it comes from', async () => {
    expect(await checkDecisions(bed.server.database, cycle)).toEqual([]);
    const items = z.array(itemSchema).parse(await ask(`/api/cycles/${cycle}/items`));
    const item = items.find(({ code }) => code === '3.3');
    expect(item).toMatchObject({ approved: 'advance', status: 'approvedWithConditions' });
    const locks = item?.documents
      .filter(({ kind }) => kind === 'evidence')
      .map(({ level, state }) => `${level} ${state}`);
    expect(locks).toEqual(['basic locked', 'advance locked', 'significance open']);
    const told = z.array(auditEntrySchema).parse(await ask(`/api/audit?cycle=${cycle}&limit=1000`));
    expect(told.filter(({ type }) => type === 'cycle.imported')).toHaveLength(1);
    const entry = told.find(({ type, subject }) => type === 'item.imported' && subject.item === '3.3');
    const { certificates } = z
      .object({ certificates: z.array(z.object({ number: z.string(), textEquals: z.boolean() })) })
      .parse(entry?.subject);
    expect(certificates.map(({ textEquals }) => textEquals)).toEqual([true, true]);
    expect(await ask(`/api/cycles/${cycle}/certificates`)).toEqual([]);
    expect((await ask(`/api/audit/proof?cycle=${cycle}`)) ?? {}).not.toMatchObject({ isWhole: false });
  });

  it('A3 comments stand on their passages, evidence and pictures have their bytes, the past its text', async () => {
    const threads = z.array(threadSchema).parse(await ask(`/api/cycles/${cycle}/threads`));
    expect(threads.map(({ quote, isOrphaned, comments }) => [quote === null, isOrphaned, comments.length])).toEqual(
      expect.arrayContaining([
        [false, false, 2],
        [true, false, 1],
      ]),
    );
    const found = async (words: string) =>
      JSON.stringify(await ask(`/api/search?q=${encodeURIComponent(words)}&cycle=${cycle}`));
    await expect.poll(() => found('ขอหลักฐานเพิ่มเติม'), { timeout: 10_000 }).toContain(cycle);
    const [entry] = z
      .array(z.object({ file: z.object({ id: z.string() }) }))
      .parse(await ask(`/api/cycles/${cycle}/evidence`));
    const secretariat = await visitAs(bed.server, 'secretariat');
    expect((await secretariat.get(`/api/files/${entry?.file.id}`)).status).toBe(200);
    const history = z.array(historyEntrySchema).parse(await ask(`/api/cycles/${cycle}/items/3.3/decisions`));
    expect(history.map(({ type }) => type)).toEqual(['approval', 'approval', 'advised', 'claim']);
    expect(history.at(-1)).toMatchObject({ personName: 'ชื่อ cat3-chair', level: 'advance' });
  });

  it('A4 another agency gets the words and the names, and is told what is missing', async () => {
    const answer = await upload(lived, 'foreigner');
    const { id, notUnderstood } = importAnswerSchema.parse(answer.body);
    const reasons = notUnderstood.map(({ text, reason }) => `${text}: ${reason}`).join('\n');
    expect(reasons).toContain('ชื่อ cat3-member (cat3-member): the agency has nobody');
    expect(reasons).toContain('คำสั่ง.pdf: the bytes of this file are not here');
    expect(reasons).toContain('the report names another agency than yours');
    const foreigner = await visitAs(bed.server, 'foreigner');
    const { cycle } = importCommitSchema.parse((await foreigner.ask('POST', `/api/imports/${id}/commit`)).body);
    const files = await bed.server.database
      .selectFrom('file')
      .select('sweptAt')
      .where('cycleId', '=', cycle.id)
      .execute();
    expect(files.every(({ sweptAt }) => sweptAt !== null)).toBe(true);
    const people = bed.server.database
      .selectFrom('person')
      .select(['login', 'active'])
      .where('login', 'like', 'imported-%');
    expect((await people.execute()).every(({ active }) => active === 0)).toBe(true);
    expect(await exported(cycle.id)).toBe(lived);
  });

  it('A4 what the person may not open is not in it: secret evidence, meetings of others; and even that can be brought in', async () => {
    const { cycle: own } = bed.world;
    const member = { ...ownerOf(own), seats: [{ cycle: own, body: 'category-4', role: 'member' as const }] };
    const text = new TextDecoder().decode(await writeArchive(bed.server.database, member, own));
    const { evidence, meetings, approvals, people } = archiveSchema.parse(JSON.parse(text));
    expect(new Set(people.map(({ login }) => login))).toEqual(new Set([null]));
    expect(people.map(({ name }) => name)).toContain('ชื่อ cat3-chair');
    expect(evidence.map(({ versions, effectiveDate }) => [versions, effectiveDate])).toEqual([[[], null]]);
    expect(text).not.toContain('คำสั่ง.pdf');
    expect(meetings.flatMap(({ agenda, papers, resolutions }) => [...agenda, ...papers, ...resolutions])).toEqual([]);
    expect(approvals).toHaveLength(3);
    expect(await exported(await brought(text))).toBe(text);
  });

  it('A4 a note that is not submitted is in no file, also not in that of who writes it: others have that, too', async () => {
    const { cycle: own, personIds } = bed.world;
    const advisor = { ...ownerOf(own), id: personIds.advisor ?? '' };
    const read = async () => new TextDecoder().decode(await writeArchive(bed.server.database, advisor, own));
    const before = await read();
    const request = { json: { item: '3.3', type: 'recommendation', severity: 'major' } };
    const note = await (await visitAs(bed.server, 'advisor')).ask('POST', `/api/cycles/${own}/advice`, request);
    expect(note.status).toBe(201);
    expect(await read()).toBe(before);
  });

  it('A5 committing twice at once makes one cycle; only the secretariat imports', async () => {
    const { id } = importAnswerSchema.parse((await upload(lived)).body);
    const secretariat = await visitAs(bed.server, 'secretariat');
    const commits = await Promise.all([1, 2, 3].map(() => secretariat.ask('POST', `/api/imports/${id}/commit`)));
    expect(new Set(commits.map(({ text }) => text)).size).toBe(1);
    expect(refusal(await upload(lived, 'steering-chair'))).toBe('403 forbidden');
    expect(refusal(await upload(lived, 'observer'))).toBe('403 forbidden');
  });

  it('A2 what is done next is done as ever: reopened, claimed, approved with a certificate of its own', async () => {
    const { database } = bed.server;
    await addSeat(database, cycle, bed.world.personIds['steering-chair'] ?? '', 'steering', 'steering-chair');
    const chair = await visitAs(bed.server, 'steering-chair');
    const at = (what: string) => `/api/cycles/${cycle}/items/3.3/${what}`;
    expect((await chair.ask('POST', at('reopening'), { json: { reason: 'ทบทวน' } })).status).toBe(201);
    const approved = await chair.ask('POST', at('approval'), { json: { level: 'basic', resolution: 'เห็นชอบอีกครั้ง' } });
    expect([approved.status, approved.text.includes('certificateId')]).toEqual([201, true]);
    expect(await checkDecisions(database, cycle)).toEqual([]);
    expect(await ask(`/api/cycles/${cycle}/certificates`)).toHaveLength(1);
    await database
      .updateTable('approval')
      .set({ resolution: 'มติอื่น' })
      .where('cycleId', '=', cycle)
      .where('certificateId', 'is', null)
      .execute();
    expect((await checkDecisions(database, cycle)).map(({ kind }) => kind)).toContain('recordChanged');
  });
});
