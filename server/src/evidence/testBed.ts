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
import { z } from 'zod';
import type { DatabaseLocation } from '../database/database.ts';
import { pdf } from '../files/testFiles.ts';
import type { CleanUp } from '../testing/cleanUp.ts';
import { type Answer, visitAs } from '../testing/server.ts';
import { openWorldBed, type WorldBed } from '../testing/worldBed.ts';

interface Sent {
  readonly name?: string;
  readonly bytes?: Buffer;
  readonly use?: 'text' | 'evidence';
  readonly cycle?: string;
}

/** A server with a cycle whose people gather evidence. */
export interface EvidenceBed extends WorldBed {
  upload(login: string, sent?: Sent): Promise<Answer>;
  /** A PDF unlike any other, uploaded. */
  uploaded(login: string, sent?: Sent): Promise<UploadedFile>;
  /** An entry of such a file. */
  added(login: string, entry?: Partial<NewEvidence>): Promise<EvidenceDetail>;
  list(login: string): Promise<EvidenceAnswer[]>;
  /** Commits a paragraph with this in it. */
  write(documentId: string, ...nodes: readonly ContentNode[]): Promise<void>;
}

export async function openEvidenceBed(
  location: DatabaseLocation,
  cleanUp: CleanUp,
  environment: Readonly<Record<string, string>> = {},
): Promise<EvidenceBed> {
  const base = await openWorldBed(location, cleanUp, environment);
  const { server, world, ask } = base;
  const bed: EvidenceBed = {
    ...base,
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
    async write(documentId, ...nodes) {
      const peer = await base.join('cat3-secretary', documentId);
      const content = { type: 'doc', content: [{ type: 'paragraph', content: nodes }] } as const;
      peer.sendUpdate(contentAsUpdate(content, peer.doc.clientID));
      await peer.acked(1);
      peer.ws.close();
    },
  };
  return bed;
}
