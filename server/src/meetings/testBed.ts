import { type AuditEntry, auditEntrySchema } from '@ruam/shared/api/api.ts';
import { type MeetingDetail, meetingDetailSchema } from '@ruam/shared/api/meetings.ts';
import { z } from 'zod';
import type { DatabaseLocation } from '../database/database.ts';
import type { CleanUp } from '../testing/cleanUp.ts';
import { type Answer, startTestServer, type TestServer, visitAs } from '../testing/server.ts';
import { makeWorld, type World } from '../testing/world.ts';

/** A server with a cycle in which people meet. */
export interface MeetingBed {
  readonly server: TestServer;
  readonly world: World;
  /** `path` behind `/api/cycles/{cycle}/meetings`. */
  ask(login: string, method: string, path: string, json?: unknown): Promise<Answer>;
  /** The answer as a meeting; throws when it is none. */
  done(login: string, method: string, path: string, json?: unknown): Promise<MeetingDetail>;
  /** A new planned meeting of the Steering Committee; gives its path. */
  plan(request?: Readonly<Record<string, unknown>>): Promise<string>;
  /** As the secretariat sees it. */
  read(path: string): Promise<MeetingDetail>;
  chain(): Promise<AuditEntry[]>;
}

export async function openMeetingBed(location: DatabaseLocation, cleanUp: CleanUp): Promise<MeetingBed> {
  const server = await startTestServer(location, cleanUp);
  const world = await makeWorld(server.database);
  let count = 0;
  const bed: MeetingBed = {
    server,
    world,
    async ask(login, method, path, json) {
      const visitor = await visitAs(server, login);
      return visitor.ask(method, `/api/cycles/${world.cycle}/meetings${path}`, json === undefined ? {} : { json });
    },
    async done(login, method, path, json) {
      const answer = await bed.ask(login, method, path, json);
      if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
      return meetingDetailSchema.parse(answer.body);
    },
    async plan(request = {}) {
      count += 1;
      const json = { body: 'steering', number: `${count}/2563`, date: '2019-11-04', ...request };
      return `/${(await bed.done('secretariat', 'POST', '', json)).id}`;
    },
    read: (path) => bed.done('secretariat', 'GET', path),
    async chain() {
      const answer = await (await visitAs(server, 'observer')).get(`/api/audit?cycle=${world.cycle}`);
      return z.array(auditEntrySchema).parse(answer.body);
    },
  };
  return bed;
}
