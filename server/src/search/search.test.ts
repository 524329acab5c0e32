import { type SearchAnswer, searchAnswerSchema } from '@ruam/shared/api/search.ts';
import { type Content, heading, paragraph } from '@ruam/shared/document/content.ts';
import { contentAsUpdate } from '@ruam/shared/document/yjs.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { appendHeld } from '../sync/gate.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { refusal, startTestServer, type TestServer, type Visitor, visitAs } from '../testing/server.ts';
import { makeWorld, type World } from '../testing/world.ts';
import { createCommentIndex } from './commentIndex.ts';
import { indexAll } from './testBed.ts';

const written: Content = {
  type: 'doc',
  content: [
    heading(2, 'การให้บริการประชาชน'),
    paragraph('หน่วยงานทบทวนแผน ครั้งที่ ๑๒ ด้วยระบบ E-Service'),
    paragraph('ตัวชี้วัดความพึงพอใจ 100% ของผู้_รับ "บริการ" * NEAR(a b) OR -x 😀😀'),
    paragraph('พระราชบัญญัติการอำนวยความสะดวก'),
    paragraph('กข'),
  ],
};

describe.each(testStores)('search on $name (docs/search.md)', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let server: TestServer;
  let world: World;
  let evidence: string;
  let note: string;
  let [member, advisor, foreigner, seatless]: Visitor[] = [];

  async function write(documentId: string, content: Content): Promise<void> {
    const update = contentAsUpdate(content, 4711);
    const at = Date.now();
    await server.database
      .transaction()
      .execute((transaction) => appendHeld(transaction, documentId, { update, personId: null, at }));
  }

  async function documentOf(level: 'basic' | 'advance', cycle = world.cycle): Promise<string> {
    const { id } = await server.database
      .selectFrom('document')
      .select('id')
      .where('cycleId', '=', cycle)
      .where('item', '=', '3.3')
      .where('kind', '=', 'evidence')
      .where('level', '=', level)
      .executeTakeFirstOrThrow();
    return id;
  }

  async function find(q: string, more = '', who = member): Promise<SearchAnswer> {
    const answer = await who?.get(`/api/search?q=${encodeURIComponent(q)}${more}`);
    if (answer?.status !== 200) throw new Error(`${answer?.status} ${answer?.text}`);
    return searchAnswerSchema.parse(answer.body);
  }

  /** What was found, marked with brackets. */
  async function marked(q: string, more = '', who = member): Promise<string[]> {
    const { results } = await find(q, more, who);
    return results.map(({ snippet: { text, marks } }) =>
      marks.reduceRight((all, [from, to]) => `${all.slice(0, from)}[${all.slice(from, to)}]${all.slice(to)}`, text),
    );
  }

  beforeAll(async () => {
    server = await startTestServer(await locate(atEnd), atEnd);
    world = await makeWorld(server.database);
    [member, advisor, foreigner, seatless] = await Promise.all(
      ['cat3-member', 'advisor', 'foreigner', 'seatless'].map((login) => visitAs(server, login)),
    );
    evidence = await documentOf('basic');
    await write(evidence, written);
    await write(await documentOf('advance'), {
      type: 'doc',
      content: [paragraph('ทบทวนด้วยดิจิทัล'), paragraph('สำรวจคลังข้อมูล')],
    });
    await write(await documentOf('basic', world.foreignCycle), { type: 'doc', content: [paragraph('ความลับต่างกรม')] });
    const made = await advisor?.ask('POST', `/api/cycles/${world.cycle}/advice`, {
      json: { item: '3.3', type: 'observation', severity: 'minor' },
    });
    note = z.object({ document: z.string() }).parse(made?.body).document;
    await write(note, { type: 'doc', content: [paragraph('ร่างความเห็นเร้นลับ')] });
    await indexAll(server.database);
  }, 60_000);

  it('Q4 parts of Thai words are found and marked, two letters too, and Latin letters of any size', async () => {
    expect(await marked('บริการ', '&kind=text')).toContain('การให้[บริการ]ประชาชน');
    expect(await marked('กข', '&kind=text')).toEqual(['[กข]']);
    expect((await marked('e-SERVICE'))[0]).toContain('[E-Service]');
  });

  it('Q2 Thai and Arabic digits are equal, zero-width characters are nothing', async () => {
    expect((await marked('ครั้งที่\u200b 12'))[0]).toContain('[ครั้งที่ ๑๒]'.replace(' ', '] ['));
  });

  it('Q5 all words occur in the passage, else in its document', async () => {
    expect(await marked('e-service แผน')).toEqual(['หน่วยงานทบทวน[แผน] ครั้งที่ ๑๒ ด้วยระบบ [E-Service]']);
    expect(await marked('ดิจิทัล คลังข้อมูล')).toHaveLength(1);
    expect(await marked('ดิจิทัล พระราชบัญญัติ')).toEqual([]);
  });

  it.each(['100%', 'ผู้_รับ', '"บริการ"', '*', 'NEAR(a', 'OR', '-x', '😀', '😀😀', '😀😀 "บริการ"'])(
    'Q3 %s is looked for as it is written',
    async (q) => {
      const { results } = await find(q, '&kind=text');
      expect(results.map(({ number }) => number)).toEqual([3]);
    },
  );

  it.each(["'; drop table passage; --", '\\', '%%%', '___', '(((', 'a" OR "b', 'folded:ก', 'x'.repeat(200)])(
    'Q3 %j finds nothing and breaks nothing',
    async (q) => {
      expect((await find(q, '&kind=text')).results).toEqual([]);
    },
  );

  it('Q3 blanks find nothing; too long a question and unknown kinds are refused', async () => {
    expect(await find(' \u200b ')).toEqual({ results: [], count: 0, isMore: false, next: null });
    expect(refusal((await member?.get(`/api/search?q=${'x'.repeat(201)}`)) as never)).toBe('422 invalid');
    expect(refusal((await member?.get('/api/search?q=a&kind=rescue')) as never)).toBe('422 invalid');
    expect(refusal((await member?.get('/api/search?q=a&cursor=-1')) as never)).toBe('422 invalid');
  });

  it('Q6 a heading stands before a text, and a result says where it stands', async () => {
    const [first] = (await find('บริการ', '&kind=text')).results;
    expect(first).toMatchObject({ item: '3.3', category: '3', number: 1, quote: 'การให้บริการประชาชน' });
    expect(first?.document).toEqual({ id: evidence, kind: 'evidence', level: 'basic' });
  });

  it('recommendations are found by their units, items by their titles, each as its kind', async () => {
    const recommendations = await find('ทบทวนแผนปฏิบัติการ สำนักนโยบายและแผน', '&kind=recommendation&category=3');
    expect(recommendations.results[0]?.snippet.text).toContain('สนผ. · สำนักนโยบายและแผน');
    expect((await find('3.3', '&kind=item')).results.map(({ item, kind }) => [item, kind])).toEqual([['3.3', 'item']]);
    expect((await find('บริการ', '&category=4')).results.every(({ category }) => category === '4')).toBe(true);
  });

  it('Q8 more of it page by page, none twice', async () => {
    const first = await find('ทบทวนแผนปฏิบัติการ');
    expect(first.count).toBeGreaterThan(20);
    const second = await find('ทบทวนแผนปฏิบัติการ', `&cursor=${first.next}`);
    const ids = [...first.results, ...second.results].map(({ id }) => id);
    expect(new Set(ids).size).toBe(first.count);
    expect(second.next).toBeNull();
  });

  it('Q9 another agency, and who has no seat, find nothing and learn of no cycle', async () => {
    expect(await marked('ความลับต่างกรม')).toEqual([]);
    expect(await marked('ความลับต่างกรม', '', foreigner)).toHaveLength(1);
    expect((await find('พระราชบัญญัติ', '', foreigner)).count).toBe(0);
    expect((await find('พระราชบัญญัติ', '', seatless)).count).toBe(0);
    for (const who of [foreigner, seatless])
      expect(refusal((await who?.get(`/api/search?q=a&cycle=${world.cycle}`)) as never)).toBe('404 notFound');
  });

  it.each([
    'admin',
    'secretariat',
    'steering-chair',
    'steering-member',
    'observer',
    'cat3-chair',
    'cat4-chair',
    'cat3-member',
  ])('Q9 %s finds the texts of the cycle, and no draft of a note', async (login) => {
    const who = await visitAs(server, login);
    expect(await marked('พระราชบัญญัติ', '', who)).toHaveLength(1);
    expect(await marked('เร้นลับ', '', who)).toEqual([]);
    expect(await marked('ความเห็น เร้นลับ', '&kind=advice', who)).toEqual([]);
  });

  it('Q9 a draft is found by its author, and by all once it is submitted', async () => {
    expect(await marked('เร้นลับ', '', advisor)).toEqual(['ร่างความเห็น[เร้นลับ]']);
    await server.database.updateTable('document').set({ submittedAt: Date.now() }).where('id', '=', note).execute();
    expect((await find('เร้นลับ')).results[0]?.kind).toBe('advice');
    await server.database.updateTable('document').set({ submittedAt: null }).where('id', '=', note).execute();
    expect(await marked('เร้นลับ')).toEqual([]);
  });

  it('Q9 a refused edit is never found, put away or not', async () => {
    const observer = await visitAs(server, 'observer');
    const body = new Uint8Array(contentAsUpdate({ type: 'doc', content: [paragraph('ข้อความถูกปฏิเสธ')] }, 815));
    const kept = await observer.ask('POST', `/api/documents/${evidence}/rescues`, { body });
    expect(kept.status).toBe(201);
    await indexAll(server.database);
    expect(await marked('ถูกปฏิเสธ', '', observer)).toEqual([]);
  });

  it('evidence is found by its title until it is removed', async () => {
    const entry = {
      id: 'e1',
      cycleId: world.cycle,
      title: 'รายงานผลสำรวจ ปี ๒๕๖๒',
      fileId: 'f1',
      personId: 'p1',
      at: 1,
    };
    const file = {
      id: 'f1',
      cycleId: world.cycle,
      use: 'evidence',
      hash: 'h',
      name: 'n',
      personId: 'p1',
      at: 1,
    } as const;
    await server.database
      .insertInto('file')
      .values({ ...file, mediaType: 'application/pdf', sizeBytes: 1, isUsed: 1, sweptAt: null })
      .execute();
    await server.database
      .insertInto('evidence')
      .values({
        ...entry,
        ...{ effectiveDate: null, fiscalYearBE: null, confidentiality: 'internal', changedAt: 1 },
        ...{ removedAt: null, removedBy: null, requestKey: null },
      })
      .execute();
    const { results } = await find('ผลสำรวจ 2562', '&kind=evidence');
    expect(results.map(({ kind, evidence: id }) => [kind, id])).toEqual([['evidence', 'e1']]);
    expect((await find('ผลสำรวจ 2562', '', foreigner)).count).toBe(0);
    await server.database.updateTable('evidence').set({ removedAt: 2 }).where('id', '=', 'e1').execute();
    expect((await find('ผลสำรวจ 2562', '&kind=evidence')).count).toBe(0);
  });

  it('Q10 comments are found soon after they are written, and as they were changed', async () => {
    const opened = await member?.ask('POST', `/api/documents/${evidence}/threads`, { json: { text: 'ควรเพิ่มภาพถ่าย' } });
    const { id, comments } = z
      .object({ id: z.string(), comments: z.array(z.object({ id: z.string() })) })
      .parse(opened?.body);
    await expect.poll(() => marked('ภาพถ่าย')).toEqual(['ควรเพิ่ม[ภาพถ่าย]']);
    expect((await find('ภาพถ่าย')).results[0]).toMatchObject({ kind: 'comment', thread: id, byName: 'ชื่อ cat3-member' });
    await member?.ask('PUT', `/api/comments/${comments[0]?.id}`, { json: { text: 'ควรเพิ่มวีดิทัศน์' } });
    await expect.poll(() => marked('วีดิทัศน์')).toEqual(['ควรเพิ่ม[วีดิทัศน์]']);
    expect(await marked('ภาพถ่าย')).toEqual([]);
  });

  it('Q10 what was not read before an end, or is another since a restore, is read at the start', async () => {
    await server.database.deleteFrom('passage').where('commentId', 'is not', null).execute();
    const index = createCommentIndex({
      database: server.database,
      failed: (error) => {
        throw error;
      },
    });
    await index.start();
    await index.close();
    expect(await marked('วีดิทัศน์')).toHaveLength(1);
  });

  it('Q10 a passage that was deleted is not found any more, and one above it moves the numbers', async () => {
    const content = { type: 'doc', content: [paragraph('บรรทัดแรก'), paragraph('บรรทัดที่สอง')] } as const;
    const document = await documentOf('advance');
    const project = async (blocks: Content['content']): Promise<void> => {
      const { searchProjection } = await import('./searchProjection.ts');
      const about = { id: document, cycle: world.cycle, item: '3.3', kind: 'evidence', level: 'advance' } as const;
      const projected = { ...about, authorId: null, submittedAt: null };
      await server.database
        .transaction()
        .execute((transaction) =>
          searchProjection.write(
            transaction,
            projected,
            searchProjection.read(projected, { ...content, content: blocks }),
          ),
        );
    };
    await project(content.content);
    const [before] = (await find('บรรทัดที่สอง')).results;
    await project([paragraph('ใหม่'), paragraph('บรรทัดที่สอง'), paragraph('บรรทัดที่สอง')]);
    expect(await marked('บรรทัดแรก')).toEqual([]);
    const after = (await find('บรรทัดที่สอง')).results;
    expect(after.map(({ number }) => number).sort()).toEqual([2, 3]);
    expect(after.map(({ id }) => id)).toContain(before?.id);
  });
});
