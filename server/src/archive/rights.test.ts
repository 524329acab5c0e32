import { importAnswerSchema, importCommitSchema } from '@ruam/shared/api/api.ts';
import { archiveSchema } from '@ruam/shared/archive/archive.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { type EvidenceBed, openEvidenceBed } from '../evidence/testBed.ts';
import { readFile } from '../files/readFile.ts';
import { png } from '../files/testFiles.ts';
import { loadPerson } from '../people/actor.ts';
import { ownerOf } from '../report/reader.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { addPerson, addSeat } from '../testing/people.ts';
import { visitAs } from '../testing/server.ts';
import { addCycle } from '../testing/world.ts';
import { readKnown } from './knownInAgency.ts';
import { listOpenFiles } from './openFiles.ts';
import { writeArchive } from './writeArchive.ts';

describe.each(testStores)('what an archive gives to whom, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let bed: EvidenceBed;
  /** The hash of a file that only category 3 and those who are trusted may open. */
  let secret: string;
  /** A cycle of the same agency, whose secretariat `other` has no seat in the first. */
  let ownCycle: string;
  let other: string;
  beforeAll(async () => {
    bed = await openEvidenceBed(await locate(atEnd), atEnd);
    const { database } = bed.server;
    const { file } = await bed.added('cat3-member', { confidentiality: 'confidential' });
    secret = file?.hash ?? '';
    ownCycle = await addCycle(database, bed.world.agency);
    other = await addPerson(database, bed.world.agency, 'other');
    await addSeat(database, ownCycle, other, 'secretariat', 'secretariat');
  });

  const exported = async (reader: Parameters<typeof writeArchive>[1], cycle: string): Promise<string> =>
    new TextDecoder().decode(await writeArchive(bed.server.database, reader, cycle));
  async function upload(text: string, login: string) {
    const body = new FormData();
    body.set('file', new File([text], 'cycle.json'));
    const answer = await (await visitAs(bed.server, login)).ask('POST', '/api/imports', { body });
    if (answer.status !== 201) throw new Error(answer.text);
    return importAnswerSchema.parse(answer.body);
  }
  async function commit(id: string, login: string): Promise<string> {
    const answer = await (await visitAs(bed.server, login)).ask('POST', `/api/imports/${id}/commit`);
    if (answer.status !== 201) throw new Error(answer.text);
    return importCommitSchema.parse(answer.body).cycle.id;
  }
  const brought = async (text: string) => commit((await upload(text, 'secretariat')).id, 'secretariat');
  /** An archive whose overview shows the secret file as a picture that is for everybody. */
  async function naming(hash: string): Promise<string> {
    const archive = archiveSchema.parse(JSON.parse(await exported(ownerOf(ownCycle), ownCycle)));
    const people = [{ ref: 'p1', login: 'other', name: 'ก' }];
    const facts = { name: 'ภาพ', mediaType: 'image/png', sizeBytes: 1, personId: 'p1', at: 1 };
    const files = [{ ref: 'f1', use: 'text', hash, ...facts }];
    const content = { type: 'doc', content: [{ type: 'image', attrs: { file: 'f1' } }] };
    const documents = archive.documents.map((one) => (one.kind === 'overview' ? { ...one, content } : one));
    return JSON.stringify({ ...archive, people, files, documents });
  }
  /** What of the file the person gets from the cycle that was made. */
  async function opened(cycle: string, login: string): Promise<number> {
    const query = bed.server.database.selectFrom('file').select('id').where('cycleId', '=', cycle);
    const { id } = await query.executeTakeFirstOrThrow();
    return (await (await visitAs(bed.server, login)).get(`/api/files/${id}`)).status;
  }
  const notHere = 'the bytes of this file are not here; it stands without them';

  it('A4 a hash gives nobody a file that they may not open: it stands without, and is listed', async () => {
    const { id, notUnderstood } = await upload(await naming(secret), 'other');
    expect(notUnderstood.map(({ text, reason }) => [text, reason])).toEqual([['ภาพ', notHere]]);
    expect(await opened(await commit(id, 'other'), 'other')).toBe(404);
  });

  it('A4 nor does it by the hand of somebody who may; what they bring in themselves has its file', async () => {
    const { id } = await upload(await naming(secret), 'other');
    expect(await opened(await commit(id, 'secretariat'), 'secretariat')).toBe(404);
    const own = await upload(await naming(secret), 'secretariat');
    expect(own.notUnderstood).toEqual([]);
    expect(await opened(await commit(own.id, 'secretariat'), 'secretariat')).toBe(200);
  });

  it('A4 a right that was lost before the commit is no right', async () => {
    const { database } = bed.server;
    const late = await addPerson(database, bed.world.agency, 'late');
    for (const cycle of [bed.world.cycle, ownCycle]) await addSeat(database, cycle, late, 'secretariat', 'secretariat');
    // The hash of a file that is in no other cycle.
    const { file } = await bed.added('cat3-member', { confidentiality: 'confidential' });
    const { id, notUnderstood } = await upload(await naming(file?.hash ?? ''), 'late');
    expect(notUnderstood).toEqual([]);
    await database.deleteFrom('seat').where('personId', '=', late).where('cycleId', '=', bed.world.cycle).execute();
    expect(await opened(await commit(id, 'late'), 'late')).toBe(404);
  });

  it('A4 the server itself links what the agency has, and nothing of another', async () => {
    const { database } = bed.server;
    const known = await readKnown(database, { agencyId: bed.world.agency, personIds: [] });
    expect(Object.keys(known.files)).toContain(secret);
    const foreign = database.selectFrom('cycle').select('agencyId').where('id', '=', bed.world.foreignCycle);
    const { agencyId } = await foreign.executeTakeFirstOrThrow();
    expect((await readKnown(database, { agencyId, personIds: [] })).files).toEqual({});
  });

  it('A4 the files that a person may open are those that are opened for them one by one', async () => {
    const { database } = bed.server;
    await bed.added('cat3-member', { confidentiality: 'internal' });
    const gone = await bed.added('cat4-chair', { checks: ['4.1.a1'] });
    expect((await bed.ask('cat4-chair', 'DELETE', `/api/evidence/${gone.id}`)).status).toBeLessThan(300);
    await bed.uploaded('cat4-chair');
    await bed.uploaded('cat3-member', { use: 'text', name: 'ภาพ.png', bytes: await png() });
    const files = await database.selectFrom('file').select('id').execute();
    const counts = new Set<number>();
    for (const id of [...Object.values(bed.world.personIds), other]) {
      const person = await loadPerson(database, id);
      if (person === null) throw new Error('a person is gone');
      const oneByOne: string[] = [];
      for (const file of files)
        await readFile(database, person, file.id).then(
          () => oneByOne.push(file.id),
          () => undefined,
        );
      expect([...(await listOpenFiles(database, person))].sort()).toEqual(oneByOne.sort());
      counts.add(oneByOne.length);
    }
    expect(counts.size).toBeGreaterThan(3);
  });

  it('A4 a removed entry has its title, and neither file nor versions; written again it is the same', async () => {
    const entry = await bed.added('cat3-secretary', { title: 'ถอนแล้ว', effectiveDate: '2019-05-01' });
    expect((await bed.ask('cat3-secretary', 'DELETE', `/api/evidence/${entry.id}`)).status).toBeLessThan(300);
    const text = await exported(ownerOf(bed.world.cycle), bed.world.cycle);
    const found = archiveSchema.parse(JSON.parse(text)).evidence.find(({ title }) => title === 'ถอนแล้ว');
    expect(found).toMatchObject({ versions: [], effectiveDate: null, fiscalYearBE: null, checks: ['3.3.a1'] });
    expect([entry.file === null, text.includes(entry.file?.hash ?? '')]).toEqual([false, false]);
    const cycle = await brought(text);
    expect(await exported(ownerOf(cycle), cycle)).toBe(text);
  });

  it('A4 logins are for who seats people; others get names, and people of one name stay two', async () => {
    const { database } = bed.server;
    const { cycle, personIds } = bed.world;
    const same = ['cat3-chair', 'cat3-member'];
    const document = await bed.documentId('basic');
    for (const login of same)
      for (const words of [1, 2])
        await bed.ask(login, 'POST', `/api/documents/${document}/threads`, { text: `${login.length} ${words}` });
    await database.updateTable('person').set({ name: 'คนชื่อเดียวกัน' }).where('login', 'in', same).execute();
    const member = await loadPerson(database, personIds['cat4-chair'] ?? '');
    const administrator = { ...ownerOf(cycle), seats: [{ cycle, body: '', role: 'administrator' as const }] };
    if (member === null) throw new Error('nobody');
    const text = await exported(member, cycle);
    const { people } = archiveSchema.parse(JSON.parse(text));
    expect(people.filter(({ name }) => name === 'คนชื่อเดียวกัน').map(({ login }) => login)).toEqual([null, null]);
    expect(text).not.toMatch(/"login": "/);
    for (const reader of [ownerOf(cycle), administrator])
      expect(await exported(reader, cycle)).toContain('"login": "cat3-chair"');
    const { id, notUnderstood } = await upload(text, 'secretariat');
    expect(notUnderstood.map(({ reason }) => reason)).toContain(
      'the archive does not tell the login; the name stands alone',
    );
    const made = await commit(id, 'secretariat');
    expect(await exported(ownerOf(made), made)).toBe(text);
  });

  it('A4 nobody is named who has written nothing that is in the file: not who voted, nor whose file is not in it', async () => {
    const { database } = bed.server;
    const voter = await addPerson(database, bed.world.agency, 'voter');
    const meetings = database.selectFrom('meeting').select('id').where('cycleId', '=', bed.world.cycle);
    const { id: meetingId } = await meetings.executeTakeFirstOrThrow();
    const personId = bed.world.personIds.secretariat ?? '';
    const vote = { id: 'vote', meetingId, personId, question: 'เห็นชอบหรือไม่', openedAt: 1, closedAt: 2 };
    await database
      .insertInto('vote')
      .values({ ...vote, entry: null, choices: null, counted: null, requestKey: null })
      .execute();
    await database.insertInto('ballot').values({ voteId: 'vote', personId: voter, choice: 0, at: 1 }).execute();
    const uploader = await addPerson(database, bed.world.agency, 'uploader');
    await addSeat(database, bed.world.cycle, uploader, 'category-3', 'member');
    await bed.uploaded('uploader');
    const text = await exported(ownerOf(bed.world.cycle), bed.world.cycle);
    const told = archiveSchema.parse(JSON.parse(text)).meetings.flatMap(({ votes }) => votes);
    expect(told.map(({ counted }) => counted)).toEqual([[1, 0, 0]]);
    expect(text).toContain('"login": "cat3-member"');
    expect(text).not.toMatch(/voter|uploader/);
  });
});
