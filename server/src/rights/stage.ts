import { documentRoot } from '@ruam/shared/document/schema.ts';
import * as Y from 'yjs';
import { z } from 'zod';
import type { Database } from '../database/database.ts';
import { until } from '../sync/testBed.ts';
import type { Answer, TestServer, Visitor } from '../testing/server.ts';
import { visitAs } from '../testing/server.ts';
import { makeWorld, type World } from '../testing/world.ts';

/** In everything that people write on this stage; no stranger may ever be answered with it. */
export const secret = 'ความลับของหน่วยงาน';

/** A cycle in which something of every kind exists. Ids by the name of the path parameter that they fill. */
export interface Stage {
  readonly world: World;
  readonly ids: {
    readonly cycle: string;
    readonly code: string;
    readonly document: string;
    readonly note: string;
    readonly thread: string;
    readonly comment: string;
    readonly certificate: string;
    readonly snapshot: string;
    readonly rescue: string;
    readonly invitation: string;
    readonly advisorSession: string;
    readonly person: string;
    readonly importDraft: string;
    readonly file: string;
    readonly evidence: string;
    readonly meeting: string;
    readonly paper: string;
    readonly meetingNote: string;
    readonly vote: string;
    readonly projector: string;
    readonly resolution: string;
    readonly report: string;
  };
}

/** Everybody does what they do: claims, decides, comments, advises, invites, imports, is refused. */
export async function setStage(server: TestServer): Promise<Stage> {
  const world = await makeWorld(server.database);
  const { cycle, personIds } = world;
  const visit = (login: string): Promise<Visitor> => visitAs(server, login);
  const [chair, member, decider, advisor, observer, secretariat] = await Promise.all(
    ['cat3-chair', 'cat3-member', 'steering-chair', 'advisor', 'observer', 'secretariat'].map(visit),
  );
  if (!chair || !member || !decider || !advisor || !observer || !secretariat) throw new Error('nobody came');
  const inCycle = `/api/cycles/${cycle}`;
  const documentOf = async (level: string): Promise<string> => {
    const row = await server.database
      .selectFrom('document')
      .select('id')
      .where('cycleId', '=', cycle)
      .where('item', '=', '3.3')
      .where('level', '=', level as 'basic')
      .executeTakeFirstOrThrow();
    return row.id;
  };
  const document = await documentOf('basic');
  await made(chair, 'PUT', `${inCycle}/items/3.3/claim`, { level: 'advance', statement: secret });
  const approved = await made(decider, 'POST', `${inCycle}/items/3.3/approval`, { level: 'basic', resolution: secret });
  const { approval } = z
    .object({ approval: z.object({ snapshotId: z.string(), certificateId: z.string() }) })
    .parse(approved.body);
  await made(chair, 'PUT', `${inCycle}/checks/3.3.s1`, { ticked: true, note: secret });
  const thread = await made(member, 'POST', `/api/documents/${document}/threads`, { text: secret });
  const { id, comments } = z
    .object({ id: z.string(), comments: z.array(z.object({ id: z.string() })) })
    .parse(thread.body);
  const note = await made(advisor, 'POST', `${inCycle}/advice`, {
    item: '3.3',
    type: 'observation',
    severity: 'minor',
  });
  const kept = await observer.ask('POST', `/api/documents/${document}/rescues`, { body: paragraph(secret) });
  const invited = await made(secretariat, 'POST', `${inCycle}/invitations`, {
    name: secret,
    body: 'category-3',
    role: 'member',
  });
  const session = await made(secretariat, 'POST', `${inCycle}/advisorSessions`, { date: '2019-08-22', title: secret });
  const proof = new FormData();
  proof.set('file', new File([secret], `${secret}.txt`, { type: 'text/plain' }));
  const uploaded = idOf(await member.ask('POST', `${inCycle}/files`, { body: proof }));
  const entry = await made(member, 'POST', `${inCycle}/evidence`, {
    file: uploaded,
    title: secret,
    checks: ['3.3.a1'],
  });
  const file = new FormData();
  file.set('file', new File([reportText], `${secret}.txt`, { type: 'text/plain' }));
  const draft = await secretariat.ask('POST', '/api/imports', { body: file });
  const report = idOf(await made(secretariat, 'POST', `${inCycle}/reports`, { format: 'markdown' }));
  const isMade = async () => (await secretariat.get(`${inCycle}/reports/${report}`)).text.includes('"state":"done"');
  await until(isMade, 'the report is made');
  return {
    world,
    ids: {
      cycle,
      code: '3.3',
      document,
      note: z.object({ document: z.string() }).parse(note.body).document,
      thread: id,
      comment: comments[0]?.id ?? '',
      certificate: approval.certificateId,
      snapshot: approval.snapshotId,
      rescue: idOf(kept),
      invitation: idOf(invited),
      advisorSession: idOf(session),
      person: personIds['cat3-member'] ?? '',
      importDraft: idOf(draft),
      file: uploaded,
      evidence: idOf(entry),
      report,
      ...(await setMeeting(server.database, visit, inCycle, idOf(entry))),
    },
  };
}

/** A published meeting with words, a paper and a note to its secretary. */
async function setMeeting(
  database: Database,
  visit: (login: string) => Promise<Visitor>,
  inCycle: string,
  evidence: string,
) {
  const [secretariat, member] = await Promise.all([visit('secretariat'), visit('steering-member')]);
  const facts = { body: 'steering', number: '1/2562', date: null, place: secret };
  const planned = await made(secretariat, 'POST', `${inCycle}/meetings`, facts);
  const meeting = idOf(planned);
  const path = `${inCycle}/meetings/${meeting}`;
  const words = { kind: 'text', section: 'others', title: secret, detail: secret };
  await made(secretariat, 'POST', `${path}/agenda`, words);
  const papers = await made(secretariat, 'POST', `${path}/papers`, { evidence });
  await made(secretariat, 'PUT', `${path}/state`, { event: 'publish' });
  const notes = await made(member, 'POST', `${path}/notes`, { text: secret });
  const ids = z.object({ id: z.string() }).array().min(1);
  const paper = ids.parse((papers.body as { papers: unknown }).papers)[0]?.id ?? '';
  const meetingNote = ids.parse((notes.body as { notes: unknown }).notes)[0]?.id ?? '';
  const resolution = await setResolution(database, meeting);
  return { meeting, paper, meetingNote, resolution, ...(await setProjector(database, meeting)) };
}

/** Something that the meeting has resolved. */
async function setResolution(database: Database, meetingId: string): Promise<string> {
  const people = database.selectFrom('person').select('id').where('login', '=', 'secretariat');
  const { id: personId } = await people.executeTakeFirstOrThrow();
  const { cycleId } = await database
    .selectFrom('meeting')
    .select('cycleId')
    .where('id', '=', meetingId)
    .executeTakeFirstOrThrow();
  const id = 'a-resolution-of-the-meeting';
  const none = { entry: null, itemCode: null, level: null, approvalId: null, decisionId: null, voteId: null };
  const more = { snapshotId: null, score: null, corrects: null, confirms: null, requestKey: null, observations: '[]' };
  await database
    .insertInto('resolution')
    .values({ id, cycleId, meetingId, number: 1, kind: 'resolved', text: secret, personId, at: 1, ...none, ...more })
    .execute();
  return id;
}

/** An open vote and a projector of a meeting that need not run for it. */
async function setProjector(database: Database, meetingId: string) {
  const ids = { vote: 'a-vote-of-the-meeting', projector: 'a-projector-of-the-meeting' };
  await database
    .insertInto('vote')
    .values({
      ...{ id: ids.vote, meetingId, entry: null, question: secret, choices: null, openedAt: 1, closedAt: null },
      ...{ counted: null, personId: 'nobody', requestKey: null },
    })
    .execute();
  await database
    .insertInto('projector')
    .values({
      ...{ id: ids.projector, tokenHash: 'of nothing', codeHash: null, expiresAt: Number.MAX_SAFE_INTEGER, meetingId },
      ...{ pairedAt: 1, pairedBy: 'nobody', revokedAt: null },
    })
    .execute();
  return ids;
}

const reportText = `รายงานการประเมินตนเอง ${secret}\nหมวด ๑ การนำองค์การ\n๑.๑ ระบบการนำองค์การ\nผลการดำเนินงานอยู่ในระดับ Basic\n`;

async function made(who: Visitor, method: string, path: string, json: unknown): Promise<Answer> {
  const answer = await who.ask(method, path, { json });
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
  return answer;
}

function idOf({ status, text, body }: Answer): string {
  const parsed = z.object({ id: z.string() }).safeParse(body);
  if (!parsed.success) throw new Error(`${status} ${text}`);
  return parsed.data.id;
}

function paragraph(text: string): Uint8Array<ArrayBuffer> {
  const doc = new Y.Doc();
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(text)]);
  doc.getXmlFragment(documentRoot).push([element]);
  return new Uint8Array(Y.encodeStateAsUpdate(doc));
}
