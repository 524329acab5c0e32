import { createHash } from 'node:crypto';
import { type AuditEntry, auditEntrySchema } from '@ruam/shared/api/api.ts';
import canonicalize from 'canonicalize';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { refusal, startTestServer, type TestServer, visitAs } from '../testing/server.ts';
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

  it('belongs to the readers of the cycle; without a cycle it is no question', async () => {
    const observer = await visitAs(server, 'observer');
    expect(refusal(await observer.get('/api/audit'))).toBe('422 invalid');
    expect(refusal(await observer.get('/api/audit?cycle='))).toBe('422 invalid');
    for (const chain of [world.foreignCycle, `cycle:${world.cycle}`, `agency:${world.agency}`])
      expect(refusal(await observer.get(`/api/audit?cycle=${encodeURIComponent(chain)}`))).toBe('404 notFound');
  });
});
