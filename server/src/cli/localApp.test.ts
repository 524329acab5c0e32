import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { pino } from 'pino';
import { beforeAll, describe, expect, it } from 'vitest';
import { createArchiveBuilder } from '../archive/archiveBuilder.ts';
import { createSessions } from '../auth/sessions.ts';
import { createBackups } from '../backup/commands.ts';
import { createCommands } from '../commands/commands.ts';
import { loadShippedFramework } from '../cycle/shippedFramework.ts';
import type { Database } from '../database/database.ts';
import { cycleChain, readAudit } from '../events/audit.ts';
import { createReportReader } from '../import/reportReader.ts';
import { relationsOf, shortReport, wordEntries, wordParagraph, zipOf } from '../import/testOffice.ts';
import { createLocalProof } from '../proof/localProof.ts';
import { openSigningKey } from '../proof/signingKey.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { openTestDatabase, testStores } from '../testing/databases.ts';
import { addPerson } from '../testing/people.ts';
import { temporaryDirectory } from '../testing/temporaryDirectory.ts';
import { makeWorld, type World } from '../testing/world.ts';
import { createLocalApp } from './localApp.ts';

describe.each(testStores)('what the command line may ask, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let database: Database;
  let world: World;
  let app: ReturnType<typeof createLocalApp>;
  beforeAll(async () => {
    const location = await locate(atEnd);
    database = await openTestDatabase(location, atEnd);
    world = await makeWorld(database);
    const keyFile = join(temporaryDirectory(atEnd), 'signing.pem');
    const dependencies = {
      database,
      commands: createCommands(database, Date.now, () => undefined),
      newId: randomUUID,
      framework: await loadShippedFramework(),
      reader: createReportReader(),
      archives: createArchiveBuilder(),
      maxDocumentBytes: 10 * 1024 * 1024,
      rightsChanged: () => Promise.resolve(),
      backups: createBackups({
        files: { kind: 'disk', directory: '/nowhere' },
        database,
        location,
        dataDir: temporaryDirectory(atEnd),
        now: Date.now,
        whileClosed: (work) => work(),
        replaced: () => Promise.resolve(),
      }),
      reports: { now: () => Promise.reject(new AppError('unavailable', 'no report is made here')) },
      proof: createLocalProof(database, () => openSigningKey(keyFile, null), Date.now),
    };
    app = createLocalApp(dependencies, pino({ level: 'silent' }));
  });

  const post = (path: string, body: unknown) =>
    app.request(path, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) });

  const peopleCount = async () => (await database.selectFrom('person').select('id').execute()).length;
  const agency = 'กรมตัวอย่าง';
  const user = { login: 'new', name: 'ใหม่', agency };

  it.each([
    ['a login that is taken', { ...user, login: 'observer' }, 422],
    ['an empty login', { ...user, login: '' }, 422],
    ['a login of spaces', { ...user, login: '  ' }, 422],
    ['a login that nobody could type', { ...user, login: 'x'.repeat(201) }, 422],
    ['an empty name', { ...user, name: '' }, 422],
    ['no agency, where there are two', { login: 'new', name: 'ใหม่' }, 422],
    ['a role without a body and a cycle', { ...user, role: 'chair' }, 422],
    ['a body that there is not', { ...user, cycle: 'x', body: 'category-x', role: 'chair' }, 422],
    ['a cycle that there is not', { ...user, cycle: 'x', body: 'steering', role: 'steering-chair' }, 422],
  ])('%s is refused and adds nobody', async (_what, body, status) => {
    const before = await peopleCount();
    const answer = await post('/users', body);
    expect([answer.status, await answer.json()]).toMatchObject([status, { error: { code: 'invalid' } }]);
    expect(await peopleCount()).toBe(before);
  });

  it.each([
    ['category-3', 'observer'],
    ['category-3', 'secretariat'],
    ['steering', 'chair'],
    ['observers', 'administrator'],
  ])('a seat in %s has no role %s', async (body, role) => {
    const before = await peopleCount();
    expect((await post('/users', { ...user, cycle: world.cycle, body, role })).status).toBe(422);
    expect(await peopleCount()).toBe(before);
  });

  it('a seat is told once; a category that the cycle has not is refused', async () => {
    const told = async () =>
      (await readAudit(database, cycleChain(world.cycle), 0, 1000)).filter(({ type }) => type === 'seat.added').length;
    const before = await told();
    const seat = { cycle: world.cycle, body: 'category-4', role: 'member' };
    for (const _time of ['once', 'twice']) expect((await post('/users/observer/seat', seat)).status).toBe(200);
    expect(await told()).toBe(before + 1);
    expect((await post('/users/observer/seat', { ...seat, body: 'category-9' })).status).toBe(422);
  });

  it.each(['reset', 'deactivate'])('sessions end with the change itself: %s', async (call) => {
    const login = `ends-${call}`;
    const id = await addPerson(database, world.agency, login);
    await createSessions(database, false).start(id);
    expect((await post(`/users/${login}/${call}`, {})).status).toBe(200);
    expect(await database.selectFrom('session').select('publicId').where('personId', '=', id).execute()).toEqual([]);
  });

  it("another agency's cycle has no seat for one's own people", async () => {
    const seat = { cycle: world.foreignCycle, body: 'observers', role: 'observer' };
    expect((await post('/users', { ...user, ...seat })).status).toBe(422);
  });

  it('an import names its agency where there are two', async () => {
    const answer = await post('/import?name=report.txt', 'ขนมปัง');
    expect(await answer.json()).toMatchObject({ error: { message: expect.stringContaining('กรมอื่น') } });
    expect((await post(`/import?name=report.txt&agency=${encodeURIComponent(agency)}`, 'ขนมปัง')).status).toBe(422);
    expect(await database.selectFrom('importDraft').selectAll().execute()).toEqual([]);
  });

  it('an import tells of the pictures that it leaves out', async () => {
    const picture =
      '<w:p><w:r><w:drawing><wp:inline><wp:docPr descr="แผน"/><a:blip r:embed="a"/></wp:inline></w:drawing></w:r></w:p>';
    const parts = [
      { name: 'word/_rels/document.xml.rels', bytes: relationsOf([['a', 'image', 'media/a.png']]) },
      { name: 'word/media/a.png', bytes: Buffer.concat([Buffer.from('89504e47', 'hex'), Buffer.alloc(40)]) },
    ];
    const body = shortReport.map((text) => wordParagraph(text)).join('') + picture;
    const path = `/import?name=report.docx&agency=${encodeURIComponent(agency)}`;
    const answer = await app.request(path, { method: 'POST', body: new Uint8Array(zipOf(wordEntries(body, parts))) });
    expect(((await answer.json()) as { notUnderstood: unknown }).notUnderstood).toContainEqual({
      line: shortReport.length + 1,
      text: 'แผน',
      reason: 'picture left out',
    });
  });

  it('a new agency is made with its first person', async () => {
    expect((await post('/users', { ...user, agency: 'กรมใหม่' })).status).toBe(200);
    const names = (await database.selectFrom('agency').select('name').execute()).map(({ name }) => name);
    expect(names.sort()).toEqual([agency, 'กรมใหม่', 'กรมอื่น'].sort());
  });
});
