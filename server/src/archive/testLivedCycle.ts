import { randomInt } from 'node:crypto';
import { identifiedBlocks } from '@ruam/shared/document/blockIds.ts';
import type { Content, ContentNode } from '@ruam/shared/document/content.ts';
import { paragraph } from '@ruam/shared/document/content.ts';
import { rewriteContent } from '@ruam/shared/document/rewrite.ts';
import { anchorOf } from '@ruam/shared/threads/anchors.ts';
import { flatten } from '@ruam/shared/threads/flatDocument.ts';
import { z } from 'zod';
import { pdf, png } from '../files/testFiles.ts';
import type { ResolutionBed } from '../resolutions/testBed.ts';
import { appendHeld, readHeld } from '../sync/gate.ts';
import { type Answer, visitAs } from '../testing/server.ts';

const idSchema = z.object({ id: z.string() });

/** Lets people work in the cycle of a bed until something of every kind is in it. */
export async function liveIn(bed: ResolutionBed): Promise<void> {
  const { server, world } = bed;
  const inCycle = `/api/cycles/${world.cycle}`;
  const ask = async (login: string, method: string, path: string, json?: unknown): Promise<Answer> => {
    const answer = await (await visitAs(server, login)).ask(method, path, json === undefined ? {} : { json });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return answer;
  };
  const idOf = ({ body }: Answer): string => idSchema.parse(body).id;
  const upload = async (use: 'text' | 'evidence', name: string, bytes: Buffer): Promise<string> => {
    const body = new FormData();
    body.set('file', new File([new Uint8Array(bytes)], name));
    const answer = await (await visitAs(server, 'cat3-member')).ask('POST', `${inCycle}/files?use=${use}`, { body });
    if (answer.status !== 201) throw new Error(answer.text);
    return idOf(answer);
  };
  const documentOf = async (item: string, levelOrKind: string): Promise<string> => {
    const rows = server.database
      .selectFrom('document')
      .select(['id', 'kind', 'level'])
      .where('cycleId', '=', world.cycle);
    const found = (await rows.where('item', '=', item).execute()).find(
      ({ kind, level }) => (level ?? kind) === levelOrKind,
    );
    if (found === undefined) throw new Error(`${item} has no ${levelOrKind}`);
    return found.id;
  };
  const write = (id: string, content: Content): Promise<void> =>
    server.database.transaction().execute(async (transaction) => {
      const update = await readHeld(transaction, id, (doc) => rewriteContent(doc, content, randomInt(1, 2 ** 32 - 1)));
      if (update) await appendHeld(transaction, id, { personId: null, update, at: 5 });
    });

  const image = await upload('text', 'แผนภาพ.png', await png());
  const file = await upload('evidence', 'คำสั่ง.pdf', pdf('คำสั่งแต่งตั้ง'));
  const evidence = idOf(
    await ask('cat3-member', 'POST', `${inCycle}/evidence`, {
      file,
      title: 'คำสั่งแต่งตั้งน้ำ',
      checks: ['3.3.a1'],
      confidentiality: 'confidential',
    }),
  );
  const basic = await documentOf('3.3', 'basic');
  await write(basic, richText(image, evidence));
  await write(await documentOf('3.3', 'recommendations'), { type: 'doc', content: recommendations });
  const anchor = await server.database
    .transaction()
    .execute((transaction) =>
      readHeld(transaction, basic, (doc) =>
        anchorOf(doc, (flatten(doc).runs[1]?.from ?? 0) + 2, (flatten(doc).runs[1]?.from ?? 0) + 9),
      ),
    );
  const thread = idOf(
    await ask('cat3-member', 'POST', `/api/documents/${basic}/threads`, {
      anchor,
      text: 'ขอหลักฐานเพิ่มเติม',
      mentions: [{ kind: 'person', id: world.personIds['cat3-chair'] }],
    }),
  );
  await ask('cat3-chair', 'POST', `/api/threads/${thread}/comments`, { text: 'เพิ่มแล้ว' });
  await ask('cat3-chair', 'PUT', `/api/threads/${thread}/state`, { state: 'resolved' });
  await ask('cat3-member', 'POST', `/api/documents/${basic}/threads`, { text: 'ทั้งเอกสาร' });
  await ask('cat3-chair', 'PUT', `${inCycle}/checks/3.3.s1`, { ticked: true, note: 'ครบถ้วน' });
  await ask('cat3-chair', 'PUT', `${inCycle}/items/3.3/claim`, { level: 'advance', statement: 'ดำเนินการครบ' });
  await ask('cat3-chair', 'PUT', `${inCycle}/items/3.4/claim`, { level: 'basic', statement: 'พร้อม' });
  await ask('advisor', 'PUT', `${inCycle}/items/3.3/advised`, { level: 'basic', statement: 'ยังไม่ครบ' });
  for (const login of ['cat3-member', 'cat3-chair', 'cat3-secretary'])
    await ask(login, 'PUT', `${inCycle}/items/3.3/privateLevel`, { level: login === 'cat3-chair' ? null : 'basic' });
  await ask('cat3-chair', 'POST', `${inCycle}/items/3.3/consensus/reveal`);
  const session = idOf(
    await ask('secretariat', 'POST', `${inCycle}/advisorSessions`, { date: '2019-08-22', title: 'ครั้งที่ 1' }),
  );
  await ask('secretariat', 'PUT', `${inCycle}/advisorSessions/${session}/before`);
  const note = z.object({ document: z.string() }).parse(
    (
      await ask('advisor', 'POST', `${inCycle}/advice`, {
        item: '3.3',
        type: 'recommendation',
        severity: 'major',
        visitDate: '2019-08-22',
        passage: { document: basic, quote: 'ผู้รับบริการ' },
      })
    ).body,
  ).document;
  await write(note, { type: 'doc', content: [paragraph('ควรใช้ข้อมูลจริง')] });
  await ask('advisor', 'POST', `/api/advice/${note}/submission`);
  await ask('cat3-chair', 'POST', `/api/advice/${note}/answer`, { answer: 'declined', reason: 'ทำแล้ว' });
  await ask('secretariat', 'POST', `${inCycle}/snapshots`, { name: 'ก่อนประชุม' });
  await carry(bed, await documentOf('3.3', 'recommendations'));
  await meet(bed, ask, evidence);
  await ask('cat3-secretary', 'PUT', `${inCycle}/checks/3.4.a1`, { ticked: true });
  await write(await documentOf('3.4', 'basic'), { type: 'doc', content: [paragraph('แก้ไขหลังเปิดใหม่ ปั๊ม ก่ำ')] });
}

/** As if a recommendation had come from a cycle that is not here. */
async function carry({ server: { database }, world }: ResolutionBed, documentId: string): Promise<void> {
  const blocks = await database
    .transaction()
    .execute((transaction) => readHeld(transaction, documentId, (doc) => identifiedBlocks(doc, 'recommendation')));
  const source = { sourceDocumentId: 'elsewhere', sourceBlock: '1.2', words: 'hash' };
  const personId = world.personIds.secretariat ?? '';
  await database
    .insertInto('carriedRecommendation')
    .values({ ...source, cycleId: world.cycle, documentId, block: blocks?.[1]?.id ?? '', personId, at: 7 })
    .execute();
}

/** A meeting in which one item is approved, one with conditions and opened again, one returned, and a level declared. */
async function meet(
  bed: ResolutionBed,
  ask: (login: string, method: string, path: string, json?: unknown) => Promise<Answer>,
  evidence: string,
): Promise<void> {
  const inCycle = `/api/cycles/${bed.world.cycle}`;
  const meeting = await bed.run();
  await ask('secretariat', 'POST', `${inCycle}/meetings${meeting}/papers`, { evidence });
  const approve = (code: string, more: object) =>
    ask('steering-chair', 'POST', `${inCycle}/items/${code}/approval`, { resolution: 'ที่ประชุมมีมติเห็นชอบ', ...more });
  await approve('3.3', { level: 'basic' });
  await approve('3.3', { level: 'advance', conditions: { text: 'ส่งหลักฐานเพิ่ม', deadline: '2019-12-31' } });
  await approve('3.4', { level: 'basic' });
  await ask('steering-chair', 'POST', `${inCycle}/items/3.4/reopening`, { reason: 'พบหลักฐานใหม่' });
  await ask('steering-chair', 'POST', `${inCycle}/items/4.1/decision`, {
    kind: 'returned',
    resolution: 'ให้กลับไปแก้ไข',
    reason: 'ไม่ครบ',
  });
  const vote = await bed.vote(meeting, [5, 1, 0]);
  await bed.resolved(meeting, {
    kind: 'resolved',
    text: 'ให้ดำเนินการตามแผน',
    vote,
    observations: [{ text: 'รายงานทุกเดือน', units: ['สนผ.'], due: null }],
  });
  await bed.resolved(meeting, { kind: 'declared', text: 'ประกาศผลการประเมิน' });
  await bed.step(meeting, 'end');
}

const text = (words: string, ...marks: string[]): ContentNode => ({
  type: 'text',
  text: words,
  ...(marks.length === 0 ? {} : { marks: marks.map((type) => ({ type })) }),
});

const recommendations: ContentNode[] = [
  {
    type: 'recommendation',
    attrs: {
      marker: '๑.',
      depth: 0,
      targetLevel: 'significance',
      targetFiscalYear: 2563,
      units: ['สำนักนโยบายและแผน'],
      responsibleText: 'สนผ.',
      status: 'open',
    },
    content: [text('ควรทบทวนแผนปฏิบัติการ '), text('ทุกปี', 'bold')],
  },
  { type: 'recommendation', attrs: { depth: 1, units: [], status: 'done' }, content: [text('=SUM(1,2) ข้อย่อย')] },
];

/** Tables with spans, a picture, a footnote, evidence, passages that prove several checks at once. */
function richText(image: string, evidence: string): Content {
  const cell = (words: string, attrs: Record<string, unknown> = {}): ContentNode => ({
    type: 'tableCell',
    attrs,
    content: [paragraph(words)],
  });
  const proves = (...checks: string[]) => checks.map((check) => ({ type: 'proves', attrs: { check } }));
  return {
    type: 'doc',
    content: [
      { type: 'heading', attrs: { level: 2 }, content: [text('น้ำ ก่ำ กำก ปั๊ม')] },
      {
        type: 'paragraph',
        content: [
          text('ผู้ทรงคุณวุฒิและผู้รับบริการ '),
          { type: 'text', text: 'พิสูจน์สองข้อ', marks: proves('3.3.a1', '3.3.a2') },
          { type: 'footnote', content: [text('เชิงอรรถ')] },
          { type: 'evidenceFile', attrs: { evidence } },
          { type: 'hardBreak' },
          text('ท้าย', 'bold', 'italic'),
        ],
      },
      {
        type: 'table',
        content: [
          { type: 'tableRow', content: [cell('รวม', { colspan: 2, colwidth: [100, 120], header: true })] },
          { type: 'tableRow', content: [cell('ก'), cell('ข')] },
        ],
      },
      { type: 'image', attrs: { file: image, alt: 'แผนภาพ', width: 60 } },
      { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('ข้อแรก')] }] },
    ],
  };
}
