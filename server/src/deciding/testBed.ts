import { randomInt } from 'node:crypto';
import { type AuditEntry, auditEntrySchema, type ItemAnswer, itemSchema } from '@ruam/shared/api/api.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import { paragraph } from '@ruam/shared/document/content.ts';
import { contentAsUpdate } from '@ruam/shared/document/yjs.ts';
import { z } from 'zod';
import type { DatabaseLocation } from '../database/database.ts';
import { encodeUpdateList } from '../sync/updateList.ts';
import type { CleanUp } from '../testing/cleanUp.ts';
import { type Answer, startTestServer, type TestServer, type Visitor, visitAs } from '../testing/server.ts';
import { makeWorld, type World } from '../testing/world.ts';

/** A server with a cycle in which people decide. */
export interface DecidingBed {
  readonly server: TestServer;
  readonly world: World;
  visit(login: string): Promise<Visitor>;
  claim(code: string, level: Level | null): Promise<void>;
  /** By `login`; what `request` leaves out is there by default. */
  approve(code: string, request: Readonly<Record<string, unknown>>, login?: string): Promise<Answer>;
  reopen(code: string, request?: Readonly<Record<string, unknown>>, login?: string): Promise<Answer>;
  /** `query` as in `?level=basic`. */
  hashed(code: string, query: string, login?: string): Promise<Answer>;
  item(code: string): Promise<ItemAnswer>;
  /** `basic locked 1` for each document of the item that a decision locks, and its id by level (or kind). */
  locks(code: string): Promise<string[]>;
  documentId(code: string, levelOrKind: string): Promise<string>;
  /** Adds a paragraph to a document, committed; nobody has it open. */
  type(documentId: string, text: string): Promise<void>;
  chain(): Promise<AuditEntry[]>;
  /** All that a decision on the item could have changed. */
  everything(code: string): Promise<unknown>;
}

export async function openDecidingBed(location: DatabaseLocation, cleanUp: CleanUp): Promise<DecidingBed> {
  const server = await startTestServer(location, cleanUp);
  const { database } = server;
  const world = await makeWorld(database);
  const path = (code: string) => `/api/cycles/${world.cycle}/items/${code}`;
  const visit = (login: string) => visitAs(server, login);
  const bed: DecidingBed = {
    server,
    world,
    visit,
    async claim(code, claimed) {
      const set = { claimed, status: claimed === null ? 'drafting' : 'claimed' } as const;
      await database.updateTable('item').set(set).where('cycleId', '=', world.cycle).where('code', '=', code).execute();
    },
    async approve(code, request, login = 'steering-chair') {
      const json = { resolution: 'ที่ประชุมมีมติเห็นชอบ', ...request };
      return (await visit(login)).ask('POST', `${path(code)}/approval`, { json });
    },
    async reopen(code, request = { reason: 'พบหลักฐานใหม่' }, login = 'steering-chair') {
      return (await visit(login)).ask('POST', `${path(code)}/reopening`, { json: request });
    },
    hashed: async (code, query, login = 'observer') => (await visit(login)).get(`${path(code)}/hashed${query}`),
    async item(code) {
      const answer = await (await visit('observer')).get(`/api/cycles/${world.cycle}/items`);
      const found = z
        .array(itemSchema)
        .parse(answer.body)
        .find((item) => item.code === code);
      if (!found) throw new Error(`there is no item ${code}`);
      return found;
    },
    async locks(code) {
      const { documents } = await bed.item(code);
      return documents
        .filter(({ kind }) => kind !== 'advice')
        .map(({ kind, level, state, lockEpoch }) => `${level ?? kind} ${state} ${lockEpoch}`);
    },
    async documentId(code, levelOrKind) {
      const { documents } = await bed.item(code);
      const found = documents.find(({ kind, level }) => (level ?? kind) === levelOrKind);
      if (!found) throw new Error(`${code} has no ${levelOrKind}`);
      return found.id;
    },
    async type(documentId, text) {
      const update = contentAsUpdate({ type: 'doc', content: [paragraph(text)] }, randomInt(1, 2 ** 32 - 1));
      await database.transaction().execute(async (transaction) => {
        const { lastSequence: sequence } = await transaction
          .updateTable('document')
          .set((expression) => ({ lastSequence: expression('lastSequence', '+', 1) }))
          .where('id', '=', documentId)
          .returning('lastSequence')
          .executeTakeFirstOrThrow();
        const content = encodeUpdateList([update]);
        await transaction
          .insertInto('documentUpdate')
          .values({ documentId, sequence, personId: null, at: 1, content })
          .execute();
      });
    },
    async chain() {
      const answer = await (await visit('observer')).get(`/api/audit?cycle=${world.cycle}`);
      return z.array(auditEntrySchema).parse(answer.body);
    },
    async everything(code) {
      const decided = (table: 'claim' | 'approval' | 'snapshot' | 'reopening' | 'decision') =>
        database.selectFrom(table).selectAll().where('itemCode', '=', code).orderBy('id').execute();
      const tables = ['claim', 'approval', 'snapshot', 'reopening', 'decision'] as const;
      const made = [];
      for (const table of tables) made.push(await decided(table));
      return { item: await bed.item(code), made, chain: await bed.chain() };
    },
  };
  return bed;
}
