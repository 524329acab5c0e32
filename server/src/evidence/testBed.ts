import { type AuditEntry, auditEntrySchema } from '@ruam/shared/api/api.ts';
import {
  type EvidenceAnswer,
  type EvidenceDetail,
  evidenceDetailSchema,
  evidenceSchema,
  type NewEvidence,
  type UploadedFile,
  uploadedFileSchema,
} from '@ruam/shared/api/evidence.ts';
import type { ContentNode } from '@ruam/shared/document/content.ts';
import { contentAsUpdate } from '@ruam/shared/document/yjs.ts';
import { WebSocket } from 'ws';
import { z } from 'zod';
import type { DatabaseLocation } from '../database/database.ts';
import { pdf } from '../files/testFiles.ts';
import { RawPeer } from '../sync/testBed.ts';
import type { CleanUp } from '../testing/cleanUp.ts';
import { type Answer, startTestServer, type TestServer, visitAs } from '../testing/server.ts';
import { makeWorld, type World } from '../testing/world.ts';

interface Sent {
  readonly name?: string;
  readonly bytes?: Buffer;
  readonly use?: 'text' | 'evidence';
  readonly cycle?: string;
}

/** A server with a cycle whose people gather evidence. */
export interface EvidenceBed {
  readonly server: TestServer;
  readonly world: World;
  ask(login: string, method: string, path: string, json?: unknown): Promise<Answer>;
  upload(login: string, sent?: Sent): Promise<Answer>;
  /** A PDF unlike any other, uploaded. */
  uploaded(login: string, sent?: Sent): Promise<UploadedFile>;
  /** An entry of such a file. */
  added(login: string, entry?: Partial<NewEvidence>): Promise<EvidenceDetail>;
  list(login: string): Promise<EvidenceAnswer[]>;
  documentId(levelOrKind: string): Promise<string>;
  /** Commits a paragraph with this in it. */
  write(documentId: string, ...nodes: readonly ContentNode[]): Promise<void>;
  chain(): Promise<AuditEntry[]>;
}

export async function openEvidenceBed(
  location: DatabaseLocation,
  cleanUp: CleanUp,
  environment: Readonly<Record<string, string>> = {},
): Promise<EvidenceBed> {
  const server = await startTestServer(location, cleanUp, environment);
  const world = await makeWorld(server.database);
  const ask: EvidenceBed['ask'] = async (login, method, path, json) =>
    (await visitAs(server, login)).ask(method, path, json === undefined ? {} : { json });
  const bed: EvidenceBed = {
    server,
    world,
    ask,
    async upload(login, { name = 'คำสั่ง.pdf', bytes = pdf(crypto.randomUUID()), use, cycle = world.cycle } = {}) {
      const body = new FormData();
      body.set('file', new File([new Uint8Array(bytes)], name));
      const query = use === undefined ? '' : `?use=${use}`;
      return (await visitAs(server, login)).ask('POST', `/api/cycles/${cycle}/files${query}`, { body });
    },
    async uploaded(login, sent) {
      const answer = await bed.upload(login, sent);
      if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
      return uploadedFileSchema.parse(answer.body);
    },
    async added(login, entry = {}) {
      const file = entry.file ?? (await bed.uploaded(login)).id;
      const asked = { title: 'คำสั่งแต่งตั้งคณะทำงาน', checks: ['3.3.a1'], ...entry, file };
      const answer = await ask(login, 'POST', `/api/cycles/${world.cycle}/evidence`, asked);
      if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
      return evidenceDetailSchema.parse(answer.body);
    },
    list: async (login) =>
      z.array(evidenceSchema).parse((await ask(login, 'GET', `/api/cycles/${world.cycle}/evidence`)).body),
    async documentId(levelOrKind) {
      const documents = await server.database
        .selectFrom('document')
        .select(['id', 'kind', 'level'])
        .where('cycleId', '=', world.cycle)
        .where('item', '=', '3.3')
        .execute();
      const found = documents.find(({ kind, level }) => (level ?? kind) === levelOrKind);
      if (found === undefined) throw new Error(`3.3 has no ${levelOrKind}`);
      return found.id;
    },
    async write(documentId, ...nodes) {
      const { cookie } = await visitAs(server, 'cat3-secretary');
      const url = `${server.url.replace('http:', 'ws:')}/sync/${documentId}`;
      const peer = new RawPeer(new WebSocket(url, { headers: { cookie } }));
      await peer.joined();
      const content = { type: 'doc', content: [{ type: 'paragraph', content: nodes }] } as const;
      peer.sendUpdate(contentAsUpdate(content, peer.doc.clientID));
      await peer.acked(1);
      peer.ws.close();
    },
    chain: async () =>
      z
        .array(auditEntrySchema)
        .parse((await ask('observer', 'GET', `/api/audit?cycle=${world.cycle}&limit=1000`)).body),
  };
  return bed;
}
