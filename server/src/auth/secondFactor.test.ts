import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { recoveryCodesSchema, secondFactorBegunSchema } from '@ruam/shared/api/people.ts';
import { closeCodes } from '@ruam/shared/sync/closeCodes.ts';
import { TOTP } from 'otpauth';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { createCommands } from '../commands/commands.ts';
import { agencyChain, readAudit } from '../events/audit.ts';
import { loadPerson } from '../people/actor.ts';
import { RawPeer } from '../sync/testBed.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { addPerson, testPassword } from '../testing/people.ts';
import { refusal, startTestServer, type TestServer, type Visitor, visitAs, visitor } from '../testing/server.ts';
import { temporaryDirectory } from '../testing/temporaryDirectory.ts';
import { makeWorld, type World } from '../testing/world.ts';
import { createCodeLimit } from './codeLimit.ts';
import { createSecondFactors } from './secondFactor.ts';
import { createSecretBox } from './secretBox.ts';

const path = '/api/session/secondFactor';
const stepMs = 30_000;

describe.each(testStores)('the second factor, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let server: TestServer;
  let world: World;
  beforeAll(async () => {
    server = await startTestServer(await locate(atEnd), atEnd, { LIMIT_SIGN_IN_PER_MINUTE: '0', TRUST_PROXY: '1' });
    world = await makeWorld(server.database);
  });

  /** The code of a step before or after now; each can be taken once. */
  const codeOf = (secret: string, steps = 0): string =>
    new TOTP({ secret, algorithm: 'SHA1', digits: 6, period: 30 }).generate({ timestamp: Date.now() + steps * stepMs });
  const signInWith = (login: string, code?: string, address = '198.51.100.1') =>
    visitor(server).ask('POST', '/api/session', {
      headers: { 'x-forwarded-for': address },
      json: { login, password: testPassword, ...(code === undefined ? {} : { code }) },
    });
  const beginning = { json: { password: testPassword } };
  async function setUp(own: Visitor): Promise<{ secret: string; recoveryCodes: string[] }> {
    const { secret } = secondFactorBegunSchema.parse((await own.ask('POST', path, beginning)).body);
    const answer = await own.ask('PUT', path, { json: { code: codeOf(secret) } });
    return { secret, ...recoveryCodesSchema.parse(answer.body) };
  }
  const setPolicy = async (roles: string[]) => {
    const admin = await visitAs(server, 'admin');
    return admin.ask('PUT', '/api/agency/signInPolicy', { json: { requireSecondFactor: roles } });
  };

  it('holds only once a code of the app confirmed it; sealed, and shown once', async () => {
    const own = await visitAs(server, 'cat3-chair');
    const begun = secondFactorBegunSchema.parse((await own.ask('POST', path, beginning)).body);
    expect(begun.uri).toMatch(/^otpauth:\/\/totp\/Ruam:cat3-chair\?issuer=Ruam&secret=[A-Z2-7]{32}&/);
    expect((await signInWith('cat3-chair')).status).toBe(200);
    expect(refusal(await own.ask('PUT', path, { json: { code: '000 000' } }))).toBe('401 badCode');
    const { secret, recoveryCodes } = await setUp(own);
    expect(secret).not.toBe(begun.secret);
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(recoveryCodes.every((code) => /^([a-z2-7]{4}-){3}[a-z2-7]{4}$/.test(code))).toBe(true);
    const stored = JSON.stringify(await server.database.selectFrom('secondFactor').selectAll().execute());
    expect([secret, ...recoveryCodes].filter((each) => stored.includes(each))).toEqual([]);
    expect(statSync(join(server.dataDir, 'secret.key')).mode & 0o777).toBe(0o600);
    expect(refusal(await own.ask('POST', path, beginning))).toBe('409 secondFactorOn');
    expect((await own.get(path)).body).toEqual({ isOn: true, isRequired: false, recoveryCodesLeft: 10 });
    const entries = JSON.stringify(await readAudit(server.database, agencyChain(world.agency), 0, 1000));
    expect(entries).toContain('secondFactor.set');
    expect(entries).not.toContain(secret);
  });

  it('a session alone begins none; to confirm it ends the other sessions', async () => {
    const [own, thief] = [await visitAs(server, 'steering-member'), await visitAs(server, 'steering-member')];
    expect(refusal(await thief.ask('POST', path))).toBe('422 invalid');
    expect(refusal(await thief.ask('POST', path, { json: { password: 'guessed' } }))).toBe('401 badCredentials');
    expect(
      await server.database
        .selectFrom('secondFactor')
        .selectAll()
        .where('personId', '=', world.personIds['steering-member'] ?? '')
        .execute(),
    ).toEqual([]);
    await setUp(own);
    expect(refusal(await thief.get('/api/session'))).toBe('401 notSignedIn');
    expect((await own.get('/api/session')).status).toBe(200);
  });

  it('30 wrong time codes an hour, whoever sends them from wherever; then a recovery code still signs in', async () => {
    const { secret, recoveryCodes } = await setUp(await visitAs(server, 'foreigner'));
    const guess = (n: number) => signInWith('foreigner', `00000${n % 10}`, `203.0.113.${n}`);
    const answers = new Set<string>();
    for (let n = 0; n < 30; n++) answers.add(refusal(await guess(n)));
    expect(answers).toEqual(new Set(['401 badCode']));
    expect(refusal(await guess(30))).toBe('429 tooManyAttempts');
    expect(refusal(await signInWith('foreigner', codeOf(secret, 1)))).toBe('429 tooManyAttempts');
    expect((await signInWith('foreigner', recoveryCodes[0])).status).toBe(200);
  });

  it('the code that confirms it is not guessed without end either', async () => {
    const own = await visitAs(server, 'cat7-chair');
    await own.ask('POST', path, beginning);
    const tries = await Promise.all(
      Array.from({ length: 40 }, () => own.ask('PUT', path, { json: { code: '000000' } })),
    );
    expect(tries.map(refusal).filter((each) => each === '401 badCode')).toHaveLength(30);
    expect(tries.map(refusal).filter((each) => each === '429 tooManyAttempts')).toHaveLength(10);
    expect((await setUp(own)).recoveryCodes).toHaveLength(10);
  });

  it('to remove one that is gone already is in no audit', async () => {
    const { database } = server;
    const box = createSecretBox(join(server.dataDir, 'secret.key'));
    const commands = createCommands(database, Date.now, () => undefined);
    const factors = createSecondFactors({ database, commands, box, limit: createCodeLimit(Date.now), now: Date.now });
    const person = await loadPerson(database, world.personIds['steering-chair'] ?? '');
    if (person === null) throw new Error('the world has a steering chair');
    await setUp(await visitAs(server, 'steering-chair'));
    await Promise.all([factors.remove(person), factors.remove(person)]);
    const entries = await readAudit(database, agencyChain(world.agency), 0, 1000);
    const removals = entries.filter(
      ({ type, subject }) => type === 'secondFactor.removed' && subject.person === person.id,
    );
    expect(removals).toHaveLength(1);
  });

  it('is asked for only behind the right password, and no code is taken twice, also not at the same moment', async () => {
    const { secret } = await setUp(await visitAs(server, 'cat3-member'));
    const wrong = await visitor(server).ask('POST', '/api/session', { json: { login: 'cat3-member', password: 'x' } });
    expect(refusal(wrong)).toBe('401 badCredentials');
    expect(refusal(await signInWith('cat3-member'))).toBe('401 secondFactorNeeded');
    expect(refusal(await signInWith('cat3-member', '123456'))).toBe('401 badCode');
    // The step that confirmed it was taken too, and everything before it.
    expect(refusal(await signInWith('cat3-member', codeOf(secret)))).toBe('401 badCode');
    const code = codeOf(secret, 1);
    const rush = await Promise.all([1, 2, 3].map(() => signInWith('cat3-member', code)));
    expect(rush.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    expect(refusal(await signInWith('cat3-member', code))).toBe('401 badCode');
    expect(refusal(await signInWith('cat3-member', codeOf(secret, 3)))).toBe('401 badCode');
  });

  it('nor by another process or after a restart: the last step taken is in the database', async () => {
    const { database } = server;
    const id = await addPerson(database, world.agency, 'restarted');
    const { secret } = await setUp(await visitAs(server, 'restarted'));
    const box = createSecretBox(join(server.dataDir, 'secret.key'));
    const commands = createCommands(database, Date.now, () => undefined);
    const person = await loadPerson(database, id);
    if (person === null) throw new Error('the person was just added');
    const startProcess = () =>
      createSecondFactors({ database, commands, box, limit: createCodeLimit(Date.now), now: Date.now });
    const code = codeOf(secret, 1);
    const taken = await Promise.all([startProcess(), startProcess()].map((factors) => factors.accept(person, code)));
    expect(taken.filter((isTaken) => isTaken)).toHaveLength(1);
    expect(await startProcess().accept(person, code)).toBe(false);
  });

  it('a recovery code signs in once, however it is written', async () => {
    const own = await visitAs(server, 'cat3-secretary');
    const { recoveryCodes } = await setUp(own);
    const [code = ''] = recoveryCodes;
    const written = [code.toUpperCase(), ` ${code.replaceAll('-', ' ')} `];
    const rush = await Promise.all(written.map((each) => signInWith('cat3-secretary', each)));
    expect(rush.map(({ status }) => status).sort()).toEqual([200, 401]);
    expect((await own.get(path)).body).toMatchObject({ recoveryCodesLeft: 9 });
    expect(refusal(await signInWith('cat3-secretary', code))).toBe('401 badCode');
  });

  it('is removed with password and code only; an administrator removes a lost one', async () => {
    const own = await visitAs(server, 'cat4-chair');
    const { secret, recoveryCodes } = await setUp(own);
    const remove = (password: string, code: string) => own.ask('DELETE', path, { json: { password, code } });
    expect(refusal(await remove('wrong', codeOf(secret)))).toBe('401 badCredentials');
    expect(refusal(await remove(testPassword, '000000'))).toBe('401 badCode');
    expect((await remove(testPassword, recoveryCodes[0] ?? '')).status).toBe(204);
    expect((await signInWith('cat4-chair')).status).toBe(200);
    await setUp(own);
    const admin = await visitAs(server, 'admin');
    const lost = `/api/people/${world.personIds['cat4-chair']}/secondFactor`;
    expect((await admin.ask('DELETE', lost)).status).toBe(204);
    expect(refusal(await own.get('/api/session'))).toBe('401 notSignedIn');
    expect(refusal(await admin.ask('DELETE', lost))).toBe('404 notFound');
    expect(refusal(await admin.ask('DELETE', `/api/people/${world.personIds.admin}/secondFactor`))).toBe(
      '403 forbidden',
    );
  });

  it('a role that needs one is answered nothing else until it is set up, also on what is open', async () => {
    const advisor = await visitAs(server, 'advisor');
    const { id } = await server.database
      .selectFrom('document')
      .select('id')
      .where('cycleId', '=', world.cycle)
      .limit(1)
      .executeTakeFirstOrThrow();
    const url = `${server.url.replace('http:', 'ws:')}/sync/${id}`;
    const connect = () => {
      const peer = new RawPeer(new WebSocket(url, { headers: { cookie: advisor.cookie } }));
      onTestFinished(() => peer.ws.terminate());
      return peer;
    };
    const peer = await connect().joined();
    expect((await setPolicy(['advisor', 'steering-chair'])).status).toBe(200);
    onTestFinished(async () => {
      await setPolicy([]);
    });
    expect(await peer.closedWith()).toBe(closeCodes.signedOut);
    expect(await connect().closedWith()).toBe(closeCodes.signedOut);
    const signedIn = await signInWith('advisor');
    expect([signedIn.status, signedIn.body]).toMatchObject([200, { person: { mustSetUpSecondFactor: true } }]);
    for (const closed of ['/api/cycles', `/api/cycles/${world.cycle}/people`, '/api/sessions', '/api/rescues']) {
      expect(refusal(await advisor.get(closed))).toBe('403 secondFactorRequired');
    }
    const change = { current: testPassword, next: 'another long password' };
    expect(refusal(await advisor.ask('PUT', '/api/session/password', { json: change }))).toBe(
      '403 secondFactorRequired',
    );
    expect((await advisor.get(path)).body).toEqual({ isOn: false, isRequired: true, recoveryCodesLeft: 0 });
    const { recoveryCodes } = await setUp(advisor);
    expect((await advisor.get('/api/cycles')).status).toBe(200);
    await connect().joined();
    const removal = { password: testPassword, code: recoveryCodes[0] };
    expect(refusal(await advisor.ask('DELETE', path, { json: removal }))).toBe('403 secondFactorRequired');
    const entries = await readAudit(server.database, agencyChain(world.agency), 0, 1000);
    expect(entries.find(({ type }) => type === 'policy.changed')?.subject).toEqual({
      policy: 'signIn',
      requireSecondFactor: { from: [], to: ['advisor', 'steering-chair'] },
    });
  });

  it("the policy is the agency's own: the other one's people are asked for nothing", async () => {
    await setPolicy(['secretariat']);
    const foreigner = await visitAs(server, 'foreigner');
    expect((await foreigner.get('/api/cycles')).status).toBe(200);
    expect(refusal(await (await visitAs(server, 'secretariat')).get('/api/cycles'))).toBe('403 secondFactorRequired');
    await setPolicy([]);
    expect(refusal(await setPolicy(['king']))).toBe('422 invalid');
  });

  it('with the key gone no time code fits, but a recovery code does', async () => {
    const { secret, recoveryCodes } = await setUp(await visitAs(server, 'observer'));
    const other = await createSecretBox(join(temporaryDirectory(onTestFinished), 'other.key')).seal(secret, 'x');
    await server.database
      .updateTable('secondFactor')
      .set({ secret: other })
      .where('personId', '=', world.personIds.observer ?? '')
      .execute();
    expect(refusal(await signInWith('observer', codeOf(secret)))).toBe('401 badCode');
    expect((await signInWith('observer', recoveryCodes[0])).status).toBe(200);
  });
});

describe('what is sealed', () => {
  it('opens for its owner with its key only, and a changed letter opens for nobody', async () => {
    const folder = temporaryDirectory(onTestFinished);
    const file = join(folder, 'secret.key');
    const [box, beside] = [createSecretBox(file), createSecretBox(file)];
    const [sealed, again] = await Promise.all([box.seal('secret', 'a'), beside.seal('secret', 'a')]);
    expect(sealed).not.toBe(again);
    expect(await beside.open(sealed, 'a')).toBe('secret');
    expect(await box.open(again, 'a')).toBe('secret');
    expect(await box.open(sealed, 'b')).toBeNull();
    expect(await box.open(`${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`, 'a')).toBeNull();
    expect(await box.open('', 'a')).toBeNull();
    expect(await createSecretBox(join(folder, 'other.key')).open(sealed, 'a')).toBeNull();
    expect(readFileSync(file, 'utf8')).toMatch(/^[A-Za-z0-9+/]{43}=\n$/);
  });
});
