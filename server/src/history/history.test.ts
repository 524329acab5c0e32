import { documentHistorySchema, restorationSchema, versionDiffSchema } from '@ruam/shared/api/history.ts';
import { paragraph } from '@ruam/shared/document/content.ts';
import { contentAsUpdate } from '@ruam/shared/document/yjs.ts';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { type DecidingBed, openDecidingBed } from '../deciding/testBed.ts';
import { openCommittedDoc } from '../sync/committedDoc.ts';
import { compactLog } from '../sync/compaction.ts';
import { appendHeld } from '../sync/gate.ts';
import { createUpdateLog } from '../sync/log.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { type Answer, refusal } from '../testing/server.ts';

const hourMs = 3_600_000;

describe.each(testStores)('versions of a document on $name (docs/search.md)', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let bed: DecidingBed;
  let document: string;
  let clients = 1_000;
  beforeAll(async () => {
    bed = await openDecidingBed(await locate(atEnd), atEnd);
  }, 60_000);
  const codes = ['3.1', '3.2', '3.3', '3.4'];
  beforeEach(async () => {
    // Each test has an item of its own.
    codes.push(codes.shift() ?? '');
    document = await bed.documentId(codes[0] ?? '', 'basic');
  });

  /** Adds a paragraph as if it had been typed by somebody at that time; false when the text is locked. */
  async function typed(text: string, login: string, at: number): Promise<boolean> {
    clients += 1;
    const update = contentAsUpdate({ type: 'doc', content: [paragraph(text)] }, clients);
    const personId = bed.world.personIds[login] ?? null;
    return bed.server.database
      .transaction()
      .execute((transaction) => appendHeld(transaction, document, { update, personId, at }));
  }

  const ask = async (login: string, path = 'versions'): Promise<Answer> =>
    (await bed.visit(login)).get(`/api/documents/${document}/${path}`);
  const versions = async () => documentHistorySchema.parse((await ask('observer')).body).versions;
  const restore = async (version: string, login = 'cat3-chair'): Promise<Answer> =>
    (await bed.visit(login)).ask('POST', `/api/documents/${document}/restoration`, { json: { version } });
  async function text(): Promise<string> {
    return (await (await bed.visit('observer')).get(`/api/documents/${document}/content?format=text`)).text;
  }
  async function compact(): Promise<void> {
    const stored = await createUpdateLog(bed.server.database, false).load(document);
    if (stored === null) throw new Error('gone');
    const { doc } = openCommittedDoc(stored);
    const state = { blob: Y.encodeStateAsUpdate(doc), stateVector: Y.encodeStateVector(doc) };
    await compactLog(bed.server.database, document, {
      ...state,
      generation: stored.head.generation,
      sequence: stored.head.lastSequence,
      at: 1,
    });
  }

  it('H1 what was written without a pause is one automatic version, with who wrote; also once the log was shortened', async () => {
    const now = Date.now() + hourMs;
    await typed('หนึ่ง', 'cat3-member', now);
    await typed('สอง', 'cat3-chair', now + 60_000);
    await typed('สาม', 'cat3-secretary', now + hourMs);
    const before = await versions();
    expect(before.map(({ type, people }) => [type, people.length])).toEqual([
      ['now', 1],
      ['automatic', 2],
      ['created', 0],
    ]);
    await compact();
    await typed('สี่', 'cat3-member', now + 2 * hourMs);
    const after = await versions();
    expect(after.slice(2)).toEqual(before.slice(1));
    const { body } = await ask('observer', `versions/diff?from=${after[2]?.id}&to=${after[1]?.id}`);
    const added = versionDiffSchema.parse(body).document.blocks.filter(({ change }) => change === 'added');
    expect(added.map(({ runs }) => runs[0]?.text)).toEqual(['สาม']);
    const since = versionDiffSchema.parse((await ask('observer', `versions/diff?from=t${now + 60_000}`)).body);
    expect(since.document.blocks.filter(({ change }) => change === 'added')).toHaveLength(2);
  });

  it('H2 restoring keeps a version before and one after, says so in the chain, and can be undone by the one before', async () => {
    const first = (await versions())[0];
    await typed('ร่างใหม่', 'cat3-member', Date.now() + hourMs);
    const original = (await versions()).find(({ type }) => type === 'created');
    expect(first?.type).toBe('now');
    const answer = await restore(original?.id ?? '');
    expect(answer.status).toBe(201);
    const { before, after } = restorationSchema.parse(answer.body);
    expect(await text()).not.toContain('ร่างใหม่');
    const types = (await versions()).map(({ id, type }) => [id, type]);
    expect(types).toContainEqual([`v${before}`, 'beforeRestore']);
    expect(types).toContainEqual([`v${after}`, 'restored']);
    const entry = (await bed.chain()).at(-1);
    expect(entry).toMatchObject({ type: 'item.restored', subject: { document, before, after, item: codes[0] } });
    const kept = versionDiffSchema.parse((await ask('observer', `versions/diff?from=v${after}`)).body);
    expect(kept.document.change).toBe('same');
    await restore(`v${before}`);
    expect(await text()).toContain('ร่างใหม่');
    const same = await restore('now');
    expect(same.body).toEqual({ before: null, after: null });
  });

  it.each(['secretariat', 'cat3-chair', 'cat3-secretary'])('H3 %s may restore', async (login) => {
    expect((await restore('s0', login)).status).toBe(201);
  });

  it.each(['admin', 'advisor', 'steering-chair', 'steering-member', 'observer', 'cat3-member', 'cat4-chair'])(
    'H3 %s reads the versions and may not restore',
    async (login) => {
      expect((await ask(login)).body).toMatchObject({ mayRestore: false });
      expect(refusal(await restore('s0', login))).toBe('403 forbidden');
    },
  );

  it('H3 another agency, and who has no seat, learn of nothing; an advice note has no versions here', async () => {
    for (const login of ['foreigner', 'seatless']) {
      expect(refusal(await ask(login))).toBe('404 notFound');
      expect(refusal(await ask(login, 'versions/diff?from=s0'))).toBe('404 notFound');
      expect(refusal(await restore('s0', login))).toBe('404 notFound');
    }
    document = await bed.documentId('5.2', 'advice');
    expect(refusal(await ask('observer'))).toBe('404 notFound');
  });

  it('a version of another cycle or document, and nonsense, are refused', async () => {
    for (const version of ['vnothing', 'v'.padEnd(40, 'x')])
      expect(refusal(await restore(version))).toBe('404 notFound');
    for (const version of ['', 's', 'now; drop', 's-1', 'x1'])
      expect(refusal(await restore(version))).toBe('422 invalid');
    expect(refusal(await ask('observer', 'versions/diff?from=s999999999999999999'))).toBe('422 invalid');
  });

  it('H4 an approved text is not restored, and nothing is kept', async () => {
    await bed.claim(codes[0] ?? '', 'basic');
    expect((await bed.approve(codes[0] ?? '', { level: 'basic' })).status).toBe(201);
    const chain = (await bed.chain()).length;
    expect(refusal(await restore('s0'))).toBe('409 locked');
    expect((await bed.chain()).length).toBe(chain);
    expect((await bed.reopen(codes[0] ?? '')).status).toBe(201);
  });

  it('H5 restored twice at once, while others write and it is decided: every word is there or refused, and the chain is whole', async () => {
    await typed('ก่อนแข่ง', 'cat3-member', Date.now() + hourMs);
    const at = Date.now() + 3 * hourMs;
    await bed.claim(codes[0] ?? '', 'basic');
    const [isTyped, ...answers] = await Promise.all([
      typed('พิมพ์ระหว่างกู้คืน', 'cat3-member', at),
      restore('s0'),
      restore('s0', 'secretariat'),
      bed.approve(codes[0] ?? '', { level: 'basic' }),
      restore('s0', 'cat3-secretary'),
    ]);
    const statuses = answers.map(({ status }) => status);
    expect(statuses.every((status) => status === 201 || status === 409)).toBe(true);
    const restored = (await bed.chain()).filter(
      ({ type, subject }) => type === 'item.restored' && subject.document === document,
    );
    const kept = await bed.server.database.selectFrom('snapshot').select('hashed').execute();
    const everything = [await text(), ...kept.map(({ hashed }) => hashed)].join();
    expect(everything.includes('พิมพ์ระหว่างกู้คืน')).toBe(isTyped);
    for (const { subject } of restored) expect(subject.before).not.toBe(subject.after);
    expect((await bed.chain()).map(({ seq }) => seq)).toEqual((await bed.chain()).map((_, index) => index + 1));
  });
});
