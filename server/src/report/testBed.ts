import { type ReportJob, reportJobSchema } from '@ruam/shared/api/reports.ts';
import type { ContentElement } from '@ruam/shared/document/content.ts';
import { contentAsUpdate } from '@ruam/shared/document/yjs.ts';
import type { DatabaseLocation } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import { type EvidenceBed, openEvidenceBed } from '../evidence/testBed.ts';
import type { CleanUp } from '../testing/cleanUp.ts';

/** A report is made behind others' work, and a machine that tests has much of it. */
const waitMs = 60_000;

/** Waits for a state of a report. */
export async function untilMade(isReached: () => Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + waitMs;
  while (!(await isReached())) {
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A world in which reports are asked for. */
export interface ReportBed extends EvidenceBed {
  /** Where they are asked for. */
  readonly path: string;
  ask202(login: string, request: unknown): Promise<ReportJob>;
  read(login: string, id: string): Promise<ReportJob>;
  /** Waits until it is neither waiting nor running. */
  finished(login: string, id: string): Promise<ReportJob>;
  /** Commits these blocks. */
  writeBlocks(documentId: string, ...blocks: readonly ContentElement[]): Promise<void>;
  /** Puts a report there as another process would have left it; gives its id. */
  put(job: Partial<Schema['reportJob']>): Promise<string>;
}

export async function openReportBed(location: DatabaseLocation, cleanUp: CleanUp): Promise<ReportBed> {
  const bed = await openEvidenceBed(location, cleanUp);
  const path = `/api/cycles/${bed.world.cycle}/reports`;
  const read = async (login: string, id: string): Promise<ReportJob> =>
    reportJobSchema.parse((await bed.ask(login, 'GET', `${path}/${id}`)).body);
  return {
    ...bed,
    path,
    read,
    async ask202(login, request) {
      const answer = await bed.ask(login, 'POST', path, request);
      if (answer.status !== 202) throw new Error(answer.text);
      return reportJobSchema.parse(answer.body);
    },
    async finished(login, id) {
      let job = await read(login, id);
      await untilMade(async () => {
        job = await read(login, id);
        return job.state !== 'waiting' && job.state !== 'running';
      }, 'the report is finished');
      return job;
    },
    async writeBlocks(documentId, ...blocks) {
      const peer = await bed.join('cat3-secretary', documentId);
      peer.sendUpdate(contentAsUpdate({ type: 'doc', content: blocks }, peer.doc.clientID));
      await peer.acked(1);
      peer.ws.close();
    },
    async put(job) {
      const row: Schema['reportJob'] = {
        ...{ id: crypto.randomUUID(), cycleId: bed.world.cycle, personId: bed.world.personIds.observer ?? '' },
        ...{ format: 'markdown', options: '{}', state: 'waiting', step: null, progress: 0, error: null },
        ...{ at: Date.now(), finishedAt: null, heardAt: null, maker: null, attempts: 0, snapshotId: null },
        ...{ fileName: null, fileHash: null, mediaType: null, sizeBytes: null, requestKey: null },
        ...job,
      };
      await bed.server.database.insertInto('reportJob').values(row).execute();
      return row.id;
    },
  };
}
