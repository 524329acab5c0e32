import { closeCodes } from '@ruam/shared/sync/closeCodes.ts';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { RawPeer } from '../sync/testBed.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import {
  type Answer,
  refusal,
  startTestServer,
  type TestServer,
  type Visitor,
  visitAs,
  visitor,
} from '../testing/server.ts';
import { bodies, type Call, fill, queryOf } from './calls.ts';
import { type Stage, secret, setStage } from './stage.ts';

/** What anybody may ask, signed in or not, and learns nothing of a cycle by it but what is public. */
const publicPaths = ['/api/certificates/key', '/api/verify/{id}'];
/** Ids of what does not exist. */
const nothing = Object.fromEntries(
  [
    'cycle',
    'code',
    'document',
    'note',
    'thread',
    'comment',
    'certificate',
    'snapshot',
    'rescue',
    'invitation',
    'advisorSession',
    'person',
    'importDraft',
    'file',
    'evidence',
    'meeting',
    'paper',
    'meetingNote',
    'vote',
    'projector',
    'resolution',
    'report',
  ].map((name) => [name, 'nothing']),
) as Stage['ids'];
/** What everybody has of their own; others' ids are not found there. */
const isOwn = ({ path }: Call): boolean => path === '/api/sessions/{session}' || path.startsWith('/api/line/');
/** Links that were given to a person; these tokens nobody has. */
const isLink = ({ path }: Call): boolean => path.includes('{token}');

describe.each(testStores)('nobody learns or changes what is not theirs, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let server: TestServer;
  let stage: Stage;
  let calls: readonly Call[];
  /** Ids and words that only the people of the cycle may see. */
  let ownWords: readonly string[];
  beforeAll(async () => {
    server = await startTestServer(await locate(atEnd), atEnd);
    stage = await setStage(server);
    const { body } = await (await visitAs(server, 'observer')).get('/api/openapi.json');
    calls = Object.entries(
      z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) }).parse(body).paths,
    ).flatMap(([path, methods]) => Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })));
    const people = await server.database.selectFrom('person').select(['id', 'login']).execute();
    const documents = await server.database
      .selectFrom('document')
      .select('id')
      .where('cycleId', '=', stage.ids.cycle)
      .execute();
    ownWords = [
      secret,
      ...Object.entries(stage.ids)
        .filter(([name]) => name !== 'code')
        .map(([, id]) => id),
      ...documents.map(({ id }) => id),
      ...people.filter(({ login }) => !['foreigner', 'seatless'].includes(login)).map(({ id }) => id),
    ];
  }, 60_000);

  const about = (call: Call): boolean =>
    (call.path.includes('{') || call.path.startsWith('/api/audit')) && !isLink(call) && !isOwn(call);

  async function ask(who: Visitor, { method, path }: Call, ids = stage.ids): Promise<Answer> {
    const isRead = method === 'GET';
    const json = bodies[`${method} ${path}`];
    return who.ask(
      method,
      fill(path, ids) + queryOf({ method, path }, ids),
      isRead || json === null || json === undefined ? {} : { json },
    );
  }

  /** Everything of the cycle that a call could have changed. */
  async function everything(): Promise<string> {
    const { database } = server;
    const tables = [
      'item',
      'claim',
      'approval',
      'decision',
      'reopening',
      'snapshot',
      'certificate',
      'thread',
      'comment',
      'threadFollow',
      'advice',
      'privateLevel',
      'consensus',
      'advisorSession',
      'seat',
      'person',
      'file',
      'evidence',
      'evidenceCheck',
      'document',
      'rescue',
      'personToken',
      'meeting',
      'agendaItem',
      'meetingMember',
      'meetingPaper',
      'raisedHand',
      'meetingNote',
      'meetingStage',
      'vote',
      'ballot',
      'resolution',
      'minutesState',
      'reportJob',
      'cycle',
      'checkTick',
      'unit',
    ] as const;
    const rows = await Promise.all(tables.map((table) => database.selectFrom(table).selectAll().execute()));
    return JSON.stringify(rows.map((all) => all.map((row) => JSON.stringify(row)).sort()));
  }

  it('every call that writes and has a parameter is thought of here', () => {
    const unknown = calls
      .filter((call) => about(call) && call.method !== 'GET')
      .map(({ method, path }) => `${method} ${path}`)
      .filter((call) => !(call in bodies));
    expect(unknown).toEqual([]);
    for (const { path } of calls) fill(path, stage.ids);
  });

  it.each(['foreigner', 'seatless', 'nobody'])(
    '%s finds nothing: every call about the cycle is refused, and tells nothing',
    async (login) => {
      const before = await everything();
      const leaks: string[] = [];
      for (const call of calls) {
        const who = login === 'nobody' ? visitor(server) : await visitAs(server, login);
        const answer = await ask(who, call);
        const words = publicPaths.includes(call.path)
          ? ownWords.filter((word) => word !== stage.ids.certificate)
          : ownWords;
        const found = words.filter((word) => answer.text.includes(word));
        if (found.length > 0) leaks.push(`${call.method} ${call.path} tells ${found.join(', ')}`);
        if (!about(call) || publicPaths.includes(call.path)) continue;
        // Who is refused may be refused by the role; what is there is then not told from what is not.
        const expected = login === 'nobody' ? '401 notSignedIn' : '404 notFound';
        const isAsForNothing = async () => refusal(await ask(who, call, nothing)) === '403 forbidden';
        const isRefused = refusal(answer) === '403 forbidden' && login !== 'nobody' && (await isAsForNothing());
        if (refusal(answer) !== expected && !isRefused)
          leaks.push(`${call.method} ${call.path}: ${answer.status} ${answer.text.slice(0, 120)}`);
      }
      expect(leaks).toEqual([]);
      expect(await everything()).toBe(before);
    },
  );

  it.each(['observer', 'admin'])('%s reads the cycle and writes nothing in it', async (login) => {
    const mayDo: Readonly<Record<string, readonly string[]>> = {
      observer: [
        'POST /api/cycles/{cycle}/reports',
        'POST /api/documents/{id}/rescues',
        'DELETE /api/rescues/{id}',
        'PUT /api/rescues/{id}',
        'PUT /api/threads/{id}/follow',
      ],
      admin: [
        'POST /api/cycles/{cycle}/reports',
        'POST /api/documents/{id}/rescues',
        'PUT /api/threads/{id}/follow',
        'PUT /api/cycles/{cycle}/people/{person}/seats',
        'POST /api/cycles/{cycle}/invitations',
        'DELETE /api/cycles/{cycle}/invitations/{invitation}',
        'POST /api/people/{person}/passwordReset',
        'POST /api/people/{person}/deactivation',
        'POST /api/people/{person}/activation',
        'DELETE /api/people/{person}/secondFactor',
        'PUT /api/people/{person}/email',
        'PUT /api/cycles/{cycle}/units',
      ],
    };
    const who = await visitAs(server, login);
    const wrong: string[] = [];
    for (const call of calls) {
      if (!about(call) || call.method === 'GET' || /^\/api\/(notifications|sessions)\//.test(call.path)) continue;
      if (mayDo[login]?.includes(`${call.method} ${call.path}`)) continue;
      const answer = refusal(await ask(who, call));
      // A rescue that somebody may not read is not there for them.
      const isHidden = answer === '404 notFound' && call.path.startsWith('/api/rescues/');
      if (answer !== '403 forbidden' && !isHidden) wrong.push(`${call.method} ${call.path}: ${answer}`);
    }
    expect(wrong).toEqual([]);
  });

  it.each(['foreigner', 'seatless', 'nobody'])('%s is let into no socket of the cycle', async (login) => {
    const cookie = login === 'nobody' ? '' : (await visitAs(server, login)).cookie;
    const code = login === 'nobody' ? closeCodes.signedOut : closeCodes.notFound;
    for (const path of [`/sync/${stage.ids.document}`, `/sync/${stage.ids.note}`, `/live/${stage.ids.cycle}`]) {
      const peer = new RawPeer(new WebSocket(`${server.url.replace('http:', 'ws:')}${path}`, { headers: { cookie } }));
      onTestFinished(() => peer.ws.terminate());
      expect([path, await peer.closedWith()]).toEqual([path, code]);
      const heard = peer.frames.map((frame) => Buffer.from(frame).toString('utf8')).join('');
      expect(ownWords.filter((word) => heard.includes(word))).toEqual([]);
    }
  });
});
