import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  cycleSchema,
  documentSchema,
  importAnswerSchema,
  importCommitSchema,
  sessionSchema,
} from '@ruam/shared/api/api.ts';
import { scoreboardSchema } from '@ruam/shared/score/scoreboard.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { startTestServer, type TestServer, type Visitor, visitor } from '../testing/server.ts';
import { sampleAccounts } from './accounts.ts';

const password = 'ทดลอง $HOME "2562"';
const reportFile = join(import.meta.dirname, '../../sample/fy2562-report.txt');

describe.each(testStores)('the trial over HTTP, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let server: TestServer;
  let cycle: string;
  beforeAll(async () => {
    server = await startTestServer(await locate(atEnd), atEnd, { SAMPLE: '1', SAMPLE_PASSWORD: password });
    const cycles = z.array(cycleSchema).parse((await (await as('observer')).get('/api/cycles')).body);
    expect(cycles).toHaveLength(1);
    cycle = cycles[0]?.id ?? '';
  });

  async function as(login: string): Promise<Visitor> {
    const answer = await visitor(server).ask('POST', '/api/session', { json: { login, password } });
    expect([login, answer.status]).toEqual([login, 200]);
    return visitor(server, answer.headers.get('set-cookie')?.split(';')[0]);
  }

  const documentsOf = async (who: Visitor) =>
    z.array(documentSchema).parse((await who.get(`/api/cycles/${cycle}/documents`)).body);

  it('every role account signs in, at the same moment, with the role that it is named after', async () => {
    const visitors = await Promise.all(sampleAccounts.map(({ login }) => as(login)));
    for (const [index, { login, body, role }] of sampleAccounts.entries()) {
      const { person } = sessionSchema.parse((await visitors[index]?.get('/api/session'))?.body);
      expect(person).toMatchObject({ login, roles: [{ cycle, body, role }] });
    }
  });

  it('the scoreboard names the reported figure, and the conflict about it', async () => {
    const answer = await (await as('observer')).get(`/api/cycles/${cycle}/scoreboard`);
    const { results, overall, limitedBy } = scoreboardSchema.parse(answer.body);
    expect(results).toMatchObject({ percent: null, reported: 92.88, measured: 41, total: 43 });
    expect(results.conflicts).not.toEqual([]);
    expect(overall).toEqual({ level: 'basic', points: 445.83 });
    expect(limitedBy.advance).toEqual(['3.3', '4.1']);
    expect(limitedBy.significance).toHaveLength(11);
  });

  it('who writes what', async () => {
    const writable = async (login: string) => {
      const documents = await documentsOf(await as(login));
      return new Set(documents.filter(({ mayWrite }) => mayWrite).map(({ kind }) => kind));
    };
    for (const login of ['admin', 'observer', 'advisor'])
      expect([login, await writable(login)]).toEqual([login, new Set()]);
    expect(await writable('secretariat')).toEqual(new Set(['recommendations', 'overview', 'minutes']));
    expect(await writable('cat7-member-1')).toEqual(new Set(['results', 'recommendations']));
    expect(await writable('cat5-member-2')).toEqual(new Set(['evidence', 'recommendations']));
  });

  it('every one of the 111 documents can be read in every format', async () => {
    const observer = await as('observer');
    const documents = await documentsOf(observer);
    expect(documents).toHaveLength(111);
    let letters = 0;
    for (const { id, kind, item } of documents) {
      const [json, text, html, markdown] = await Promise.all(
        ['json', 'text', 'html', 'markdown'].map((format) =>
          observer.get(`/api/documents/${id}/content?format=${format}`),
        ),
      );
      for (const answer of [json, text, html, markdown]) {
        expect(`${kind} ${item}: ${answer?.status}`).toBe(`${kind} ${item}: 200`);
        expect(answer?.text).not.toMatch(/undefined|\[object|NaN/);
      }
      expect(json?.body).toMatchObject({ type: 'doc' });
      letters += text?.text.length ?? 0;
    }
    expect(letters).toBeGreaterThan(20_000);
  });

  it('the advice note of 5.2 is the opinion that the report gives to the advisor', async () => {
    const observer = await as('observer');
    const advice = (await documentsOf(observer)).filter(({ kind }) => kind === 'advice');
    expect(advice).toMatchObject([{ item: '5.2', state: 'locked', mayWrite: false }]);
    expect(advice[0]?.submittedAt).toBeGreaterThan(0);
    const { text } = await observer.get(`/api/documents/${advice[0]?.id}/content?format=text`);
    expect(text).toContain('ความเห็นของ');
  });

  it('an import gives the role accounts the same roles in its new cycle', async () => {
    const secretariat = await as('secretariat');
    const body = new FormData();
    body.set('file', new File([new Uint8Array(await readFile(reportFile))], 'report.txt'));
    const { id } = importAnswerSchema.parse((await secretariat.ask('POST', '/api/imports', { body })).body);
    const committed = await secretariat.ask('POST', `/api/imports/${id}/commit`);
    const made = importCommitSchema.parse(committed.body).cycle.id;
    for (const login of ['secretariat', 'cat3-chair', 'admin', 'steering-chair']) {
      const { person } = sessionSchema.parse((await (await as(login)).get('/api/session')).body);
      const inBoth = [cycle, made].map((each) => person.roles.filter((role) => role.cycle === each));
      expect(inBoth[0]?.map(({ body: seat, role }) => [seat, role])).toEqual(
        inBoth[1]?.map(({ body: seat, role }) => [seat, role]),
      );
      expect(inBoth[1]).toHaveLength(1);
    }
  });
});
