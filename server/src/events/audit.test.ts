import { createHash } from 'node:crypto';
import { type AuditEntry, auditEntrySchema } from '@ruam/shared/api/api.ts';
import { signedHeadSchema } from '@ruam/shared/proof/auditChain.ts';
import canonicalize from 'canonicalize';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { refusal, startTestServer, type TestServer, visitAs, visitor } from '../testing/server.ts';
import { makeWorld, type World } from '../testing/world.ts';

/** Whether each entry's hash and its link to the one before hold, computed without the code that wrote them. */
function isSound(entries: readonly AuditEntry[]): boolean {
  return entries.every(({ hash, ...unhashed }, index) => {
    const expected = createHash('sha256')
      .update(String(canonicalize(unhashed)))
      .digest('hex');
    return (
      hash === expected && unhashed.seq === index + 1 && unhashed.previousHash === (entries[index - 1]?.hash ?? null)
    );
  });
}

describe.each(testStores)('the audit chain over HTTP, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let server: TestServer;
  let world: World;
  let entries: AuditEntry[];
  beforeAll(async () => {
    server = await startTestServer(await locate(atEnd), atEnd);
    world = await makeWorld(server.database);
    const chair = await visitAs(server, 'cat3-chair');
    const statement = 'ระดับ "ก้าวหน้า"\n\\ € 😀';
    for (const json of [{ level: 'basic', statement }, { level: null }, { level: 'significance' }])
      await chair.ask('PUT', `/api/cycles/${world.cycle}/items/3.1/claim`, { json });
    const answer = await (await visitAs(server, 'observer')).get(`/api/audit?cycle=${world.cycle}`);
    entries = z.array(auditEntrySchema).parse(answer.body);
  });

  it('begins with the making of the cycle, by the server itself, and holds every command', () => {
    expect(entries.map(({ seq, type }) => `${seq} ${type}`)).toEqual([
      '1 cycle.imported',
      '2 item.claimed',
      '3 item.claimed',
      '4 item.claimed',
    ]);
    expect(entries.map(({ person }) => person)).toEqual([
      null,
      ...Array.from({ length: 3 }, () => world.personIds['cat3-chair']),
    ]);
  });

  it('can be recomputed from the answer alone', () => {
    expect(isSound(entries)).toBe(true);
  });

  it('a changed, missing, added or reordered entry shows', () => {
    const [first, second, third] = entries;
    if (!first || !second || !third) throw new Error('the chain is too short');
    const changed = { ...second, subject: { ...second.subject, level: 'advance' } };
    expect(isSound([first, changed, third])).toBe(false);
    expect(isSound([first, third])).toBe(false);
    expect(isSound([first, second, { ...second, seq: 3 }, { ...third, seq: 4 }])).toBe(false);
    expect(isSound([second, first, third])).toBe(false);
  });

  /** `2 item.claimed` of the entries that a question gets. */
  async function asked(query: string): Promise<string[]> {
    const answer = await (await visitAs(server, 'observer')).get(`/api/audit?cycle=${world.cycle}${query}`);
    return z
      .array(auditEntrySchema)
      .parse(answer.body)
      .map(({ seq, type }) => `${seq} ${type}`);
  }

  it('gives what is asked for: a page from either end, types, a person, an item, a time', async () => {
    const claims = ['2 item.claimed', '3 item.claimed', '4 item.claimed'];
    const all = ['1 cycle.imported', ...claims];
    const chair = world.personIds['cat3-chair'];
    const [at = 0, later = 0] = [entries[0]?.at, entries[3]?.at];
    expect(await asked('')).toEqual(all);
    expect(await asked('&after=1&limit=2')).toEqual(claims.slice(0, 2));
    expect(await asked('&before=4&limit=2&order=newest')).toEqual(['3 item.claimed', '2 item.claimed']);
    expect(await asked('&type=item.claimed,item.approved')).toEqual(claims);
    expect(await asked(`&person=${chair}`)).toEqual(claims);
    expect(await asked('&item=3.1')).toEqual(claims);
    for (const nothing of ['&item=3.2', '&item=3', '&type=item', '&person=x', `&from=${later + 1}`, `&until=${at - 1}`])
      expect(await asked(nothing)).toEqual([]);
    expect(await asked(`&from=${at}&until=${later}`)).toEqual(all);
  });

  it.each(['limit=0', 'limit=1001', 'after=x', 'after=-1', 'item=%25', 'item=3_1', 'order=random', 'from=soon'])(
    'refuses what is no question: %s',
    async (query) => {
      const observer = await visitAs(server, 'observer');
      expect(refusal(await observer.get(`/api/audit?cycle=${world.cycle}&${query}`))).toBe('422 invalid');
    },
  );

  it('tells who acts in it, whether it is whole, its signed heads, and all of it as lines', async () => {
    const observer = await visitAs(server, 'observer');
    const get = (what: string) => observer.get(`/api/audit/${what}?cycle=${world.cycle}`);
    expect((await get('people')).body).toEqual([{ id: world.personIds['cat3-chair'], name: 'ชื่อ cat3-chair' }]);
    const heads = z.array(signedHeadSchema).parse((await get('heads')).body);
    expect(heads.at(-1)).toMatchObject({ chain: `cycle:${world.cycle}`, seq: 4, hash: entries[3]?.hash });
    expect((await get('check')).body).toEqual({
      entries: 4,
      isWhole: true,
      problems: [],
      newestSignedHead: heads.at(-1),
    });
    const lines = (await get('export')).text.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      ...entries.map((entry) => ({ kind: 'entry', chain: `cycle:${world.cycle}`, ...entry })),
      ...heads.map((head) => ({ kind: 'signedHead', ...head })),
    ]);
  });

  it.each(['people', 'check', 'heads', 'export'])('%s belongs to the readers of the cycle too', async (what) => {
    const path = `/api/audit/${what}?cycle=${world.cycle}`;
    for (const login of ['foreigner', 'seatless'])
      expect(refusal(await (await visitAs(server, login)).get(path))).toBe('404 notFound');
    expect(refusal(await visitor(server).get(path))).toBe('401 notSignedIn');
  });

  it('belongs to the readers of the cycle; without a cycle it is no question', async () => {
    const observer = await visitAs(server, 'observer');
    expect(refusal(await observer.get('/api/audit'))).toBe('422 invalid');
    expect(refusal(await observer.get('/api/audit?cycle='))).toBe('422 invalid');
    for (const chain of [world.foreignCycle, `cycle:${world.cycle}`, `agency:${world.agency}`])
      expect(refusal(await observer.get(`/api/audit?cycle=${encodeURIComponent(chain)}`))).toBe('404 notFound');
  });
});
