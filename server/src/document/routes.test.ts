import { randomUUID } from 'node:crypto';
import { documentSchema } from '@ruam/shared/api/api.ts';
import { paragraph } from '@ruam/shared/document/content.ts';
import { contentAsUpdate } from '@ruam/shared/document/yjs.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { refusal, startTestServer, type TestServer, type Visitor, visitAs } from '../testing/server.ts';
import { makeWorld, type World } from '../testing/world.ts';

const evil = '<script>alert(1)</script>';

describe.each(testStores)('documents over HTTP, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let server: TestServer;
  let world: World;
  let observer: Visitor;
  beforeAll(async () => {
    server = await startTestServer(await locate(atEnd), atEnd);
    world = await makeWorld(server.database);
    observer = await visitAs(server, 'observer');
  });

  const documentsOf = async (who: Visitor) =>
    z.array(documentSchema).parse((await who.get(`/api/cycles/${world.cycle}/documents`)).body);

  async function idOf(item: string | null, kind: string, level: string | null = null): Promise<string> {
    const documents = await documentsOf(observer);
    const found = documents.find((each) => each.item === item && each.kind === kind && each.level === level);
    if (!found) throw new Error(`there is no ${kind} of ${item}`);
    return found.id;
  }

  /** A document with one paragraph of this text. */
  async function addDocument(text: string): Promise<string> {
    const id = randomUUID();
    const template = await server.database
      .selectFrom('document')
      .selectAll()
      .where('id', '=', await idOf(null, 'overview'))
      .executeTakeFirstOrThrow();
    const content = contentAsUpdate({ type: 'doc', content: [paragraph(text)] }, 1);
    await server.database
      .insertInto('document')
      .values({ ...template, id, lastSequence: 1, sizeBytes: content.length })
      .execute();
    await server.database
      .insertInto('documentUpdate')
      .values({ documentId: id, sequence: 1, personId: null, at: 1, content })
      .execute();
    return id;
  }

  it('lists all of the cycle: 72 evidence, 30 recommendations, 6 results, advice, overview, minutes', async () => {
    const kinds = (await documentsOf(observer)).map(({ kind }) => kind);
    const count = (kind: string) => kinds.filter((each) => each === kind).length;
    const all = ['evidence', 'recommendations', 'results', 'advice', 'overview', 'minutes'];
    expect(all.map(count)).toEqual([72, 30, 6, 1, 1, 1]);
  });

  it('stands in the order of the items, those of the whole cycle last', async () => {
    const items = (await documentsOf(observer)).map(({ item }) => item);
    expect(items.slice(0, 4)).toEqual(['1.1', '1.1', '1.1', '1.1']);
    expect(items.slice(-2)).toEqual([null, null]);
    const codes = [...new Set(items)];
    expect(codes).toEqual([...codes.filter((code) => code !== null).sort(), null]);
  });

  it('says who may write, by role, and that the submitted note is locked', async () => {
    const writable = async (login: string) => {
      const documents = await documentsOf(await visitAs(server, login));
      return new Set(
        documents.filter(({ mayWrite }) => mayWrite).map(({ item, kind }) => `${item?.[0] ?? ''} ${kind}`),
      );
    };
    expect(await writable('observer')).toEqual(new Set());
    expect(await writable('admin')).toEqual(new Set());
    expect(await writable('steering-chair')).toEqual(new Set([' overview']));
    expect(await writable('cat3-member')).toEqual(new Set(['3 evidence', '3 recommendations']));
    expect(await writable('cat7-chair')).toEqual(new Set(['7 results', '7 recommendations']));
    const secretariat = await writable('secretariat');
    expect(secretariat).toEqual(
      new Set([' overview', ' minutes', ...['1', '2', '3', '4', '5', '6', '7'].map((n) => `${n} recommendations`)]),
    );
    const advice = (await documentsOf(await visitAs(server, 'advisor'))).find(({ kind }) => kind === 'advice');
    expect(advice).toMatchObject({ item: '5.2', state: 'locked', mayWrite: false });
    expect(advice?.submittedAt).not.toBeNull();
  });

  it('answers one document', async () => {
    const id = await idOf('3.3', 'evidence', 'basic');
    const answer = await observer.get(`/api/documents/${id}`);
    expect(documentSchema.parse(answer.body)).toMatchObject({
      id,
      cycle: world.cycle,
      item: '3.3',
      kind: 'evidence',
      level: 'basic',
      state: 'open',
      lockEpoch: 0,
      generation: 1,
    });
  });

  it('the reached level holds the sentence of the report, the others are empty', async () => {
    const text = async (level: string) =>
      (await observer.get(`/api/documents/${await idOf('3.3', 'evidence', level)}/content?format=text`)).text;
    expect(await text('basic')).toBe('ผลการดำเนินงานของ 3.3 อยู่ในระดับ basic');
    expect([await text('advance'), await text('significance')]).toEqual(['', '']);
  });

  it('content comes in four formats, json when none is named', async () => {
    const id = await idOf('3.3', 'recommendations');
    const content = (query: string) => observer.get(`/api/documents/${id}/content${query}`);
    const expected = {
      type: 'doc',
      content: [
        {
          type: 'recommendation',
          attrs: {
            marker: '๑.',
            targetLevel: 'significance',
            targetFiscalYear: 2563,
            units: ['สำนักนโยบายและแผน'],
            responsibleText: 'สนผ.',
          },
          content: [{ type: 'text', text: 'ควรทบทวนแผนปฏิบัติการ' }],
        },
      ],
    };
    for (const query of ['', '?format=json']) expect((await content(query)).body).toEqual(expected);
    const line = '๑. ควรทบทวนแผนปฏิบัติการ (ผู้รับผิดชอบ สนผ.)';
    for (const format of ['text', 'markdown'] as const) {
      const answer = await content(`?format=${format}`);
      expect(answer.text).toBe(line);
      expect(answer.headers.get('content-type')).toMatch(
        format === 'text' ? /^text\/plain; charset/i : /^text\/markdown/,
      );
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    }
    expect((await content('?format=html')).text).toContain(`<p class="recommendation">${line}</p>`);
  });

  it("people's text as a page: nothing in it runs, whatever was written", async () => {
    const answer = await observer.get(`/api/documents/${await addDocument(evil)}/content?format=html`);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
    expect(answer.text).toContain('&lt;script&gt;alert(1)');
    expect(answer.text).not.toContain('<script');
  });

  it.each(['docx', '', 'HTML', 'json&format=text'])('an unknown format is 422 invalid: %j', async (format) => {
    const id = await idOf(null, 'overview');
    expect(refusal(await observer.get(`/api/documents/${id}/content?format=${format}`))).toBe('422 invalid');
  });

  it('strangers learn of no document', async () => {
    const id = await idOf(null, 'overview');
    for (const login of ['foreigner', 'seatless']) {
      const stranger = await visitAs(server, login);
      for (const path of [`/api/documents/${id}`, `/api/documents/${id}/content?format=text`])
        expect(refusal(await stranger.get(path))).toBe('404 notFound');
    }
  });

  it('reading a content writes nothing', async () => {
    const id = await idOf('1.1', 'recommendations');
    const row = () => server.database.selectFrom('document').selectAll().where('id', '=', id).executeTakeFirst();
    const before = await row();
    for (const format of ['json', 'text', 'html', 'markdown'])
      await observer.get(`/api/documents/${id}/content?format=${format}`);
    expect(await row()).toEqual(before);
  });
});
