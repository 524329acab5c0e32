import { type NoteAnswer, noteSchema } from '@ruam/shared/api/advice.ts';
import { type AuditEntry, auditEntrySchema } from '@ruam/shared/api/api.ts';
import { paragraph } from '@ruam/shared/document/content.ts';
import { contentAsUpdate } from '@ruam/shared/document/yjs.ts';
import { z } from 'zod';
import type { DatabaseLocation } from '../database/database.ts';
import type { CleanUp } from '../testing/cleanUp.ts';
import { type Answer, startTestServer, type TestServer, visitAs } from '../testing/server.ts';
import { makeWorld, type World } from '../testing/world.ts';

/** A server with a cycle in which advisors write. */
export interface AdviceBed {
  readonly server: TestServer;
  readonly world: World;
  ask(login: string, method: string, path: string, json?: unknown): Promise<Answer>;
  notes(): Promise<NoteAnswer[]>;
  note(document: string): Promise<NoteAnswer>;
  /** A draft of the advisor on an item; `text` is committed into it. */
  draft(item: string, text?: string, request?: Readonly<Record<string, unknown>>): Promise<NoteAnswer>;
  submitted(item: string, text?: string, request?: Readonly<Record<string, unknown>>): Promise<NoteAnswer>;
  answer(document: string, json: unknown, login?: string): Promise<Answer>;
  documentId(item: string, kind: string): Promise<string>;
  text(document: string): Promise<string>;
  chain(): Promise<AuditEntry[]>;
}

export async function openAdviceBed(location: DatabaseLocation, cleanUp: CleanUp): Promise<AdviceBed> {
  const server = await startTestServer(location, cleanUp);
  const { database } = server;
  const world = await makeWorld(database);
  const ask = async (login: string, method: string, path: string, json?: unknown) =>
    (await visitAs(server, login)).ask(method, path, json === undefined ? {} : { json });
  let client = 100;
  const bed: AdviceBed = {
    server,
    world,
    ask,
    async notes() {
      const answer = await ask('observer', 'GET', `/api/cycles/${world.cycle}/advice`);
      return z.array(noteSchema).parse(answer.body);
    },
    async note(document) {
      const found = (await bed.notes()).find((each) => each.document === document);
      if (!found) throw new Error(`there is no note ${document}`);
      return found;
    },
    async draft(item, text = 'ควรใช้ข้อมูลจริง', request = {}) {
      const json = { item, type: 'recommendation', severity: 'major', visitDate: '2019-08-22', ...request };
      const made = noteSchema.parse((await ask('advisor', 'POST', `/api/cycles/${world.cycle}/advice`, json)).body);
      if (text === '') return made;
      client += 1;
      const content = contentAsUpdate({ type: 'doc', content: text.split('\n').map(paragraph) }, client);
      const { document: documentId } = made;
      await database
        .insertInto('documentUpdate')
        .values({ documentId, sequence: 1, personId: world.personIds.advisor ?? null, at: 1, content })
        .execute();
      await database.updateTable('document').set({ lastSequence: 1 }).where('id', '=', documentId).execute();
      return made;
    },
    async submitted(item, text, request) {
      const { document } = await bed.draft(item, text, request);
      return noteSchema.parse((await ask('advisor', 'POST', `/api/advice/${document}/submission`)).body);
    },
    answer: (document, json, login = 'cat3-chair') => ask(login, 'POST', `/api/advice/${document}/answer`, json),
    async documentId(item, kind) {
      const row = await database
        .selectFrom('document')
        .select('id')
        .where('cycleId', '=', world.cycle)
        .where('item', '=', item)
        .where('kind', '=', kind as 'advice')
        .executeTakeFirstOrThrow();
      return row.id;
    },
    text: async (document) => (await ask('observer', 'GET', `/api/documents/${document}/content?format=text`)).text,
    async chain() {
      const answer = await ask('observer', 'GET', `/api/audit?cycle=${world.cycle}`);
      return z.array(auditEntrySchema).parse(answer.body);
    },
  };
  return bed;
}
